// SPDX-License-Identifier: GPL-2.0-or-later
#include "property/model.hpp"

#include <algorithm>
#include <cmath>

namespace speur::test::model {
namespace {

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool side_by_side(const Words& words, const std::string& first, const std::string& second) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == first && words[i + 1] == second) return true;
  return false;
}

bool begins(const Words& words, const std::string& prefix) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return word.rfind(prefix, 0) == 0; });
}

bool holds(const Product& product, const std::string& word) {
  return has(product.title, word) || has(product.body, word);
}

std::set<std::string> counted(const Product& product, const std::string& facet) {
  std::set<std::string> values;
  if (facet == "tier") {
    values = product.tiers;
    if (values.contains("allen")) values.insert({"gemeente", "provincie", "rijk"});
  }
  if (facet == "theme")
    for (const auto& path : product.themes)
      for (std::size_t end = 0; end != std::string::npos;) {
        end = path.find('/', end + 1);
        values.insert(path.substr(0, end));
      }
  if (facet == "maturity" && !product.maturity.empty()) values.insert(product.maturity);
  if (facet == "published" && !product.published.empty())
    for (const std::size_t size : {4, 7, 10})
      if (size <= product.published.size()) values.insert(product.published.substr(0, size));
  return values;
}

bool matches(const Product& product, const Item& item) {
  switch (item.kind) {
    case Item::Kind::word: return holds(product, item.first);
    case Item::Kind::phrase:
      return side_by_side(product.title, item.first, item.second) ||
             side_by_side(product.body, item.first, item.second);
    case Item::Kind::title_word: return has(product.title, item.first);
    case Item::Kind::prefix:
      return begins(product.title, item.first) || begins(product.body, item.first);
    case Item::Kind::both: return holds(product, item.first) && holds(product, item.second);
    case Item::Kind::without: return holds(product, item.first);
    case Item::Kind::tier: return counted(product, "tier").contains(item.first);
  }
  return false;
}

bool matches(const Product& product, const Row& row, bool match_all) {
  std::size_t wanted = 0;
  std::size_t found = 0;
  bool tier_asked = false;
  bool tier_found = false;
  for (const auto& item : row) {
    if (item.kind == Item::Kind::tier) {
      tier_asked = true;
      tier_found = tier_found || matches(product, item);
      continue;
    }
    if (item.kind == Item::Kind::without) {
      if (matches(product, item)) return false;
      continue;
    }
    ++wanted;
    found += matches(product, item);
  }
  if (tier_asked && !tier_found) return false;
  return wanted == 0 || (match_all ? found == wanted : found > 0);
}

bool matches(const Product& product, const Query& query) {
  return query.rows.empty() ||
         std::any_of(query.rows.begin(), query.rows.end(),
                     [&](const Row& row) { return matches(product, row, query.match_all); });
}

bool passes(const Product& product, const std::string& facet, const std::set<std::string>& wanted) {
  const auto values = counted(product, facet);
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& value) { return values.contains(value); });
}

bool passes_all(const Product& product, const Filters& filters, const std::string& except) {
  return std::all_of(filters.begin(), filters.end(), [&](const auto& filter) {
    return filter.first == except || passes(product, filter.first, filter.second);
  });
}

double length(const Product& product) {
  return 3.0 * static_cast<double>(product.title.size()) + static_cast<double>(product.body.size());
}

}  // namespace

std::string Query::text() const {
  std::string text;
  for (const auto& row : rows) {
    if (!text.empty()) text += " OR ";
    for (const auto& item : row) {
      switch (item.kind) {
        case Item::Kind::word: text += item.first; break;
        case Item::Kind::phrase: text += '"' + item.first + ' ' + item.second + '"'; break;
        case Item::Kind::title_word: text += "title:" + item.first; break;
        case Item::Kind::prefix: text += item.first + '*'; break;
        case Item::Kind::both: text += item.first + " AND " + item.second; break;
        case Item::Kind::without: text += '-' + item.first; break;
        case Item::Kind::tier: text += "tier:" + item.first; break;
      }
      text += ' ';
    }
  }
  return text;
}

Answer answer(const Products& products, const Query& query, const Filters& filters) {
  Answer answer;
  for (const auto& [id, product] : products) {
    if (!matches(product, query)) continue;
    if (passes_all(product, filters, "")) answer.ids.insert(id);
    for (const std::string facet : {"tier", "theme", "maturity", "published"})
      if (passes_all(product, filters, facet))
        for (const auto& value : counted(product, facet)) ++answer.facets[facet][value];
  }
  return answer;
}

double score(const Products& products, const std::string& id, const Words& words) {
  const auto& product = products.at(id);
  double average = 0;
  for (const auto& [other, each] : products)
    average += length(each) / static_cast<double>(products.size());
  double total = 0;
  for (const auto& word : words) {
    const auto count = [&](const Words& text) {
      return static_cast<double>(std::count(text.begin(), text.end(), word));
    };
    const double frequency =
        static_cast<double>(std::count_if(products.begin(), products.end(), [&](const auto& each) {
          return holds(each.second, word);
        }));
    const double tf = 3 * count(product.title) + count(product.body);
    // Xapian keeps the weight of a word that is in most documents above zero.
    double odds = (static_cast<double>(products.size()) - frequency + 0.5) / (frequency + 0.5);
    if (odds < 2) odds = odds * 0.5 + 1;
    total += std::log(odds) * tf / (tf + 1.2 * (0.25 + 0.75 * length(product) / average));
  }
  return total;
}

}  // namespace speur::test::model
