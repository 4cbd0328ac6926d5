// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection/profile.hpp"

#include <algorithm>
#include <string_view>

#include "unicode/unicode.hpp"

namespace speur::collection {
namespace {

// Far more than the stems that are kept need.
constexpr std::size_t opening_bytes = 1000;

std::string_view beginning_of(const Document& document, const Schema& schema) {
  for (const auto& field : schema.roles.snippet)
    if (const std::string_view text = document.first(field); !text.empty()) {
      if (text.size() <= opening_bytes) return text;
      // The last word may be cut in two.
      const auto cut = text.substr(0, unicode::floor_boundary(text, opening_bytes));
      return cut.substr(0, cut.find_last_of(" \n"));
    }
  return {};
}

Opening read_opening(const Document& document, const Schema& schema, const Analyzer& analyzer) {
  Opening opening{};
  const auto keys = keys_of(analyzer.analyze(beginning_of(document, schema)));
  std::copy_n(keys.begin(), std::min(keys.size(), opening.size()), opening.begin());
  return opening;
}

}  // namespace

Profile Profile::learn(const index::Reader& reader, const Analyzer& analyzer) {
  const auto& database = reader.database;
  const auto documents = database.documents();
  Profile profile;
  profile.lengths_ = reader.lengths()->of;
  profile.openings_.made().resize(profile.lengths_.size());
  for (const auto id : documents) profile.read_texts(id, reader, analyzer);
  profile.titles_.finish();
  profile.term_vectors_ = TermVectors::learn(database, documents);
  profile.vectors_.made().resize(profile.lengths_.size());
  for (const auto id : documents)
    profile.vectors_.made()[id] = profile.term_vectors_.vector_of(terms_of(database, id));
  return profile;
}

void Profile::read_texts(Xapian::docid id, const index::Reader& reader, const Analyzer& analyzer) {
  const auto document = reader.document(id);
  const auto& schema = reader.schema();
  if (const auto& title = document.first(schema.roles.title); !title.empty())
    titles_.add(id, keys_of(analyzer.analyze(title)));
  openings_.made()[id] = read_opening(document, schema, analyzer);
}

bool Profile::knows(Xapian::docid id, const index::DocumentLengths& lengths) const {
  return id < lengths_.size() && id < lengths.of.size() && lengths_[id] == lengths.of[id];
}

Vector Profile::vector_of(Xapian::docid id, const index::Reader& reader) const {
  return knows(id, *reader.lengths()) ? vectors_[id]
                                      : term_vectors_.vector_of(terms_of(reader.database, id));
}

std::uint64_t Profile::known(const index::DocumentLengths& lengths) const {
  std::uint64_t known = 0;
  for (Xapian::docid id = 1; id < lengths.of.size(); ++id)
    if (lengths.live.holds(id) && knows(id, lengths)) ++known;
  return known;
}

void Profile::write(std::ostream& out) const {
  titles_.write(out);
  term_vectors_.write(out);
  write_all(out, lengths_);
  write_all(out, openings_);
  write_all(out, vectors_);
}

Profile Profile::read(StorageReader& in) {
  Profile profile;
  profile.file_ = in.file();
  profile.titles_ = Titles::read(in);
  profile.term_vectors_ = TermVectors::read(in);
  read_all(in, profile.lengths_);
  read_all(in, profile.openings_);
  read_all(in, profile.vectors_);
  if (profile.vectors_.size() != profile.lengths_.size() ||
      profile.openings_.size() != profile.lengths_.size())
    in.fail();
  return profile;
}

}  // namespace speur::collection
