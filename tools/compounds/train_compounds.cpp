// SPDX-License-Identifier: GPL-2.0-or-later
// train_compounds WORDLIST BLOCKED OUT.cpp
//
// Learns from a list of Dutch words which words are parts of others, and writes what was learnt as
// the table of `CompoundSplitter`. Nobody tells which words are compounds: each is cut in the
// cheapest way, the cuts are counted, and the counts make the next costs (Viterbi training).
#include <cstdio>
#include <exception>

#include "candidates.hpp"
#include "model.hpp"
#include "pruning.hpp"
#include "table.hpp"
#include "training.hpp"
#include "words.hpp"

namespace speur::compounds {
namespace {

void run(const char* word_list, const char* blocked, const char* out) {
  const auto list = read_word_list(word_list);
  const auto advice = read_advice(blocked);
  Model model(find_candidates(list, advice));
  train(model, list);
  prune(model, list);
  write_table(out, model, advice);
}

}  // namespace
}  // namespace speur::compounds

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: train_compounds WORDLIST BLOCKED OUT.cpp\n", stderr);
    return 2;
  }
  try {
    speur::compounds::run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "train_compounds: %s\n", error.what());
    return 1;
  }
}
