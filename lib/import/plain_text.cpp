// SPDX-License-Identifier: GPL-2.0-or-later
#include "import/plain_text.hpp"

#include <md4c.h>

#include <cstdlib>
#include <map>
#include <set>

#include "document/document.hpp"
#include "unicode/unicode.hpp"

namespace speur::import {
namespace {

struct PlainTextWriter : PlainText {
  bool in_first_heading = false;

  void end_block() {
    while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
    if (!text.empty()) text += "\n\n";
  }
};

int enter_block(MD_BLOCKTYPE type, void*, void* user) {
  auto& plain = *static_cast<PlainTextWriter*>(user);
  if (type == MD_BLOCK_H) plain.in_first_heading = plain.first_heading.empty();
  if (type == MD_BLOCK_LI) plain.text += "- ";
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void*, void* user) {
  auto& plain = *static_cast<PlainTextWriter*>(user);
  plain.in_first_heading = false;
  switch (type) {
    case MD_BLOCK_LI:
    case MD_BLOCK_TR:
      while (plain.text.ends_with('\n')) plain.text.pop_back();
      plain.text += '\n';
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD: plain.text += " | "; break;
    default: plain.end_block();
  }
  return 0;
}

int enter_span(MD_SPANTYPE, void*, void*) { return 0; }

// The named entities that Dutch pages use; md4c leaves them to its caller.
std::string entity_text(std::string_view entity) {
  if (entity.starts_with("&#")) {
    const bool hex = entity.size() > 2 && (entity[2] == 'x' || entity[2] == 'X');
    const auto digits = std::string(entity.substr(hex ? 3 : 2));
    return unicode::encode(
        static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, hex ? 16 : 10)));
  }
  static const std::map<std::string_view, const char*> named{
      {"&amp;", "&"},   {"&lt;", "<"},    {"&gt;", ">"},     {"&quot;", "\""},  {"&apos;", "'"},
      {"&nbsp;", " "},  {"&euro;", "€"},  {"&eacute;", "é"}, {"&euml;", "ë"},   {"&iuml;", "ï"},
      {"&ouml;", "ö"},  {"&uuml;", "ü"},  {"&rsquo;", "’"},  {"&lsquo;", "‘"},  {"&ldquo;", "“"},
      {"&rdquo;", "”"}, {"&ndash;", "–"}, {"&mdash;", "—"},  {"&hellip;", "…"}, {"&copy;", "©"}};
  const auto found = named.find(entity);
  return found == named.end() ? std::string(entity) : found->second;
}

// What stands in the place of a tag: nothing inside a word ("over<b>heid</b>"), a line end where a
// browser would begin a new line.
const char* tag_text(std::string_view tag) {
  static const std::set<std::string, std::less<>> inline_tags{
      "a", "abbr", "b",     "cite", "code",   "em",  "i",   "mark",
      "q", "s",    "small", "span", "strong", "sub", "sup", "u"};
  const auto begin = tag.find_first_not_of("</");
  if (begin == std::string_view::npos || tag[begin] == '!') return "";
  const auto end = tag.find_first_of(" \t\n/>", begin);
  return inline_tags.contains(unicode::fold(tag.substr(begin, end - begin))) ? "" : "\n";
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* begin, MD_SIZE size, void* user) {
  auto& plain = *static_cast<PlainTextWriter*>(user);
  std::string text;
  switch (type) {
    case MD_TEXT_HTML: text = tag_text({begin, size}); break;
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR: text = "\n"; break;
    case MD_TEXT_NULLCHAR: text = "\uFFFD"; break;
    case MD_TEXT_ENTITY: text = entity_text({begin, size}); break;
    default: text.assign(begin, size);
  }
  plain.text += text;
  if (plain.in_first_heading) plain.first_heading += text;
  return 0;
}

}  // namespace

PlainText plain_text(const std::string& markdown) {
  PlainTextWriter plain;
  // HTML is read as spans, so that the words inside it are kept and its tags are not. Indented
  // text is no code here: several site generators indent the body of a note.
  const MD_PARSER parser{
      0,
      MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOINDENTEDCODEBLOCKS,
      enter_block,
      leave_block,
      enter_span,
      enter_span,
      add_text,
      nullptr,
      nullptr};
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &plain);
  plain.text = document::trim(plain.text);
  return plain;
}

}  // namespace speur::import
