#pragma once
// The tables that the library works by. Each FHIR type lists its elements once, in an array of `field`; reading, writing,
// comparing and checking iterate over these arrays.
//
// The tables are data, not templates over each element: one reader and one writer serve all types, so a translation unit that
// uses all of them still compiles quickly.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/attributes.hpp"
#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/storage.hpp"  // IWYU pragma: export

namespace fhirops {

/// The types of R4 that the library knows, spelled as FHIR spells them. The first 50 after `none`
/// are those of `value[x]` (https://hl7.org/fhir/R4/datatypes.html#open), in FHIR's order.
enum class type_id : std::uint8_t {
  none,
  // clang-format off
  base64Binary, boolean, canonical, code, date, dateTime, decimal, id, instant, integer, markdown, oid,
  positiveInt, string, time, unsignedInt, uri, url, uuid,
  Address, Age, Annotation, Attachment, CodeableConcept, Coding, ContactPoint, Count, Distance, Duration,
  HumanName, Identifier, Money, Period, Quantity, Range, Ratio, Reference, SampledData, Signature, Timing,
  ContactDetail, Contributor, DataRequirement, Expression, ParameterDefinition, RelatedArtifact,
  TriggerDefinition, UsageContext, Dosage, Meta,
  xhtml, Element, Extension, Narrative,
  // elements that have elements of their own
  TimingRepeat, DataRequirementCodeFilter, DataRequirementDateFilter, DataRequirementSort,
  DosageDoseAndRate, ParametersParameter, BundleLink, BundleEntry, BundleEntrySearch,
  BundleEntryRequest, BundleEntryResponse, OperationOutcomeIssue, OperationDefinitionParameter,
  OperationDefinitionParameterBinding, OperationDefinitionParameterReferencedFrom,
  OperationDefinitionOverload,
  // resources
  Parameters, Bundle, OperationOutcome, OperationDefinition, Binary, RawResource
  // clang-format on
};

/// The number of types that `value[x]` may have.
inline constexpr std::size_t value_type_count = 50;
/// The number of enumerators of `type_id`.
inline constexpr std::size_t type_count = static_cast<std::size_t>(type_id::RawResource) + 1;

namespace detail {
// Literals with lengths (`sv`), because a compiler counts the characters of other literals each time it evaluates them.
inline constexpr auto type_names = [] {
  using namespace std::string_view_literals;
  // clang-format off
  return std::array<std::string_view, type_count>{
    ""sv, "base64Binary"sv, "boolean"sv, "canonical"sv, "code"sv, "date"sv, "dateTime"sv,
    "decimal"sv, "id"sv, "instant"sv, "integer"sv, "markdown"sv, "oid"sv, "positiveInt"sv,
    "string"sv, "time"sv, "unsignedInt"sv, "uri"sv, "url"sv, "uuid"sv, "Address"sv, "Age"sv,
    "Annotation"sv, "Attachment"sv, "CodeableConcept"sv, "Coding"sv, "ContactPoint"sv, "Count"sv,
    "Distance"sv, "Duration"sv, "HumanName"sv, "Identifier"sv, "Money"sv, "Period"sv, "Quantity"sv,
    "Range"sv, "Ratio"sv, "Reference"sv, "SampledData"sv, "Signature"sv, "Timing"sv,
    "ContactDetail"sv, "Contributor"sv, "DataRequirement"sv, "Expression"sv,
    "ParameterDefinition"sv, "RelatedArtifact"sv, "TriggerDefinition"sv, "UsageContext"sv,
    "Dosage"sv, "Meta"sv, "xhtml"sv, "Element"sv, "Extension"sv, "Narrative"sv, "Timing.repeat"sv,
    "DataRequirement.codeFilter"sv, "DataRequirement.dateFilter"sv, "DataRequirement.sort"sv,
    "Dosage.doseAndRate"sv, "Parameters.parameter"sv, "Bundle.link"sv, "Bundle.entry"sv,
    "Bundle.entry.search"sv, "Bundle.entry.request"sv, "Bundle.entry.response"sv,
    "OperationOutcome.issue"sv, "OperationDefinition.parameter"sv,
    "OperationDefinition.parameter.binding"sv, "OperationDefinition.parameter.referencedFrom"sv,
    "OperationDefinition.overload"sv, "Parameters"sv, "Bundle"sv, "OperationOutcome"sv,
    "OperationDefinition"sv, "Binary"sv, "Resource"sv};
  // clang-format on
}();
}  // namespace detail

/// FHIR's name for the type: `dateTime`, `CodeableConcept`, `Bundle.entry`.
[[nodiscard]] constexpr std::string_view to_string(type_id type) noexcept {
  return detail::type_names[static_cast<std::size_t>(type)];
}

/// A set of the types that a choice element (`value[x]`) may have.
class type_set {
 public:
  constexpr type_set() noexcept = default;
  /// A set of the given types.
  template <std::same_as<type_id>... Types>
  constexpr explicit type_set(Types... types) noexcept
      : bits_((std::uint64_t{0} | ... | (std::uint64_t{1} << static_cast<unsigned>(types)))) {}
  /// All 50 types of the open `value[x]`.
  static constexpr type_set open() noexcept {
    type_set all;
    all.bits_ = ((std::uint64_t{1} << value_type_count) - 1) << 1U;
    return all;
  }
  /// Whether the type is in the set.
  [[nodiscard]] constexpr bool contains(type_id type) const noexcept {
    return static_cast<unsigned>(type) < 64 && (bits_ >> static_cast<unsigned>(type) & 1U) != 0;
  }
  /// Whether the set is empty.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  friend constexpr bool operator==(type_set, type_set) noexcept = default;

