// SPDX-License-Identifier: GPL-2.0-or-later
// train_compounds WORDLIST BLOCKED OUT.cpp
//
// Learns from a list of Dutch words which words are parts of others, and writes what was learnt as
// the table of `CompoundSplitter`. Nobody tells which words are compounds: each is cut in the
// cheapest way, the cuts are counted, and the counts make the next costs (Viterbi training).
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <limits>
#include <map>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/compound_table.hpp"

using namespace speur::analysis;

namespace {

// Tuned by cross-validation, which found wide plateaus: see bench/README.md.
constexpr int rounds = 4;
constexpr double smoothing = 0.05;
constexpr double linked_smoothing = 0.015;  // of a part with a linking element
constexpr double per_part = 0.5;            // on every part but the last
constexpr double rare_compound = 6;         // a compound that is rarer as a part is cut itself
constexpr double rare_linking_e = 5;        // "zonne-" is a habit, "kweke-" is chance
constexpr std::size_t longest_part = 24;
constexpr std::size_t longest_trained = 30;
constexpr double never = std::numeric_limits<double>::infinity();

// Below this a cut counts as a compound while training; longer words may cost more.
double training_limit(std::size_t length) { return 12 + 1.2 * static_cast<double>(length); }

using WordSet = std::unordered_set<std::string>;

/// `blocked_parts.txt`, which explains itself.
struct Advice {
  WordSet left_never, right_never, short_left, short_right;
  WordSet simple, word, linked, left_only, right_only;
};

Advice read_advice(const char* path) {
  Advice advice;
  std::map<std::string, WordSet*> lists{
      {"left-never", &advice.left_never}, {"right-never", &advice.right_never},
      {"short-left", &advice.short_left}, {"short-right", &advice.short_right},
      {"simple", &advice.simple},         {"word", &advice.word},
      {"linked", &advice.linked},         {"left-only", &advice.left_only},
      {"right-only", &advice.right_only}};
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string kind, word;
    if (!(words >> kind)) continue;
    if (!lists.contains(kind)) throw std::runtime_error(kind + ": no kind of list");
    while (words >> word) lists[kind]->insert(word);
  }
  return advice;
}

// The letters U+00E0 to U+00FC without accent; nothing for words with other signs, and for words
// with capitals, which are names and abbreviations.
std::string folded(const std::string& word) {
  constexpr std::string_view plain = "aaaaaa.ceeeeiiii.nooooo..uuuu";
  std::string text;
  for (std::size_t i = 0; i < word.size(); ++i) {
    auto c = word[i];
    if (c == '\xC3' && i + 1 < word.size()) {
      const auto letter = static_cast<unsigned char>(word[++i]) - 0xA0U;
      c = letter < plain.size() ? plain[letter] : '.';
    }
    if (c < 'a' || c > 'z') return {};
    text += c;
  }
  return text;
}

std::vector<std::string> read_word_list(const char* path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);)
    if (auto word = folded(line); !word.empty()) words.push_back(std::move(word));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

struct Part {
  std::string text;
  std::size_t linking = 0;  // its last letters that are a linking element
  bool left = false;
  bool right = false;
  bool told = false;  // by the advice
  double left_count = 0, right_count = 0;
  double beginning = 0, ending = 0;  // words of the list that begin or end with it ...
  double cut_off = 0;                // ... and those that begin with it and were cut there
  double left_cost = never, right_cost = never;

  std::string word() const { return text.substr(0, text.size() - linking); }
  bool seen() const { return left_count > 0 || right_count > 0; }
};

/// Every text that may be a part, before any counting.
class Candidates {
 public:
  Candidates(const std::vector<std::string>& list, const Advice& advice)
      : words_(list.begin(), list.end()), advice_(advice) {
    words_.insert(advice.word.begin(), advice.word.end());
    for (const auto& word : words_) add_word(word);
    for (const auto& word : advice.left_only) told(word).left = true;
    for (const auto& word : advice.right_only) told(word).right = true;
    for (const auto& word : advice.word) told(word);
  }

  std::vector<Part> take() {
    std::vector<Part> parts;
    for (auto& [text, part] : parts_) {
      part.text = text;
      part.left = part.left && !advice_.left_never.contains(text);
      if (part.left || part.right) parts.push_back(std::move(part));
    }
    return parts;
  }

 private:
  bool is_word(const std::string& text) const { return words_.contains(text); }

  Part& told(const std::string& word) {
    auto& part = parts_[word];
    part.told = true;
    return part;
  }

