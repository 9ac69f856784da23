#pragma once
// Owns one object on the heap, like std::unique_ptr, whose header would be a seventh of what a service includes.

#include <utility>

namespace fhirops::detail {

// Can be moved but not copied; empty after it has been moved from.
template <class T>
class owner {
 public:
  constexpr owner() noexcept = default;
  // Takes ownership of what `new` returned: a T, or a class derived from T, whose destructor is then virtual.
  constexpr explicit owner(T* made) noexcept : p_(made) {}
  constexpr owner(owner&& other) noexcept : p_(std::exchange(other.p_, nullptr)) {}
  constexpr owner& operator=(owner&& other) noexcept {
    owner(std::move(other)).swap(*this);
    return *this;
  }
  owner(const owner&) = delete;
  owner& operator=(const owner&) = delete;
  constexpr ~owner() { delete p_; }

  constexpr void swap(owner& other) noexcept { std::swap(p_, other.p_); }
  [[nodiscard]] constexpr T* get() const noexcept { return p_; }
  constexpr T* operator->() const noexcept { return p_; }
  constexpr T& operator*() const noexcept { return *p_; }
  explicit constexpr operator bool() const noexcept { return p_ != nullptr; }

 private:
  T* p_ = nullptr;
};

template <class T, class... Args>
[[nodiscard]] owner<T> make_owner(Args&&... args) {
  return owner<T>(new T(std::forward<Args>(args)...));
}

}  // namespace fhirops::detail
