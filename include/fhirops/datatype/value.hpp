#pragma once
// value[x]: one value of any of R4's 50 open types (https://hl7.org/fhir/R4/datatypes.html#open).

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/time_primitive.hpp"

namespace fhirops {
namespace detail {

// How a value of each type is stored.
inline constexpr auto value_shapes = [] {
  std::array<shape, type_count> shapes{};
  for (std::size_t i = 0; i < shapes.size(); ++i)
    shapes[i] = i > static_cast<std::size_t>(type_id::uuid) ? shape::complex : shape::text;
  const auto set = [&shapes](shape kind, auto... types) { ((shapes[static_cast<std::size_t>(types)] = kind), ...); };
  set(shape::boolean, type_id::boolean);
  set(shape::integer, type_id::integer, type_id::positiveInt, type_id::unsignedInt);
  set(shape::decimal, type_id::decimal);
  set(shape::time, type_id::date, type_id::dateTime, type_id::instant, type_id::time);
  return shapes;
}();
constexpr shape shape_of(type_id type) noexcept { return value_shapes[static_cast<std::size_t>(type)]; }

}  // namespace detail

/// One of the types that `value[x]` may have, in storage S.
template <class T, class S>
concept ValueOf = std::same_as<typename T::storage, S> &&
                  T::fhir_type > type_id::none&& static_cast<std::size_t>(T::fhir_type) <= value_type_count;

/// A value of one of the 50 types that R4 allows for value[x], or none. Primitives are stored in place, complex types on the
/// heap; a Value always takes 56 bytes. Choice elements that allow only some of the types use it too.
template <Storage S>
class Value {
 public:
  using storage = S;
  static constexpr auto representation = detail::shape::value;
  static constexpr auto fhir_type = type_id::none;

  constexpr Value() noexcept = default;
  /// Has value semantics.
  /// @{
  Value(const Value& other) { copy(other); }
  Value(Value&& other) noexcept { take(other); }
  Value& operator=(const Value& other) { return *this = Value(other); }
  Value& operator=(Value&& other) noexcept {
    Value taken(std::move(other));  // which may be within this one
    reset();
    take(taken);
    return *this;
  }
  /// @}
  ~Value() { reset(); }

  /// A value of the type of the argument, such as `Code<>("final")` or `Period<>{...}`.
  template <class T>
    requires ValueOf<std::remove_cvref_t<T>, S>
  Value(T&& value) {  // NOLINT(google-explicit-constructor): an element is set by its value
    emplace<std::remove_cvref_t<T>>(std::forward<T>(value));
  }
  /// A `string`.
  template <class U>
    requires(std::convertible_to<U, std::string_view> && !requires { std::remove_cvref_t<U>::fhir_type; } &&
             detail::TextFor<U, S>)
  Value(U&& text) {  // NOLINT(google-explicit-constructor)
    emplace<String<S>>(std::forward<U>(text));
  }
  /// A `boolean`.
  template <std::same_as<bool> B>
  Value(B truth) {  // NOLINT(google-explicit-constructor)
    emplace<Boolean<S>>(truth);
  }
  /// An `integer`.
  template <std::integral I>
    requires(!std::same_as<I, bool>)
  Value(I number) {  // NOLINT(google-explicit-constructor)
    emplace<Integer<S>>(number);
  }

  /// The type of the value; `type_id::none` if there is none.
  [[nodiscard]] type_id type() const noexcept { return type_; }
  /// Whether there is a value.
  /// @{
  [[nodiscard]] bool has_value() const noexcept { return type_ != type_id::none; }
  explicit operator bool() const noexcept { return has_value(); }
  /// @}

