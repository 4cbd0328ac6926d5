// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "collection/storage.hpp"
#include "collection/titles.hpp"
#include "temporary_directory.hpp"

using namespace speur;
using namespace speur::collection;
using test::TemporaryDirectory;
using Ids = std::vector<Xapian::docid>;

namespace {

std::vector<StemKey> keys(std::string_view text) { return keys_of(Analyzer().analyze(text)); }

Titles titles_of(const std::map<Xapian::docid, std::string>& texts) {
  Titles titles;
  for (const auto& [id, text] : texts) titles.add(id, keys(text));
  titles.finish();
  return titles;
}

}  // namespace

TEST_CASE("a text names the documents whose titles stand in it, whatever the form of the words") {
  const auto titles = titles_of({{2, "De ethische data-assistent"},
                                 {3, "Impact assessment mensenrechten"},
                                 {7, "Mensenrechten"},
                                 {8, "Het mensenrecht van privacy"}});
  CHECK(titles.named_in(keys("Doe eerst een impact assessment mensenrechten.")) == Ids{3, 7});
  CHECK(titles.named_in(keys("Impact op mensenrechten; een assessment.")) == Ids{7});
  CHECK(titles.named_in(keys("Ethische data-assistenten")) == Ids{2});
  CHECK(titles.named_in(keys("Niets hiervan.")).empty());
  CHECK(titles.named_in({}).empty());
}

TEST_CASE("no title spans two texts") {
  const auto titles = titles_of({{1, "open data"}});
  auto text = keys("Alles staat open");
  text.push_back(between_texts);
  for (const auto key : keys("data delen")) text.push_back(key);
  CHECK(titles.named_in(text).empty());
}

TEST_CASE("a title that many documents have names none of them") {
  std::map<Xapian::docid, std::string> texts{{100, "Inleiding tot datakwaliteit"}};
  for (Xapian::docid id = 1; id <= 20; ++id) texts[id] = "Inleiding";
  CHECK(titles_of(texts).named_in(keys("Een inleiding")).size() == 20);
  texts[21] = "Inleiding";
  CHECK(titles_of(texts).named_in(keys("Een inleiding tot datakwaliteit")) == Ids{100});
}

TEST_CASE("titles are found as a plain search for each of them finds them") {
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable on purpose
  const auto some_keys = [&](std::size_t size) {
    std::vector<StemKey> some(size);
    for (auto& key : some) key = 1 + static_cast<StemKey>(random() % 5);
    return some;
  };
  for (int round = 0; round < 50; ++round) {
    Titles titles;
    std::map<Xapian::docid, std::vector<StemKey>> all;
    for (Xapian::docid id = 1; id < 60; id += 1 + static_cast<Xapian::docid>(random() % 3)) {
      all[id] = some_keys(random() % 6);
      if (!all[id].empty()) titles.add(id, all[id]);
    }
    titles.finish();
    const auto text = some_keys(40);
    std::map<std::vector<StemKey>, int> namesakes;
    for (const auto& [id, title] : all) ++namesakes[title];
    Ids expected;
    for (const auto& [id, title] : all)
      if (namesakes[title] <= 20 && stands_in(title, text)) expected.push_back(id);
    CHECK(titles.named_in(text) == expected);
    for (const auto& [id, title] : all)
      CHECK(std::vector<StemKey>(titles.of(id).begin(), titles.of(id).end()) == title);
  }
}

TEST_CASE("titles that are written are read back; a file that ends early is noticed") {
  const auto titles = titles_of({{2, "De ethische data-assistent"}, {5, "Open data"}});
  TemporaryDirectory directory;
  const auto file = directory / "titles";
  std::ofstream out(file, std::ios::binary);
  titles.write(out);
  out.close();
  StorageReader in(file);
  CHECK(Titles::read(in).named_in(keys("over open data")) == Ids{5});
  CHECK_FALSE(in.failed());
  for (auto size = std::filesystem::file_size(file); size-- > 0;) {
    std::filesystem::resize_file(file, size);
    StorageReader shorter(file);
    Titles::read(shorter);
    CHECK(shorter.failed());
  }
  CHECK(StorageReader(directory / "none").failed());
}