  void add_word(const std::string& word) {
    if (word.size() < shortest_part || word.size() > longest_part) return;
    const bool is_short = word.size() == shortest_part;
    if (!advice_.right_never.contains(word) && (!is_short || advice_.short_right.contains(word)))
      parts_[word].right = true;
    if (!advice_.left_never.contains(word) && (!is_short || advice_.short_left.contains(word)))
      add_left(word);
  }

  void add_left(const std::string& word) {
    auto& part = parts_[word];
    part.left = true;
    if (is_genitive(word)) part.linking = 1;
    if (!word.ends_with('s')) add_linked(word, "s");
    if (is_word(word + "eren")) add_linked(word, "er");  // kinderen: kinderopvang
    if (is_vowel(word.back())) return;
    add_linked(word, "e");
    const auto before = word.size() - 2;
    if (is_vowel(word[before]) && !is_vowel(word[before - 1]))
      add_linked(word, word.substr(before + 1) + "e");  // zon: zonnepaneel
  }

  // A word of its own needs no linking element.
  void add_linked(const std::string& word, const std::string& element) {
    if (is_word(word + element)) return;
    auto& part = parts_[word + element];
    part.left = true;
    part.linking = element.size();
  }

  // "levens" belongs to "leven", but "kans" not to "kan": it has a plural of its own.
  bool is_genitive(const std::string& word) const {
    if (!word.ends_with('s') || word.size() == shortest_part) return false;
    if (advice_.linked.contains(word)) return true;
    const auto without = word.substr(0, word.size() - 1);
    return is_word(without) && !advice_.left_never.contains(without) && !is_word(word + "en") &&
           !is_word(word + "sen") && !is_word(without + "zen");
  }

  WordSet words_;
  const Advice& advice_;
  std::map<std::string, Part> parts_;
};

struct Arc {
  std::uint32_t part;
  std::uint8_t begin, end;
  bool last;
};

/// The parts, their costs, and the cheapest cut of a word.
class Model {
 public:
  explicit Model(std::vector<Part> parts) : parts_(std::move(parts)) {
    for (std::size_t i = 0; i < parts_.size(); ++i)
      index_.emplace(parts_[i].text, static_cast<std::uint32_t>(i));
  }

  std::vector<Part>& parts() { return parts_; }

  Part* find(std::string_view text) {
    const auto found = index_.find(text);
    return found == index_.end() ? nullptr : &parts_[found->second];
  }

  // All parts of a word that lie on a way from its begin to its end, in the order of their begin.
  std::vector<Arc> arcs(std::string_view word) const {
    std::vector<Arc> all;
    std::array<bool, 256> reached{true};
    for (std::size_t begin = 0; begin + shortest_part <= word.size(); ++begin)
      if (reached[begin]) add_arcs(word, begin, all, reached);
    return leading_to(word.size(), all);
  }

  // The cheapest way along the arcs; empty if there is none.
  std::vector<Arc> cheapest(const std::vector<Arc>& arcs, std::size_t length, double& cost) const {
    std::array<double, 256> costs;
    std::array<const Arc*, 256> arrivals{};
    costs.fill(never);
    costs[0] = 0;
    for (const auto& arc : arcs) {
      const auto to = costs[arc.begin] + cost_of(arc);
      if (to >= costs[arc.end]) continue;
      costs[arc.end] = to;
      arrivals[arc.end] = &arc;
    }
    cost = costs[length];
    std::vector<Arc> way;
    for (auto at = length; cost < never && at > 0; at = way.back().begin)
      way.push_back(*arrivals[at]);
    std::reverse(way.begin(), way.end());
    return way;
  }

  double cost_of_cutting(std::string_view word) const {
    double cost = never;
    cheapest(arcs(word), word.size(), cost);
    return cost;
  }

 private:
  double cost_of(const Arc& arc) const {
    const auto& part = parts_[arc.part];
    return arc.last ? part.right_cost : part.left_cost;
  }

  void add_arcs(std::string_view word, std::size_t begin, std::vector<Arc>& arcs,
                std::array<bool, 256>& reached) const {
    for (auto end = begin + shortest_part; end <= word.size(); ++end) {
      const auto left_over = word.size() - end;
      if ((left_over > 0 && left_over < shortest_part) || end - begin == word.size()) continue;
      const auto found = index_.find(word.substr(begin, end - begin));
      if (found == index_.end()) continue;
      const bool last = left_over == 0;
      if (!(last ? parts_[found->second].right : parts_[found->second].left)) continue;
      arcs.push_back(
          {found->second, static_cast<std::uint8_t>(begin), static_cast<std::uint8_t>(end), last});
      reached[end] = true;
    }
  }

