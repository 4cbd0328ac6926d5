// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace speur {

/// That two documents were used together: one was read after the other, or chosen from what is
/// related to it. Nothing is kept of who did it.
struct UseEvent {
  std::string seed;
  std::string item;
  std::string date;  ///< the day: 2026-05-01
  bool operator==(const UseEvent&) const = default;
};

struct UseRecorded {
  std::uint64_t recorded = 0;
  std::uint64_t left_out = 0;  ///< of documents that the index does not have, or of one with itself
  bool operator==(const UseRecorded&) const = default;
};

/// The events in JSON Lines: {"seed": "id", "item": "id", "date": "2026-05-01"}. \throws
/// RequestError naming the line when it is something else or has more than that, such as a visitor.
std::vector<UseEvent> use_events_from_json(std::string_view lines);

}  // namespace speur