 private:
  std::uint64_t bits_ = 0;
};

/// A member that the library does not know: its name, and the JSON text of its value, kept verbatim.
template <Storage S = owned>
struct unknown_member {
  /// The name of the member.
  typename S::string name{};
  /// Its value, verbatim. Text that is not JSON is not written; the `write_report` counts it.
  json_text<S> json{};
  friend bool operator==(const unknown_member&, const unknown_member&) = default;
};

/// The codes of a required binding (https://hl7.org/fhir/R4/terminologies.html#required).
struct code_set {
  /// The canonical URL of the value set.
  std::string_view valueSet;
  /// Its codes.
  std::span<const std::string_view> codes;
};

namespace detail {

// The member at this offset in an object.
template <class T>
const T& at(const void* object, std::uint32_t offset) noexcept {
  return *reinterpret_cast<const T*>(static_cast<const std::byte*>(object) + offset);
}
template <class T>
T& at(void* object, std::uint32_t offset) noexcept {
  return *reinterpret_cast<T*>(static_cast<std::byte*>(object) + offset);
}

// How the member of a field is stored.
enum class shape : std::uint8_t {
  boolean,    // Boolean
  integer,    // Integer, UnsignedInt, PositiveInt
  decimal,    // Decimal: a JSON number kept as text
  text,       // text_primitive
  time,       // time_primitive: Date, DateTime, Instant, Time
  attribute,  // box<string>: the id of an element, FHIRPath's System.String
  complex,    // box<T> of a type with fields
  value,      // Value: value[x]
  resource,   // Resource: any resource
};

template <Storage S>
struct type_info;

template <Storage S>
struct field {
  std::string_view name;  // without [x]
  std::uint32_t offset;
  shape kind;
  bool many;
  std::uint8_t min;
  type_id type;             // of an element with a single type; none for value[x] and for any resource
  const block_ops* ops;     // for one value, whether in place or in a box or list
  type_set choices;         // if kind is value
  const code_set* binding;  // required binding, or null

