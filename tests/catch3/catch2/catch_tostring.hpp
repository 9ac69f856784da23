#pragma once
// Of Catch2 version 3, what fhirops/testing/catch2.hpp uses of this header, with the same signatures: Debian 12
// has version 2 alone. https://github.com/catchorg/Catch2/blob/devel/docs/tostring.md

#include <string>
#include <type_traits>

namespace Catch {

template <class T, class = void>
struct StringMaker {
  static std::string convert(const T&) { return "{?}"; }
};

namespace Detail {
template <class T>
std::string stringify(const T& value) {
  return StringMaker<std::remove_cv_t<std::remove_reference_t<T>>>::convert(value);
}
}  // namespace Detail

}  // namespace Catch
