#pragma once
// A code from a code system (https://hl7.org/fhir/R4/datatypes.html#Coding).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/uri.hpp"

namespace fhirops {

/// A code from a code system.
/// https://hl7.org/fhir/R4/datatypes.html#Coding
template <Storage S = owned>
struct Coding {
  using storage = S;
  static constexpr auto fhir_type = type_id::Coding;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. The code system that `code` is from.
  Uri<S> system{};
  /// 0..1. The version of that code system.
  String<S> version{};
  /// 0..1. The code itself.
  Code<S> code{};
  /// 0..1. The meaning of the code in words, as the code system states it.
  String<S> display{};
  /// 0..1. Whether a person chose this code directly; otherwise software derived it.
  Boolean<S> userSelected{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<Coding<S>> {
  using self = Coding<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::system)>("system", offsetof(self, system)),
      detail::row<decltype(self::version)>("version", offsetof(self, version)),
      detail::row<decltype(self::code)>("code", offsetof(self, code)),
      detail::row<decltype(self::display)>("display", offsetof(self, display)),
      detail::row<decltype(self::userSelected)>("userSelected", offsetof(self, userSelected)),
  };
};

}  // namespace fhirops
