#pragma once
// Compares two JSON texts: members in any order, the text of numbers verbatim. Reports where they differ.

#include <cstddef>
#include <fstream>
#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <string>
#include <string_view>

namespace test {

// A DOM whose numbers are strings that begin with U+0001.
class json_tree {
 public:
  explicit json_tree(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::string copy(text);
    rapidjson::StringStream stream(copy.c_str());
    const auto generate = [&](events& handler) {
      rapidjson::Reader reader;
      constexpr unsigned flags = rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;
      return !reader.Parse<flags>(stream, handler).IsError() && stream.Tell() == copy.size();
    };
    events handler(document_);
    const auto populate = [&](rapidjson::Document&) { return ok_ = generate(handler); };
    document_.Populate(populate);
  }
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] const rapidjson::Value& root() const { return document_; }

 private:
  struct events {
    using Ch = char;
    using size_type = rapidjson::SizeType;
    rapidjson::Document& out;
    explicit events(rapidjson::Document& document) : out(document) {}
    bool Null() { return out.Null(); }
    bool Bool(bool truth) { return out.Bool(truth); }
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }
    bool RawNumber(const char* digits, size_type size, bool) {
      const std::string kept = '\1' + std::string(digits, size);
      return out.String(kept.data(), static_cast<size_type>(kept.size()), true);
    }
    bool String(const char* text, size_type size, bool) { return out.String(text, size, true); }
    bool StartObject() { return out.StartObject(); }
    bool Key(const char* name, size_type size, bool) { return out.Key(name, size, true); }
    bool EndObject(size_type count) { return out.EndObject(count); }
    bool StartArray() { return out.StartArray(); }
    bool EndArray(size_type count) { return out.EndArray(count); }
  };

  rapidjson::Document document_;
  bool ok_ = false;
};

// The JSON pointer of the first difference; empty if there is none.
inline std::string first_difference(const rapidjson::Value& a, const rapidjson::Value& b, const std::string& way = "#") {
  if (a.GetType() != b.GetType()) return way;
  if (a.IsString()) {
    const std::string_view left(a.GetString(), a.GetStringLength());
    const std::string_view right(b.GetString(), b.GetStringLength());
    return left == right ? std::string() : way;
  }
  if (a.IsArray()) {
    if (a.Size() != b.Size()) return way;
    for (rapidjson::SizeType i = 0; i < a.Size(); ++i) {
      std::string inside = first_difference(a[i], b[i], way + '/' + std::to_string(i));
      if (!inside.empty()) return inside;
    }
    return {};
  }
  if (!a.IsObject()) return {};
  for (const auto& member : a.GetObject()) {
    const std::string here = way + '/' + member.name.GetString();
    const auto other = b.FindMember(member.name);
    if (other == b.MemberEnd()) return here;
    std::string inside = first_difference(member.value, other->value, here);
    if (!inside.empty()) return inside;
  }
  return a.MemberCount() == b.MemberCount() ? std::string() : way;
}

/// Empty if the texts are the same JSON.
inline std::string json_difference(std::string_view a, std::string_view b) {
  const json_tree left(a);
  const json_tree right(b);
  if (!left.ok()) return "the first is not JSON";
  if (!right.ok()) return "the second is not JSON";
  return first_difference(left.root(), right.root());
}

/// The position of a `[]`, `{}`, `""` or null outside arrays; empty if there is none.
inline std::string find_empty(const rapidjson::Value& value, const std::string& way = "#") {
  if (value.IsNull()) return way;
  if (value.IsString()) return value.GetStringLength() == 0 ? way : std::string();
  if (value.IsArray()) {
    if (value.Empty()) return way;
    rapidjson::SizeType i = 0;
    for (const auto& item : value.GetArray()) {
      const std::string here = way + '/' + std::to_string(i++);
      std::string inside = item.IsNull() ? std::string() : find_empty(item, here);
      if (!inside.empty()) return inside;
    }
  }
  if (value.IsObject()) {
    if (value.ObjectEmpty()) return way;
    for (const auto& member : value.GetObject()) {
      std::string inside = find_empty(member.value, way + '/' + member.name.GetString());
      if (!inside.empty()) return inside;
    }
  }
  return {};
}

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::string text(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
  file.seekg(0).read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

}  // namespace test
