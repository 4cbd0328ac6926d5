// SPDX-License-Identifier: GPL-2.0-or-later
// A program outside the tree that uses the installed library, with every public header.
#include <speur/speur.hpp>

#include <iostream>

int main(int, char** argv) {
  auto index = speur::Index::create(argv[1]);
  auto writer = index.writer();
  writer.add({"woo", {{"title", {"Wet open overheid"}}, {"tier", {"interbestuurlijk"}}}, {}});
  writer.commit();
  speur::SearchRequest request;
  request.query = "open overheden";
  request.facets = {"tier"};
  std::cout << speur::to_json(index.search(request), index.schema()) << '\n';
  try {
    speur::Index::open("/bestaat-niet");
  } catch (const speur::IndexError& error) {
    std::cout << error.what() << '\n';
  }
}
