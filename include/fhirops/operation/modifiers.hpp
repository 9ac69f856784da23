#pragma once
// Finds elements that may change the meaning of others, so that they must not be ignored by anyone who does not understand them:
// `modifierExtension` (https://hl7.org/fhir/R4/extensibility.html#modifierExtension) and `implicitRules`
// (https://hl7.org/fhir/R4/resource.html#implicitRules). A bound struct has neither, so its reader searches for them first.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/extension.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/report.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/parameters.hpp"
#include "fhirops/resource/resource.hpp"

namespace fhirops::detail {

// Searches Parameters and Bundles, and those nested in them at any depth. Other resources are passed to the host as a whole, with
// their modifiers. Does not recurse, and builds paths only for what is reported.
template <Storage S>
class modifier_search {
 public:
  // Without a collector, it only determines whether there is any modifier, understood or not.
  explicit modifier_search(issue_collector* found, std::span<const std::string_view> understood = {}) noexcept
      : found_(found), understood_(understood) {}

  [[nodiscard]] bool any() const noexcept { return any_; }

  void parameters(const Parameters<S>& parameters, const element_path& here) {
    begin(here);
    look_at(parameters, none, 0, "");
    run();
  }
  // Searches a Bundle except for its entries.
  template <class R>
  void around_entries(const Bundle<R>& bundle, const element_path& here) {
    begin(here);
    rules(bundle.implicitRules, none, 0, "");
    links(bundle.link, none, 0, "");
    run();
  }
  // Searches an entry and its resource.
  template <class R>
  void entry(const BundleEntry<R>& entry, const element_path& here) {
    begin(here);
    look_at(entry, none, 0);
    run();
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  // A list inside an item of another list: `.resource.parameter`, `.part`, `.resource.entry`.
  struct inner {
    const list<ParametersParameter<S>>* parameters;
    const list<BundleEntry<Resource<S>>>* entries;
    std::size_t parent;  // the list that contains the item; `none` if it is the list where the search began
    std::size_t index;   // index of the item
    std::string_view via;
    std::string_view name;
  };

  void begin(const element_path& here) {
    base_ = &here;
    lists_.clear();
  }
  void run() {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      const inner list = lists_[i];
      if (list.parameters != nullptr) each(*list.parameters, i);
      if (list.entries != nullptr)
        for (std::size_t k = 0; k < list.entries->size(); ++k) look_at((*list.entries)[k], i, k);
    }
  }

