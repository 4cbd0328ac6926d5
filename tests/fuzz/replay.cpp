// SPDX-License-Identifier: GPL-2.0-or-later
// Tries the files of corpus/: examples of each kind of input, and every input that once did harm.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "targets.hpp"

namespace {

using Target = void (*)(std::string_view);

void check_corpus(const char* name, Target target) {
  std::size_t files = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(CORPUS_DIRECTORY) / name)) {
    CAPTURE(file.path().string());
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string input(std::istreambuf_iterator<char>(stream), {});
    CHECK_NOTHROW(target(input));
    // Half of it is hardly ever well-formed.
    CHECK_NOTHROW(target(std::string_view(input).substr(0, input.size() / 2)));
    ++files;
  }
  CHECK(files >= 3);
}

}  // namespace

TEST_CASE("queries of the corpus keep what is promised") {
  check_corpus("query", speur::fuzz::query);
}
TEST_CASE("snippets of the corpus keep what is promised") {
  check_corpus("snippets", speur::fuzz::snippets);
}
TEST_CASE("JSON lines of the corpus keep what is promised") {
  check_corpus("json_lines", speur::fuzz::json_lines);
}
TEST_CASE("Markdown of the corpus keeps what is promised") {
  check_corpus("markdown", speur::fuzz::markdown);
}
TEST_CASE("schemas of the corpus keep what is promised") {
  check_corpus("schema", speur::fuzz::schema);
}
TEST_CASE("synonyms of the corpus keep what is promised") {
  check_corpus("synonyms", speur::fuzz::synonyms);
}
