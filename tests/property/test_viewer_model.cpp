// SPDX-License-Identifier: GPL-2.0-or-later
// What a viewer gets must be what an index gives that holds only what the viewer may see: nothing
// that is hidden is found, counted, proposed, or weighs anything.
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "asking.hpp"
#include "collection.hpp"
#include "speur/error.hpp"
#include "speur/index_writer.hpp"
#include "speur/maintenance.hpp"

using namespace speur;
using namespace speur::test;

namespace {

bool may_see(const Viewer& viewer, const Document& document) {
  const auto& needed = document.values("access");
  return viewer.all || needed.empty() ||
         std::any_of(needed.begin(), needed.end(), [&](const std::string& token) {
           return std::find(viewer.tokens.begin(), viewer.tokens.end(), token) !=
                  viewer.tokens.end();
         });
}

// Built at once, in parts, or grown with some documents given again as they were: whichever way, it
// holds the same.
class Built {
 public:
  explicit Built(const std::vector<Document>& documents) {
    const auto first = *rc::gen::inRange<std::size_t>(0, documents.size() + 1);
    const auto again = *rc::gen::inRange<std::size_t>(0, first + 1);
    WriterOptions options;
    options.part_bytes = *rc::gen::element<std::size_t>(1, 200, 1'000'000);
    options.threads = *rc::gen::element(1U, 3U);
    auto writer = IndexWriter::replace(directory_ / "index", Schema::knowledge_product(), options);
    for (std::size_t i = 0; i < first; ++i) writer.add(documents[i]);
    if (*rc::gen::arbitrary<bool>()) writer.commit();
    for (std::size_t i = again; i < documents.size(); ++i) writer.add(documents[i]);
    writer.commit();
  }

  Index index() const { return Index::open(directory_ / "index"); }

 private:
  TemporaryDirectory directory_;
};

}  // namespace

TEST_CASE("what a viewer gets is what an index gives that holds only what the viewer may see") {
  CHECK(rc::check("viewers", [] {
    const auto documents = documents_of_chance();
    const Built built(documents);
    const Viewer viewer{some_of(access_tokens, 3), *rc::gen::inRange(0, 6) == 0};
    std::vector<Document> seen;
    for (const auto& document : documents)
      if (may_see(viewer, document)) seen.push_back(document);
    const Collection alone(seen);
    const auto index = built.index().as(viewer);
    RC_ASSERT(check(index.path()).sound());
    RC_ASSERT(told_by(index, seen) == told_by(alone.index().as(Viewer::everything()), seen));
    for (const auto& document : documents)
      if (!may_see(viewer, document)) {
        RC_ASSERT(!index.document(document.id));
        RC_ASSERT_THROWS_AS(index.related(document.id), RequestError);
        RC_ASSERT_THROWS_AS(index.explain({}, document.id), RequestError);
      }
  }));
}
