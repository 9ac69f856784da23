// Bodies: whole, in pieces, and those that break off.

#include <fhirops/http/body.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

namespace {

// Numbers from 1, each a piece; counts what was asked for.
class numbers {
 public:
  numbers(int last, int& asked) : last_(last), asked_(&asked) {}
  std::string_view next() {
    ++*asked_;
    if (at_ == last_) return {};
    piece_ = std::to_string(++at_);
    return piece_;
  }

 private:
  int last_;
  int at_ = 0;
  int* asked_;
  std::string piece_;
};

}  // namespace

TEST_CASE("a whole text is one piece, of a known size") {
  http::body body(std::string("text"));
  CHECK(body.size() == 4);
  CHECK(body.next() == "text");
  CHECK(body.next().empty());
  CHECK(body.next().empty());
  CHECK_FALSE(body.failed());
}

TEST_CASE("a body without content ends at once") {
  http::body body;
  CHECK(body.size() == 0);
  CHECK(body.next().empty());
  CHECK_FALSE(body.failed());
}

TEST_CASE("pieces are made when they are asked for, and no more after the end") {
  int asked = 0;
  http::body body(numbers(2, asked));
  CHECK(asked == 0);
  CHECK_FALSE(body.size().has_value());
  CHECK(body.next() == "1");
  CHECK(asked == 1);
  CHECK(body.next() == "2");
  CHECK(body.next().empty());
  CHECK(asked == 3);
  CHECK(body.next().empty());
  CHECK(asked == 3);
}

TEST_CASE("a body that is destroyed unread has not used its source") {
  int asked = 0;
  {
    const http::body body(numbers(2, asked));
  }
  CHECK(asked == 0);
}

TEST_CASE("a body can be moved, not copied, and holds a source that can only be moved") {
  STATIC_REQUIRE(std::is_nothrow_move_constructible_v<http::body>);
  STATIC_REQUIRE(std::is_nothrow_move_assignable_v<http::body>);
  STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<http::body>);

  struct single {
    std::unique_ptr<std::string> text = std::make_unique<std::string>("once");
    bool given = false;
    std::string_view next() { return std::exchange(given, true) ? std::string_view() : std::string_view(*text); }
  };
  http::body first{single()};
  http::body second = std::move(first);
  CHECK(second.rest() == "once");
}

TEST_CASE("a source that fails gives nothing of the piece it failed in, nor any after") {
  int asked = 0;
  bool lost = false;
  http::body body(http::failing(numbers(9, asked), [&lost] { return lost; }));
  CHECK(body.next() == "1");
  CHECK_FALSE(body.failed());
  lost = true;
  CHECK(body.next().empty());
  CHECK(body.failed());
  lost = false;
  CHECK(body.next().empty());
  CHECK(body.failed());
  CHECK(asked == 2);
}

TEST_CASE("other types than sources of pieces are refused") {
  struct counts {
    int next() { return 1; }
  };
  STATIC_REQUIRE_FALSE(http::ChunkSource<counts>);
  STATIC_REQUIRE_FALSE(http::ChunkSource<std::string>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<http::body, counts>);
}

TEST_CASE("a source that has failed is not asked again") {
  int asked = 0;
  auto source = http::failing(numbers(9, asked), [&asked] { return asked == 2; });
  CHECK(source.next() == "1");
  CHECK_FALSE(source.failed());
  CHECK(source.next().empty());
  CHECK(source.failed());
  CHECK(source.next().empty());
  CHECK(asked == 2);
}
