// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/reader.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "analysis/stop_words.hpp"
#include "index/shard_settings.hpp"
#include "index/stored_document.hpp"
#include "index/terms.hpp"
#include "index/word_order.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

// What a snippet is taken from is running text; other text fields hold names and keywords.
std::vector<std::string> short_text_fields(const Schema& schema) {
  const auto& texts = schema.roles.snippet;
  std::vector<std::string> fields;
  for (const auto& field : schema.fields)
    if (field.kind == FieldKind::text && field.name != schema.roles.title &&
        std::find(texts.begin(), texts.end(), field.name) == texts.end())
      fields.push_back(field.name);
  return fields;
}

// Of a word that comes several times the one in most documents; in byte order.
void keep_most_frequent(std::vector<vocabulary::KnownWord>& words) {
  std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return a.word != b.word ? a.word < b.word : a.documents > b.documents;
  });
  const auto same = [](const auto& a, const auto& b) { return a.word == b.word; };
  words.erase(std::unique(words.begin(), words.end(), same), words.end());
}

// Viewers with other tokens may see the same.
std::string name_of(const AccessOfShards& access, const Viewer& viewer) {
  if (hide_nothing_from(viewer, access)) return "all";
  std::string name;
  for (const auto& lists : seen_by(viewer, access))
    name += fmt::format("{};", fmt::join(lists, ","));
  return name;
}

std::vector<std::string_view> values_of(const std::vector<std::string>& fields,
                                        const Document& document) {
  std::vector<std::string_view> all;
  for (const auto& field : fields)
    for (const auto& value : document.values(field)) all.push_back(value);
  return all;
}

}  // namespace

std::size_t Snapshot::bytes() const {
  return columns.bytes() + lengths.bytes() + newest_first.bytes() + by_title.bytes() +
         frequencies.bytes() + postings.bytes() + filters.bytes() + groups.bytes() + ids.bytes();
}

std::shared_ptr<const DocumentLengths> Reader::lengths() const {
  return snapshot->lengths.get([&] { return read_lengths(database); });
}

std::shared_ptr<const Postings> Reader::postings(const std::string& term) const {
  return snapshot->postings.get(term, [&] {
    const auto known = lengths();
    const auto& ranking = schema().ranking;
    return read_postings(database, term, *known,
                         {ranking.k1 * wdf_per_occurrence, ranking.b, known->average});
  });
}

std::shared_ptr<const Postings> Reader::phrase(const std::vector<std::string>& stems,
                                               const std::string& field) const {
  // No stem has a line break in it, and no term ends in one.
  return snapshot->postings.get(fmt::format("{}\n{}\n", fmt::join(stems, "\n"), field),
                                [&] { return read_phrase(stems, field); });
}

Postings Reader::read_phrase(const std::vector<std::string>& stems,
                             const std::string& field) const {
  std::vector<std::string> terms;
  std::vector<std::shared_ptr<const Postings>> lists;
  std::vector<WordHash> row;
  for (const auto& stem : stems) {
    terms.push_back(stem_term(stem));
    lists.push_back(postings(terms.back()));
    row.push_back(hash_of_word(stem));
  }
  std::optional<std::size_t> only;
  if (!field.empty()) only = schema().find(field) - schema().fields.data();
  std::vector<Xapian::docid> ids;
  database.for_each_value(words_slot, terms, in_all(std::move(lists)),
                          [&](Xapian::docid id, const std::string& words) {
                            if (has_row(words, row, only)) ids.push_back(id);
                          });
  std::sort(ids.begin(), ids.end());
  Postings found;
  for (const auto id : ids) found.add(id, 0, 0);
  found.finish();
  return found;
}

std::shared_ptr<const SortOrder> Reader::newest_first() const {
  return snapshot->newest_first.get([&] { return read_order(database, date_slot, true); });
}

std::shared_ptr<const SortOrder> Reader::by_title() const {
  return snapshot->by_title.get([&] { return read_order(database, title_slot, false); });
}

