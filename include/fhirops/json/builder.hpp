#pragma once
// The general reader: builds values of any type from JSON events, by the tables. It has the functions of a RapidJSON handler, and
// asks a source for the position of each event in the text.

#include <cstddef>
#include <string_view>
#include <utility>

#include "fhirops/core/block.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pieces.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/datatype/element.hpp"
#include "fhirops/datatype/value.hpp"
#include "fhirops/json/assign.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/empty_elements.hpp"
#include "fhirops/json/member_finder.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/root_target.hpp"
#include "fhirops/json/sibling_lists.hpp"
#include "fhirops/json/untyped_members.hpp"
#include "fhirops/resource/content.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_types.hpp"

namespace fhirops::detail {

// `Source` describes the current event: `position()` is the offset in the text at which it begins, `resource_type()` is the type
// of the object that begins; for the rest see `text_keeper`.
template <Storage S, class Source>
class builder : private member_finder<S, Source> {
  using base = member_finder<S, Source>;

 public:
  builder(Source& source, root_target<S> root, read_options options) : base(source, root, options), steps_(options.stop()) {}

  using base::add;
  using base::found;
  using base::pool;
  void note_dropped(dropped_array_items& dropped) noexcept { dropped_ = &dropped; }

  bool key(std::string_view name) {
    if (!goes_on(0)) return false;
    frame_type& top = frames_.back();
    ++top.members;
    if (top.kind == frame_kind::raw_object) {
      top.next = unknown(keep(name));
      untyped_.note_name(top.next.name, source_.position(), memory_);
      checked(name);
      return true;
    }
    top.next = find(top, name);
    if (top.next.kind == target_what::unknown) {
      top.next.name = keep(name);
      if (is_well_formed_key(name)) report_unknown(top, name);
    } else {
      if (top.next.is_sibling && top.info->is_resource && top.next.element->name == "id")
        add(issue_severity::warning, issue_type::structure, {no_sibling_of_id_text}, source_.position());
      check_repeated(top);
    }
    return true;
  }

  bool scalar(json_kind kind, std::string_view text) {
    if (!goes_on(1 + text.size() / 64)) return false;
    if (frames_.empty()) return root_is_no_object(kind);
    frame_type& top = frames_.back();
    check_scalar(top, kind, text);
    if (top.is_raw()) {
      if (kind == json_kind::string) checked(text);
      check_untyped(top, kind);
      if (kind == json_kind::null && top.kind == frame_kind::raw_array && top.listed)
        untyped_.note_null(top.index, source_.position());
      if (kind == json_kind::string && top.next.name == "resourceType") check_type_name(text);
      ++top.index;
      return true;
    }
    const target_type t = top.next;
    if (t.kind == target_what::element) {
      if (top.kind == frame_kind::array)
        item_scalar(top, t, kind, text);
      else
        element_scalar(top, t, kind, text);
    } else if (t.kind == target_what::resource_type) {
      check_resource_type(top, kind, text);
    } else if (t.kind == target_what::unknown) {
      if (kind == json_kind::string) checked(text);
      keep_unknown(top.object, *top.info, source_.position());
    }
    if (top.kind == frame_kind::array) end_item(top);
    return true;
  }

  bool start_object() {
    if (too_deep()) return false;
    if (!goes_on(1)) return false;
    if (frames_.empty()) return start_root();
    frame_type& top = frames_.back();
    if (top.is_raw()) {
      check_untyped(top, json_kind::object);
      return push_raw(frame_kind::raw_object);
    }
    const target_type t = top.next;
    if (t.kind != target_what::element) {
      if (t.kind == target_what::resource_type) report_no_string(json_kind::object);
      return push_raw(frame_kind::raw_object);
    }
    if (is_surplus(top, t)) return push_raw(frame_kind::raw_object);
    if (t.is_sibling) return start_sibling(top, t);
    if (is_primitive(t.representation()) || t.element->kind == shape::attribute) {
      not_allowed(t, json_kind::object);
      return push_raw(frame_kind::raw_object);
    }
    if (t.element->many && top.kind == frame_kind::object) report_no_array(t, json_kind::object);
    return start_element(top, t);
  }