  // The table of a complex type.
  [[nodiscard]] const type_info<S>& info() const { return *static_cast<const type_info<S>*>(ops->table()); }
  // Whether the member is a box or a list, rather than the value itself.
  [[nodiscard]] constexpr bool in_block() const noexcept { return many || kind == shape::complex || kind == shape::attribute; }
};

template <Storage S>
struct type_info {
  type_id type;
  std::string_view name;
  std::span<const field<S>> fields;
  std::uint32_t unknown;  // offset of the list<unknown_member<S>>
  bool is_resource;
  const block_ops* ops;
};

}  // namespace detail

/// The table of a complex type or resource, specialized next to each type.
/// `describe<T>::fields` is a `constexpr` array of `detail::field`.
template <class T>
struct describe;

/// A FHIR type with a table of elements.
template <class T>
concept Described = requires { describe<T>::fields; };

namespace detail {

// The index of an element in the table of a type; it is the same for all `Bundle<R>`.
template <Described T>
consteval std::size_t row_of(std::string_view name) {
  std::size_t i = 0;
  while (describe<T>::fields[i].name != name) ++i;
  return i;
}

template <class T>
struct info_of {
  static const type_info<storage_of<T>> value;
};
template <class T>
constinit const type_info<storage_of<T>> info_of<T>::value{T::fhir_type,
                                                           to_string(T::fhir_type),
                                                           describe<T>::fields,
                                                           static_cast<std::uint32_t>(describe<T>::unknown),
                                                           T::fhir_type >= type_id::Parameters,
                                                           &ops_of<T>};
#ifdef FHIROPS_COMPILED
template <class T>
  requires is_compiled<T>
struct info_of<T> {
  static const type_info<storage_of<T>> value;
};
#endif

// Returns the table of a type.
template <class T>
constexpr const type_info<storage_of<T>>& type_table() noexcept {
  return value_of<info_of<T>>();
}

// What the type of a member says about its field.
template <class M>
struct member_traits;
template <class T>
  requires requires { T::representation; }
struct member_traits<T> {
  using storage = typename T::storage;
  static constexpr shape kind = T::representation;
  static constexpr bool many = false;
  static constexpr type_id type = T::fhir_type;
  static constexpr const block_ops* ops = &ops_of<T>;
};
template <class T>
struct member_traits<box<T>> {
  using storage = storage_of<T>;
  static constexpr shape kind = shape::complex;
  static constexpr bool many = false;
  static constexpr type_id type = T::fhir_type;
  static constexpr const block_ops* ops = &ops_of<T>;
};
template <class T>
struct item_traits : member_traits<box<T>> {};
template <class T>
  requires requires { T::representation; }
struct item_traits<T> : member_traits<T> {};
template <class T>
struct member_traits<list<T>> : item_traits<T> {
  static constexpr bool many = true;
};

// The longest name that writers have room for, in characters. Names of R4's elements have at most 32.
inline constexpr std::size_t longest_name = 64;

// The options of a table row. `M` is the type of the member; everything that is not listed here follows from it.
struct row_options {
  std::uint8_t min = 0;
  const code_set* binding = nullptr;
  type_set choices{};
};
template <class M, std::size_t N>
constexpr field<typename member_traits<M>::storage> row(const char (&name)[N], std::size_t offset, row_options options = {}) {
  static_assert(N - 1 <= longest_name, "fhirops: the name of an element is longer than 64 characters");
  using traits = member_traits<M>;
  return {{name, N - 1},  static_cast<std::uint32_t>(offset),
          traits::kind,   traits::many,
          options.min,    traits::type,
          traits::ops,    options.choices,
          options.binding};
}
// The row for the id of an element: `box<S::string>`.
template <Storage S>
constexpr field<S> id_row(std::size_t offset) {
  return {
      "id",   static_cast<std::uint32_t>(offset), shape::attribute, false, 0, type_id::string, &ops_of<typename S::string>, {},
      nullptr};
}

// Whether the compiler generates the functions of a type although it has a table: true for the few types that appear in long
// lists.
template <class T>
inline constexpr bool is_hot = false;

// Constructs, copies, moves, destroys and compares by the table: a few functions for all types. Generated functions took half of
// the time to compile (docs/explanation/decisions.md).
template <Storage S>
struct table_functions {
  static const type_info<S>& info(const block_ops& ops) { return *static_cast<const type_info<S>*>(ops.table()); }

