#pragma once
// An element that repeats (0..*, 1..*): a sequence that costs one pointer while it is empty.

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <new>
#include <utility>

#include "fhirops/core/block.hpp"

namespace fhirops {

/// A contiguous sequence with the part of the interface of `std::vector` that FHIR needs, and with its complexity and exception
/// guarantees (except that a `resize` that throws may have added some values). Nearly all lists of a FHIR value are absent; an
/// absent list is one null pointer here, where a vector is three. `T` may be incomplete where the list is declared. An empty list
/// is an absent element.
///
///     list<String<>> given{"Anna", "Maria"};
///     given.push_back("Sofie");
template <class T>
class list : private detail::block_handle {
 public:
  /// As in `std::vector`.
  /// @{
  using value_type = T;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = T&;
  using const_reference = const T&;
  using iterator = T*;
  using const_iterator = const T*;
  /// @}

  constexpr list() noexcept = default;
  /// A list of the given values.
  list(std::initializer_list<T> values) : list(values.begin(), values.end()) {}
  /// A list of the values in a range.
  template <std::input_iterator It, std::sentinel_for<It> End>
    requires detail::MadeFrom<T, std::iter_reference_t<It>>
  list(It first, End last) {
    if constexpr (std::sized_sentinel_for<End, It>) reserve(static_cast<size_type>(last - first));
    for (; first != last; ++first) emplace_back(*first);
  }

  /// As in `std::vector`. Indexes are not checked.
  /// @{
  [[nodiscard]] bool empty() const noexcept { return count() == 0; }
  [[nodiscard]] size_type size() const noexcept { return count(); }
  [[nodiscard]] T* data() noexcept { return get() == nullptr ? nullptr : static_cast<T*>(get()->data()); }
  [[nodiscard]] const T* data() const noexcept { return get() == nullptr ? nullptr : static_cast<const T*>(get()->data()); }
  [[nodiscard]] iterator begin() noexcept { return data(); }
  [[nodiscard]] iterator end() noexcept { return data() + size(); }
  [[nodiscard]] const_iterator begin() const noexcept { return data(); }
  [[nodiscard]] const_iterator end() const noexcept { return data() + size(); }
  [[nodiscard]] T& operator[](size_type i) noexcept { return values()[i]; }
  [[nodiscard]] const T& operator[](size_type i) const noexcept { return values()[i]; }
  [[nodiscard]] T& front() noexcept { return values()[0]; }
  [[nodiscard]] const T& front() const noexcept { return values()[0]; }
  [[nodiscard]] T& back() noexcept { return values()[get()->size - 1]; }
  [[nodiscard]] const T& back() const noexcept { return values()[get()->size - 1]; }
  /// @}

  /// As in `std::vector`.
  /// @{
  void reserve(size_type capacity) {
    if (capacity > 0) block_handle::reserve(capacity, detail::ops_of<T>);
  }
  void clear() noexcept { truncate(0); }
  void swap(list& other) noexcept { block_handle::swap(other); }
  void resize(size_type size) {
    truncate(size);
    reserve(size);
    while (this->size() < size) emplace_back();
  }
  template <class... Args>
    requires detail::MadeFrom<T, Args...>
  T& emplace_back(Args&&... args) {
    if (get() != nullptr && get()->size == get()->capacity) {
      T value(std::forward<Args>(args)...);  // an argument may refer into this list
      return append_value(std::move(value));
    }
    return append_value(std::forward<Args>(args)...);
  }
  void push_back(const T& value) { emplace_back(value); }
  void push_back(T&& value) { emplace_back(std::move(value)); }
  void pop_back() noexcept { truncate(size() - 1); }
  iterator erase(const_iterator first, const_iterator last) {
    const auto from = static_cast<size_type>(first - begin());
    if (first != last) {
      std::move(begin() + (last - begin()), end(), begin() + static_cast<difference_type>(from));
      truncate(size() - static_cast<size_type>(last - first));
    }
    return begin() + static_cast<difference_type>(from);
  }
  iterator erase(const_iterator at) { return erase(at, at + 1); }
  iterator insert(const_iterator at, T value) {
    const auto index = at - begin();
    emplace_back(std::move(value));
    std::rotate(begin() + index, end() - 1, end());
    return begin() + index;
  }
  /// @}

  friend bool operator==(const list& a, const list& b) {
    return static_cast<const detail::block_handle&>(a) == static_cast<const detail::block_handle&>(b);
  }

 private:
  // The list must not be empty: a test for null here would only make compilers warn that the pointer may be null.
  T* values() noexcept { return static_cast<T*>(get()->data()); }
  const T* values() const noexcept { return static_cast<const T*>(get()->data()); }
  template <class... Args>
  T& append_value(Args&&... args) {
    T* value = ::new (next(detail::ops_of<T>)) T(std::forward<Args>(args)...);
    commit();
    return *value;
  }
};

}  // namespace fhirops