  bool end_object() {
    frame_type& top = frames_.back();
    if (top.kind == frame_kind::raw_object) {
      if (top.untyped) report_no_type();
      check_untyped_members(top);
    } else {
      lists_.check(top, frames_.size(),
                   [this](const target_type& list, std::size_t index, std::size_t offset, std::string_view text) {
                     fault_of(list, index, offset, text);
                   });
      if (top.info->is_resource && !top.seen_type)
        at_parent(issue_type::required, {"resourceType is missing: it must be \"", top.info->name, "\""});
    }
    if (top.members == 0 && (top.is_raw() || !top.info->is_resource))
      at_parent(issue_type::structure, {"an object must not be empty: leave the element out"});
    if (top.kind == frame_kind::object) {
      if (faults_ != top.faults) empty_elements<S>(lists_, frames_.size(), dropped_).remove_from(*top.info, top.object);
      lists_.forget(frames_.size());
    }
    pop();
    // The last value may have been too much.
    return !frames_.empty() || !memory_.exceeded() || fatal(issue_type::too_costly, {memory_text});
  }

  bool start_array() {
    if (too_deep()) return false;
    if (!goes_on(1)) return false;
    if (frames_.empty()) return root_is_no_object(json_kind::array);
    frame_type& top = frames_.back();
    if (top.is_raw()) {
      check_untyped(top, json_kind::array);
      const bool listed = top.kind == frame_kind::raw_object;
      if (!listed && !top.nested) fault(issue_type::structure, {"an array must not be inside an array: remove the inner one"});
      push_raw(frame_kind::raw_array);
      frames_.back().listed = listed;
      frames_.back().nested = !listed;
      frames_.back().lists = untyped_.nulls();
      return true;
    }
    const target_type t = top.next;
    if (t.kind != target_what::element) {
      if (t.kind == target_what::resource_type) report_no_string(json_kind::array);
      return push_raw(frame_kind::raw_array);
    }
    if (top.kind == frame_kind::array) {
      fault(issue_type::structure, {"an array must not be inside an array: remove the inner one"});
      push_raw(frame_kind::raw_array);
      frames_.back().nested = true;
      return true;
    }
    if (!t.element->many) not_allowed(t, json_kind::array);
    frame_type array;
    array.kind = frame_kind::array;
    array.info = top.info;
    array.object = top.object;
    array.next = t;
    array.offset = source_.position();
    array.faults = faults_;
    array.kept = t.element->many ? t.handle(top.object).count() : 0;
    frames_.push_back(array);
    return true;
  }

  bool end_array() {
    frame_type& top = frames_.back();
    if (top.index == 0 && !top.nested) at_parent(issue_type::structure, {"an array must not be empty: leave the element out"});
    if (top.listed) untyped_.note_list(frames_[frames_.size() - 2].next.name, top.index, top.offset, top.lists);
    if (top.kind == frame_kind::array && top.next.element->many && is_primitive(top.next.element->kind))
      lists_.note({frames_.size() - 1, top.next.element, top.next.is_sibling, false, top.index, top.offset}, memory_);
    pop();
    return true;
  }

 private:
  using typename base::frame_type;
  using typename base::target_type;
  using typename base::target_what;
  using frame_kind = typename frame_type::what;
  using base::at_parent;
  using base::begin_untyped;
  using base::check_repeated;
  using base::check_resource_type;
  using base::check_type_name;
  using base::check_untyped;
  using base::checked;
  using base::end_untyped;
  using base::fatal;
  using base::fault;
  using base::fault_of;
  using base::fault_severity;
  using base::faults_;
  using base::find;
  using base::frames_;
  using base::is_well_formed_key;
  using base::keep;
  using base::keep_unknown;
  using base::memory_;
  using base::not_allowed;
  using base::options_;
  using base::primitive_slot;
  using base::report_no_array;
  using base::report_no_string;
  using base::report_no_type;
  using base::report_unknown;
  using base::root_;
  using base::root_name_;
  using base::set_attribute;
  using base::set_primitive;
  using base::source_;
  using base::unknown;

  // --- when reading ends early

