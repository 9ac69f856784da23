// Primitives on streams that are not the standard library's, and on those.

#include "fhirops/core/stream.hpp"

#include <iomanip>
#include <sstream>
#include <string>
#include <string_view>

#include "fhirops/core/small_text.hpp"
#include "fhirops/datatype/coding.hpp"
#include "fhirops/primitive/code.hpp"
#include "fhirops/primitive/date_time.hpp"
#include "fhirops/primitive/integer.hpp"
#include "support/catch.hpp"

namespace {

using namespace fhirops;

// A logger that takes whatever comes, as Catch2's messages do.
struct any_log {
  std::ostringstream out;
  template <class T>
  any_log& operator<<(const T& value) {
    out << value;
    return *this;
  }
};
// Those that take text alone.
struct text_log {
  std::string out;
  text_log& operator<<(std::string_view text) {
    out += text;
    return *this;
  }
};
struct texts_log {
  std::string out;
  texts_log& operator<<(std::string_view text) {
    out += text;
    return *this;
  }
  texts_log& operator<<(const std::string& text) {
    out += text;
    return *this;
  }
};
struct free_log {
  std::string out;
};
free_log& operator<<(free_log& log, std::string_view text) {
  log.out += text;
  return log;
}
struct no_log {};

template <class Stream, class T>
concept Takes = requires(Stream& out, const T& value) { out << value; };
static_assert(Takes<std::ostream, Code<>> && Takes<std::ostream, DateTime<borrowed>> && Takes<std::ostream, small_text>);
static_assert(!Takes<no_log, Code<>> && !Takes<std::wostream, Code<>>, "there it is not text");
static_assert(!Takes<std::ostream, Coding<>>, "no primitive");

template <class Log>
std::string logged(Log log) {
  const Code<> code("final");
  const DateTime<borrowed> time("2024");
  const Integer<> number(7);
  log << code << std::string_view("; ") << time << std::string_view("; ") << time.text << std::string_view("; ") << number;
  if constexpr (requires { log.out.str(); })
    return log.out.str();
  else
    return log.out;
}

}  // namespace

TEST_CASE("a stream of any kind accepts primitives") {
  CHECK(logged(any_log()) == "final; 2024; 2024; 7");
  CHECK(logged(text_log()) == "final; 2024; 2024; 7");
  CHECK(logged(texts_log()) == "final; 2024; 2024; 7");
  CHECK(logged(free_log()) == "final; 2024; 2024; 7");
}

TEST_CASE("a stream's width holds for a primitive as for its text") {
  std::ostringstream out;
  out << std::setw(6) << std::left << Code<>("ab") << '|' << std::setw(4) << std::right << Integer<>(7);
  CHECK(out.str() == "ab    |   7");
}

TEST_CASE("a temporary stream accepts primitives") {
  CHECK((std::ostringstream() << Code<>("ab") << DateTime<>("2024")).str() == "ab2024");
}
