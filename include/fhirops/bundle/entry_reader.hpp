#pragma once
// Reads the entries of a Bundle from its text: each entry with the fast reader, or with the general reader if that gives up.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/bundle/bundle_envelope.hpp"
#include "fhirops/bundle/entry_source.hpp"
#include "fhirops/bundle/text_position.hpp"
#include "fhirops/bundle/text_window.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/json/locate.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/json/read.hpp"
#include "fhirops/json/reader/cursor.hpp"
#include "fhirops/json/reader/fast_object.hpp"

namespace fhirops::detail {

template <class T, class Window>
class entry_reader : private bundle_envelope<Window> {
 public:
  // Without `fast`, the general reader reads every entry.
  entry_reader(Window window, read_options options, text_pool* pool, bool fast)
      : base(std::move(window), options, source::type, source::reports_modifiers),
        pool_(pool),
        fast_(fast && options.max_depth() >= deepest_fast_text) {}

  // Reads each struct into `visit.slot()`, then calls `taken` or `give_back`. Returns all issues.
  template <class Visit>
  issues read(Visit& visit) {
    return base::read([this, &visit](std::size_t index) { return entry(index, visit); });
  }
  using bundle_envelope<Window>::failed;

 private:
  using base = bundle_envelope<Window>;
  using base::at_;
  using base::broken_;
  using base::found_;
  using base::list_;
  using base::lone_;
  using base::more;
  using base::options_;
  using base::pass_to;
  using base::position;
  using base::rest;
  using base::steps_;
  using base::stops;
  using base::window_;
  using source = entry_source<T>;
  using S = typename source::storage;

  // False if nothing after the entry can be read, since it is not JSON.
  template <class Visit>
  bool entry(std::size_t index, Visit& visit) {
    if (stops(32)) return false;
    if (fast_ && fast(index, visit)) return !broken_;
    value_end end;
    bool grown = false;
    while (!end.find(rest())) {
      if (!more()) {
        if (!broken_) general(rest(), false, index, visit);
        return false;
      }
      grown = true;
    }
    // Tries again, now that the whole entry has been received.
    if (grown && fast_ && fast(index, visit)) return !broken_;
    const bool readable = general(rest().substr(0, end.size()), true, index, visit);
    at_ += end.size();
    return readable;
  }
  template <class Visit>
  bool fast(std::size_t index, Visit& visit) {
    fast_cursor cursor(rest(), pool());
    if (!source::fast(cursor, visit.slot(), options_)) return visit.give_back(), false;
    const auto size = static_cast<std::size_t>(cursor.position() - rest().data());
    // Memory is not counted while literals are compared: if the limit might be exceeded, the general reader counts it.
    if (!needs_no_count(size, options_.max_memory())) return visit.give_back(), false;
    if (index == 0) visit.expect(window_.values_of(size, sizeof(T)));
    if (!visit.taken(size)) refuse_memory(index);
    pass_to(cursor.position());
    own_pool_ = {};
    return true;
  }

  // Reads the entry with the general reader, in a Bundle of its own.
  template <class Visit>
  bool general(std::string_view text, bool ended, std::size_t index, Visit& visit) {
    std::string alone = R"({"resourceType":"Bundle","type":"collection","entry":[)";
    text_position here;
    here.pass(alone);
    alone += text;
    if (ended) alone += "]}";
    const std::string_view kept = pool_ == nullptr ? std::string_view(alone_ = std::move(alone)) : pool_->keep(alone);

    auto bundle = from_json<typename source::bundle>(kept, read_options(options_).max_bytes(kept.size()));
    bool readable = true;
    for (const issue& each : bundle.issues()) readable = readable && each.severity != issue_severity::fatal;
    add(bundle.issues(), here, index, lone_);
    if (!bundle) return readable;
    if constexpr (!S::owns) pool()->splice(result_access::take_pool(bundle));

    auto all = source::entries(*bundle, options_);
    issues found = all.issues();
    locate_in(found, kept, &type_table<typename source::bundle>(), options_);
    add(std::move(found), here, index);
    if (!all) return !broken_;
    for (T& each : *all) {
      visit.slot() = std::move(each);
      if (!visit.taken(text.size())) refuse_memory(index);
    }
    own_pool_ = {};
    return !broken_;
  }
  void refuse_memory(std::size_t index) {
    broken_ = true;
    const std::string number = std::to_string(index);
    const text_position& at = position();
    found_.add({issue_severity::fatal, issue_type::too_costly, std::string(memory_text), "Bundle.entry[" + number + ']',
                "/entry/" + number, at.offset, at.line, at.column()});
  }
  void add(issues found, const text_position& here, std::size_t index, bool lone = false) {
    for (issue& each : found) {
      if (each.code == issue_type::timeout) {
        broken_ = true;
        steps_ = step_counter(stop_condition(stops_at_once));
      }
      move_issue(each, here, position());
      if (each.severity == issue_severity::fatal) move_byte(each.text, here, position(), list_);
      number_entry(each, '0', index, lone);
      found_.add(std::move(each));
    }
  }

  // Where the decoded strings are kept that a struct borrows: with the result, or until the struct has been visited.
  text_pool* pool() noexcept { return S::owns ? nullptr : pool_ != nullptr ? pool_ : &own_pool_; }

  text_pool* pool_;
  text_pool own_pool_;
  std::string alone_;
  bool fast_;
};

}  // namespace fhirops::detail