  bool root_is_no_object(json_kind kind) {
    return fatal(issue_type::structure, {"the document is ", article_name(kind), ": it must be an object"});
  }
  // Called before each value, with the number of steps since the last call. Returns false to end reading early, once there can be
  // neither a value nor another issue in the list; the rest of the text may then be anything.
  bool goes_on(std::size_t steps) {
    if (found().closed()) return false;
    if (memory_.exceeded()) return fatal(issue_type::too_costly, {memory_text});
    return !steps_.stops_after(steps) || fatal(issue_type::timeout, {stopped_text});
  }
  bool too_deep() {
    if (frames_.size() < options_.max_depth()) return false;
    fatal(issue_type::too_costly, {"nested too deep: read_options::max_depth allows ", digits(options_.max_depth()),
                                   options_.max_depth() == 1 ? " level" : " levels"});
    return true;
  }

  // --- scalars

  // Checks every scalar, whatever it is for. Nulls in arrays of primitives are checked later, when both arrays of the list are
  // known.
  void check_scalar(const frame_type& top, json_kind kind, std::string_view text) {
    if (kind == json_kind::null) {
      const bool filler = top.kind == frame_kind::array && top.next.element->many && is_primitive(top.next.element->kind);
      if (!filler && top.kind != frame_kind::raw_array)
        fault(issue_type::structure, {"null is not allowed here: leave the element out"});
    } else if (kind == json_kind::string && text.empty()) {
      fault(issue_type::value, {"a string must not be empty: leave the element out"});
    }
  }

  void element_scalar(frame_type& top, const target_type& t, json_kind kind, std::string_view text) {
    if (kind == json_kind::null) return;
    const shape representation = t.representation();
    if (t.is_sibling) return not_allowed(t, kind, text);
    if (representation == shape::complex || representation == shape::resource) return not_allowed(t, kind, text);
    if (t.element->many) report_no_array(t, kind, text);
    if (representation == shape::attribute) return set_attribute(t, top.object, kind, text);
    set_primitive(t, primitive_slot(t, top.object, 0), kind, text);
  }

  // If an array appears where one value is allowed, its first item is read.
  static bool is_surplus(const frame_type& top, const target_type& t) noexcept {
    return top.kind == frame_kind::array && !t.element->many && top.index > 0;
  }
  void item_scalar(frame_type& top, const target_type& t, json_kind kind, std::string_view text) {
    const shape representation = t.representation();
    const bool aligned = t.element->many && is_primitive(representation);
    if (kind == json_kind::null) {
      if (aligned) lists_.note({frames_.size() - 1, t.element, t.is_sibling, true, top.index, source_.position()}, memory_);
      return;
    }
    if (t.is_sibling) return not_allowed(t, kind, text);
    if (!is_primitive(representation) && representation != shape::attribute) return not_allowed(t, kind, text);
    if (is_surplus(top, t)) return;
    if (representation == shape::attribute) return set_attribute(t, top.object, kind, text);
    set_primitive(t, primitive_slot(t, top.object, top.index), kind, text);
  }

  // --- objects

  bool start_root() {
    if (root_.any != nullptr) return start_resource(*root_.any);
    if (root_.info->is_resource) {
      const std::string_view type = source_.resource_type();
      if (!type.empty() && type != root_.info->name)
        return fatal(issue_type::structure, {other_type_text(type, root_.info->name)});
    }
    return push_object(*root_.info, root_.object);
  }

  bool start_sibling(frame_type& top, const target_type& t) {
    const bool item = top.kind == frame_kind::array;
    const std::size_t index = item && t.element->many ? top.index : 0;
    if (!item && t.element->many) report_no_array(t, json_kind::object);
    void* slot = primitive_slot(t, top.object, index);
    memory_.take(sizeof(block) + sizeof(Element<S>));
    return push_object(type_table<Element<S>>(), &element_of<S>(t.representation(), slot).emplace());
  }

