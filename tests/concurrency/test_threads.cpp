// SPDX-License-Identifier: GPL-2.0-or-later
// Many threads and one writer, on one index: every answer must be of one committed state. Meant to
// be run under ThreadSanitizer as well (preset `thread`).
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

#include "collection.hpp"

using namespace speur;
using namespace speur::test;

namespace {

constexpr int documents = 24;

// In round n every document says "ronde<n>" and has the organisation "org <n>".
std::vector<Document> round_of(int number) {
  std::vector<Document> round;
  for (int i = 0; i < documents; ++i) {
    auto each = product("d" + std::to_string(i), "Data delen", "datakwaliteit in de gemeente",
                        {{"tier", {i % 2 == 0 ? "gemeente" : "rijk"}}, {"published", {"2024-05"}}});
    each.fields["organisation"] = {"org " + std::to_string(number)};
    round.push_back(std::move(each));
  }
  return round;
}

// Whether all of an answer is of one round.
bool is_of_one_state(const SearchResults& results) {
  const auto& organisations = results.facets.front().values;
  if (results.total != documents || organisations.size() != 1) return false;
  if (organisations.front().count != documents) return false;
  for (const auto& hit : results.hits)
    if (hit.document.first("organisation") != organisations.front().value) return false;
  return true;
}

}  // namespace

TEST_CASE("eight readers and a writer that commits all the time: every answer is of one state") {
  Collection collection(round_of(0));
  const auto& index = collection.index();
  std::atomic<bool> stop = false;
  std::atomic<int> answers = 0;
  std::atomic<int> wrong = 0;
  const auto read = [&](int number) {
    const std::vector<std::string> queries{"data", "kwaliteit", "\"data delen\"", "datakwalitiet"};
    while (!stop) try {
        SearchRequest request;
        request.query = queries[static_cast<std::size_t>(answers++) % queries.size()];
        request.facets = {"organisation", "tier", "published"};
        request.sort = number % 2 == 0 ? Sort::relevance : Sort::newest;
        if (!is_of_one_state(index.search(request))) ++wrong;
        if (number == 0) index.complete("dat");
        if (number == 1) index.related("d1");
        if (number == 2) index.stats();
      } catch (...) {
        ++wrong;
      }
  };
  std::vector<std::thread> readers;
  for (int i = 0; i < 8; ++i) readers.emplace_back(read, i);
  for (int number = 1; number <= 30; ++number) collection.add(round_of(number));
  while (answers < 200) std::this_thread::yield();
  stop = true;
  for (auto& reader : readers) reader.join();
  CHECK(wrong == 0);
}

// The thread sanitizer does not follow a child of a process with threads, and the allocator of GCC
// 12's address sanitizer may leave its child a lock that a thread of the parent held.
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
TEST_CASE("children of a process that searches on several threads can search as well") {
  Collection collection(round_of(0));
  const auto& index = collection.index();
  std::atomic<bool> stop = false;
  std::vector<std::thread> busy;
  SearchRequest request;
  request.query = "data";
  request.facets = {"organisation"};
  for (int i = 0; i < 3; ++i)
    busy.emplace_back([&] {
      while (!stop) index.search(request);
    });
  int failed = 0;
  for (int i = 0; i < 20; ++i) {
    const auto child = fork();
    if (child == 0) {
      alarm(20);  // ends a child that waits for a lock that nobody gives back
      _exit(is_of_one_state(index.search(request)) ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) ++failed;
  }
  stop = true;
  for (auto& each : busy) each.join();
  CHECK(failed == 0);
}
#endif
