// SPDX-License-Identifier: GPL-2.0-or-later
#include <set>

#include "document/document.hpp"
#include "index/reader.hpp"
#include "index/terms.hpp"
#include "speur/error.hpp"
#include "speur/import.hpp"

namespace speur {
namespace {

/// An index and its source, held against each other.
class Sync {
 public:
  Sync(const Index& index, const SyncOptions& options)
      : options_(options),
        writer_(index.writer()),
        readers_(index.path(), std::size_t{1} << 20),
        before_(readers_.take(Viewer::everything())) {}

  SyncCounts run(RecordReader& records) {
    index::translated(readers_.path(), [&] {
      while (const auto record = records.next())
        std::visit([&](const auto& said) { apply(said); }, *record);
      counts_.skipped = records.skipped();
      if (options_.full) remove_others();
    });
    if (counts_.added + counts_.updated + counts_.removed > 0) writer_.commit();
    return counts_;
  }

 private:
  void apply(const Refusal& refusal) {
    ++counts_.refused;
    if (options_.on_refusal) options_.on_refusal(refusal);
  }

  // What the source has twice is updated the second time, as when it is indexed.
  void apply(const Document& given) {
    const auto document = document::conform(writer_.schema(), given);
    const bool again = !seen_.insert(document.id).second;
    if (!again && is_kept(document)) ++counts_.unchanged;
    else ++(writer_.add(document) ? counts_.added : counts_.updated);
  }

  // Seen, as what was there before is no longer what a later record is held against.
  void apply(const Removal& removal) {
    seen_.insert(removal.id);
    ++(writer_.remove(removal.id) ? counts_.removed : counts_.unchanged);
  }

  bool is_kept(const Document& document) const {
    const auto number = before_.find(document.id);
    if (!number) return false;
    try {
      return before_.document(*number) == document;
    } catch (const IndexError&) {
      return false;  // damaged: it is written again
    }
  }

  void remove_others() {
    if (counts_.skipped > 0)
      throw RequestError(
          "a source of which records are skipped does not say what is gone: sync with all of it, "
          "or without `full`");
    if (counts_.refused > 0) return;
    const auto prefix = index::id_term("");
    std::vector<std::string> gone;
    const auto end = before_.database.allterms_end(prefix);
    for (auto term = before_.database.allterms_begin(prefix); term != end; ++term)
      if (auto id = (*term).substr(prefix.size()); !seen_.contains(id)) gone.push_back(id);
    for (const auto& id : gone)
      if (writer_.remove(id)) ++counts_.removed;
  }

  const SyncOptions& options_;
  IndexWriter writer_;
  index::Readers readers_;
  index::Reader before_;  // the state that is changed
  std::set<std::string, std::less<>> seen_;
  SyncCounts counts_;
};

}  // namespace

SyncCounts sync(const Index& index, RecordReader& records, const SyncOptions& options) {
  return Sync(index, options).run(records);
}

}  // namespace speur