  void each(const list<ParametersParameter<S>>& parameters, std::size_t at) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const ParametersParameter<S>& one = parameters[i];
      extensions(one.modifierExtension, at, i, {});
      if (!one.part.empty()) lists_.push_back({&one.part, nullptr, at, i, "", "part"});
      look_at(one.resource, at, i, "resource");
    }
  }
  void look_at(const Resource<S>& resource, std::size_t parent, std::size_t index, std::string_view via) {
    if (const auto* parameters = resource.template get_if<Parameters<S>>()) look_at(*parameters, parent, index, via);
    if (const auto* bundle = resource.template get_if<Bundle<Resource<S>>>()) {
      rules(bundle->implicitRules, parent, index, via);
      links(bundle->link, parent, index, via);
      if (!bundle->entry.empty()) lists_.push_back({nullptr, &bundle->entry, parent, index, via, "entry"});
    }
  }
  void look_at(const Parameters<S>& parameters, std::size_t parent, std::size_t index, std::string_view via) {
    rules(parameters.implicitRules, parent, index, via);
    if (!parameters.parameter.empty()) lists_.push_back({&parameters.parameter, nullptr, parent, index, via, "parameter"});
  }
  template <class R>
  void look_at(const BundleEntry<R>& entry, std::size_t parent, std::size_t index) {
    extensions(entry.modifierExtension, parent, index, {});
    links(entry.link, parent, index, "");
    if (entry.search) extensions(entry.search->modifierExtension, parent, index, {"search"});
    if (entry.request) extensions(entry.request->modifierExtension, parent, index, {"request"});
    if (entry.response) {
      extensions(entry.response->modifierExtension, parent, index, {"response"});
      look_at(entry.response->outcome, parent, index, "response.outcome");
    }
    if constexpr (requires { entry.resource.type(); }) {
      look_at(entry.resource, parent, index, "resource");
    } else if constexpr (R::fhir_type == type_id::Parameters) {
      if (entry.resource) look_at(*entry.resource, parent, index, "resource");
    }
  }
  void links(const list<BundleLink<S>>& links, std::size_t parent, std::size_t index, std::string_view via) {
    for (std::size_t i = 0; i < links.size(); ++i) extensions(links[i].modifierExtension, parent, index, {via, "link", i});
  }

  // The owner of extensions: a member, an item of a member, or the item itself.
  struct owner {
    std::string_view via{};
    std::string_view member{};
    std::size_t index = none;
  };
  void extensions(const list<Extension<S>>& modifiers, std::size_t parent, std::size_t index, owner of) {
    for (std::size_t i = 0; i < modifiers.size(); ++i)
      report(std::string_view(modifiers[i].url), "modifierExtension", i, parent, index, of);
  }
  void rules(const Uri<S>& uri, std::size_t parent, std::size_t index, std::string_view via) {
    if (!uri.empty() || uri.element) report(std::string_view(uri), "implicitRules", none, parent, index, {via, {}, none});
  }

  void report(std::string_view url, std::string_view element, std::size_t at, std::size_t parent, std::size_t index,
              const owner& of) {
    any_ = true;
    if (found_ == nullptr) return;
    for (const std::string_view known : understood_)
      if (!url.empty() && known == url) return;
    element_path path;
    if (!found_->full()) {
      path = path_of_item(parent, index);
      step(path, of.via);
      step(path, of.member);
      if (of.index != none) path.index(of.index);
      step(path, element);
      if (at != none) path.index(at);
    }
    std::string text = joined({"the ", element, " \"", display_text(url, 100),
                               "\" is not understood here: it may change what the rest means, so nothing of it is used. "
                               "Remove it, or send this to a server that understands it"});
    found_->add(
        {issue_severity::error, issue_type::extension, std::move(text), std::move(path.expression), std::move(path.pointer)});
  }
  // Adds one member to the path, or several nested ones: `response.outcome`.
  static void step(element_path& path, std::string_view names) {
    while (!names.empty()) {
      const std::string_view name = names.substr(0, names.find('.'));
      path.child(name);
      names.remove_prefix(name.size() < names.size() ? name.size() + 1 : name.size());
    }
  }
  element_path path_of_item(std::size_t parent, std::size_t index) const {
    std::vector<const inner*> around;
    for (std::size_t at = parent; at != none; at = lists_[at].parent) around.push_back(&lists_[at]);
    element_path path = *base_;
    while (!around.empty()) {
      const inner& list = *around.back();
      around.pop_back();
      if (list.parent != none) path.index(list.index);
      step(path, list.via);
      step(path, list.name);
    }
    if (parent != none) path.index(index);
    return path;
  }

  issue_collector* found_;
  std::span<const std::string_view> understood_;
  const element_path* base_ = nullptr;
  std::vector<inner> lists_;
  bool any_ = false;
};

// Whether a value has modifiers; if so, the general reader reports them.
template <Storage S>
bool has_modifiers(const Parameters<S>& value) {
  if (!value.implicitRules.empty() || value.implicitRules.element) return true;
  bool nested = false;
  for (const ParametersParameter<S>& each : value.parameter) {
    if (!each.modifierExtension.empty()) return true;
    nested = nested || !each.part.empty() || each.resource;
  }
  if (!nested) return false;
  modifier_search<S> search(nullptr);
  search.parameters(value, {});
  return search.any();
}

}  // namespace fhirops::detail