  static std::vector<Arc> leading_to(std::size_t end, std::vector<Arc>& arcs) {
    std::array<bool, 256> leads{};
    leads[end] = true;
    for (auto arc = arcs.rbegin(); arc != arcs.rend(); ++arc)
      if (leads[arc->end]) leads[arc->begin] = true;
    std::erase_if(arcs, [&](const Arc& arc) { return !leads[arc.end]; });
    return std::move(arcs);
  }

  std::vector<Part> parts_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
};

class Training {
 public:
  Training(Model& model, const std::vector<std::string>& list) : model_(model), list_(list) {
    for (const auto& word : list) {
      count_ends(word);
      ways_.push_back(word.size() > longest_trained ? std::vector<Arc>() : model.arcs(word));
    }
  }

  void run() {
    count_families();
    set_costs(false);
    for (int round = 0; round < rounds; ++round) {
      count_cheapest_cuts();
      set_costs(true);
    }
  }

 private:
  void count_ends(std::string_view word) {
    for (std::size_t at = shortest_part; at + shortest_part <= word.size(); ++at) {
      if (auto* part = model_.find(word.substr(0, at))) part->beginning += 1;
      if (auto* part = model_.find(word.substr(at))) part->ending += 1;
    }
  }

  // Where to begin: how many words of the list are this part and one other.
  void count_families() {
    auto& parts = model_.parts();
    for (const auto& arcs : ways_)
      for (const auto& left : arcs)
        for (const auto& right : arcs)
          if (left.begin == 0 && right.last && right.begin == left.end) {
            parts[left.part].left_count += 1;
            parts[right.part].right_count += 1;
          }
  }

  void count_cheapest_cuts() {
    auto& parts = model_.parts();
    for (auto& part : parts) part.left_count = part.right_count = part.cut_off = 0;
    for (std::size_t i = 0; i < list_.size(); ++i) {
      double cost = never;
      const auto cut = model_.cheapest(ways_[i], list_[i].size(), cost);
      if (cost >= training_limit(list_[i].size())) continue;
      for (const auto& arc : cut) {
        (arc.last ? parts[arc.part].right_count : parts[arc.part].left_count) += 1;
        if (arc.begin == 0) parts[arc.part].cut_off += 1;
      }
    }
  }

  // -log of how often a part is one, and -log of how often a word that begins or ends with it is
  // cut there: "ting" ends thousands of words, and none of them is a compound for it.
  void set_costs(bool with_purity) {
    double lefts = 0, rights = 0;
    for (const auto& part : model_.parts()) lefts += part.left_count, rights += part.right_count;
    const auto purity = [&](double cut, double all) {
      return with_purity ? -std::log((cut + 0.5) / (all + 1)) : 0.0;
    };
    for (auto& part : model_.parts()) {
      const auto prior = part.linking > 0 && !part.right
                             ? linked_smoothing
                             : smoothing * std::log(2 + part.right_count);
      if (part.left)
        part.left_cost = per_part - std::log((part.left_count + prior) / lefts) +
                         purity(part.cut_off, part.beginning);
      if (part.right)
        part.right_cost =
            -std::log((part.right_count + smoothing * std::log(2 + part.left_count)) / rights) +
            purity(part.right_count, part.ending);
      if (part.linking > 0 && part.text.ends_with('e') && part.left_count < rare_linking_e)
        part.left_cost = never;
    }
  }

  Model& model_;
  const std::vector<std::string>& list_;
  std::vector<std::vector<Arc>> ways_;
};

/// Leaves out of the model what would only make the table larger.
class Pruning {
 public:
  Pruning(Model& model, const std::vector<std::string>& list)
      : model_(model), words_(list.begin(), list.end()) {}

  void run() {
    count_links();
    for (auto& part : model_.parts())
      if (!part.seen() && !part.told && !worth_keeping(part))
        part.left_cost = part.right_cost = never;
    for (auto& part : model_.parts())
      if (!part.told) cut_rare_compound(part);
  }

 private:
  static std::string ending(const std::string& word) { return word.substr(word.size() - 3); }

