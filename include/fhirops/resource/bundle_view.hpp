#pragma once
// Gives access to a Bundle and its entries through their tables, so the same code serves `Bundle<Parameters<>>`,
// `Bundle<Resource<>>` and all others.

#include <cstddef>
#include <string_view>

#include "fhirops/core/block.hpp"
#include "fhirops/core/box.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/identifier.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/unsigned_int.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_view.hpp"

namespace fhirops::detail {

template <Storage S>
class entry_view {
 public:
  using any_entry = BundleEntry<Resource<S>>;

  entry_view(const type_info<S>& info, const void* object) noexcept : info_(&info), object_(object) {}

  [[nodiscard]] const Uri<S>& full_url() const noexcept {
    constexpr std::size_t row = row_of<any_entry>("fullUrl");
    return at<Uri<S>>(object_, info_->fields[row].offset);
  }
  [[nodiscard]] resource_view<S> resource() const noexcept {
    constexpr std::size_t row = row_of<any_entry>("resource");
    const field<S>& f = info_->fields[row];
    if (f.kind == shape::resource) return resource_view<S>(at<Resource<S>>(object_, f.offset));
    const auto& held = at<block_handle>(object_, f.offset);
    return held.count() == 0 ? resource_view<S>() : resource_view<S>(f.info(), held.get()->data());
  }
  [[nodiscard]] bool has_search() const noexcept { return has<row_of<any_entry>("search")>(); }
  [[nodiscard]] bool has_request() const noexcept { return has<row_of<any_entry>("request")>(); }
  [[nodiscard]] const box<BundleEntryRequest<S>>& request() const noexcept {
    constexpr std::size_t row = row_of<any_entry>("request");
    return at<box<BundleEntryRequest<S>>>(object_, info_->fields[row].offset);
  }
  [[nodiscard]] bool has_response() const noexcept { return has<row_of<any_entry>("response")>(); }

 private:
  template <std::size_t Row>
  [[nodiscard]] bool has() const noexcept {
    return is_held(info_->fields[Row], object_);
  }

  const type_info<S>* info_;
  const void* object_;
};

template <Storage S>
class bundle_view {
 public:
  using any_bundle = Bundle<Resource<S>>;

  bundle_view(const type_info<S>& info, const void* object) noexcept : info_(&info), object_(object) {}

  [[nodiscard]] std::string_view type() const noexcept { return element<Code<S>, row_of<any_bundle>("type")>(); }
  [[nodiscard]] const UnsignedInt<S>& total() const noexcept { return element<UnsignedInt<S>, row_of<any_bundle>("total")>(); }
  [[nodiscard]] const box<Identifier<S>>& identifier() const noexcept {
    return element<box<Identifier<S>>, row_of<any_bundle>("identifier")>();
  }
  [[nodiscard]] const Instant<S>& timestamp() const noexcept { return element<Instant<S>, row_of<any_bundle>("timestamp")>(); }
  [[nodiscard]] std::size_t size() const noexcept { return entries().count(); }
  [[nodiscard]] entry_view<S> operator[](std::size_t i) const noexcept {
    constexpr std::size_t row = row_of<any_bundle>("entry");
    return {info_->fields[row].info(), entries().get()->at(i)};
  }

 private:
  template <class T, std::size_t Row>
  [[nodiscard]] const T& element() const noexcept {
    return at<T>(object_, info_->fields[Row].offset);
  }
  [[nodiscard]] const block_handle& entries() const noexcept { return element<block_handle, row_of<any_bundle>("entry")>(); }

  const type_info<S>* info_;
  const void* object_;
};

}  // namespace fhirops::detail
