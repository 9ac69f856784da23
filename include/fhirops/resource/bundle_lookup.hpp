#pragma once
// Finds things in a Bundle: resources of a type, the target of a reference, links to other pages
// (https://hl7.org/fhir/R4/bundle.html#references, https://hl7.org/fhir/R4/http.html#paging).

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/reference.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_view.hpp"
#include "fhirops/resource/rest_url.hpp"

namespace fhirops {
namespace detail {

template <class R>
resource_view<storage_of<R>> view_of(const BundleEntry<R>& entry) noexcept {
  using S = storage_of<R>;
  if constexpr (std::same_as<R, Resource<S>>)
    return resource_view<S>(entry.resource);
  else
    return entry.resource ? resource_view<S>(type_table<R>(), &*entry.resource) : resource_view<S>();
}

// A view of the resources of one type in a bundle, in the order of the entries.
template <class T, class R>
class resources_in {
 public:
  class iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    iterator() = default;
    iterator(const BundleEntry<R>* at, const BundleEntry<R>* end) noexcept : at_(at), end_(end) { seek(); }

    reference operator*() const noexcept { return *get(); }
    pointer operator->() const noexcept { return get(); }
    iterator& operator++() noexcept { return ++at_, seek(), *this; }
    iterator operator++(int) noexcept {
      iterator old = *this;
      ++*this;
      return old;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.at_ == b.at_; }
    /// The entry that contains the resource.
    [[nodiscard]] const BundleEntry<R>& entry() const noexcept { return *at_; }

   private:
    pointer get() const noexcept {
      if constexpr (std::same_as<R, T>)
        return at_->resource ? &*at_->resource : nullptr;
      else
        return at_->resource.template get_if<T>();
    }
    void seek() noexcept {
      while (at_ != end_ && get() == nullptr) ++at_;
    }
    const BundleEntry<R>* at_ = nullptr;
    const BundleEntry<R>* end_ = nullptr;
  };

  explicit resources_in(const Bundle<R>& bundle) noexcept : entries_(&bundle.entry) {}
  [[nodiscard]] iterator begin() const noexcept { return {entries_->begin(), entries_->end()}; }
  [[nodiscard]] iterator end() const noexcept { return {entries_->end(), entries_->end()}; }
  [[nodiscard]] bool empty() const noexcept { return begin() == end(); }

 private:
  const list<BundleEntry<R>>* entries_;
};

}  // namespace detail

/// All resources of type `T` among the entries: a forward range over `bundle`, which must outlive it. Nothing is copied.
///
///     for (const Parameters<>& each : resources<Parameters<>>(bundle)) ...
template <class T, class R>
  requires std::same_as<T, R> || (std::same_as<R, Resource<storage_of<R>>> && ResourceOf<T, storage_of<R>>)
[[nodiscard]] auto resources(const Bundle<R>& bundle) {
  return detail::resources_in<T, R>(bundle);
}
template <class T, class R>
void resources(const Bundle<R>&&) = delete;  // it would refer to a temporary

/// The entry that a reference in another entry refers to, by R4's rules (https://hl7.org/fhir/R4/bundle.html#references); null if
/// there is none.
///
/// An absolute reference refers to the entry with that fullUrl. A relative one (`Patient/1`) is resolved against the fullUrl of
/// the entry `from`, replacing its type and id; if that is a URN, there is no such entry. A reference with a version
/// (`.../_history/2`) refers to the entry whose resource has that `meta.versionId`. `#id` refers to a contained resource, never
/// to an entry. If several entries have the fullUrl, the first one is returned.
/// Complexity: linear in the number of entries.
///
///     const auto* binary = resolve(bundle, bundle.entry[1], "Binary/7");
template <class R>
[[nodiscard]] const BundleEntry<R>* resolve(const Bundle<R>& bundle, const BundleEntry<R>& from, std::string_view reference) {
  const detail::rest_url target = detail::split_rest_url(reference);
  std::string_view base;
  if (!detail::is_absolute_uri(reference)) {
    const detail::rest_url own = detail::split_rest_url(from.fullUrl);
    if (!target.ok || !target.base.empty() || !own.ok) return nullptr;
    base = own.base;
  }
  std::string decoded;
  for (const BundleEntry<R>& each : bundle.entry) {
    const std::string_view url = each.fullUrl;
    if (url.size() == base.size() + target.whole.size() && url.starts_with(base) && url.ends_with(target.whole) &&
        (target.version.empty() || detail::view_of(each).version_id(decoded) == target.version))
      return &each;
  }
  return nullptr;
}
/// The entry that a Reference refers to.
template <class R>
[[nodiscard]] const BundleEntry<R>* resolve(const Bundle<R>& bundle, const BundleEntry<R>& from,
                                            const Reference<storage_of<R>>& reference) {
  return resolve(bundle, from, std::string_view(reference.reference));
}
template <class R, class Text>
void resolve(const Bundle<R>&&, const BundleEntry<R>&, const Text&) = delete;  // it would refer to a temporary

/// The link with a relation such as `self` or `next`; null if there is none. Servers use both `previous` and `prev`, which are
/// treated as the same.
///
///     const auto* next = link(bundle, "next");
template <class R>
[[nodiscard]] const BundleLink<storage_of<R>>* link(const Bundle<R>& bundle, std::string_view relation) noexcept {
  const auto name = [](std::string_view each) { return each == "prev" ? std::string_view("previous") : each; };
  for (const auto& each : bundle.link)
    if (name(each.relation) == name(relation)) return &each;
  return nullptr;
}
template <class R>
void link(const Bundle<R>&&, std::string_view) = delete;  // it would refer to a temporary

/// The URL of the next page (https://hl7.org/fhir/R4/http.html#paging); empty if there is none.
///
///     expect(next != nullptr && next->url == next_page(bundle), "link, next_page");
template <class R>
[[nodiscard]] std::string_view next_page(const Bundle<R>& bundle) noexcept {
  const auto* next = link(bundle, "next");
  return next == nullptr ? std::string_view() : std::string_view(next->url);
}
template <class R>
void next_page(const Bundle<R>&&) = delete;  // it would refer to a temporary

}  // namespace fhirops
