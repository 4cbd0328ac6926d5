// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "speur/completion.hpp"
#include "speur/document.hpp"
#include "speur/duplicates.hpp"
#include "speur/explanation.hpp"
#include "speur/index_writer.hpp"
#include "speur/records.hpp"
#include "speur/related.hpp"
#include "speur/schema.hpp"
#include "speur/search.hpp"
#include "speur/use.hpp"
#include "speur/viewer.hpp"

namespace speur {

/// One of the indexes that an index is made of.
struct ShardStats {
  std::string name;  ///< its directory, or HOST:PORT
  std::uint64_t documents = 0;
  bool operator==(const ShardStats&) const = default;
};

/// What an index holds, as far as the viewer may see; `revision` and `bytes` are of the whole, but
/// for what is behind a server.
struct IndexStats {
  std::uint64_t documents = 0;
  std::map<std::string, std::uint64_t> fields;  ///< per field: documents that have a value for it
  std::map<std::string, std::uint64_t>
      facets;                  ///< per facet: different values that it lists, implied ones too
  std::string analyzer;        ///< fingerprint of the analyser it was made with
  std::uint64_t revision = 0;  ///< grows with every commit
  std::uint64_t bytes = 0;     ///< on disk
  /// Bytes of memory that what was read for searching takes now, shared by all threads.
  std::uint64_t memory = 0;
  /// Documents that are as they were when `Index::optimize` last learnt from them. When they are no
  /// longer most of all, it is time to do it again.
  std::uint64_t learnt = 0;
  /// Where the index is made of several, each of them in the order in which they are named.
  std::vector<ShardStats> shards = {};
};

struct OpenOptions {
  /// How much memory may go to posting lists that were used before; filters, groups and counts of
  /// terms may take an eighth of it each. Less makes searches slower, never different. Columns of
  /// facets and lengths of documents come on top: about ten bytes a document and facet.
  std::size_t cache_bytes = std::size_t{256} << 20;
  /// For so many groups of viewers that see different documents, what was read is kept (each up to
  /// `cache_bytes`); of more than that, the group that did not look for longest has it read again.
  std::size_t views = 8;
  /// For an index of which something is behind a server: how long that may take to be reached, and
  /// to answer. What takes longer fails with a ShardError; a call may wait three times as long, as
  /// it tries a new connection where an old one is silent.
  std::chrono::milliseconds shard_timeout{10'000};
};

/// An index, for reading and for making writers. Any number of threads may share one object; copies
/// share what they hold. Every call sees one committed state, the newest there is; an index may be
/// changed or replaced meanwhile, by this process or another.
///
/// What is opened shows what everybody may see; `as` gives the same index as somebody else sees it.
/// Who forgets to name a viewer so shows too little, never too much.
class Index {
 public:
  /// Makes an empty index in a new directory. \throws IndexError when something is there already,
  /// SchemaError when the schema breaks a rule.
  static Index create(const std::filesystem::path& path,
                      const Schema& schema = Schema::knowledge_product());

  /// Opens an index. \throws IndexError when it is missing, damaged, or made by another analyser.
  ///
  /// `path` may also be a file that names several indexes, its shards, which then are one: a Xapian
  /// stub database, with a line "auto DIRECTORY" for each, as seen from the file, or "remote
  /// HOST:PORT" for one that xapian-tcpsrv serves; or what xapian-replicate makes, which has such a
  /// file in it. All calls answer as one index would that holds all the documents, but that
  /// documents which are equal in all else may come in another order. A document must stand in one
  /// shard only. A commit to a shard is seen by the next call; a server is known to serve another
  /// index than before, as after a replacement, within a second. All shards must have the same
  /// schema, and what is changed is changed in the shard itself. Here and in every other call,
  /// \throws ShardError when a shard is not there; once it is, the next call works. Where there is
  /// a server, Xapian has the process ignore SIGPIPE from then on.
  static Index open(const std::filesystem::path& path, const OpenOptions& options = {});

  /// This index as `viewer` sees it, for as long as one likes: all calls answer as an index would
  /// that holds only the documents that the viewer may see, in their scores, counts, corrections
  /// and completions too. Two things are of the index as a whole: what `optimize` learnt, which
  /// changes the order and scores of what is seen but shows no word or document, and which words
  /// there once were: a word of a public document that was later hidden may still be proposed if
  /// others write the same word otherwise, until the index is built again. `optimize`,
  /// `record_use`, `writer`, and `rebuild`, are of the whole index whoever the viewer is. Costs
  /// nothing by itself; the first calls of viewers that see other documents than those before read
  /// the index again.
  Index as(Viewer viewer) const;

