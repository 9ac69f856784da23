// JSON without the white space between its tokens.

#include "fhirops/core/compact_json.hpp"

#include <algorithm>
#include <cstddef>
#include <fhirops/testing/random_source.hpp>
#include <string>
#include <string_view>

#include "support/catch.hpp"
#include "support/documents.hpp"
#include "support/json_tree.hpp"

using fhirops::detail::json_compactor;

namespace {

using way = char* (json_compactor::*)(char*, std::string_view);

// In pieces of so many bytes; each may write as far behind its size as is said, and no further.
std::string compact_by(way put, std::string_view json, std::size_t piece) {
  json_compactor compactor;
  std::string out;
  for (; !json.empty(); json.remove_prefix(std::min(json.size(), piece))) {
    const std::string_view next = json.substr(0, piece);
    std::string room(next.size() + json_compactor::slack + 1, '#');
    char* const end = (compactor.*put)(room.data(), next);
    if (room.back() != '#') out += "<beyond>";
    out.append(room.data(), end);
  }
  return out;
}
// By the way that this machine takes; the others must agree with it.
std::string compact(std::string_view json, std::size_t piece) {
  std::string out = compact_by(&json_compactor::put, json, piece);
  if (compact_by(&json_compactor::put_runs, json, piece) != out) out += "<runs differ>";
#ifdef FHIROPS_DETAIL_SSSE3
  if (__builtin_cpu_supports("ssse3") && compact_by(&json_compactor::put_shuffled, json, piece) != out)
    out += "<shuffled differ>";
#endif
  return out;
}
// A byte after the other.
std::string expected(std::string_view json) {
  std::string out;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (!in_string && std::string_view(" \t\r\n").find(json[i]) != std::string_view::npos) continue;
    out += json[i];
    if (json[i] == '"') in_string = !in_string;
    if (in_string && json[i] == '\\') out += json[++i];
  }
  return out;
}

}  // namespace

TEST_CASE("white space between tokens is removed, but nothing in strings") {
  CHECK(compact(" { \"a b\" :\t[ 1 ,\r\n2 ] , \"c\" : \" \\\" \\\\\" , \"d\" : \" \" } \n", 64) ==
        R"({"a b":[1,2],"c":" \" \\","d":" "})");
  CHECK(compact("", 64) == "");
  CHECK(compact(" \n ", 64) == "");
  CHECK(compact("1", 64) == "1");
  CHECK(compact(R"("\\")"
                " ",
                64) == R"("\\")");
  CHECK(compact(R"("\\\"")"
                " ",
                64) == R"("\\\"")");
}

TEST_CASE("strings, backslashes and white space lie across the edges of blocks and pieces") {
  std::string wrong;
  for (std::size_t before = 0; before <= 140; ++before)
    for (std::size_t backslashes = 0; backslashes <= 5; ++backslashes)
      for (const std::string_view space : {"", " ", "\n        "}) {
        std::string json =
            "[" + std::string(space) + "\"" + std::string(before, 'x') + std::string(backslashes * 2, '\\') + "\\\" y\"";
        json += std::string(space) + ",\"" + std::string(backslashes * 2, '\\') + "\"" + std::string(space) + "]";
        for (const std::size_t piece : {std::size_t{64}, std::size_t{128}, std::size_t{4096}})
          if (compact(json, piece) != expected(json)) wrong += json + '\n';
      }
  CHECK(wrong == "");
}

TEST_CASE("random sequences of tokens, and all documents") {
  fhirops::fixtures::random_source random(7);
  std::string wrong;
  for (int turn = 0; turn < 3000; ++turn) {
    std::string json;
    for (std::size_t tokens = random.below(60); tokens > 0; --tokens) {
      switch (random.below(4)) {
        case 0:
          json.append(random.below(40), " \t\r\n"[random.below(4)]);
          break;
        case 1:
          json += '"';
          for (std::size_t n = random.below(30); n > 0; --n)
            json += std::string_view(R"(\"\\\n a{,)").substr(random.below(4) * 2, 2);
          json += '"';
          break;
        default:
          json += "{}[],:1t"[random.below(8)];
      }
    }
    if (compact(json, 64) != expected(json) || compact(json, 4096) != expected(json)) wrong += json + '\n';
  }
  CHECK(wrong == "");
  std::size_t documents = 0;
  for (const auto& path : test::documents()) {
    const std::string json = test::read_file(path.string());
    if (compact(json, 4096) != expected(json)) wrong += path.string() + '\n';
    ++documents;
  }
  CHECK(wrong == "");
  CHECK(documents > 100);
}
