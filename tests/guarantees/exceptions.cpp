// What is thrown by what the host passes to a call, and what has changed then (docs/reference/guarantees.md).

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/async.hpp>
#include <fhirops/http/service.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bundle/ward.hpp"
#include "support/catch.hpp"
#include "support/http_operations.hpp"

using namespace fhirops;

namespace {

struct lost : std::runtime_error {
  lost() : std::runtime_error("lost") {}
};

// The visits, of which the one after the next `left` throws when it is dereferenced.
class losing {
 public:
  class iterator {
   public:
    using value_type = ward::Visit<>;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    iterator(const ward::Visit<>* at, std::size_t* left) : at_(at), left_(left) {}
    const ward::Visit<>& operator*() const {
      if ((*left_)-- == 0) throw lost();
      return *at_;
    }
    iterator& operator++() { return ++at_, *this; }
    void operator++(int) { ++at_; }
    friend bool operator==(const iterator& it, const ward::Visit<>* end) { return it.at_ == end; }

   private:
    const ward::Visit<>* at_ = nullptr;
    std::size_t* left_ = nullptr;
  };

  losing(const std::vector<ward::Visit<>>& visits, std::size_t& left) : visits_(&visits), left_(&left) {}
  [[nodiscard]] iterator begin() const { return {visits_->data(), left_}; }
  [[nodiscard]] const ward::Visit<>* end() const { return visits_->data() + visits_->size(); }

 private:
  const std::vector<ward::Visit<>>* visits_;
  std::size_t* left_;
};

// Takes so many bytes.
struct full_disk {
  std::string written{};
  std::size_t room = 0;
  void append(const char* bytes, std::size_t size) {
    if (written.size() + size > room) throw lost();
    written.append(bytes, size);
  }
};

std::vector<ward::Visit<>> some_visits(std::size_t count) {
  fixtures::random_source random(71);
  return ward::visits(count, random);
}

}  // namespace

TEST_CASE("a visitor that throws has seen what came before, and sees nothing after", "[guarantees]") {
  const std::vector<ward::Visit<>> visits = some_visits(6);
  const std::string text = to_json(to_bundle(visits));
  std::vector<std::string_view> buffers;
  for (std::size_t at = 0; at < text.size(); at += 100) buffers.push_back(std::string_view(text).substr(at, 100));
  for (std::size_t failing = 0; failing < 6; ++failing) {
    std::vector<ward::Visit<>> seen;
    const auto visit = [&seen, failing](ward::Visit<>&& each) {
      if (seen.size() == failing) throw lost();
      seen.push_back(std::move(each));
    };
    CHECK_THROWS_AS(for_each_entry<ward::Visit<>>(text, visit), lost);
    CHECK(seen == std::vector<ward::Visit<>>(visits.begin(), visits.begin() + static_cast<std::ptrdiff_t>(failing)));
    seen.clear();
    CHECK_THROWS_AS(for_each_entry<ward::Visit<>>(buffers, visit), lost);
    CHECK(seen == std::vector<ward::Visit<>>(visits.begin(), visits.begin() + static_cast<std::ptrdiff_t>(failing)));
  }
}

TEST_CASE("pieces continue where the range was when it threw", "[guarantees]") {
  const std::vector<ward::Visit<>> visits = some_visits(5);
  for (std::size_t failing = 0; failing < 5; ++failing) {
    std::size_t left = failing;
    auto chunks = json_chunks(losing(visits, left), 100);
    std::string text;
    std::size_t thrown = 0;
    for (bool more = true; more;) {
      try {
        const std::string_view piece = chunks.next();
        text += piece;
        more = !piece.empty();
      } catch (const lost&) {
        ++thrown;
        left = visits.size();
      }
    }
    CHECK(thrown == 1);
    CHECK(text == to_json(to_bundle(visits)));
  }
}

