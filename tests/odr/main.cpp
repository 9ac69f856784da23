// Links units that were compiled with different flags and in different forms, and has them exchange values.

#include <cstdio>
#include <utility>

#include "unit.hpp"

namespace {

int failures = 0;

void expect(bool truth, const odr::unit& first, const odr::unit& second, const char* what) {
  if (!truth) {
    std::fprintf(stderr, "%s, then %s: not so: %s\n", first.name, second.name, what);
    ++failures;
  }
}

void exchange(const odr::unit& a, const odr::unit& b) {
  expect(a.layout() == b.layout(), a, b, "types are of one size");

  const odr::bundle sample = a.fixture();
  expect(b.equal(sample, b.fixture()) && b.differ(sample).starts_with('\n'), a, b, "the same fixtures are made");
  const odr::bundle made = a.make();
  expect(a.differ(made).starts_with("Bundle.") && a.differ(made) == b.differ(made), a, b, "the same difference is found");
  expect(b.equal(made, b.make()), a, b, "the same jobs give the same Bundle");
  const std::string text = a.write(made);
  expect(b.write(made) == text, a, b, "the same Bundle is written the same");

  odr::read_bundle read = a.read(text);
  expect(read.has_value() && b.equal(*read, made), a, b, "what one unit writes and reads is equal to the other");
  b.consume(std::move(read));

  for (const std::string_view wrong : {
           std::string_view(R"({"resourceType":"Bundle","type":[],"entry":[{"fullUrl":1,"unheard":{}}]})"),
           std::string_view(R"({"resourceType":"Bundle","type":"a)"
                            "\x1A"
                            R"("})"),
           std::string_view("[1]\0garbage", 11),
           std::string_view("{"),
       }) {
    odr::read_bundle refused = a.read(wrong);
    expect(!refused && !b.describe(refused.issues()).empty(), a, b, "what is wrong is refused");
    expect(b.describe(refused.issues()) == a.describe(b.read(wrong).issues()), a, b, "with the same issues");
    b.consume(std::move(refused));
  }
}

}  // namespace

int main() {
  for (const odr::unit* first : {&odr::plain, &odr::optimised, &odr::compiled})
    for (const odr::unit* second : {&odr::plain, &odr::optimised, &odr::compiled})
      if (first != second) exchange(*first, *second);

  const odr::read_bundle refused = odr::plain.read("{");
  expect(!odr::optimised.refuse(refused).empty(), odr::plain, odr::optimised, "value() throws in the unit that has exceptions");
  return failures == 0 ? 0 : 1;
}