  // How often words with these last letters take a linking s: -ing always, -ie never.
  void count_links() {
    for (const auto& part : model_.parts()) {
      if (part.left_count == 0 || part.word().size() <= shortest_part) continue;
      auto& [with_s, without] = links_[ending(part.word())];
      if (part.linking == 0) ++without;
      else if (part.linking == 1 && part.text.ends_with('s')) ++with_s;
    }
  }

  // Of the words that were never seen as a part, those that could be a new one: base forms.
  bool worth_keeping(const Part& part) const {
    const auto word = part.word();
    if (word.size() <= shortest_part) return false;
    if (!is_abstract(word) && (is_inflected(word) || has_particle(word))) return false;
    if (part.linking == 0 || part.right) return true;
    const auto found = links_.find(ending(word));
    return part.linking == 1 && part.text.ends_with('s') && found != links_.end() &&
           found->second.first > found->second.second;
  }

  // "afwatering", "afhankelijkheden": nouns, whatever they are made of.
  static bool is_abstract(std::string_view word) {
    return word.ends_with("ing") || word.ends_with("ingen") || word.ends_with("heid") ||
           word.ends_with("heden");
  }

  bool is_inflected(const std::string& word) const {
    if (is_plural(word)) return false;
    for (const std::string_view end :
         {"t", "de", "den", "te", "ten", "e", "er", "ere", "st", "ste", "d"})
      if (word.ends_with(end) && word.size() >= end.size() + shortest_part &&
          words_.contains(word.substr(0, word.size() - end.size())))
        return true;
    for (const std::string_view end :
         {"en", "end", "ende", "je", "jes", "erd", "erde", "eerd", "eerde", "eert"})
      if (word.ends_with(end)) return true;
    for (const std::string_view end : {"d", "t", "de", "te"})
      if (word.starts_with("ge") && word.ends_with(end)) return true;
    return word.ends_with('e') && words_.contains(without_e(word));
  }

  // "contouren", but not "keuren": there is "keurt".
  bool is_plural(const std::string& word) const {
    if (!word.ends_with("en") || word.size() <= 2 * shortest_part - 1) return false;
    const auto singular = without_e(word.substr(0, word.size() - 1));
    return words_.contains(singular) && !words_.contains(singular + "t") &&
           !words_.contains(singular + "e");
  }

  // "dwaze" -> "dwaas", "dove" -> "doof", "dikke" -> "dik".
  static std::string without_e(std::string word) {
    word.pop_back();
    const auto last = word.back();
    const auto before = word[word.size() - 2];
    if (last == 'v') word.back() = 'f';
    if (last == 'z') word.back() = 's';
    if (last == before) word.pop_back();
    else if (is_vowel(before)) word.insert(word.size() - 1, 1, before);
    return word;
  }

  bool has_particle(std::string_view word) const {
    for (const std::string_view particle :
         {"aan",   "achter", "af",   "be",   "bij",   "binnen", "buiten", "door",  "ge",
          "her",   "in",     "los",  "mee",  "mis",   "na",     "neer",   "om",    "on",
          "onder", "ont",    "op",   "over", "recht", "rond",   "samen",  "tegen", "terug",
          "toe",   "uit",    "vast", "ver",  "vol",   "voor",   "weg"})
      if (word.starts_with(particle) && words_.contains(std::string(word.substr(particle.size()))))
        return true;
    return false;
  }

  // "loonkosten" is rare as a part, so "loonkostensubsidie" is cut into three; "landbouw" is not.
  void cut_rare_compound(Part& part) const {
    if (part.text.size() <= 2 * shortest_part) return;
    if (model_.cost_of_cutting(part.word()) >= training_limit(part.text.size() + 5)) return;
    if (part.left_count < rare_compound) part.left_cost = never;
    if (part.right_count < rare_compound) part.right_cost = never;
  }

  Model& model_;
  WordSet words_;
  std::map<std::string, std::pair<int, int>> links_;
};

/// What goes into the table: a text and its entry.
using Entries = std::map<std::string, PartEntry>;

std::uint64_t hash_of(std::string_view text) {
  PartHash hash;
  for (const auto c : text) hash.add(c);
  return hash.value();
}

// Costs of 4.8 to 22.8 in steps of 0.6; what costs more is never cheap enough.
std::uint32_t in_steps(double cost) {
  if (cost == never) return PartEntry::none;
  const auto steps = std::lround(cost / 0.6) - 8;
  return static_cast<std::uint32_t>(std::clamp(steps, 0L, long{PartEntry::none}));
}

