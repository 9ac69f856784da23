#pragma once
// For a server that already has the body as a RapidJSON DOM: reads values from a `rapidjson::Value`, and makes a
// `rapidjson::Document`, without going through text. Not included by <fhirops/fhirops.hpp>.
//
// A DOM holds numbers as doubles and integers: the difference between `1.00` and `1` is lost when the host parses the text. Where
// that matters, read the text with `from_json`.

#include <cstddef>
#include <limits>
#include <rapidjson/document.h>
#include <rapidjson/internal/dtoa.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/builder.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/value_view.hpp"
#include "fhirops/json/write.hpp"

namespace fhirops {
namespace detail {

// The source of a `builder` that reads a DOM. A position is the address of a value, and is never shown, since a DOM has no
// offsets.
template <class Json>
class dom_source {
 public:
  void enter(const Json& value) noexcept { value_ = &value; }
  void enter(std::string_view text) noexcept { text_ = text.data(); }

  // The size of the text is unknown.
  [[nodiscard]] static std::size_t size() noexcept { return std::numeric_limits<std::size_t>::max(); }
  [[nodiscard]] std::size_t position() const noexcept { return reinterpret_cast<std::size_t>(value_); }
  [[nodiscard]] std::string_view resource_type() const noexcept {
    const auto member = value_->FindMember("resourceType");
    if (member == value_->MemberEnd() || !member->value.IsString()) return {};
    return {member->value.GetString(), member->value.GetStringLength()};
  }
  [[nodiscard]] std::string_view raw(std::size_t from) {
    using namespace RAPIDJSON_NAMESPACE;
    buffer_.Clear();
    Writer<StringBuffer> writer(buffer_);
    reinterpret_cast<const Json*>(from)->Accept(writer);
    return {buffer_.GetString(), buffer_.GetSize()};
  }
  [[nodiscard]] static bool is_stable(std::string_view) noexcept { return false; }  // `raw` prints it again
  [[nodiscard]] const char* stable(std::string_view text) const noexcept { return text.data() == text_ ? text_ : nullptr; }

 private:
  const Json* value_ = nullptr;
  const char* text_ = nullptr;
  RAPIDJSON_NAMESPACE::StringBuffer buffer_;
};

// Sends a DOM to a builder as events, without recursion.
template <class Json, class Builder>
class dom_events {
 public:
  dom_events(dom_source<Json>& source, Builder& builder) noexcept : source_(source), builder_(builder) {}

  bool send(const Json& root) {
    if (!open(root)) return false;
    while (!stack_.empty()) {
      level& top = stack_.back();
      const Json& value = *top.value;
      source_.enter(value);
      const std::size_t size = value.IsObject() ? value.MemberCount() : value.Size();
      if (top.next == size) {
        if (!(value.IsObject() ? builder_.end_object() : builder_.end_array())) return false;
        stack_.pop_back();
        continue;
      }
      const auto index = static_cast<RAPIDJSON_NAMESPACE::SizeType>(top.next++);
      if (value.IsArray()) {
        if (!open(value[index])) return false;
        continue;
      }
      const auto& member = *(value.MemberBegin() + static_cast<std::ptrdiff_t>(index));
      source_.enter(member.value);
      const std::string_view name(member.name.GetString(), member.name.GetStringLength());
      source_.enter(name);
      if (!builder_.key(name) || !open(member.value)) return false;
    }
    return true;
  }

 private:
  struct level {
    const Json* value;
    std::size_t next;
  };

  bool open(const Json& value) {
    source_.enter(value);
    if (value.IsObject() || value.IsArray()) {
      if (!(value.IsObject() ? builder_.start_object() : builder_.start_array())) return false;
      stack_.push_back({&value, 0});
      return true;
    }
    if (value.IsNull()) return builder_.scalar(json_kind::null, {});
    if (value.IsBool()) return builder_.scalar(json_kind::boolean, value.GetBool() ? "true" : "false");
    if (value.IsNumber()) return number(value);
    const std::string_view text(value.GetString(), value.GetStringLength());
    source_.enter(text);
    return builder_.scalar(json_kind::string, text);
  }
  bool number(const Json& value) {
    if (value.IsInt64()) return builder_.scalar(json_kind::number, digits(value.GetInt64()));
    if (value.IsUint64()) return builder_.scalar(json_kind::number, digits(value.GetUint64()));
    const double real = value.GetDouble();
    if (!(real <= std::numeric_limits<double>::max() && real >= std::numeric_limits<double>::lowest())) {
      builder_.add(issue_severity::error, issue_type::value,
                   {real < 0   ? "-Infinity"
                    : real > 0 ? "Infinity"
                               : "NaN",
                    " is not a JSON number"},
                   source_.position());
      return builder_.scalar(json_kind::number, "0");
    }
    char text[32];
    const char* const end = RAPIDJSON_NAMESPACE::internal::dtoa(real, text);
    return builder_.scalar(json_kind::number, {text, static_cast<std::size_t>(end - text)});
  }

  dom_source<Json>& source_;
  Builder& builder_;
  std::vector<level> stack_;
};

}  // namespace detail

/// Reads a value from a DOM, with the same issues as `from_json`. They have a FHIRPath and a JSON Pointer, but no line, and are
/// in the order in which they were found. NaN and infinities are errors in strict and in lenient reading. A value of *borrowed*
/// storage refers to the strings of the DOM.
///
/// Complexity: linear in the size of the DOM, without recursion.
///
///     const auto again = from_rapidjson<Parameters<>>(document);
template <JsonValue T, class Encoding, class Allocator>
  requires(!detail::is_raw_resource<T>)
result<T> from_rapidjson(const RAPIDJSON_NAMESPACE::GenericValue<Encoding, Allocator>& json, read_options options = {}) {
  using Json = RAPIDJSON_NAMESPACE::GenericValue<Encoding, Allocator>;
  using Source = detail::dom_source<Json>;
  result<T> made = detail::result_access::begin<T>();
  Source source;
  detail::builder<storage_of<T>, Source> builder(source, detail::root_of(*made), options);
  detail::dom_events<Json, decltype(builder)>(source, builder).send(json);
  detail::reading done{builder.found().failed(), builder.found().finish(), builder.pool()};
  for (issue& each : done.found) each.offset = 0;
  detail::conclude(made, std::move(done));
  return made;
}
// Deleted, since a borrowed result would outlive the temporary.
template <JsonValue T, class Encoding, class Allocator>
  requires(!detail::is_raw_resource<T> && !storage_of<T>::owns)
result<T> from_rapidjson(const RAPIDJSON_NAMESPACE::GenericValue<Encoding, Allocator>&& json, read_options options = {}) = delete;

/// Converts the value to a DOM that owns its strings. Decimals become doubles, so digits beyond their precision are lost.
///
/// Complexity: linear in the size of the value.
///
///     rapidjson::Document document = to_rapidjson(*read);
template <JsonValue T>
[[nodiscard]] RAPIDJSON_NAMESPACE::Document to_rapidjson(const T& value) {
  RAPIDJSON_NAMESPACE::Document document;
  const auto generate = [&value](RAPIDJSON_NAMESPACE::Document& handler) { return accept(value, handler); };
  document.Populate(generate);
  return document;
}

}  // namespace fhirops
