// SPDX-License-Identifier: GPL-2.0-or-later
// Changes an index until it is killed, and says what is about to be durable before each commit and
// what is after. Usage: crash_driver INDEX SEED
#include <unistd.h>

#include <cstdio>
#include <map>
#include <random>
#include <string>

#include "speur/speur.hpp"

namespace {

using namespace speur;

// What was said is out before anything else happens.
void say(const std::string& line) {
  const auto text = line + "\n";
  if (write(STDOUT_FILENO, text.data(), text.size()) != static_cast<ssize_t>(text.size())) _exit(9);
}

Document version_of(int number, unsigned version) {
  Document document;
  document.id = "d" + std::to_string(number);
  const auto word = "versie" + std::to_string(version);
  document.fields["title"] = {"Gids " + document.id + " " + word};
  document.fields["body"] = {"De gemeente legt " + word + " uit: Zeker Quotum Data Xenia (ZQDX)."};
  document.fields["tier"] = {version % 2 == 0 ? "gemeente" : "rijk"};
  if (version % 3 == 0) document.fields["access"] = {"raad", "t" + std::to_string(version % 5)};
  if (number > 0) document.relations.push_back({"vervangt", "d" + std::to_string(number - 1)});
  return document;
}

class Driver {
 public:
  Driver(std::string path, unsigned seed) : path_(std::move(path)), chance_(seed) {}

  [[noreturn]] void run() {
    read();
    for (;;) {
      switch (chance_() % 9) {
        case 0: replace(); break;
        case 1: build(); break;
        case 2: Index::open(path_).optimize(); break;
        default: change();
      }
    }
  }

 private:
  using Versions = std::map<std::string, unsigned>;

  // What a run before this one left.
  void read() {
    const auto reader = Index::open(path_).as(Viewer::everything()).documents();
    while (auto record = reader->next()) {
      const auto& document = std::get<Document>(*record);
      const auto& title = document.first("title");
      versions_[document.id] =
          static_cast<unsigned>(std::stoul(title.substr(title.rfind("versie") + 6)));
    }
    for (const auto& [id, version] : versions_) next_ = std::max(next_, version + 1);
  }

  static std::string text_of(const Versions& versions) {
    std::string text;
    for (const auto& [id, version] : versions) text += " " + id + "=" + std::to_string(version);
    return text;
  }

  void commit(IndexWriter& writer) {
    say("committing" + text_of(versions_));
    writer.commit();
    say("committed" + text_of(versions_));
  }

  void put(IndexWriter& writer, int number) {
    const auto document = version_of(number, next_);
    writer.add(document);
    versions_[document.id] = next_++;
  }

  void change() {
    auto writer = IndexWriter::open(path_);
    for (auto left = chance_() % 40; left > 0; --left) {
      const auto number = static_cast<int>(chance_() % 60);
      if (chance_() % 5 != 0) put(writer, number);
      else if (writer.remove("d" + std::to_string(number)))
        versions_.erase("d" + std::to_string(number));
    }
    commit(writer);
  }

  void replace() {
    auto writer = IndexWriter::replace(path_, Schema::knowledge_product());
    versions_.clear();
    for (auto left = chance_() % 60; left > 0; --left)
      put(writer, static_cast<int>(chance_() % 60));
    commit(writer);
  }

  // What is replaced is put together of parts if no document comes twice; of many parts here.
  void build() {
    WriterOptions options;
    options.threads = 1 + chance_() % 2;
    options.part_bytes = 500;
    auto writer = IndexWriter::replace(path_, Schema::knowledge_product(), options);
    versions_.clear();
    const auto end = static_cast<int>(chance_() % 60);
    for (int number = 0; number < end; ++number) put(writer, number);
    commit(writer);
  }

  std::string path_;
  std::mt19937 chance_;
  Versions versions_;
  unsigned next_ = 1;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    Driver(argv[1], static_cast<unsigned>(std::stoul(argv[2]))).run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
