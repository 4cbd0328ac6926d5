// SPDX-License-Identifier: GPL-2.0-or-later
// How long does Xapian take? As its getting-started guide sets it up, for Dutch: TermGenerator,
// QueryParser, ValueCountMatchSpy for facets, ESet for related items. See README.md for the command
// line.
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

const std::vector<std::string> facets{"theme",     "tier",         "maturity",
                                      "published", "organisation", "type"};
constexpr Xapian::valueno first_facet_slot = 10;
constexpr Xapian::doccount facet_values = 10;
constexpr Xapian::termcount expansion_terms = 40;

Xapian::valueno slot_of(const std::string& facet) {
  const auto found = std::find(facets.begin(), facets.end(), facet);
  if (found == facets.end()) throw std::runtime_error("there is no facet " + facet);
  return first_facet_slot + static_cast<Xapian::valueno>(found - facets.begin());
}

std::string facet_term(const std::string& facet, const std::string& value) {
  return std::string("X").append(std::to_string(slot_of(facet))).append(":").append(value);
}

struct Options {
  std::string what = "search";
  std::vector<std::string> facets;
  std::vector<std::pair<std::string, std::string>> filters;
  Xapian::doccount limit = 10;
  Xapian::doccount offset = 0;
  int repeat = 3;
  bool ids = false;
  bool total = false;
};

// --- building

// A value holds one text: of the themes the first is counted, the others only filter.
void add_facets(const Json& record, Xapian::Document& document) {
  for (const auto& facet : facets) {
    const auto& field = record.at(facet);
    std::vector<std::string> values;
    if (field.is_array()) values = field.get<std::vector<std::string>>();
    else values = {field.get<std::string>()};
    if (facet == "published") values.front().resize(4);
    document.add_value(slot_of(facet), values.front());
    for (const auto& value : values) document.add_boolean_term(facet_term(facet, value));
  }
}

