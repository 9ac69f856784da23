#pragma once
// The destination of written bytes.

#include <concepts>
#include <cstddef>
#include <string>

namespace fhirops {

/// A destination of bytes: anything with `append(const char*, std::size_t)`, such as `std::string`, or with `write(const char*,
/// n)`, such as `std::ostream`. If the call returns a value that converts to `bool` and is false, or a stream is not `good()`, writing
/// stops.
template <class T>
concept Sink = requires(T& sink, const char* bytes, std::size_t size) { sink.append(bytes, size); } ||
               requires(T& sink, const char* bytes, std::ptrdiff_t size) { sink.write(bytes, size); };

namespace detail {

template <Sink T>
bool hand_over(T& sink, const char* bytes, std::size_t size) {
  // A stream at the end of its input takes nothing either, but calls that no failure.
  if constexpr (requires {
                  sink.rdstate();
                  sink.good();
                })
    if (!sink.good()) return false;
  const auto call = [&]() -> decltype(auto) {
    if constexpr (requires { sink.append(bytes, size); })
      return sink.append(bytes, size);
    else if constexpr (requires { sink.write(bytes, {size}); })  // the braces make sure that an unsigned size is not narrowed
      return sink.write(bytes, size);
    else
      return sink.write(bytes, static_cast<std::ptrdiff_t>(size));
  };
  if constexpr (requires { static_cast<bool>(call()); })
    return static_cast<bool>(call());
  else
    return call(), true;
}

// The address of an object, const or not, even if its type overloads operator&.
template <class T>
void* address_of(T& object) noexcept {
  return const_cast<char*>(&reinterpret_cast<const volatile char&>(object));
}

// Refers to a sink of any type, so that one writer serves all. It is called about once for every 16 KiB.
class sink_ref {
 public:
  template <Sink T>
  explicit sink_ref(T& sink) noexcept
      : sink_(address_of(sink)),
        hand_over_([](void* to, const char* bytes, std::size_t size) { return hand_over(*static_cast<T*>(to), bytes, size); }) {
    if constexpr (std::same_as<T, std::string>) text_ = &sink;
  }

  bool hand(const char* bytes, std::size_t size) const { return hand_over_(sink_, bytes, size); }
  // Announces approximately how many bytes are still to come, so that a string grows only once.
  void expect(std::size_t size) const {
    if (text_ != nullptr && text_->capacity() - text_->size() < size) text_->reserve(text_->size() + size);
  }

 private:
  void* sink_;
  bool (*hand_over_)(void* to, const char* bytes, std::size_t size);
  std::string* text_ = nullptr;
};

}  // namespace detail
}  // namespace fhirops
