#pragma once
// The position of everything in a JSON text: a reader of its own, so that tests know the positions of faults without
// asking the library. For FHIR's resources, with the FHIRPath expression of each element.

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace test {

// A value of a document, which must be valid JSON.
struct span {
  char kind = '0';         // o a s n b 0: object, array, string, number, boolean, null
  std::size_t begin = 0;   // of the value
  std::size_t end = 0;     // past it
  std::size_t key_at = 0;  // of a member's name, with its quotes
  std::string key;
  std::string expression;
  std::string pointer;
  bool raw = false;  // in a resource that the library has no type for
  std::vector<span> children;

  [[nodiscard]] const span* find(std::string_view name) const {
    for (const span& each : children)
      if (each.key == name) return &each;
    return nullptr;
  }
};

class spans {
 public:
  explicit spans(std::string text) : text_(std::move(text)) {
    root_ = value();
    name(root_, false);
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const span& root() const { return root_; }
  [[nodiscard]] std::string_view slice(const span& of) const {
    return std::string_view(text_).substr(of.begin, of.end - of.begin);
  }
  // The type of a resource; empty for anything else.
  [[nodiscard]] std::string type_of(const span& object) const {
    const span* type = object.find("resourceType");
    return type == nullptr ? std::string() : std::string(slice(*type).substr(1, type->end - type->begin - 2));
  }

 private:
  void blank() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  std::string_view string() {
    const std::size_t from = ++at_;
    for (; text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    return std::string_view(text_).substr(from, at_++ - from);
  }
  span value() {
    blank();
    span here;
    here.begin = at_;
    const char first = text_[at_];
    if (first == '{' || first == '[') {
      here.kind = first == '{' ? 'o' : 'a';
      ++at_;
      for (blank(); text_[at_] != '}' && text_[at_] != ']'; blank()) {
        if (text_[at_] == ',') ++at_, blank();
        const std::size_t key_at = at_;
        std::string key;
        if (here.kind == 'o') key = string(), blank(), ++at_;
        here.children.push_back(value());
        here.children.back().key_at = key_at;
        here.children.back().key = std::move(key);
      }
      ++at_;
    } else if (first == '"') {
      here.kind = 's';
      string();
    } else {
      here.kind = first == 't' || first == 'f' ? 'b' : first == 'n' ? '0' : 'n';
      while (at_ < text_.size() && std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos) ++at_;
    }
    here.end = at_;
    return here;
  }

  // Sets the expressions and pointers of everything inside; choices and extensions of primitives have the names that FHIRPath uses.
  void name(span& here, bool raw) {
    if (const std::string type = type_of(here); !type.empty()) {
      constexpr std::array<std::string_view, 5> typed{"Parameters", "Bundle", "OperationOutcome", "OperationDefinition",
                                                      "Binary"};
      raw = raw || std::find(typed.begin(), typed.end(), type) == typed.end();
      if (here.expression.empty()) here.expression = type;
    }
    here.raw = raw;
    std::size_t index = 0;
    for (span& each : here.children) {
      const std::string at = here.kind == 'a' ? std::to_string(index++) : each.key;
      each.pointer = here.pointer + '/' + at;
      each.expression = here.expression + (here.kind == 'a' ? '[' + at + ']' : '.' + quoted(raw ? at : element_name(at)));
      name(each, raw);
    }
  }
  // Element names that are also keywords of FHIRPath are in backticks.
  static std::string quoted(const std::string& name) { return name == "div" || name == "contains" ? '`' + name + '`' : name; }
  static std::string element_name(std::string_view key) {
    if (key.starts_with('_')) key.remove_prefix(1);
    const bool choice = key.starts_with("value") && key.size() > 5 && key[5] >= 'A' && key[5] <= 'Z' && key != "valueSet";
    return std::string(choice ? "value" : key);
  }

  std::string text_;
  std::size_t at_ = 0;
  span root_;
};

}  // namespace test
