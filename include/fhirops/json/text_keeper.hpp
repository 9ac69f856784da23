#pragma once
// Keeps the strings and the JSON that the general reader puts into a value: as views of the text where they stay valid, otherwise
// as copies; and repaired, where they have bytes or characters that FHIR does not allow.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/block.hpp"
#include "fhirops/core/decode.hpp"
#include "fhirops/core/issue.hpp"
#include "fhirops/core/json_measure.hpp"
#include "fhirops/core/list.hpp"
#include "fhirops/core/quoted.hpp"
#include "fhirops/core/scan.hpp"
#include "fhirops/core/scanner.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/core/text_pool.hpp"
#include "fhirops/core/type_info.hpp"
#include "fhirops/core/utf8.hpp"
#include "fhirops/json/element_text.hpp"
#include "fhirops/json/fault_reporter.hpp"
#include "fhirops/json/memory_use.hpp"
#include "fhirops/json/mended.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/resource/raw_resource.hpp"
#include "fhirops/resource/resource.hpp"
#include "fhirops/resource/resource_view.hpp"

namespace fhirops::detail {

// `Source` is that of the builder: `raw(from)` is the JSON of the value that began at `from` and ends here, and `stable(text)`
// points to the same characters in memory that outlives the reading, or is null.
template <Storage S, class Source>
class text_keeper : public fault_reporter<S, Source> {
  using base = fault_reporter<S, Source>;

 public:
  text_keeper(Source& source, std::string_view root, read_options options)
      : base(source, root, options), memory_(memory_for(source.size(), options.max_memory())) {}

  // What the texts of borrowed values refer to, if it is not the text itself.
  [[nodiscard]] text_pool&& pool() noexcept { return std::move(pool_); }

 protected:
  using base::fatal;
  using base::fault_with;
  using base::faults_;
  using base::frames_;
  using base::options_;
  using base::source_;

  std::string_view keep(std::string_view text) {
    const char* stable = source_.stable(text);
    return stable != nullptr ? std::string_view(stable, text.size()) : keep_copy(text);
  }
  typename S::string make_text(std::string_view text) {
    if constexpr (!S::owns) return typename S::string(keep(text));
    memory_.take_text(text.size());
    return typename S::string(text);
  }
  // The string with its ill-formed UTF-8 replaced. Reports whatever FHIR does not allow in strings.
  std::string_view checked(std::string_view text) {
    if (find_special(text.data(), text.size()) == text.size()) return text;
    if (text.find('\0') != std::string_view::npos) {
      fault_with(issue_type::value,
                 [text] { return quoted(text) + " has the character U+0000, which FHIR does not allow: remove it"; });
      ill_formed_ = true;
      text = pool_.keep(without_nul(text));
    }
    if (find_ill_formed(text) == std::string_view::npos) return text;
    fault_with(issue_type::value, [text] {
      return quoted(text) + " is not well-formed UTF-8: it has half of a surrogate pair, or bytes of another encoding";
    });
    ill_formed_ = true;
    return keep_copy(without_nul(repaired(text)));
  }
  // Names are never repaired: two names might become equal, or a resource might change its type.
  bool is_well_formed_key(std::string_view name) {
    if (find_special(name.data(), name.size()) == name.size() || find_ill_formed(name) == std::string_view::npos) return true;
    base::add(issue_severity::error, issue_type::structure,
              {quoted(name), " is not well-formed UTF-8: the name of a member must be"}, source_.position());
    return false;
  }
  bool check_type_name(std::string_view type) {
    if (find_ill_formed(type) == std::string_view::npos) return true;
    base::add(issue_severity::error, issue_type::structure,
              {quoted(type), " is not a resource of R4: it is not well-formed UTF-8"}, source_.position());
    return false;
  }
  // An untyped resource begins, and its JSON is kept when it ends.
  void begin_untyped(Resource<S>& any, std::string_view type) {
    auto& raw = any.template emplace<RawResource<S>>();
    raw.resourceType = make_text(type);
    captures_.push_back({frames_.size(), source_.position(), faults_, &any, &raw});
  }
  // An object or array has ended: the untyped resource that began at this depth, if there is one.
  void end_untyped() {
    if (captures_.empty() || captures_.back().depth != frames_.size()) return;
    end_capture(captures_.back());
    captures_.pop_back();
  }
  // Keeps the JSON of an unknown member of an object, which began at `from` and ends here.
  void keep_unknown(void* object, const type_info<S>& info, std::size_t from) {
    if (!options_.keeps_unknown()) return;
    typename S::string json = mended_text(from);
    if (std::string_view(json).empty()) return;
    // An estimate of the memory that the growing list takes.
    memory_.take(sizeof(unknown_member<S>) * 5 / 2 + sizeof(block) / 4);
    memory_.take_text(frames_.back().next.name.size());
    at<list<unknown_member<S>>>(object, info.unknown).push_back({typename S::string(frames_.back().next.name), std::move(json)});
  }

  memory_use memory_;

 private:
  struct capture {
    std::size_t depth;
    std::size_t offset;
    std::size_t faults;  // number of faults before it
    Resource<S>* any;
    RawResource<S>* raw;  // the content of `any`
  };

  std::string_view keep_copy(std::string_view text) {
    memory_.take(sizeof(std::string) + sizeof(void*));
    memory_.take_text(text.size());
    return pool_.keep(text);
  }
  // The JSON of the value that began at `from` and ends here, repaired: without what has been reported as a warning.
  typename S::string mended_text(std::size_t from) {
    const std::string_view json = source_.raw(from);
    const bool ill_formed = ill_formed_ && find_ill_formed(json) != std::string_view::npos;
    const std::string mended = mended_json(ill_formed ? keep_copy(repaired(json)) : json).text();
    return mended == json ? make_raw(json) : make_raw(keep_copy(mended));
  }
  // The JSON of the value that began at `from` and ends here.
  typename S::string raw_text(std::size_t from) {
    const std::string_view json = source_.raw(from);
    return make_raw(ill_formed_ && !is_json(json) ? keep_copy(repaired_json(json)) : json);
  }
  // Finishes a resource kept as text; one without a type is not kept.
  void end_capture(const capture& ended) {
    RawResource<S>& raw = *ended.raw;
    if (std::string_view(raw.resourceType).empty()) {
      if (frames_.empty() && !base::found().failed()) fatal(issue_type::required, {no_type_text});
      *ended.any = Resource<S>();
      return;
    }
    if (faults_ == ended.faults) {
      raw.json = raw_text(ended.offset);
      return;
    }
    raw.json = mended_text(ended.offset);
    std::string buffer;
    raw.resourceType = make_text(pool_.keep(string_text(find_member(raw.json, "resourceType"), buffer)));
  }
  // JSON that is kept as text: a slice of the source if that stays valid.
  typename S::string make_raw(std::string_view json) {
    if constexpr (!S::owns) return typename S::string(source_.is_stable(json) ? json : keep_copy(json));
    memory_.take_text(json.size());
    return typename S::string(json);
  }

  text_pool pool_;
  std::vector<capture> captures_;
  bool ill_formed_ = false;  // some string was ill-formed, or had U+0000
};

}  // namespace fhirops::detail
