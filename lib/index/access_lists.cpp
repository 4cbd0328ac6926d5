// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/access_lists.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "index/terms.hpp"
#include "speur/error.hpp"

namespace speur::index {
namespace {

[[noreturn]] void refuse() {
  throw IndexError("who may see which document cannot be read; rebuild it from its sources");
}

}  // namespace

std::vector<std::string> access_tokens(const Document& document, const Schema& schema) {
  if (schema.roles.access.empty()) return {};
  auto tokens = document.values(schema.roles.access);
  std::sort(tokens.begin(), tokens.end());
  return tokens;
}

AccessLists AccessLists::read(const Xapian::Database& database) {
  AccessLists lists;
  try {
    if (const auto text = database.get_metadata(access_key); !text.empty())
      for (const auto& tokens : nlohmann::json::parse(text))
        lists.number_of(tokens.get<std::vector<std::string>>());
  } catch (const nlohmann::json::exception&) {
    refuse();
  }
  lists.changed_ = false;
  // A document of a list that is not known would be taken for a public one.
  const std::string prefix(access_prefix);
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term)
    if (!lists.has(*term)) refuse();
  return lists;
}

bool AccessLists::has(const std::string& term) const {
  AccessList list = 0;
  const auto* end = term.data() + term.size();
  const auto read = std::from_chars(term.data() + access_prefix.size(), end, list);
  return read.ec == std::errc{} && read.ptr == end && list >= 1 && list <= size();
}

void AccessLists::write(Xapian::WritableDatabase& database) {
  if (changed_) database.set_metadata(access_key, nlohmann::json(lists_).dump());
  changed_ = false;
}

AccessList AccessLists::number_of(const std::vector<std::string>& tokens) {
  if (tokens.empty()) return public_list;
  const auto [known, is_new] = numbers_.try_emplace(tokens, lists_.size() + 1);
  if (is_new) {
    lists_.push_back(tokens);
    for (const auto& token : tokens) by_token_[token].push_back(known->second);
    changed_ = true;
  }
  return known->second;
}

std::vector<AccessList> AccessLists::seen_by(const Viewer& viewer) const {
  std::set<AccessList> seen{public_list};
  if (viewer.all)
    for (AccessList list = 1; list <= lists_.size(); ++list) seen.insert(list);
  for (const auto& token : viewer.tokens)
    if (const auto found = by_token_.find(token); found != by_token_.end())
      seen.insert(found->second.begin(), found->second.end());
  return {seen.begin(), seen.end()};
}

bool hide_nothing_from(const Viewer& viewer, const AccessOfShards& access) {
  return std::all_of(access.begin(), access.end(),
                     [&](const auto& each) { return each.hide_nothing_from(viewer); });
}

ListsOfShards seen_by(const Viewer& viewer, const AccessOfShards& access) {
  ListsOfShards lists;
  for (const auto& each : access) lists.push_back(each.seen_by(viewer));
  return lists;
}

}  // namespace speur::index
