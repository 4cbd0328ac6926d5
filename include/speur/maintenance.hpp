// SPDX-License-Identifier: GPL-2.0-or-later
// Keeping an index trustworthy: is it sound, what can be saved, a copy of it, and making it anew.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "speur/schema.hpp"

namespace speur {

enum class FindingKind {
  structure,   ///< Xapian's own files do not hang together
  settings,    ///< made in another format or by another analyser: `reindex`
  document,    ///< a stored document is damaged, or does not fit the schema
  postings,    ///< what a document is found by is not what its text gives
  vocabulary,  ///< words or abbreviations of documents are missing or counted wrongly
  sidecar,     ///< what is kept beside the index cannot be read
};

/// The name of a kind, as above.
std::string name_of(FindingKind kind);

/// Something that is not as it should be.
struct Finding {
  FindingKind kind = FindingKind::structure;
  std::string where;  ///< a document's id, a term, or a file; may be empty
  std::string what;
  bool operator==(const Finding&) const = default;
};

struct CheckReport {
  std::uint64_t documents = 0;  ///< that were looked at
  std::uint64_t revision = 0;
  std::vector<Finding> findings;  ///< the first 1,000
  bool sound() const { return findings.empty(); }
};

struct CheckOptions {
  /// Analyse every document again and hold all that it is found by against that: about as long as
  /// indexing takes. Without it only what is stored is held together.
  bool analyse = true;
};

/// Looks whether all of an index is as it should be, and changes nothing; no writer may change it
/// meanwhile. Where Xapian's own files do not hang together, nothing further is looked at. \throws
/// IndexError when there is no index at `path`, LockError when a writer has it for longer than ten
/// seconds.
CheckReport check(const std::filesystem::path& path, const CheckOptions& options = {});

/// A document that could not be saved.
struct Loss {
  std::string document;  ///< its id, or its number where the id is lost too
  std::string why;
  bool operator==(const Loss&) const = default;
};

struct RebuildReport {
  std::uint64_t documents = 0;           ///< in the index now
  std::vector<std::string> differences;  ///< in what it was made with: format, analyser, schema
  std::vector<Loss> lost;
};

/// Makes an index anew from the documents that it keeps, for this version's analyser and, if given,
/// another schema. The portal's synonyms are kept; readers see the old index until the new one is
/// there. Works on an index that cannot be opened because another version made it. \throws
/// IndexError naming a document that cannot be read, or does not fit the schema (see `repair`);
/// then nothing has changed.
RebuildReport reindex(const std::filesystem::path& path,
                      const std::optional<Schema>& schema = std::nullopt);

/// The same for an index that is damaged: documents that cannot be read, or do not fit, are left
/// out, and named. \throws IndexError when not even its settings can be read; then only a snapshot
/// or the sources help.
RebuildReport repair(const std::filesystem::path& path);

/// Copies one committed state of an index to a new directory, with what is kept beside it, while
/// others read and write. Works without holding up writers as long as it copies faster than they
/// commit, and else makes them wait. Gives the revision that was copied. \throws IndexError when
/// `to` exists or cannot be written.
std::uint64_t snapshot(const std::filesystem::path& path, const std::filesystem::path& to);

}  // namespace speur
