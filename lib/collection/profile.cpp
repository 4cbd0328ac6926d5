// SPDX-License-Identifier: GPL-2.0-or-later
#include "collection/profile.hpp"

#include "collection/storage.hpp"

namespace speur::collection {
namespace {

Titles read_titles(const std::vector<Xapian::docid>& documents, const index::Reader& reader,
                   const Analyzer& analyzer) {
  Titles titles;
  const auto& field = reader.schema().roles.title;
  for (const auto id : documents)
    if (const auto title = reader.document(id).first(field); !title.empty())
      titles.add(id, keys_of(analyzer.analyze(title)));
  titles.finish();
  return titles;
}

}  // namespace

Profile Profile::learn(const index::Reader& reader, const Analyzer& analyzer) {
  const auto& database = reader.database;
  std::vector<Xapian::docid> documents;
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id)
    documents.push_back(*id);
  Profile profile;
  profile.lengths_ = reader.lengths()->of;
  profile.titles_ = read_titles(documents, reader, analyzer);
  profile.term_vectors_ = TermVectors::learn(database, documents);
  profile.vectors_.resize(profile.lengths_.size());
  for (const auto id : documents)
    profile.vectors_[id] = profile.term_vectors_.vector_of(terms_of(database, id));
  return profile;
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
  write_all(out, vectors_);
}

Profile Profile::read(std::istream& in) {
  Profile profile;
  profile.titles_ = Titles::read(in);
  profile.term_vectors_ = TermVectors::read(in);
  read_all(in, profile.lengths_);
  read_all(in, profile.vectors_);
  if (profile.vectors_.size() != profile.lengths_.size()) in.setstate(std::ios::failbit);
  return profile;
}

}  // namespace speur::collection
