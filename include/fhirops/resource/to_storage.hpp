#pragma once
// Converts a value to another storage: makes a borrowed value own its text, or the reverse.

#include <cstddef>
#include <string_view>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/json_text.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/datatype/value_types.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/text_primitive.hpp"
#include "fhirops/primitive/time_primitive.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops {
namespace detail {

// Walks two tables at once: those of one FHIR type in two storages, which have the same rows. Does not recurse: nested objects
// wait in a list.
template <Storage From, Storage To>
class converter {
 public:
  static void convert(const type_info<From>& source, const void* from, const type_info<To>& target, void* to) {
    converter all;
    all.object(source, from, target, to);
    all.finish();
  }
  template <class Target, class Source>
  static Target converted(const Source& value) {
    Target made;
    convert(type_table<Source>(), &value, type_table<Target>(), &made);
    return made;
  }
  static void convert(const Value<From>& from, Value<To>& to) {
    converter all;
    all.value(from, to);
    all.finish();
  }
  static void convert(const Resource<From>& from, Resource<To>& to) {
    converter all;
    all.resource(from, to);
    all.finish();
  }
  static void convert(shape kind, const void* from, void* to) {
    converter all;
    all.primitive(kind, from, to);
    all.finish();
  }

 private:
  struct pair {
    const type_info<From>* source;
    const void* from;
    const type_info<To>* target;
    void* to;  // stays valid: its block has room for all of its values
  };

  void finish() {
    while (!waiting_.empty()) {
      const pair next = waiting_.back();
      waiting_.pop_back();
      members(*next.source, next.from, *next.target, next.to);
    }
  }

  static typename To::string text(std::string_view from) { return typename To::string(from); }
  static json_text<To> json(const json_text<From>& from) {
    return json_text_access::measured<To>(text(from), json_text_access::facts(from));
  }

  void object(const type_info<From>& source, const void* from, const type_info<To>& target, void* to) {
    waiting_.push_back({&source, from, &target, to});
  }
  void members(const type_info<From>& source, const void* from, const type_info<To>& target, void* to) {
    for (std::size_t i = 0; i < source.fields.size(); ++i) {
      const field<From>& f = source.fields[i];
      const field<To>& t = target.fields[i];
      const void* old = &at<std::byte>(from, f.offset);
      void* fresh = &at<std::byte>(to, t.offset);
      if (!f.in_block()) {
        item(f, old, t, fresh);
        continue;
      }
      const auto& items = *static_cast<const block_handle*>(old);
      auto& converted = *static_cast<block_handle*>(fresh);
      if (items.count() > 0) converted.reserve(items.count(), *t.ops);
      for (std::size_t k = 0; k < items.count(); ++k) item(f, items.get()->at(k), t, converted.append(*t.ops));
    }
    for (const auto& each : at<list<unknown_member<From>>>(from, source.unknown))
      at<list<unknown_member<To>>>(to, target.unknown).push_back({text(each.name), json(each.json)});
  }

  void item(const field<From>& f, const void* old, const field<To>& t, void* fresh) {
    switch (f.kind) {
      case shape::attribute:
        *static_cast<typename To::string*>(fresh) = text(*static_cast<const typename From::string*>(old));
        break;
      case shape::complex:
        object(f.info(), old, t.info(), fresh);
        break;
      case shape::value:
        value(*static_cast<const Value<From>*>(old), *static_cast<Value<To>*>(fresh));
        break;
      case shape::resource:
        resource(*static_cast<const Resource<From>*>(old), *static_cast<Resource<To>*>(fresh));
        break;
      default:
        primitive(f.kind, old, fresh);
    }
  }

  void value(const Value<From>& old, Value<To>& fresh) {
    if (!old.has_value()) return;
    if (const type_info<From>* info = value_info<From>(old.type())) {
      const type_info<To>& target = *value_info<To>(old.type());
      fresh.emplace(old.type(), target.ops);
      object(*info, old.place(), target, fresh.place());
    } else {
      fresh.emplace(old.type(), nullptr);
      primitive(shape_of(old.type()), old.place(), fresh.place());
    }
  }

  void resource(const Resource<From>& old, Resource<To>& fresh) {
    if (const auto* raw = old.template get_if<RawResource<From>>()) {
      fresh.template emplace<RawResource<To>>(RawResource<To>{text(raw->resourceType), json(raw->json)});
    } else if (old.has_value()) {
      const type_info<To>& target = *resource_info<To>(old.type());
      object(*resource_info<From>(old.type()), old.place(), target, fresh.emplace(*target.ops));
    }
  }

  void primitive(shape kind, const void* old, void* fresh) {
    switch (kind) {
      case shape::boolean:
        return primitive(*static_cast<const Boolean<From>*>(old), *static_cast<Boolean<To>*>(fresh));
      case shape::integer:
        return primitive(*static_cast<const integer_primitive<From>*>(old), *static_cast<integer_primitive<To>*>(fresh));
      case shape::decimal:
        return primitive(*static_cast<const Decimal<From>*>(old), *static_cast<Decimal<To>*>(fresh));
      case shape::time:
        return primitive(*static_cast<const time_primitive<From>*>(old), *static_cast<time_primitive<To>*>(fresh));
      default:
        return primitive(*static_cast<const text_primitive<From>*>(old), *static_cast<text_primitive<To>*>(fresh));
    }
  }
  template <class A, class B>
  void primitive(const A& old, B& fresh) {
    if constexpr (requires { old.value; })
      fresh.value = old.value;
    else if constexpr (A::representation == shape::text)
      fresh.text = text(old.text);
    else
      fresh.text = old.text;
    if constexpr (requires { old.minus_zero; }) fresh.minus_zero = old.minus_zero;
    if (old.element) object(type_table<Element<From>>(), &*old.element, type_table<Element<To>>(), &fresh.element.emplace());
  }

  std::vector<pair> waiting_;
};

}  // namespace detail

/// The same value in storage `To`: `to_storage<owned>(value)` makes a borrowed value own its text. If `To` is borrowed, the
/// result refers to the argument, which must outlive it; a temporary is accepted, since it lives until the end of the expression.
///
///     const auto view = from_json<Parameters<borrowed>>(text);
///     const Parameters<> kept = to_storage<owned>(*view);
template <Storage To, template <class> class T, Storage From>
  requires Described<T<From>>
[[nodiscard]] T<To> to_storage(const T<From>& value) {
  return detail::converter<From, To>::template converted<T<To>>(value);
}
/// The same for a type of resources: a Bundle, or an entry of one.
template <Storage To, template <class> class T, template <class> class R, Storage From>
  requires Described<T<R<From>>>
[[nodiscard]] T<R<To>> to_storage(const T<R<From>>& value) {
  return detail::converter<From, To>::template converted<T<R<To>>>(value);
}

}  // namespace fhirops
