// The reference's example of the tables of all operations that are made from definitions.

#include <cstddef>
#include <fhirops/ehealth/operations.hpp>
#include <fhirops/hl7/operations.hpp>
#include <string_view>
#include <type_traits>

#include "expect.hpp"

int main() {
  using namespace fhirops;
  //! [operations]
  // Tables of all operations of a guide: to look one up, or to list them.
  static_assert(ehealth::operations::size == 91 && hl7::operations::size == 47);
  std::size_t of_patients = 0;
  hl7::operations::for_each([&of_patients]<class Op>(std::type_identity<Op>) {
    for (const std::string_view type : Op::info.resource) of_patients += type == "Patient" ? 1U : 0U;
  });
  expect(of_patients == 2, "$everything and $match");
  //! [operations]
  return 0;
}
