// What is asked and answered by operations of awkward definitions comes back as it was, by way of JSON.

#include <odd/operations.hpp>

#include "support/fill.hpp"

TEST_CASE("values of awkward operations come back from JSON", "[opgen]") {
  test::check_round_trips(std::type_identity<odd::operations>());
}