  /// Whether the value is a `T`.
  template <ValueOf<S> T>
  [[nodiscard]] bool is() const noexcept {
    return type_ == T::fhir_type;
  }
  /// The value if it is a `T`, otherwise null.
  /// @{
  template <ValueOf<S> T>
  [[nodiscard]] T* get_if() noexcept {
    return is<T>() ? static_cast<T*>(place()) : nullptr;
  }
  template <ValueOf<S> T>
  [[nodiscard]] const T* get_if() const noexcept {
    return is<T>() ? static_cast<const T*>(place()) : nullptr;
  }
  /// @}
  /// Replaces the value by a `T` constructed from the arguments.
  template <ValueOf<S> T, class... Args>
    requires detail::MadeFrom<T, Args...>
  T& emplace(Args&&... args) {
    T fresh(std::forward<Args>(args)...);  // an argument may refer into the old value
    reset();
    if constexpr (detail::shape_of(T::fhir_type) == detail::shape::complex) {
      auto* handle = ::new (bytes_) detail::block_handle();
      type_ = T::fhir_type;
      ::new (handle->next(detail::ops_of<T>)) T(std::move(fresh));
      handle->commit();
    } else {
      ::new (bytes_) T(std::move(fresh));
      type_ = T::fhir_type;
    }
    return *static_cast<T*>(place());
  }
  /// Removes the value.
  void reset() noexcept {
    detail::releasing work;
    release_blocks(work);
    detail::block_handle::finish(work);
  }

  friend bool operator==(const Value& a, const Value& b) {
    detail::comparing work;
    return detail::block_handle::finish(a.equals(b, work), work);
  }

  /// For the table-driven reader: an empty value of a type known only at run time. `ops` are the functions of a complex type;
  /// null for a primitive.
  void emplace(type_id type, const detail::block_ops* ops) {
    reset();
    construct(type);
    if (ops != nullptr) reinterpret_cast<detail::block_handle*>(bytes_)->append(*ops);
  }
  /// For code that visits values by the table: the address of the primitive or of the complex value.
  /// @{
  [[nodiscard]] void* place() noexcept { return const_cast<void*>(std::as_const(*this).place()); }
  [[nodiscard]] const void* place() const noexcept {
    if (detail::shape_of(type_) != detail::shape::complex) return bytes_;
    return reinterpret_cast<const detail::block_handle*>(bytes_)->get()->data();
  }
  /// @}

  /// For functions that visit nested values (core/block.hpp): copies into an empty value, compares, releases the content.
  /// @{
  void copy_from(const Value& other, detail::copying& work) {
    if (!other.has_value()) return;
    construct(other.type_);
    content_ops().assign(content_ops(), other.bytes_, bytes_, work);
  }
  [[nodiscard]] bool equals(const Value& other, detail::comparing& work) const {
    return type_ == other.type_ && (!has_value() || content_ops().equal(content_ops(), bytes_, other.bytes_, work));
  }
  void release_blocks(detail::releasing& work) noexcept {
    if (!has_value()) return;
    content_ops().destroy(content_ops(), bytes_, 1, work);
    type_ = type_id::none;
  }
  /// @}

 private:
  // For each shape, the functions of the base that all types of the shape have at the start of `bytes_`.
  static constexpr const detail::block_ops* shape_ops[] = {
      &detail::ops_of<Boolean<S>>,          &detail::ops_of<integer_primitive<S>>, &detail::ops_of<Decimal<S>>,
      &detail::ops_of<text_primitive<S>>,   &detail::ops_of<time_primitive<S>>,    nullptr,
      &detail::ops_of<detail::block_handle>};
  static const detail::block_ops& ops_of(type_id type) noexcept {
    return *shape_ops[static_cast<std::size_t>(detail::shape_of(type))];
  }
  // Requires a value.
  [[nodiscard]] const detail::block_ops& content_ops() const noexcept { return ops_of(type_); }
  void construct(type_id type) {
    ops_of(type).construct(ops_of(type), bytes_);
    type_ = type;
  }
  void copy(const Value& other) {
    Value fresh;  // if the copy throws, `fresh` cleans up
    detail::copying work;
    fresh.copy_from(other, work);
    detail::block_handle::finish(work);
    take(fresh);
  }
  void take(Value& other) noexcept {
    if (!other.has_value()) return;
    other.content_ops().relocate(other.content_ops(), other.bytes_, 1, bytes_);
    type_ = std::exchange(other.type_, type_id::none);
  }

  static constexpr std::size_t in_place_size =
      std::max({sizeof(text_primitive<S>), sizeof(time_primitive<S>), sizeof(Decimal<S>)});

  alignas(text_primitive<S>) std::byte bytes_[in_place_size];
  type_id type_ = type_id::none;
};

}  // namespace fhirops
