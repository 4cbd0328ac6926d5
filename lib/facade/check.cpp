// SPDX-License-Identifier: GPL-2.0-or-later
// Holds everything in an index against what it was made from: the documents that it keeps.
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <unordered_map>

#include "analysis/abbreviations.hpp"
#include "document/document.hpp"
#include "facade/stored_index.hpp"
#include "index/access_lists.hpp"
#include "index/bulk_builder.hpp"
#include "index/directory.hpp"
#include "index/document_terms.hpp"
#include "index/stub.hpp"
#include "index/terms.hpp"
#include "index/writer_lock.hpp"
#include "index/xapian_errors.hpp"
#include "related/model.hpp"
#include "related/use.hpp"
#include "speur/error.hpp"
#include "speur/index_writer.hpp"
#include "speur/maintenance.hpp"

namespace speur {
namespace {

constexpr std::size_t max_findings = 1'000;

// A term with control characters cut out, as a person may read it.
std::string readable(const std::string& term) {
  std::string text;
  for (const char c : term) text += static_cast<unsigned char>(c) < ' ' ? '.' : c;
  return text;
}

// The word of a key of the vocabulary.
std::string readable_word(const std::string& key) {
  return readable(
      key.substr(index::vocabulary_prefix(0, "").size(), key.find(index::before_stem) - 1));
}

/// Everything that a document is found by: each term with its wdf, and its values.
struct FoundBy {
  std::map<std::string, Xapian::termcount> terms;
  std::map<Xapian::valueno, std::string> values;

  std::string value(Xapian::valueno slot) const {
    const auto found = values.find(slot);
    return found == values.end() ? "" : found->second;
  }
};

FoundBy found_by(const Xapian::Document& document) {
  FoundBy found;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    found.terms[*term] = term.get_wdf();
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    found.values[value.get_valueno()] = *value;
  return found;
}

std::string what_differs(Xapian::valueno slot) {
  switch (slot) {
    case index::words_slot: return "its words are kept in another order";
    case index::id_slot: return "it is shown under another id";
    default: return "it is sorted by other values";
  }
}

class Checker {
 public:
  Checker(const std::filesystem::path& path, const CheckOptions& options)
      : path_(path), options_(options) {}

  CheckReport run() {
    structure();
    // Xapian reads past the end of a damaged list of terms.
    if (!report_.sound()) return std::move(report_);
    try {
      const facade::StoredIndex stored(path_);
      report_.revision = stored.database().get_revision();
      const auto differences = stored.differences();
      current_ = differences.empty();
      for (const auto& difference : differences)
        add(FindingKind::settings, "", "it was made with " + difference);
      documents(stored);
      if (current_) postings(stored.database());
      sidecars(stored.database());
    } catch (const Xapian::Error& error) {
      add(FindingKind::structure, "", error.get_msg());
    } catch (const IndexError& error) {
      add(FindingKind::structure, "", error.what());
    }
    return std::move(report_);
  }

 private:
  void add(FindingKind kind, std::string where, std::string what) {
    if (report_.findings.size() < max_findings)
      report_.findings.push_back({kind, std::move(where), std::move(what)});
  }

  void structure() {
    std::ostringstream told;
    try {
      if (Xapian::Database::check(path_.string(), 0, &told) == 0) return;
    } catch (const Xapian::Error& error) {
      told << error.get_msg() << '\n';
    }
    std::istringstream lines(told.str());
    for (std::string line; std::getline(lines, line);)
      if (!line.empty()) add(FindingKind::structure, "", line);
    if (report_.findings.empty()) add(FindingKind::structure, "", "Xapian finds errors in it");
  }

  void documents(const facade::StoredIndex& stored) {
    access_ = index::AccessLists::read(stored.database());
    lists_ = access_.size();
    indexer_.emplace(stored.schema());
    stored.for_each_document(
        [&](Xapian::docid number, const Document& document) {
          ++report_.documents;
          try {
            look_at(number, document, stored);
          } catch (const Xapian::Error& error) {
            add(FindingKind::document, document.id, error.get_msg());
          }
        },
        [&](const std::string& document, const std::string& why) {
          add(FindingKind::document, document, why);
        });
  }

  void look_at(Xapian::docid number, const Document& document, const facade::StoredIndex& stored) {
    const auto& schema = stored.schema();
    try {
      if (document::conform(schema, document) != document)
        add(FindingKind::document, document.id, "it is not as the schema would keep it");
    } catch (const DocumentError& error) {
      add(FindingKind::document, document.id, error.what());
    }
    const auto list = access_.number_of(index::access_tokens(document, schema));
    if (current_ && list > lists_)
      add(FindingKind::document, document.id, "its access tokens are no list of this index");
    index::count_abbreviations(schema, document, list, 1, abbreviations_);
    const auto kept = stored.database().get_document(number);
    Xapian::termcount length = 0;
    for (auto term = kept.termlist_begin(); term != kept.termlist_end(); ++term) {
      ++documents_with_[*term];
      length += term.get_wdf();
    }
    if (length != stored.database().get_doclength(number))
      add(FindingKind::postings, document.id, "its length is not that of its words");
    if (options_.analyse && current_) analyse(document, kept, list, stored);
  }