  template <class F>
  static void each_slot(const type_info<S>& info, F&& f) {
    for (const field<S>& each : info.fields) f(each.offset, each.in_block() ? nullptr : each.ops);
    f(info.unknown, nullptr);
  }
  static void construct(const block_ops& ops, void* to) {
    each_slot(info(ops), [to](std::uint32_t offset, const block_ops* item) {
      void* slot = &at<std::byte>(to, offset);
      if (item == nullptr)
        ::new (slot) block_handle();
      else
        item->construct(*item, slot);
    });
  }
  static void assign(const block_ops& ops, const void* from, void* to, copying& work) {
    each_slot(info(ops), [from, to, &work](std::uint32_t offset, const block_ops* item) {
      if (item == nullptr)
        at<block_handle>(to, offset).copy_from(at<block_handle>(from, offset), work);
      else
        item->assign(*item, &at<std::byte>(from, offset), &at<std::byte>(to, offset), work);
    });
  }
  static void destroy(const block_ops& ops, void* first, std::size_t count, releasing& work) noexcept {
    const type_info<S>& table = info(ops);
    for (std::size_t i = 0; i < count; ++i) {
      void* object = static_cast<std::byte*>(first) + i * ops.size;
      each_slot(table, [object, &work](std::uint32_t offset, const block_ops* item) {
        if (item == nullptr)
          at<block_handle>(object, offset).release_blocks(work);
        else
          item->destroy(*item, &at<std::byte>(object, offset), 1, work);
      });
    }
  }
  static void relocate(const block_ops& ops, void* from, std::size_t count, void* to) noexcept {
    const type_info<S>& table = info(ops);
    for (std::size_t i = 0; i < count; ++i) {
      void* old = static_cast<std::byte*>(from) + i * ops.size;
      void* fresh = static_cast<std::byte*>(to) + i * ops.size;
      each_slot(table, [old, fresh](std::uint32_t offset, const block_ops* item) {
        void* slot = &at<std::byte>(fresh, offset);
        if (item == nullptr)
          ::new (slot) block_handle(std::move(at<block_handle>(old, offset)));
        else
          item->relocate(*item, &at<std::byte>(old, offset), 1, slot);
      });
    }
  }
  static bool equal(const block_ops& ops, const void* a, const void* b, comparing& work) {
    bool same = true;
    each_slot(info(ops), [a, b, &same, &work](std::uint32_t offset, const block_ops* item) {
      same = same && (item == nullptr ? at<block_handle>(a, offset).equals(at<block_handle>(b, offset), work)
                                      : item->equal(*item, &at<std::byte>(a, offset), &at<std::byte>(b, offset), work));
    });
    return same;
  }
};

// Constructs and moves as the compiler would; destroys by the table, unrolled.
template <class T>
struct hot_functions : generated_functions<T> {
  using S = storage_of<T>;
  static void assign(const block_ops& ops, const void* from, void* to, copying& work) {
    table_functions<S>::assign(ops, from, to, work);
  }
  static bool equal(const block_ops& ops, const void* a, const void* b, comparing& work) {
    return table_functions<S>::equal(ops, a, b, work);
  }
  static void destroy(const block_ops&, void* first, std::size_t count, releasing& work) noexcept {
    for (T* each = static_cast<T*>(first); count > 0; --count, ++each)
      destroy(*each, work, std::make_index_sequence<std::size(describe<T>::fields)>());
  }

 private:
  template <std::size_t... I>
  FHIROPS_DETAIL_INLINED static void destroy(T& object, releasing& work, std::index_sequence<I...>) noexcept {
    (destroy<I>(object, work), ...);
    at<block_handle>(&object, describe<T>::unknown).release_blocks(work);
  }
  template <std::size_t I>
  FHIROPS_DETAIL_INLINED static void destroy(T& object, releasing& work) noexcept {
    constexpr const field<S>& f = describe<T>::fields[I];
    if constexpr (f.in_block() || f.kind == shape::resource)  // which is a handle, too
      at<block_handle>(&object, f.offset).release_blocks(work);
    else
      f.ops->destroy(*f.ops, &at<std::byte>(&object, f.offset), 1, work);
  }
};

template <class T>
  requires requires(T object) { object.unknown; } && (!is_hot<T>)
struct block_functions<T> : table_functions<storage_of<T>> {
  static const void* table() { return &type_table<T>(); }
};
template <class T>
  requires requires(T object) { object.unknown; } && is_hot<T>
struct block_functions<T> : hot_functions<T> {
  static const void* table() { return &type_table<T>(); }
};

}  // namespace detail
}  // namespace fhirops
