// SPDX-License-Identifier: GPL-2.0-or-later
// A facet's values per document as numbers, so that counting touches no strings.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/postings.hpp"
#include "index/view.hpp"

namespace speur::index {

struct FacetColumn {
  std::vector<std::string> values;      ///< by ordinal, in byte order
  std::vector<std::uint32_t> starts;    ///< by docid: where its ordinals begin; see `single`
  std::vector<std::uint32_t> ordinals;  ///< of all documents, one after the other
  /// Whether no document has more than one value. Then `ordinals` goes by docid, with `none` where
  /// there is no value, and `starts` is empty.
  bool single = false;
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  /// By ordinal: its documents. Only where there are few values; of many it would be mostly holes.
  std::vector<Bitmap> documents;

  /// The ordinals of everything the document counts for.
  std::span<const std::uint32_t> of(Xapian::docid id) const {
    if (single) return {ordinals.data() + id, ordinals[id] == none ? 0U : 1U};
    return {ordinals.data() + starts[id], starts[id + 1] - starts[id]};
  }

  std::optional<std::uint32_t> ordinal_of(std::string_view value) const;

  /// Adds to `counts`, by ordinal, the documents of a block whose bit is set in `chosen`; there are
  /// `size` of them.
  void count(std::uint32_t block, const std::uint64_t* chosen, std::size_t size,
             std::vector<std::uint32_t>& counts) const;

  /// The documents with at least one of the ordinals that `allowed` says true for.
  Bitmap with_any_of(const std::vector<bool>& allowed) const;

  std::size_t bytes() const;
};

/// Reads the column of `field` from the posting lists of its values; of dates, which are values by
/// year, by month and by day, only those of `date_size` bytes. 0: all.
FacetColumn read_column(const View& database, std::string_view field, std::size_t date_size = 0);

/// The columns of one revision of an index, each read when first asked for. For any number of
/// threads; what it has given out stays as it is.
class Columns {
 public:
  std::shared_ptr<const FacetColumn> get(const View& database, const std::string& field,
                                         std::size_t date_size = 0);

  std::size_t bytes() const;

 private:
  // Each has a lock of its own: who needs a column that is there does not wait for one being read.
  struct Entry {
    std::mutex mutex;
    std::shared_ptr<const FacetColumn> column;
  };

  mutable std::mutex mutex_;
  mutable std::map<std::pair<std::string, std::size_t>, Entry> entries_;
};

}  // namespace speur::index
