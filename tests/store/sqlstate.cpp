// PostgreSQL's codes: which pass, which end the connection, and which texts may be logged.

#include "../../examples/store/sqlstate.hpp"

#include <string_view>

#include "support/catch.hpp"

using store::is_farewell;
using store::is_free_of_values;
using store::worth_retrying;

TEST_CASE("only temporary errors are worth another try", "[store]") {
  for (const std::string_view code :
       {"08000", "08001", "08003", "08004", "08006", "08P01", "40000", "40001", "40003", "40P01", "53000",
        "53100", "53200", "53300", "53400", "55P03", "57000", "57014", "57P01", "57P02", "57P03", "57P04",
        "57P05", "58000", "58030", "25P03", "72000", "HV000", "HV00N", "HV00L", "HV014"}) {
    CAPTURE(code);
    CHECK(worth_retrying(code));
  }
  for (const std::string_view code :
       {"",      "00000", "02000", "0A000", "22P02", "22021", "23505", "25006", "28P01", "3D000", "42501", "42601",
        "42P01", "55000", "55006", "58P01", "P0001", "XX000", "XX001", "5",     "H",     "V0",    "054P0"}) {
    CAPTURE(code);
    CHECK_FALSE(worth_retrying(code));
  }
}

TEST_CASE("a farewell is recognized by its severity, or by its code if there is none", "[store]") {
  for (const std::string_view code : {"57P01", "57P02", "57P03", "57P05", "25P03", "08006", "08P01"}) {
    CAPTURE(code);
    CHECK(is_farewell("FATAL", code));
    CHECK(is_farewell("", code));  // an engine that gives no severity
  }
  CHECK(is_farewell("FATAL", "40001"));  // a standby that ends the session for its own replay
  CHECK(is_farewell("PANIC", "XX000"));
  for (const std::string_view code : {"57014", "40001", "53300", "42P01", ""}) {
    CAPTURE(code);
    CHECK_FALSE(is_farewell("ERROR", code));
    CHECK_FALSE(is_farewell("", code));
  }
  // A coordinator's, of a shard that cannot be reached, was stopped, or is starting.
  for (const std::string_view code : {"08001", "08006", "57P01", "57P02", "57P03"}) {
    CAPTURE(code);
    CHECK_FALSE(is_farewell("ERROR", code));
  }
}

TEST_CASE("texts that may show values of rows are not logged", "[store]") {
  for (const std::string_view code : {"22P02", "22003", "23505", "23503", "P0001", "XX000", "HV000", "21000", "", "4"}) {
    CAPTURE(code);
    CHECK_FALSE(is_free_of_values(code));
  }
  for (const std::string_view code :
       {"42P01", "42501", "57P01", "53300", "08006", "28P01", "3D000", "3F000", "40001", "55P03", "58030"}) {
    CAPTURE(code);
    CHECK(is_free_of_values(code));
  }
}