Entries table_entries(Model& model, const Advice& advice) {
  Entries entries;
  for (const auto& part : model.parts()) {
    const auto left = in_steps(part.left_cost);
    const auto right = in_steps(part.right_cost);
    if (left == PartEntry::none && right == PartEntry::none) continue;
    const auto linking = left == PartEntry::none ? 0 : static_cast<std::uint32_t>(part.linking);
    entries.emplace(part.text, PartEntry(hash_of(part.text), left, right, linking));
  }
  for (const auto& word : advice.simple)
    for (const auto* end : {"", "e", "en", "s"}) {
      const auto form = word + end;
      const auto known = entries.find(form);
      const auto entry = known == entries.end() ? PartEntry() : known->second;
      if (model.cost_of_cutting(form) == never) continue;
      entries[form] = PartEntry(hash_of(form), entry.left(), entry.right(), PartEntry::simple_word);
    }
  return entries;
}

/// Finds for each bucket the shift at which none of its entries takes another's slot.
class PerfectHash {
 public:
  explicit PerfectHash(const Entries& entries)
      : shifts(entries.size() / 4 + 1),
        slots(entries.size() + entries.size() / 64 + 1, PartEntry().bits()),
        taken_(slots.size()) {
    std::vector<std::vector<Hashed>> buckets(shifts.size());
    for (const auto& [text, entry] : entries)
      buckets[bucket_of(hash_of(text), shifts.size())].push_back({hash_of(text), entry});
    std::vector<std::size_t> order(buckets.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return buckets[a].size() > buckets[b].size();  // the large ones while there is room
    });
    for (const auto bucket : order) shifts[bucket] = place(buckets[bucket]);
  }

 private:
  struct Hashed {
    std::uint64_t hash;
    PartEntry entry;
  };

 public:
  std::vector<std::uint16_t> shifts;
  std::vector<std::uint32_t> slots;

 private:
  std::uint16_t place(const std::vector<Hashed>& bucket) {
    for (unsigned shift = 0; shift <= 0xFFFF; ++shift)
      if (fits(bucket, static_cast<std::uint16_t>(shift))) return static_cast<std::uint16_t>(shift);
    throw std::runtime_error("no perfect hash for these parts");
  }

  bool fits(const std::vector<Hashed>& bucket, std::uint16_t shift) {
    std::vector<std::size_t> places;
    for (const auto& [hash, entry] : bucket) {
      const auto slot = slot_of(hash, shift, slots.size());
      if (taken_[slot] || std::find(places.begin(), places.end(), slot) != places.end())
        return false;
      places.push_back(slot);
    }
    for (std::size_t i = 0; i < bucket.size(); ++i) {
      taken_[places[i]] = true;
      slots[places[i]] = bucket[i].entry.bits();
    }
    return true;
  }

  std::vector<bool> taken_;
};

template <typename Number>
void write_array(std::ostream& out, const char* declaration, const std::vector<Number>& numbers) {
  out << declaration << "[] = {";
  for (std::size_t i = 0; i < numbers.size(); ++i)
    out << (i % 16 == 0 ? "\n" : "") << numbers[i] << ',';
  out << "};\n";
}

void write_table(const char* path, const Entries& entries) {
  std::size_t longest = 0;
  for (const auto& [text, entry] : entries) longest = std::max(longest, text.size());
  const PerfectHash table(entries);
  std::ofstream out(path);
  out << "// Made by train_compounds from the word list of the OpenTaal project\n"
         "// (https://www.opentaal.org), BSD or CC BY 3.0. Do not edit.\n"
         "#include \"analysis/compound_table.hpp\"\n"
         "namespace {\n";
  write_array(out, "constexpr std::uint16_t shifts", table.shifts);
  write_array(out, "constexpr std::uint32_t entries", table.slots);
  out << "}\nnamespace speur::embedded {\n"
         "extern const analysis::CompoundTable compound_table;\n"
         "constinit const analysis::CompoundTable compound_table{shifts, entries, "
      << longest << "};\n}\n";
  if (!out.flush()) throw std::runtime_error(std::string("cannot write ") + path);
}

void train(const char* word_list, const char* blocked, const char* out) {
  const auto list = read_word_list(word_list);
  const auto advice = read_advice(blocked);
  Model model(Candidates(list, advice).take());
  Training(model, list).run();
  Pruning(model, list).run();
  write_table(out, table_entries(model, advice));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: train_compounds WORDLIST BLOCKED OUT.cpp\n", stderr);
    return 2;
  }
  try {
    train(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "train_compounds: %s\n", error.what());
    return 1;
  }
}
