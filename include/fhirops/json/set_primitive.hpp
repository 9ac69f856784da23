#pragma once
// Stores JSON scalars in the primitives of a value, as far as they have a meaning there, and reports those that have another form
// than R4 requires.

#include <cstddef>
#include <string_view>

#include "fhirops/core/block.hpp"
#include "fhirops/core/display_text.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/parse_frame.hpp"
#include "fhirops/json/text_keeper.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/text_primitive.hpp"

namespace fhirops::detail {

template <Storage S, class Source>
class primitive_setter : public text_keeper<S, Source> {
  using base = text_keeper<S, Source>;

 public:
  using base::text_keeper;

 protected:
  using base::checked;
  using base::fault;
  using base::make_text;
  using base::memory_;
  using base::wrong_kind;

  // The primitive that the target names: a member of the object, or a new item of its list.
  void* primitive_slot(const target<S>& t, void* object, std::size_t index) {
    if (t.element->many) {
      block_handle& items = t.handle(object);
      while (items.count() <= index && !memory_.exceeded()) memory_.append(items, *t.element->ops);
      if (items.count() == 0) items.append(*t.element->ops);
      return items.get()->at(index < items.count() ? index : 0);
    }
    void* slot = &at<std::byte>(object, t.element->offset);
    if (t.element->kind != shape::value) return slot;
    auto& value = *static_cast<Value<S>*>(slot);
    if (value.type() != t.choice) value.emplace(t.choice, nullptr);
    return value.place();
  }
  void set_primitive(const target<S>& t, void* slot, json_kind kind, std::string_view text) {
    const shape representation = t.representation();
    if (representation == shape::text) {
      if (kind != json_kind::string) wrong_kind(t, kind, text);
      static_cast<text_primitive<S>*>(slot)->text = make_text(checked(text));
      return;
    }
    if (kind == json_kind::string) text = checked(text);
    memory_.take_text(text.size());
    const assigned done = assign<S>(representation, slot, kind, text);
    if (representation == shape::integer && done != assigned::no) [[unlikely]] {
      auto& number = *static_cast<integer_primitive<S>*>(slot);
      if (number.minus_zero && t.type() != type_id::integer) {
        number.minus_zero = false;
        return fault(issue_type::value, {"-0 is not ", an_integer(t.type()),
                                         t.type() == type_id::positiveInt ? ": it must be at least 1" : ": write 0"});
      }
      if (done == assigned::converted && kind == json_kind::number)
        return fault(issue_type::value,
                     {shortened_text(text), " is not ", an_integer(t.type()), ": write ", digits(*number.value),
                      text.find_first_of("eE") == std::string_view::npos ? ", without a point" : ", without an exponent"});
    }
    if (done == assigned::yes) return;
    if (kind != kind_of(representation)) return wrong_kind(t, kind, text);
    if (representation == shape::integer) return fault(issue_type::value, {not_an_integer(t.type(), text)});
    fault(issue_type::value, {shortened_text(text), " is not ", article_of(to_string(t.type())), to_string(t.type()),
                              ": write a number as JSON has it, such as -1.50 or 1.5e3"});
  }
  // Sets the id of an element.
  void set_attribute(const target<S>& t, void* object, json_kind kind, std::string_view text) {
    if (kind != json_kind::string) wrong_kind(t, kind, text);
    block_handle& handle = t.handle(object);
    handle.reset();
    *static_cast<typename S::string*>(memory_.append(handle, *t.element->ops)) = make_text(checked(text));
  }
};

}  // namespace fhirops::detail