std::shared_ptr<const vocabulary::SpellingDictionary> Reader::spelling() const {
  return snapshot->spelling.get([&] {
    std::unordered_map<std::string, Xapian::doccount> documents;
    const auto stems = stem_term("");
    for (auto term = database.allterms_begin(stems); term != database.allterms_end(stems); ++term)
      documents.emplace(*term, term.get_termfreq());
    std::vector<vocabulary::KnownWord> words;
    database.for_each_word("", [&](const std::string& word, const std::string& stem) {
      // The vocabulary keeps words whose documents are gone.
      if (const auto found = documents.find(stem_term(stem)); found != documents.end())
        words.push_back({word, found->second});
    });
    keep_most_frequent(words);
    return vocabulary::SpellingDictionary(std::move(words));
  });
}

std::shared_ptr<const vocabulary::CompletionList> Reader::completions() const {
  return snapshot->completions.get([&] {
    const auto names = short_text_fields(schema());
    const auto& texts = schema().roles.snippet;
    vocabulary::CompletionList::Builder builder(analysis::is_stop_word);
    for (const auto id : database.documents()) {
      const auto document = this->document(id);
      builder.add(id, document.first(schema().roles.title), values_of(names, document),
                  values_of(texts, document));
    }
    return std::move(builder).build();
  });
}

std::optional<Xapian::docid> Reader::find(std::string_view id) const {
  const auto term = id_term(id);
  const auto posting = database.postlist_begin(term);
  if (posting == database.postlist_end(term)) return std::nullopt;
  return *posting;
}

Xapian::docid Reader::get(std::string_view id) const {
  if (const auto found = find(id)) return *found;
  throw RequestError(fmt::format("there is no document '{}' in this index", id));
}

Document Reader::document(Xapian::docid id) const {
  try {
    return from_bytes(database.get_document(id).get_data());
  } catch (const IndexError& error) {
    throw IndexError(fmt::format("index '{}': {}", snapshot->path.string(), error.what()));
  }
}

std::size_t IdGroup::bytes() const {
  std::size_t bytes = sizeof *this;
  for (const auto& id : ids) bytes += id.capacity();
  return bytes;
}

std::string Reader::id_of(Xapian::docid id) const {
  // Of a server each would be a message.
  if (database.is_remote()) return database.get_document(id).get_value(id_slot);
  const auto number = id / IdGroup::size;
  const auto group = snapshot->ids.get(std::to_string(number), [&] {
    IdGroup read;
    std::vector<Xapian::docid> all(IdGroup::size);
    std::iota(all.begin(), all.end(), number * IdGroup::size);
    database.for_each_value(id_slot, {}, all, [&](Xapian::docid each, const std::string& value) {
      read.ids[each % IdGroup::size] = value;
    });
    return read;
  });
  return group->ids[id % IdGroup::size];
}

Readers::Readers(std::filesystem::path path, std::size_t cache_bytes, std::size_t views,
                 std::chrono::milliseconds shard_timeout)
    : path_(std::move(path)),
      cache_bytes_(cache_bytes),
      views_(std::max<std::size_t>(views, 1)),
      shard_timeout_(shard_timeout) {
  // An index that cannot be read is refused here, not at the first search.
  read({}, [](const Reader&) { return true; });
}

Readers::Owner::~Owner() {
  auto* const own = shared.load();
  if (own && own->process == getpid()) delete own;
}

// A child leaves the parent's as it is, with its locks, and so forgets it.
Readers::Shared& Readers::shared() const {
  const auto process = getpid();
  auto* current = owner_.shared.load();
  if (current && current->process == process) return *current;
  auto fresh = std::make_unique<Shared>(path_, shard_timeout_);
  fresh->process = process;
  if (owner_.shared.compare_exchange_strong(current, fresh.get())) return *fresh.release();
  return *current;
}

std::shared_ptr<Snapshot> Readers::Shared::find(const Viewer& viewer) {
  if (newest.empty()) return nullptr;
  const auto wanted = name_of(*newest.front()->access, viewer);
  const auto found = std::find_if(newest.begin(), newest.end(), [&](const auto& snapshot) {
    return snapshot->viewed_as == wanted;
  });
  if (found == newest.end()) return nullptr;
  std::rotate(newest.begin(), found, found + 1);
  return newest.front();
}

