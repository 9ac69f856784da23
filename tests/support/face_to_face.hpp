#pragma once
// A client and a service face to face, in memory: requests arrive as they were made, and so do answers.

#include <cstddef>
#include <fhirops/http/client.hpp>
#include <fhirops/http/service.hpp>
#include <fhirops/testing/filled.hpp>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"

namespace test {

inline const fhirops::http::client_options& client_of_desk() {
  static const fhirops::http::client_options client{.base = "https://desk.example/fhir/"};
  return client;
}

/// Any service, whatever its operations are.
using any_service = std::function<fhirops::http::response(const fhirops::http::request&)>;

/// What the client has read of a response.
struct heard {
  fhirops::http::reply_head head;
  bool answered = false;
  /// Whether it is the answer that was given.
  bool same = false;
  std::string body{};
};

/// Leaves out all parameters of a request that may be left out.
inline void leave_out(fhirops::Parameters<>& asked, const fhirops::detail::bound_target<fhirops::owned>& least) {
  using namespace fhirops;
  Parameters<> needed;
  for (auto& each : asked.parameter) {
    const detail::param_row* const row = detail::find_row(least.rows, each.name);
    REQUIRE(row != nullptr);
    if (row->required || row->details->min > 0) needed.parameter.push_back(std::move(each));
  }
  issues found;
  REQUIRE(detail::read_parameters(needed, least, {}, found));
}

/// The request that an operation receives, and the answer that it is to give.
template <class Op>
struct conversation {
  using Request = typename Op::Request;
  using Response = typename Op::Response;
  static inline Request asked{};
  static inline Response given{};
  static inline std::size_t arrived = 0;

  static void fill(fhirops::fixtures::filler& values) {
    asked = values.filled<Request>();
    given = values.filled<Response>();
  }
  static void ask_least() {
    fhirops::Parameters<> all = fhirops::to_parameters(asked);
    asked = Request();
    leave_out(all, fhirops::detail::target_of<fhirops::owned>(asked));
  }
  static fhirops::result<fhirops::http::client_request> sent(const fhirops::http::called_on& on) {
    return fhirops::http::to_request<Op>(client_of_desk(), asked, on);
  }
  static Response answer(const Request& request, const fhirops::http::call&) {
    if (request == asked) ++arrived;
    return given;
  }
  static heard read(const fhirops::http::received& got) {
    const fhirops::http::reply<Op> reply = fhirops::http::read_reply<Op>(client_of_desk(), got);
    return {.head = static_cast<const fhirops::http::reply_head&>(reply),
            .answered = reply.answer.has_value(),
            .same = reply.answer && *reply.answer == given,
            .body = std::string(got.body)};
  }
};

/// The conversation of any operation: what does not depend on its types is compiled once.
struct any_conversation {
  const fhirops::operation_info& info;
  std::size_t& arrived;
  void (*fill)(fhirops::fixtures::filler& values);
  void (*ask_least)();
  fhirops::result<fhirops::http::client_request> (*sent)(const fhirops::http::called_on& on);
  heard (*read)(const fhirops::http::received& got);
};

/// Acts as the transport: passes the request to the service, and its response to the client.
inline heard exchanged(const any_service& service, const fhirops::http::client_request& sent, const any_conversation& said) {
  using namespace fhirops;
  std::string_view target = sent.url;
  const std::string_view base = "https://desk.example/fhir";
  REQUIRE(target.starts_with(base));
  target.remove_prefix(base.size());
  std::vector<http::header> headers;
  for (const http::response_header& each : sent.headers) headers.push_back({each.name, each.value});
  http::response answer = service({.method = sent.method, .target = target, .headers = headers, .body = sent.body});
  const std::string body = answer.content.rest();
  std::vector<http::header> answered;
  for (const http::response_header& each : answer.headers) answered.push_back({each.name, each.value});
  return said.read(http::received{.status = answer.status, .headers = answered, .body = body});
}

/// How many requests were a GET, and how many a POST.
struct verbs {
  std::size_t get = 0;
  std::size_t post = 0;
};

inline void converse(const any_service& service, const any_conversation& said, const fhirops::http::called_on& on, verbs& used) {
  using namespace fhirops;
  const auto sent = said.sent(on);
  REQUIRE(sent);
  CAPTURE(sent->method, sent->url, sent->body);
  ++(sent->method == "GET" ? used.get : used.post);
  CHECK((sent->method == "GET") == sent->body.empty());
  said.arrived = 0;
  const heard reply = exchanged(service, *sent, said);
  CAPTURE(reply.head.status, reply.body);
  CHECK_FALSE(reply.head.found.has_errors());
  CHECK((reply.head.found.empty() || reply.head.outcome));  // an answer that is an outcome is also read into issues
  CHECK(reply.head.kind == http::reply_kind::answered);
  CHECK(said.arrived == 1);
  REQUIRE(reply.answered);
  CHECK(reply.same);
}

/// Tests one operation at all its levels: with all its parameters, and without those that may be left out.
inline void converse_everywhere(const any_service& service, const any_conversation& said, fhirops::fixtures::filler& values,
                                verbs& used) {
  using namespace fhirops;
  CAPTURE(said.info.code);
  const auto everywhere = [&] {
    if (said.info.system) converse(service, said, {}, used);
    for (const std::string_view type : said.info.resource) {
      const std::string_view called = detail::is_abstract_resource(type) ? "Patient" : type;
      if (said.info.type) converse(service, said, {.type = called}, used);
      if (said.info.instance) converse(service, said, {.type = called, .id = "a-1.B"}, used);
    }
  };
  said.fill(values);
  everywhere();
  said.ask_least();
  everywhere();
}

template <class... Op>
verbs converse_with(std::type_identity<fhirops::operation_table<Op...>>) {
  using namespace fhirops;
  const http::service service(http::options{.software = "desk", .date = "2026-11-24"},
                              http::on<Op>(&conversation<Op>::answer)...);
  const any_service answer = [&service](const http::request& asked) { return service(asked, http::user{"anna"}); };
  const any_conversation all[] = {{Op::info, conversation<Op>::arrived, &conversation<Op>::fill, &conversation<Op>::ask_least,
                                   &conversation<Op>::sent, &conversation<Op>::read}...};
  fixtures::filler values;
  verbs used;
  for (const any_conversation& each : all) converse_everywhere(answer, each, values, used);
  return used;
}

/// Every `step`-th operation of a table, from `first` on, since a service of all of them takes long to compile.
template <std::size_t First, std::size_t Step, class... Op>
constexpr auto some(std::type_identity<fhirops::operation_table<Op...>>) {
  constexpr std::size_t size = (sizeof...(Op) - First + Step - 1) / Step;
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return std::type_identity<fhirops::operation_table<std::tuple_element_t<First + I * Step, std::tuple<Op...>>...>>();
  }(std::make_index_sequence<size>());
}

}  // namespace test
