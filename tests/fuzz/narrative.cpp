// Any text, as a narrative, and in a div: what we accept is accepted by libxml2 too, and nothing in it acts; a fault is
// one line, with a byte of the text.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "validate/narrative/seen_by_libxml2.hpp"

namespace {

void check(const std::string& div) {
  if (fhirops::detail::find_ill_formed(div) != std::string::npos) return;
  const auto found = fhirops::detail::judge_narrative(div);
  if (fhirops::detail::find_ill_formed(found.text) != std::string::npos || found.text.size() > 400 ||
      found.text.find_first_of("\n\r\x1B") != std::string::npos)
    std::abort();
  if (const std::size_t byte = found.text.rfind("(byte "); byte != std::string::npos) {
    const unsigned long at = std::strtoul(found.text.c_str() + byte + 6, nullptr, 10);
    if (at < 1 || at > div.size() + 1) std::abort();
  }
  if (!test::accepted(div)) return;
  const std::string wrong = test::seen(div);
  if (wrong.empty()) return;
  std::fprintf(stderr, "%s\n%s\n", wrong.c_str(), div.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check(text);
  check("<div xmlns=\"" + std::string(test::xhtml) + "\">" + text + "</div>");
  return 0;
}