void build(const std::string& documents, const std::string& index) {
  Xapian::WritableDatabase database(index, Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("dutch"));
  generator.set_database(database);
  generator.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
  std::ifstream lines(documents);
  for (std::string line; std::getline(lines, line);) {
    const auto record = Json::parse(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(record.at("title").get<std::string>());
    generator.increase_termpos();
    generator.index_text(record.at("body").get<std::string>());
    document.add_boolean_term(std::string("Q").append(record.at("id").get<std::string>()));
    add_facets(record, document);
    document.set_data(record.at("id").get<std::string>() + '\n' +
                      record.at("body").get<std::string>());
    database.add_document(document);
  }
  database.commit();
}

// --- asking

class Peer {
 public:
  Peer(const std::string& index, const Options& options) : options_(options), database_(index) {
    parser_.set_database(database_);
    parser_.set_stemmer(stem_);
    parser_.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser_.set_default_op(Xapian::Query::OP_OR);
  }

  std::uint64_t ask(const std::string& text) {
    if (options_.what == "related") return related(text);
    if (options_.what == "correct")
      if (const auto better = database_.get_spelling_suggestion(text); !better.empty())
        return search(better);
    return search(text);
  }

 private:
  std::uint64_t search(const std::string& text) {
    const auto query = parser_.parse_query(
        text, Xapian::QueryParser::FLAG_PHRASE | Xapian::QueryParser::FLAG_WILDCARD);
    if (options_.filters.empty() || options_.facets.empty())
      return run(query, options_.filters, options_.facets, true);
    // A selected facet shows what its other values would give: a search without its filter.
    std::vector<std::string> others;
    for (const auto& facet : options_.facets) {
      auto filters = options_.filters;
      std::erase_if(filters, [&](const auto& filter) { return filter.first == facet; });
      if (filters.size() == options_.filters.size()) others.push_back(facet);
      else run(query, filters, {facet}, false);
    }
    return run(query, options_.filters, others, true);
  }

  std::uint64_t run(Xapian::Query query,
                    const std::vector<std::pair<std::string, std::string>>& filters,
                    const std::vector<std::string>& counted, bool shown) {
    for (const auto& [facet, value] : filters)
      query = {Xapian::Query::OP_FILTER, query, Xapian::Query(facet_term(facet, value))};
    Xapian::Enquire enquire(database_);
    enquire.set_query(query);
    std::deque<Xapian::ValueCountMatchSpy> spies;  // they cannot be moved
    for (const auto& facet : counted) {
      spies.emplace_back(slot_of(facet));
      enquire.add_matchspy(&spies.back());
    }
    const bool all = !counted.empty() || options_.total;
    const auto found = enquire.get_mset(shown ? options_.offset : 0, shown ? options_.limit : 0,
                                        all ? database_.get_doccount() : 0);
    for (auto& spy : spies)
      for (auto value = spy.top_values_begin(facet_values);
           value != spy.top_values_end(facet_values); ++value)
        read_ += value.get_termfreq();
    if (shown) show(found);
    return found.get_matches_estimated();
  }

  std::uint64_t related(const std::string& id) {
    Xapian::RSet relevant;
    relevant.add_document(*database_.postlist_begin(std::string("Q").append(id)));
    const auto expansion = Xapian::Enquire(database_).get_eset(expansion_terms, relevant);
    std::vector<std::string> words;
    for (auto term = expansion.begin(); term != expansion.end(); ++term)
      if ((*term)[0] != 'Q' && (*term)[0] != 'X') words.push_back(*term);
    Xapian::Enquire enquire(database_);
    enquire.set_query({Xapian::Query::OP_OR, words.begin(), words.end()});
    const auto found = enquire.get_mset(0, options_.limit + 1);
    for (auto match = found.begin(); match != found.end(); ++match)
      read_ += match.get_document().get_data().size();
    return found.size();
  }

  void show(const Xapian::MSet& found) {
    for (auto match = found.begin(); match != found.end(); ++match) {
      const auto data = match.get_document().get_data();
      read_ += data.size();
      if (options_.ids) continue;
      read_ += found.snippet(data.substr(data.find('\n') + 1), 240, stem_).size();
    }
  }

  const Options& options_;
  Xapian::Database database_;
  Xapian::Stem stem_{"dutch"};
  Xapian::QueryParser parser_;
  std::uint64_t read_ = 0;  // so that nothing is left undone
};

double since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void measure(const std::string& index, const std::string& queries, const Options& options) {
  std::vector<std::string> asked;
  std::ifstream lines(queries);
  for (std::string line; std::getline(lines, line);) asked.push_back(line);
  const auto start = Clock::now();
  Peer peer(index, options);
  peer.ask(asked.front());
  Json report{{"cold_ms", since(start)}, {"queries", Json::array()}};
  for (const auto& text : asked)
    report["queries"].push_back({{"query", text}, {"total", 0}, {"ms", Json::array()}});
  for (int round = 0; round < options.repeat; ++round)
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto begin = Clock::now();
      const auto total = peer.ask(asked[i]);
      report["queries"][i]["ms"].push_back(since(begin));
      report["queries"][i]["total"] = total;
    }
  std::cout << report.dump() << '\n';
}

// --- command line

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

Options options_of(const std::multimap<std::string, std::string>& given) {
  Options options;
  for (const auto& [name, value] : given) {
    if (name == "--what") options.what = value;
    else if (name == "--facets") options.facets = split(value);
    else if (name == "--limit") options.limit = static_cast<Xapian::doccount>(std::stoul(value));
    else if (name == "--offset") options.offset = static_cast<Xapian::doccount>(std::stoul(value));
    else if (name == "--repeat") options.repeat = std::stoi(value);
    else if (name == "--ids") options.ids = value == "yes";
    else if (name == "--total") options.total = value == "yes";
    else if (name == "--filter") {
      const auto sign = value.find('=');
      options.filters.emplace_back(value.substr(0, sign), value.substr(sign + 1));
    }
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string task = argc > 1 ? argv[1] : "version";
  if (task == "version") {
    std::cout << "Xapian " << Xapian::version_string() << '\n';
    return 0;
  }
  std::multimap<std::string, std::string> given;
  for (int i = 2; i + 1 < argc; i += 2) given.emplace(argv[i], argv[i + 1]);
  const auto of = [&](const char* name) { return given.find(name)->second; };
  if (task == "build") build(of("--documents"), of("--index"));
  else measure(of("--index"), of("--queries"), options_of(given));
}