  bool start_element(frame_type& top, const target_type& t) {
    const field<S>& f = *t.element;
    if (f.kind == shape::value) {
      auto& value = at<Value<S>>(top.object, f.offset);
      const type_info<S>* info = value_info<S>(t.choice);
      if (info == nullptr) return push_raw(frame_kind::raw_object);
      memory_.take(sizeof(block) + info->ops->size);
      value.emplace(t.choice, info->ops);
      return push_object(*info, value.place());
    }
    if (f.kind == shape::resource) {
      if (!f.many) return start_resource(at<Resource<S>>(top.object, f.offset));
      return start_resource(*static_cast<Resource<S>*>(memory_.append(t.handle(top.object), *f.ops)));
    }
    if (f.info().is_resource) {
      const std::string_view type = source_.resource_type();
      if (!type.empty() && type != f.info().name) {
        add(issue_severity::error, issue_type::structure, {other_type_text(type, f.info().name)}, source_.position());
        return push_raw(frame_kind::raw_object);
      }
    }
    block_handle& handle = t.handle(top.object);
    if (!f.many) handle.reset();
    return push_object(f.info(), memory_.append(handle, *f.ops));
  }

  bool start_resource(Resource<S>& any) {
    const std::string_view type = source_.resource_type();
    if (frames_.empty()) root_name_ = type.empty() ? std::string_view("Resource") : keep(type);
    const type_info<S>* info = resource_info<S>(type);
    memory_.take(sizeof(block) + (info != nullptr ? info->ops->size : sizeof(RawResource<S>)));
    if (info != nullptr) return push_object(*info, any.emplace(*info->ops));
    begin_untyped(any, type);
    push_raw(frame_kind::raw_object);
    frames_.back().untyped = type.empty();
    return true;
  }

  bool push_object(const type_info<S>& info, void* object) {
    frame_type f;
    f.info = &info;
    f.object = object;
    f.offset = source_.position();
    f.faults = faults_;
    frames_.push_back(f);
    return true;
  }
  bool push_raw(frame_kind kind) {
    frame_type f;
    f.kind = kind;
    f.offset = source_.position();
    f.keys = untyped_.names();
    f.lists = untyped_.lists();
    f.faults = faults_;
    if (kind == frame_kind::raw_array) f.next.kind = target_what::nothing;
    frames_.push_back(f);
    return true;
  }

  void pop() {
    const frame_type ended = std::move(frames_.back());
    frames_.pop_back();
    end_untyped();
    if (frames_.empty()) return;
    frame_type& top = frames_.back();
    if (ended.is_raw() && top.kind == frame_kind::object && top.next.kind == target_what::unknown)
      keep_unknown(top.object, *top.info, ended.offset);
    if (top.kind == frame_kind::array)
      end_item(top);
    else if (top.kind == frame_kind::raw_array)
      ++top.index;
  }
  // --- what lenient reading drops

  // Ends an item of an array. It is kept if its list has grown.
  void end_item(frame_type& array) {
    if (faults_ == array.faults)
      ++array.kept;
    else
      drop_empty_item(array);
    ++array.index;
  }
  [[gnu::noinline, gnu::cold]] void drop_empty_item(frame_type& array) {
    const target_type& t = array.next;
    if (t.kind != target_what::element || !t.element->many || is_primitive(t.element->kind)) return;
    block_handle& items = t.handle(array.object);
    if (items.count() > array.kept && !holds_item(*t.element, items.get()->at(items.count() - 1))) {
      items.truncate(items.count() - 1);
      if (items.count() == 0) memory_.release(items);
    }
    if (items.count() == array.kept && dropped_ != nullptr) dropped_->push_back({array.offset, array.index});
    array.kept = items.count();
  }

  // --- at the end of an object without a table

  void check_untyped_members(const frame_type& top) {
    untyped_.check_lists(top.lists, [this](std::string_view name, std::size_t index, std::size_t offset, std::string_view text) {
      fault_of(unknown(name), index, offset, text);
    });
    untyped_.check_names(
        top.keys,
        [this](std::string_view name, std::size_t offset) { fault_of(unknown(name), base::npos, offset, twice_text(name)); },
        [this](std::size_t offset) {
          frames_.back().next = unknown("_id");
          add(issue_severity::warning, issue_type::structure, {no_sibling_of_id_text}, offset);
        });
  }
  step_counter steps_;
  dropped_array_items* dropped_ = nullptr;
  sibling_lists<S> lists_;
  untyped_members<S> untyped_;
};

}  // namespace fhirops::detail
