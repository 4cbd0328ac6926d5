// SPDX-License-Identifier: GPL-2.0-or-later
#include "speur/synonyms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "speur/analyzer.hpp"
#include "unicode/unicode.hpp"

namespace speur {
namespace embedded {
extern const std::string_view synonyms;
}
namespace {

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::vector<std::string> split(std::string_view text, char sign) {
  std::vector<std::string> pieces;
  for (;;) {
    const auto end = text.find(sign);
    pieces.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

// "c# = csharp  # een taal": a remark begins a line or stands apart.
std::string_view without_remark(std::string_view line) {
  for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1))
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return line.substr(0, at);
  return line;
}

std::string key_of(const std::vector<std::string>& stems) {
  std::string key;  // a query asks for some fifty of them
  for (const auto& stem : stems) (key += stem) += ' ';
  return key;
}

}  // namespace

class SynonymReader {
 public:
  Synonyms read(std::string_view text) {
    synonyms_.text_ = text;
    constexpr std::string_view byte_order_mark = "\uFEFF";  // some editors begin every file with it
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (line_ = 1; !text.empty(); ++line_) {
      const auto end = text.find('\n');
      read_line(trimmed(without_remark(text.substr(0, end))));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return std::move(synonyms_);
  }

 private:
  struct Phrase {
    std::string text;
    std::string key;
  };

  void warn(std::string message) { synonyms_.warnings_.push_back({line_, std::move(message)}); }

  void read_line(std::string_view line) {
    if (line.empty()) return;
    if (unicode::find_invalid(line)) return warn("this line is not UTF-8");
    const auto times = [&](char sign) { return std::count(line.begin(), line.end(), sign); };
    const bool blocks = line.front() == '!';
    const bool equals = times('=') > 0;
    const auto arrows = times('>');
    if (blocks + equals + arrows != 1) return warn("write 'a = b', 'a > b' or '! a'");
    if (blocks) return block(line.substr(1));
    if (equals) return both_ways(phrases(split(line, '=')));
    const auto arrow = line.find('>');
    one_way(phrases(split(line.substr(0, arrow), ',')),
            phrases(split(line.substr(arrow + 1), ',')));
  }

  std::vector<Phrase> phrases(const std::vector<std::string>& texts) {
    std::vector<Phrase> found;
    for (const auto& text : texts) {
      std::vector<std::string> stems;
      for (auto& token : analyzer_.analyze(text)) stems.push_back(std::move(token.term));
      if (stems.empty()) {
        warn(fmt::format("'{}' holds no word", text));
        continue;
      }
      synonyms_.longest_ = std::max(synonyms_.longest_, stems.size());
      found.push_back({text, key_of(stems)});
    }
    return found;
  }

  void block(std::string_view text) {
    for (const auto& phrase : phrases(split(text, ','))) synonyms_.blocked_[phrase.key] = true;
  }

  void both_ways(const std::vector<Phrase>& all) {
    if (all.size() < 2) return warn("'=' stands between two phrases at least");
    for (auto one = all.begin(); one != all.end(); ++one) {
      say_if_again(both_, *one, "beside '='");
      for (auto other = one + 1; other != all.end(); ++other) {
        if (are_same(*one, *other)) continue;
        add(*one, *other);
        add(*other, *one);
      }
    }
  }

  void one_way(const std::vector<Phrase>& from, const std::vector<Phrase>& to) {
    if (from.empty() || to.empty()) return warn("'>' stands between two phrases");
    for (const auto& phrase : from) {
      say_if_again(one_, phrase, "before '>'");
      for (const auto& other : to)
        if (!are_same(phrase, other)) add(phrase, other);
    }
  }

  void say_if_again(std::map<std::string, std::size_t>& lines, const Phrase& phrase,
                    std::string_view place) {
    const auto [first, is_new] = lines.emplace(phrase.key, line_);
    if (!is_new && first->second != line_)
      warn(fmt::format("'{}' stands {} on line {} already", phrase.text, place, first->second));
  }

  bool are_same(const Phrase& one, const Phrase& other) {
    if (one.key != other.key) return false;
    warn(fmt::format("'{}' and '{}' are the same to the analyser", one.text, other.text));
    return true;
  }

  void add(const Phrase& phrase, const Phrase& other) {
    auto& others = synonyms_.others_[phrase.key];
    if (std::find(others.begin(), others.end(), other.text) == others.end())
      others.push_back(other.text);
  }

  Analyzer analyzer_;
  Synonyms synonyms_;
  std::map<std::string, std::size_t> both_;  // the line on which a phrase stands
  std::map<std::string, std::size_t> one_;
  std::size_t line_ = 0;
};

Synonyms Synonyms::from_text(std::string_view text) { return SynonymReader().read(text); }

const Synonyms& Synonyms::government() {
  static const Synonyms built_in = from_text(embedded::synonyms);
  return built_in;
}

const std::vector<std::string>* Synonyms::find(const std::vector<std::string>& stems) const {
  const auto found = others_.find(key_of(stems));
  return found == others_.end() ? nullptr : &found->second;
}

bool Synonyms::is_blocked(const std::vector<std::string>& stems) const {
  return !blocked_.empty() && blocked_.contains(key_of(stems));
}

}  // namespace speur