std::shared_ptr<Snapshot> Readers::read_snapshot(const Database& database, const IndexStamp& stamp,
                                                 const Viewer& viewer) const {
  auto snapshot = std::make_shared<Snapshot>(cache_bytes_);
  snapshot->path = path_;
  snapshot->stamp = stamp;
  snapshot->schema = read_schema(database, path_);
  AccessOfShards access;
  for (const auto& shard : database.shards()) access.push_back(AccessLists::read(shard.database));
  snapshot->viewed_as = name_of(access, viewer);
  const bool all = hide_nothing_from(viewer, access);
  snapshot->lists = seen_by(all ? Viewer::everything() : viewer, access);
  if (!all) snapshot->visible = read_visible(database, snapshot->lists, access, cache_bytes_ / 8);
  snapshot->access = std::make_shared<const AccessOfShards>(std::move(access));
  snapshot->own_synonyms = read_own_synonyms(database);
  snapshot->abbreviations = read_abbreviations(database, snapshot->lists);
  return snapshot;
}

// The first to come stays.
std::shared_ptr<Snapshot> Readers::share(std::shared_ptr<Snapshot> snapshot) const {
  auto& ours = shared();
  const std::lock_guard lock(ours.mutex);
  if (!ours.is_of(snapshot->stamp)) {
    ours.newest.clear();
    ours.idle.clear();  // they read an older state
  }
  for (const auto& known : ours.newest)
    if (known->viewed_as == snapshot->viewed_as) return known;
  if (ours.newest.size() == views_) ours.newest.pop_back();
  ours.newest.insert(ours.newest.begin(), snapshot);
  return snapshot;
}

Reader Readers::with_snapshot(Database database, const IndexStamp& stamp,
                              const Viewer& viewer) const {
  auto& ours = shared();
  std::shared_ptr<Snapshot> snapshot;
  {
    const std::lock_guard lock(ours.mutex);
    if (ours.is_of(stamp)) snapshot = ours.find(viewer);
  }
  if (!snapshot) snapshot = share(read_snapshot(database, stamp, viewer));
  return {{std::move(database), snapshot->visible, snapshot->lists}, snapshot};
}

std::optional<Reader> Readers::known(const IndexStamp& stamp, const Viewer& viewer) const {
  auto& ours = shared();
  const std::lock_guard lock(ours.mutex);
  if (!ours.is_of(stamp) || ours.idle.empty()) return std::nullopt;
  const auto snapshot = ours.find(viewer);
  if (!snapshot) return std::nullopt;
  Reader reader{{std::move(ours.idle.back()), snapshot->visible, snapshot->lists}, snapshot};
  ours.idle.pop_back();
  return reader;
}

std::optional<Reader> Readers::take_from(const std::vector<ShardAddress>& shards,
                                         const Viewer& viewer) const {
  auto& connections = shared().connections;
  const auto stamp = connections.stamp(shards);
  if (auto reader = known(stamp, viewer)) return reader;
  auto database = connections.open(shards);
  if (!is_in(database, stamp)) {
    connections.forget();
    return std::nullopt;
  }
  auto reader = with_snapshot(std::move(database), stamp, viewer);
  // Unless a commit came between, the database just opened is what the stamp stands for.
  if (connections.stamp(shards) != stamp) return std::nullopt;
  return reader;
}

Reader Readers::take(const Viewer& viewer) const {
  // A server that several machines answer for, in different states, is in none.
  constexpr int attempts = 100;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const auto shards = shards_at(path_);
    try {
      if (auto reader = take_from(shards, viewer)) return *std::move(reader);
    } catch (const ShardError&) {
      // Replication puts a copy in the place of another, and removes that.
      if (shards_at(path_) == shards) throw;
    }
  }
  throw IndexError(
      fmt::format("index '{}': it changes faster than it can be read; try again", path_.string()));
}

void Readers::forget_connections() const {
  auto& ours = shared();
  ours.connections.forget();
  const std::lock_guard lock(ours.mutex);
  ours.idle.clear();
}

void Readers::give_back(Reader reader) const {
  auto& ours = shared();
  const std::lock_guard lock(ours.mutex);
  if (ours.is_of(reader.snapshot->stamp)) ours.idle.push_back(std::move(reader.database).release());
}

}  // namespace speur::index