TEST_CASE("a sink has the beginning of the text, whoever throws", "[guarantees]") {
  const std::vector<ward::Visit<>> visits = some_visits(400);
  const auto bundle = to_bundle(visits);
  const std::string text = to_json(bundle);
  REQUIRE(text.size() > 200000);
  for (const std::size_t room : {std::size_t{0}, std::size_t{70000}, std::size_t{140000}}) {
    full_disk disk{.room = room};
    CHECK_THROWS_AS(write_json(bundle, disk), lost);
    CHECK(text.starts_with(disk.written));
    full_disk other{.room = room};
    CHECK_THROWS_AS(write_json(visits, other), lost);
    CHECK(text.starts_with(other.written));
  }
  std::string sink;
  std::size_t left = 390;
  CHECK_THROWS_AS(write_json(losing(visits, left), sink), lost);
  CHECK_FALSE(sink.empty());
  CHECK(text.starts_with(sink));
}

TEST_CASE("rvalue rows are moved from up to the one that threw", "[guarantees]") {
  const std::vector<ward::Visit<>> visits = some_visits(4);
  std::vector<ward::Visit<>> given = visits;
  std::size_t asked = 0;
  CHECK_THROWS_AS(to_bundle(std::move(given),
                            [&asked](const ward::Visit<>&) {
                              if (asked++ == 2) throw lost();
                              return true;
                            }),
                  lost);
  REQUIRE(given.size() == 4);  // NOLINT(bugprone-use-after-move): that is what is asked
  CHECK_FALSE(given[0] == visits[0]);
  CHECK(given[2] == visits[2]);
  CHECK(given[3] == visits[3]);
  // Nothing else was lost: rows that were not given away are as they were.
  std::size_t left = 2;
  CHECK_THROWS_AS(to_bundle(losing(visits, left)), lost);
  CHECK(visits == some_visits(4));
}

TEST_CASE("a parameter whose parts could not all be added stays, with those before", "[guarantees]") {
  Parameters<> parameters;
  CHECK_THROWS_AS(add_parts(parameters, "property",
                            [](auto parts) {
                              parts.add("code", Code<>("kind"));
                              throw lost();
                            }),
                  lost);
  CHECK(to_json(parameters) ==
        R"({"resourceType":"Parameters","parameter":[{"name":"property","part":[{"name":"code","valueCode":"kind"}]}]})");
}

TEST_CASE("a service whose function threw answers the next request", "[guarantees]") {
  bool fails = true;
  const http::service service(http::options{.software = "desk", .date = "2026-11-24", .base = "https://desk.example/fhir"},
                              http::on<test::Find>([&fails](const test::Find::Request& asked, const http::call&) {
                                if (fails) throw lost();
                                return test::Find::Response{.found = asked.text, .code = {}};
                              }));
  const http::request asked{.method = "GET", .target = "/Patient/$find?text=x"};
  CHECK_THROWS_AS(service(asked, http::user{"anna"}), lost);
  fails = false;
  CHECK(service(asked, http::user{"anna"}).status == 200);
}

TEST_CASE("exceptions of a store or a worker's function are passed on by the async_service", "[guarantees]") {
  struct broken {
    [[noreturn]] result<std::string> start(http::async_request, http::host_value) const { throw lost(); }
    [[noreturn]] result<http::async_job> find(std::string_view, const http::user&, http::host_value) const { throw lost(); }
    [[noreturn]] issues cancel(std::string_view, const http::user&, http::host_value) const { throw lost(); }
  };
  const http::async_service service(
      http::service(
          http::options{.software = "desk", .date = "2026-11-24", .base = "https://desk.example/fhir"},
          http::on<test::Find>([](const test::Find::Request&, const http::call&) -> test::Find::Response { throw lost(); },
                               http::async_mode::must)),
      broken{});
  CHECK_THROWS_AS(service({.method = "GET", .target = "/Patient/$find?text=x"}, http::user{"anna"}), lost);
  CHECK_THROWS_AS(service({.method = "GET", .target = "/async/j1"}, http::user{"anna"}), lost);
  CHECK_THROWS_AS(service.perform({.user = "anna", .method = "GET", .target = "/Patient/$find?text=x"}), lost);
  CHECK(service({.method = "GET", .target = "/metadata"}, http::nobody).status == 200);
}
