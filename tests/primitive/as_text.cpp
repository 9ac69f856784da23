// Each primitive as text: on a stream, in a std::string, and by its `text`, in the same words.

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "fhirops/datatype/extension.hpp"
#include "fhirops/primitive/base64_binary.hpp"
#include "fhirops/primitive/boolean.hpp"
#include "fhirops/primitive/canonical.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/decimal.hpp"
#include "fhirops/primitive/id.hpp"
#include "fhirops/primitive/instant.hpp"
#include "fhirops/primitive/integer.hpp"
#include "fhirops/primitive/markdown.hpp"
#include "fhirops/primitive/oid.hpp"
#include "fhirops/primitive/positive_int.hpp"
#include "fhirops/primitive/string.hpp"
#include "fhirops/primitive/time.hpp"
#include "fhirops/primitive/unsigned_int.hpp"
#include "fhirops/primitive/uri.hpp"
#include "fhirops/primitive/url.hpp"
#include "fhirops/primitive/uuid.hpp"
#include "fhirops/primitive/xhtml.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

std::string by_value(std::string text) { return text; }
std::size_t length(const std::string& text) { return text.size(); }

// All that a host does to get at the text of a value.
template <class T>
void check(const T& value, const std::string& text) {
  CAPTURE(text);
  std::ostringstream out;
  out << '<' << value << '>' << value;
  CHECK(out.str() == '<' + text + '>' + text);
  const std::string copied = value;
  CHECK(copied == text);
  CHECK(std::string(value) == text);
  CHECK(std::string{value} == text);
  std::string assigned = "before";
  assigned = value;
  CHECK(assigned == text);
  CHECK(by_value(value) == text);
  CHECK(length(value) == text.size());
  std::vector<std::string> all{value};
  all.push_back(value);
  all.emplace_back(value);
  CHECK(all == std::vector<std::string>(3, text));
  const std::optional<std::string> maybe = value;
  CHECK(maybe == text);
  std::map<std::string, int> counts;
  ++counts[value];
  CHECK(counts.at(text) == 1);
}

template <class T>
void check_text(const char* text) {
  const T value(text);
  check(value, text);
  std::ostringstream out;
  out << value.text;
  CHECK(out.str() == text);
  CHECK(std::string(value.text) == text);
  CHECK(value.text == text);
  CHECK(text == value.text);
  CHECK(value.text == std::string(text));
  CHECK(value.text != std::string_view("other"));
  const std::string_view viewed = value;
  CHECK(viewed.data() == std::string_view(value.text).data());
  T assigned;
  check(assigned, "");
  assigned.text = text;
  CHECK(assigned == value);
}

template <Storage S>
void check_all() {
  check_text<Base64Binary<S>>("Zm9vYmFy");
  check_text<Canonical<S>>("http://example.org/x|1");
  check_text<Code<S>>("final");
  check_text<Id<S>>("a-1");
  check_text<Markdown<S>>("# Title");
  check_text<Oid<S>>("urn:oid:1.2.3");
  check_text<String<S>>("smörrebröd");
  check_text<Uri<S>>("urn:x");
  check_text<Url<S>>("https://example.org");
  check_text<Uuid<S>>("urn:uuid:c757873d-ec9a-4326-a141-556f43239520");
  check_text<Xhtml<S>>("<div/>");
  check_text<Date<S>>("2024-02");
  check_text<DateTime<S>>("2024-03-01T08:00:00.50Z");
  check_text<DateTime<S>>("2024-03-01T08:00:00.123456789012345678901234567890+01:00");  // not in place
  check_text<Instant<S>>("2024-03-01T08:00:00Z");
  check_text<Time<S>>("14:35:00");
  check_text<Decimal<S>>("1.00");
  check_text<Decimal<S>>("not a number");
  check(Integer<S>(-2147483648), "-2147483648");
  check(UnsignedInt<S>(0), "0");
  check(PositiveInt<S>(7), "7");
  check(Boolean<S>(true), "true");
  check(Boolean<S>(false), "false");
  check(Integer<S>(), "");
  check(Boolean<S>(), "");
}

}  // namespace

TEST_CASE("each primitive is shown by its text") { check_all<owned>(); }
TEST_CASE("each borrowed primitive is shown by its text") { check_all<borrowed>(); }

TEST_CASE("a zero with a sign is shown with it") {
  Integer<> zero(0);
  zero.minus_zero = true;
  check(zero, "-0");
}

TEST_CASE("extensions are not shown") {
  Code<> code("final");
  code.element.emplace().extension.emplace_back().url = "http://example.org/x";
  check(code, "final");
}