  /// The ranked documents for a request, an exact total and exact facet counts. Whatever was typed
  /// gives an answer. \throws RequestError when the request names a facet that is none.
  SearchResults search(const SearchRequest& request) const;

  /// What the text typed so far may become, best first: phrases by their number of documents (less
  /// for words that titles and keywords hardly ever have), then titles; at most half are titles as
  /// long as there are phrases. What was typed stands at their beginning or, of a title, further
  /// on, case, accents and punctuation aside; its last word need not be complete, unless a space or
  /// a sign follows it. Whatever was typed gives an answer; no word, or more than 1,000 bytes,
  /// none. \throws RequestError when the request names a facet that is none. Fast enough for every
  /// keystroke; but the first call after a commit reads all documents, about 5 seconds for 100,000,
  /// and others wait for it meanwhile: see `warm_up`.
  std::vector<Completion> complete(std::string_view typed,
                                   const CompletionRequest& request = {}) const;

  /// Documents near to the one called `id`, or to all of `seeds`. \throws RequestError when there
  /// is no such document, or the request names a facet that is none. What is known of the
  /// collection as a whole (`optimize`) makes the list better. Of an index of up to 5,000 documents
  /// without it, the first call learns it, in a second or two.
  RelatedItems related(std::string_view id, const RelatedRequest& request = {}) const;
  RelatedItems related(const Seeds& seeds, const RelatedRequest& request = {}) const;

  /// How different the documents of a list are from each other: the mean over all pairs of 1 less
  /// their likeness, which is the cosine of their latent semantic vectors, or 0 where that is
  /// negative or nothing is known of their words (intra-list similarity of C.-N. Ziegler and
  /// others: Improving Recommendation Lists Through Topic Diversification, 2005, turned round).
  /// From 0 to 1; of fewer than two documents it is 0. Ids that the index does not have are left
  /// out.
  double diversity(const std::vector<std::string>& ids) const;

  /// Documents that are nearly the same, in groups, most alike first; none is missed. Looks at all
  /// documents each time, about 15 seconds for 200,000; with a threshold below 0.8 many times as
  /// long. \throws RequestError when the threshold is out of its range or there is no such
  /// document.
  std::vector<DuplicateGroup> duplicates(const DuplicatesRequest& request = {}) const;

  /// Learns what ranking and related items use of the collection as a whole: what documents are
  /// called, what sharing a facet value says, which words go together. Kept beside the index's own
  /// files, for all who read it, and good for later states too: do it again when much has changed.
  /// Reads every document, about .1 ms each. \throws IndexError when it cannot be written.
  void optimize() const;

  /// Adds what visitors used together, which related items then count with (`related_use`). An
  /// event counts for half after 180 days, counted back from the newest one. Two documents count
  /// by their events together, compared with those that either has with others; one event does
  /// nothing yet, eleven do half of what they can. Kept in INDEX.use beside the index, which a
  /// replacement leaves there: of two documents a sum and the last day, and nothing else.
  /// \throws RequestError when a date is none or is still to come, and then nothing is added;
  /// LockError when a writer has the index for longer than ten seconds, IndexError when it cannot
  /// be written.
  UseRecorded record_use(const std::vector<UseEvent>& events) const;

  /// How the document called `id` comes to its score for `request`; the sum of what is told is the
  /// score. \throws RequestError when there is no such document or facet.
  Explanation explain(const SearchRequest& request, std::string_view id) const;

  /// Makes ready what the first search, facet count, correction and completion after a commit would
  /// otherwise wait for: seconds where documents count by the hundred thousand. Answers are the
  /// same without. Call it when a program starts and after a commit, on a thread of its own if need
  /// be.
  void warm_up() const;

  /// The document as it was indexed; nothing where there is none that the viewer may see.
  std::optional<Document> document(std::string_view id) const;

  /// All documents that the viewer may see, as they were in one committed state: for exporting.
  /// Changes meanwhile may end the reading with an IndexError. The reader must not outlive the
  /// index.
  std::unique_ptr<RecordReader> documents() const;

  IndexStats stats() const;

  /// The schema the index was made with. A copy: a replacement may bring another one.
  Schema schema() const;

  /// Same as IndexWriter::open on this index's path. \throws IndexError also when it is made of
  /// shards.
  IndexWriter writer(const WriterOptions& options = {}) const;

  const std::filesystem::path& path() const;

 private:
  class Impl;
  explicit Index(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;
};

}  // namespace speur