  void analyse(const Document& document, const Xapian::Document& kept, index::AccessList list,
               const facade::StoredIndex& stored) {
    compare(document.id, found_by(indexer_->index(document, list)), found_by(kept));
    const auto& database = stored.database();
    for (const auto& key : indexer_->take_new_words())
      if (database.get_metadata(key).empty())
        add(FindingKind::vocabulary, readable_word(key), "the vocabulary does not have it");
  }

  void compare(const std::string& id, const FoundBy& expected, const FoundBy& kept) {
    for (const auto& [term, wdf] : expected.terms) {
      const auto found = kept.terms.find(term);
      if (found == kept.terms.end())
        add(FindingKind::postings, id, fmt::format("it is not found by '{}'", readable(term)));
      else if (found->second != wdf)
        add(FindingKind::postings, id, fmt::format("'{}' counts otherwise in it", readable(term)));
    }
    for (const auto& [term, wdf] : kept.terms)
      if (!expected.terms.contains(term))
        add(FindingKind::postings, id, fmt::format("it is found by '{}'", readable(term)));
    std::set<std::string> differences;
    for (Xapian::valueno slot = 0; slot < index::slots; ++slot)
      if (kept.value(slot) != expected.value(slot)) differences.insert(what_differs(slot));
    for (const auto& difference : differences) add(FindingKind::postings, id, difference);
  }

  // Posting lists, which columns are read from, against the terms of the documents.
  void postings(const Xapian::Database& database) {
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      const auto name = *term;
      Xapian::doccount listed = 0;
      for (auto id = database.postlist_begin(name); id != database.postlist_end(name); ++id)
        ++listed;
      const auto found = documents_with_.find(name);
      const auto held = found == documents_with_.end() ? 0 : found->second;
      if (listed != held || term.get_termfreq() != held)
        add(FindingKind::postings, readable(name),
            fmt::format("{} documents have it, {} are listed", held, listed));
      if (name.starts_with(index::id_term("")) && held > 1)
        add(FindingKind::postings, readable(name.substr(1)), "several documents have this id");
      documents_with_.erase(name);
    }
    for (const auto& [term, count] : documents_with_)
      add(FindingKind::postings, readable(term), "documents have it, none is listed");
    abbreviations(database);
  }

  void abbreviations(const Xapian::Database& database) {
    for (index::AccessList list = 0; list <= lists_; ++list) {
      analysis::AbbreviationCounts held;
      for (const auto& [pair, count] : abbreviations_[list])
        held[pair] = static_cast<std::uint32_t>(count);
      if (analysis::counts_from_text(database.get_metadata(index::abbreviations_key(list))) != held)
        add(FindingKind::vocabulary, "", "the abbreviations that documents explain are miscounted");
    }
  }

  void sidecars(const Xapian::Database& database) {
    const auto model = related::model_file(path_);
    if (std::filesystem::exists(model)) {
      const auto read = related::Model::read(model);
      if (!read)
        add(FindingKind::sidecar, model.string(), "it cannot be read; learn again (optimize)");
      else if (!read->is_of(database.get_uuid(), database.get_revision()))
        add(FindingKind::sidecar, model.string(), "it is of another index, or of a later state");
    }
    const auto use = related::use_file(path_);
    std::ifstream lines(use);
    for (std::string line; std::getline(lines, line);)
      if (!nlohmann::json::accept(line))
        add(FindingKind::sidecar, use.string(), "a line of it cannot be read; it does not count");
  }

  const std::filesystem::path path_;
  const CheckOptions options_;
  CheckReport report_;
  index::AccessLists access_;
  bool current_ = true;    // made by this version, so that all of it can be held against its texts
  std::size_t lists_ = 0;  // of the index; a higher number is of none
  std::unordered_map<std::string, Xapian::doccount> documents_with_;  // by term
  std::optional<index::DocumentIndexer> indexer_;  // knows the words looked up already
  index::AbbreviationChanges abbreviations_;
};

}  // namespace

std::string name_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::structure: return "structure";
    case FindingKind::settings: return "settings";
    case FindingKind::document: return "document";
    case FindingKind::postings: return "postings";
    case FindingKind::vocabulary: return "vocabulary";
    case FindingKind::sidecar: return "sidecar";
  }
  return "";
}

CheckReport check(const std::filesystem::path& given, const CheckOptions& options) {
  const auto path = index::without_trailing_slash(given);
  index::refuse_stub(path, "check each of them by itself");
  index::stamp_of(path);
  const index::WriterLock lock(path, WriterOptions{}.lock_timeout, false);
  return Checker(path, options).run();
}

}  // namespace speur
