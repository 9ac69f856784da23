#pragma once
// Refers to a RapidJSON handler of any type (https://rapidjson.org/md_doc_sax.html), so that one writer serves all.

#include <cstddef>
#include <cstdint>
#include <rapidjson/rapidjson.h>
#include <type_traits>

#include "fhirops/json/sink.hpp"

namespace fhirops::detail {

class handler_ref {
 public:
  using size_type = RAPIDJSON_NAMESPACE::SizeType;

  template <class Handler>
    requires(!std::is_same_v<Handler, handler_ref>)
  explicit handler_ref(Handler& handler) noexcept : handler_(address_of(handler)), calls_(&calls_of<Handler>) {}

  // Whether the handler accepts numbers as text.
  [[nodiscard]] bool takes_digits() const noexcept { return calls_->digits != nullptr; }
  bool digits(const char* text, std::size_t size) const { return calls_->digits(handler_, text, size); }
  bool whole(std::int64_t value) const { return calls_->whole(handler_, value); }
  bool large(std::uint64_t value) const { return calls_->large(handler_, value); }
  bool real(double value) const { return calls_->real(handler_, value); }
  bool boolean(bool truth) const { return calls_->boolean(handler_, truth); }
  bool key(const char* name, size_type size) const { return calls_->key(handler_, name, size); }
  bool string(const char* text, size_type size) const { return calls_->string(handler_, text, size); }
  bool null() const { return calls_->null(handler_); }
  bool start_object() const { return calls_->start_object(handler_); }
  bool end_object(size_type count) const { return calls_->end_object(handler_, count); }
  bool start_array() const { return calls_->start_array(handler_); }
  bool end_array(size_type count) const { return calls_->end_array(handler_, count); }

 private:
  struct calls {
    bool (*digits)(void*, const char*, std::size_t);
    bool (*whole)(void*, std::int64_t);
    bool (*large)(void*, std::uint64_t);
    bool (*real)(void*, double);
    bool (*boolean)(void*, bool);
    bool (*key)(void*, const char*, size_type);
    bool (*string)(void*, const char*, size_type);
    bool (*null)(void*);
    bool (*start_object)(void*);
    bool (*end_object)(void*, size_type);
    bool (*start_array)(void*);
    bool (*end_array)(void*, size_type);
  };
  template <class Handler>
  static Handler& as(void* to) noexcept {
    return *static_cast<Handler*>(to);
  }
  // A handler that accepts digits does not need the functions for numbers.
  template <class Handler>
  static constexpr calls make_calls() {
    calls out{};
    if constexpr (requires(Handler& handler) { handler.RawValue("", std::size_t{}, RAPIDJSON_NAMESPACE::kNumberType); }) {
      out.digits = [](void* to, const char* text, std::size_t size) -> bool {
        return as<Handler>(to).RawValue(text, size, RAPIDJSON_NAMESPACE::kNumberType);
      };
    } else {
      // Uses the narrowest of RapidJSON's functions that can hold the number.
      out.whole = [](void* to, std::int64_t value) -> bool {
        if (value >= 0 && value <= std::int64_t{UINT32_MAX}) return as<Handler>(to).Uint(static_cast<unsigned>(value));
        if (value < 0 && value >= std::int64_t{INT32_MIN}) return as<Handler>(to).Int(static_cast<int>(value));
        return as<Handler>(to).Int64(value);
      };
      out.large = [](void* to, std::uint64_t value) -> bool { return as<Handler>(to).Uint64(value); };
      out.real = [](void* to, double value) -> bool { return as<Handler>(to).Double(value); };
    }
    out.boolean = [](void* to, bool truth) -> bool { return as<Handler>(to).Bool(truth); };
    out.key = [](void* to, const char* name, size_type size) -> bool { return as<Handler>(to).Key(name, size, true); };
    out.string = [](void* to, const char* text, size_type size) -> bool { return as<Handler>(to).String(text, size, true); };
    out.null = [](void* to) -> bool { return as<Handler>(to).Null(); };
    out.start_object = [](void* to) -> bool { return as<Handler>(to).StartObject(); };
    out.end_object = [](void* to, size_type count) -> bool { return as<Handler>(to).EndObject(count); };
    out.start_array = [](void* to) -> bool { return as<Handler>(to).StartArray(); };
    out.end_array = [](void* to, size_type count) -> bool { return as<Handler>(to).EndArray(count); };
    return out;
  }
  template <class Handler>
  static constexpr calls calls_of = make_calls<Handler>();

  void* handler_;
  const calls* calls_;
};

}  // namespace fhirops::detail
