// SPDX-License-Identifier: GPL-2.0-or-later
#include <catch2/catch.hpp>

#include "document/document.hpp"

using namespace speur;

TEST_CASE("Dates as people write them come out in ISO form") {
  struct Row {
    const char* written;
    const char* iso;
  };
  for (const auto& [written, iso] : {
           Row{"2024-05-07", "2024-05-07"},
           Row{"2024-5-7", "2024-05-07"},
           Row{"07-05-2024", "2024-05-07"},
           Row{"7-5-2024", "2024-05-07"},
           Row{"2024-05-07T10:00:00Z", "2024-05-07"},
           Row{"2024-05-07T10:00", "2024-05-07"},
           Row{"2024-05-07 10:00:00+02:00", "2024-05-07"},
           Row{"2024-05", "2024-05"},
           Row{"2024-5", "2024-05"},
           Row{"2024", "2024"},
           Row{"  2024-05-07\n", "2024-05-07"},
           Row{"2024-02-29", "2024-02-29"},  // a leap year
           Row{"2000-02-29", "2000-02-29"},
           Row{"1814-03-24", "1814-03-24"},
           Row{"2024-12-31", "2024-12-31"},
       }) {
    CAPTURE(written);
    CHECK(document::iso_date(written).value_or("no date") == iso);
  }
}

TEST_CASE("A day that does not exist is no date") {
  for (const char* written : {
           "2023-02-29",  // no leap year
           "1900-02-29",  // nor this one
           "2024-02-30",
           "2024-04-31",
           "2024-13-01",
           "2024-00-10",
           "2024-01-00",
           "2024-01-32",
           "2024-13",
           "2024-00",
           "0000",
           "31-04-2024",
           "29-02-2023",
       }) {
    CAPTURE(written);
    CHECK(document::iso_date(written) == std::nullopt);
  }
}

TEST_CASE("What is written in another way is no date") {
  for (const char* written : {
           "",
           " ",
           "-",
           "morgen",
           "7 mei 2024",
           "mei 2024",
           "24-05-07",
           "07-05-24",
           "202",
           "20245",
           "2024-",
           "2024-05-",
           "-2024",
           "2024--05",
           "2024-05-07-01",
           "2024-005-07",
           "2024-05-007",
           "2024-+5-07",
           "2024-05-07x",
           "x2024-05-07",
           "2024,5",
           "٢٠٢٤",
           "2024-05-\xFF",
       }) {
    CAPTURE(written);
    CHECK(document::iso_date(written) == std::nullopt);
  }
}

TEST_CASE("trim takes white space from both ends only") {
  CHECK(document::trim(" \t open  data \r\n") == "open  data");
  CHECK(document::trim("data") == "data");
  CHECK(document::trim(" \n\t ").empty());
  CHECK(document::trim("").empty());
}
