#pragma once
// The name of a person, as a whole and in parts (https://hl7.org/fhir/R4/datatypes.html#HumanName).

#include <array>
#include <cstddef>

#include "fhirops/core/box.hpp"
#include "fhirops/core/compare.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/datatype/period.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/string.hpp"

namespace fhirops {

/// The name of a person, as a whole and in parts.
/// https://hl7.org/fhir/R4/datatypes.html#HumanName
template <Storage S = owned>
struct HumanName {
  using storage = S;
  static constexpr auto fhir_type = type_id::HumanName;

  /// 0..1. Unique within the resource, for references inside it.
  box<typename S::string> id{};
  /// 0..*. Additional information, each under a URL that says what it means.
  list<Extension<S>> extension{};
  /// 0..1. What the name is used for. Codes: http://hl7.org/fhir/ValueSet/name-use.
  Code<S> use{};
  /// 0..1. The whole name as it should be displayed.
  String<S> text{};
  /// 0..1. The family name; it may consist of several words.
  String<S> family{};
  /// 0..*. Given names in order, including middle names.
  list<String<S>> given{};
  /// 0..*. Parts before the name, such as titles.
  list<String<S>> prefix{};
  /// 0..*. Parts after the name, such as degrees or Jr.
  list<String<S>> suffix{};
  /// 0..1. When the name was, or is, in use.
  box<Period<S>> period{};
  /// Members that R4 does not define, if reading keeps them (`keep_unknown`).
  list<unknown_member<S>> unknown{};
};

template <Storage S>
struct describe<HumanName<S>> {
  using self = HumanName<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::use)>("use", offsetof(self, use), {.binding = &codes::name_use}),
      detail::row<decltype(self::text)>("text", offsetof(self, text)),
      detail::row<decltype(self::family)>("family", offsetof(self, family)),
      detail::row<decltype(self::given)>("given", offsetof(self, given)),
      detail::row<decltype(self::prefix)>("prefix", offsetof(self, prefix)),
      detail::row<decltype(self::suffix)>("suffix", offsetof(self, suffix)),
      detail::row<decltype(self::period)>("period", offsetof(self, period)),
  };
};

}  // namespace fhirops
