#pragma once
// What all resources have in common (https://hl7.org/fhir/R4/resource.html), whatever their type, including those that are kept
// as JSON.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/core/json_bytes.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/meta.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// The value of a member of a JSON object, verbatim; empty if there is no such member.
inline std::string_view find_member(std::string_view json, std::string_view name) {
  const char* const end = json.data() + json.size();
  std::string decoded;
  const char* p = skip_space(json.data(), end);
  for (char opening = '{'; p != end && *p == opening; opening = ',') {
    p = skip_space(p + 1, end);
    if (p == end || *p != '"') return {};
    const char* const quote = string_end(p + 1, end);
    if (quote == nullptr) return {};
    const bool found = string_text({p, static_cast<std::size_t>(quote + 1 - p)}, decoded) == name;
    p = skip_space(quote + 1, end);
    if (p == end || *p != ':') return {};
    const char* const value = skip_space(p + 1, end);
    p = skip_value(value, end);
    if (p == nullptr || p == value) return {};
    if (found) return {value, static_cast<std::size_t>(p - value)};
    p = skip_space(p, end);
  }
  return {};
}
// The same for JSON that has been checked: whether it has an id or a resourceType, and where, has been noted then.
template <Storage S>
std::string_view find_member(const json_text<S>& json, std::string_view name) {
  const std::uint32_t at = json_text_access::facts(json).position_of(name);
  if (at == json_measure::unknown) return find_member(json.view(), name);
  if (at == json_measure::absent) return {};
  const char* const value = json.data() + at;
  return {value, static_cast<std::size_t>(skip_value(value, json.data() + json.size()) - value)};
}
template <Storage S>
const field<S>* find_field(const type_info<S>& info, std::string_view name) noexcept {
  for (const field<S>& f : info.fields)
    if (f.name == name) return &f;
  return nullptr;
}

// Whether a member is set, without examining whether its value has content: takes constant time.
template <Storage S>
bool is_held(const field<S>& f, const void* object) noexcept {
  const void* slot = &at<std::byte>(object, f.offset);
  if (f.in_block()) return static_cast<const block_handle*>(slot)->count() > 0;
  if (f.kind == shape::value) return static_cast<const Value<S>*>(slot)->has_value();
  if (f.kind == shape::resource) return static_cast<const Resource<S>*>(slot)->has_value();
  const primitive_view<S> view(f.kind, slot);
  return view.has_value() || view.element().has_value();
}

// `buffer` is for text with escapes: a view of it is valid until the next use of the buffer.
template <Storage S>
class resource_view {
 public:
  resource_view() noexcept = default;
  resource_view(const type_info<S>& info, const void* object) noexcept : info_(&info), object_(object) {}
  explicit resource_view(const Resource<S>& any) noexcept {
    raw_ = any.template get_if<RawResource<S>>();
    if (raw_ != nullptr || !any.has_value()) return;
    info_ = resource_info<S>(any.type());
    object_ = any.place();
  }

  [[nodiscard]] bool has_value() const noexcept { return info_ != nullptr || raw_ != nullptr; }
  [[nodiscard]] std::string_view type() const noexcept {
    if (info_ != nullptr) return info_->name;
    return raw_ == nullptr ? std::string_view() : std::string_view(raw_->resourceType);
  }
  [[nodiscard]] std::string_view id(std::string& buffer) const {
    if (info_ == nullptr) return raw_ == nullptr ? std::string_view() : string_text(find_member(raw_->json, "id"), buffer);
    return at<Id<S>>(object_, find_field(*info_, "id")->offset);
  }
  [[nodiscard]] std::string_view version_id(std::string& buffer) const {
    if (info_ == nullptr)
      return raw_ == nullptr ? std::string_view()
                             : string_text(find_member(find_member(raw_->json, "meta"), "versionId"), buffer);
    const auto& meta = this->meta();
    return meta ? std::string_view(meta->versionId) : std::string_view();
  }
  // Whether the resource has an element at its root, or in its `meta`.
  [[nodiscard]] bool has(std::string_view element) const {
    if (info_ == nullptr) return raw_ != nullptr && !find_member(raw_->json, element).empty();
    const field<S>* f = find_field(*info_, element);
    return f != nullptr && is_held(*f, object_);
  }
  [[nodiscard]] bool has_in_meta(std::string_view element) const {
    if (info_ == nullptr) return raw_ != nullptr && !find_member(find_member(raw_->json, "meta"), element).empty();
    const type_info<S>& table = type_table<Meta<S>>();
    const auto& meta = this->meta();
    return meta && is_held(*find_field(table, element), &*meta);
  }

 private:
  [[nodiscard]] const box<Meta<S>>& meta() const noexcept {
    return at<box<Meta<S>>>(object_, find_field(*info_, "meta")->offset);
  }

  const type_info<S>* info_ = nullptr;  // the table of a typed resource
  const void* object_ = nullptr;
  const RawResource<S>* raw_ = nullptr;
};

}  // namespace fhirops::detail
