// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/stub.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <optional>

#include "speur/error.hpp"

namespace speur::index {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_in_directory = "XAPIANDB";
constexpr std::size_t longest_line = 4'096;  // a path and some more

fs::path stub_file(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error) ? path / file_in_directory : path;
}

std::optional<ShardAddress> server_at(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')  // IPv6
    host = host.substr(1, host.size() - 2);
  const auto port = text.substr(colon + 1);
  ShardAddress address{{}, std::string(host), 0};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  constexpr unsigned highest = 65'535;
  if (error != std::errc{} || end != port.data() + port.size()) return std::nullopt;
  if (address.port == 0 || address.port > highest) return std::nullopt;
  return address;
}

/// Reads a stub, and those that it names.
class StubReader {
 public:
  void read(const fs::path& path) {
    const auto file = stub_file(path);
    std::error_code ignored;
    const auto known = fs::weakly_canonical(file, ignored);
    for (const auto& outer : within_)
      if (outer == known)
        throw IndexError(fmt::format("'{}' names itself as a shard", file.string()));
    within_.push_back(known);
    std::ifstream in(file, std::ios::binary);
    std::size_t number = 0;
    const auto before = found_.size();
    for (std::string line; std::getline(in, line);) add(line, file, ++number);
    if (!in.eof()) throw IndexError(fmt::format("'{}' cannot be read", file.string()));
    if (found_.size() == before)
      throw IndexError(fmt::format("'{}' names no shard", file.string()));
    within_.pop_back();
  }

  std::vector<ShardAddress> found() && { return std::move(found_); }

 private:
  void add(std::string& line, const fs::path& file, std::size_t number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') return;
    const auto space = line.find(' ');
    const auto type = line.substr(0, space);
    const auto value = space == std::string::npos ? "" : line.substr(space + 1);
    if ((type == "auto" || type == "glass") && !value.empty() && line.size() < longest_line)
      return add_directory(file.parent_path() / value);
    if (type == "remote")
      if (auto server = server_at(value)) return found_.push_back(*std::move(server));
    throw IndexError(
        fmt::format("'{}' is no index, and as a list of shards it is wrong in line {}: '{}' is "
                    "none of 'auto DIRECTORY', 'glass DIRECTORY' and 'remote HOST:PORT'",
                    file.string(), number, printable_start(line)));
  }

  // What is no stub may be of any length and hold anything.
  static std::string printable_start(std::string_view line) {
    constexpr std::size_t shown = 40;
    std::string text;
    for (const char c : line.substr(0, shown))
      text += static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~' ? '?' : c;
    return text + (line.size() > shown ? "..." : "");
  }

  void add_directory(fs::path directory) {
    if (is_stub(directory)) return read(directory);
    if (!directory.has_filename()) directory = directory.parent_path();
    found_.push_back({std::move(directory), "", 0});
  }

  std::vector<fs::path> within_;
  std::vector<ShardAddress> found_;
};

}  // namespace

std::string ShardAddress::name() const {
  if (!is_remote()) return directory.string();
  return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                             : fmt::format("[{}]:{}", host, port);
}

bool is_stub(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) || fs::is_regular_file(path / file_in_directory, error);
}

std::vector<ShardAddress> shards_at(const fs::path& path) {
  if (!is_stub(path)) return {{path, "", 0}};
  StubReader reader;
  reader.read(path);
  return std::move(reader).found();
}

void refuse_stub(const fs::path& path, std::string_view what) {
  if (!is_stub(path)) return;
  shards_at(path);  // a file that holds something else is told apart
  throw IndexError(fmt::format("index '{}': it is made of shards; {}", path.string(), what));
}

}  // namespace speur::index
