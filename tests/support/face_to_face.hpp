#pragma once
// A client and a service face to face, in memory: requests arrive as they were made, and so do answers.

#include <cstddef>
#include <fhirops/http/client.hpp>
#include <fhirops/http/service.hpp>
#include <fhirops/testing/filled.hpp>
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

/// Acts as the transport: passes the request to the service, and its response to the client.
template <class Service, class Read>
auto exchanged(const Service& service, const fhirops::http::client_request& sent, Read&& read) {
  using namespace fhirops;
  std::string_view target = sent.url;
  const std::string_view base = "https://desk.example/fhir";
  REQUIRE(target.starts_with(base));
  target.remove_prefix(base.size());
  std::vector<http::header> headers;
  for (const http::response_header& each : sent.headers) headers.push_back({each.name, each.value});
  http::response answer =
      service({.method = sent.method, .target = target, .headers = headers, .body = sent.body}, http::user{"anna"});
  const std::string body = answer.content.rest();
  std::vector<http::header> answered;
  for (const http::response_header& each : answer.headers) answered.push_back({each.name, each.value});
  return read(http::received{.status = answer.status, .headers = answered, .body = body});
}

/// The request that an operation has received, and the answer that it is to give.
template <class Op>
struct conversation {
  static inline typename Op::Request asked{};
  static inline typename Op::Response given{};
  static inline std::size_t arrived = 0;
};

/// The function that answers.
template <class Op>
struct conversing {
  typename Op::Response operator()(const typename Op::Request& asked, const fhirops::http::call&) const {
    if (asked == conversation<Op>::asked) ++conversation<Op>::arrived;
    return conversation<Op>::given;
  }
};

/// How many requests were a GET, and how many a POST.
struct verbs {
  std::size_t get = 0;
  std::size_t post = 0;
};

template <class Op, class Service>
void converse(const Service& service, const fhirops::http::called_on& on, verbs& used) {
  using namespace fhirops;
  using said = conversation<Op>;
  const auto sent = http::to_request<Op>(client_of_desk(), said::asked, on);
  REQUIRE(sent);
  CAPTURE(sent->method, sent->url, sent->body);
  ++(sent->method == "GET" ? used.get : used.post);
  CHECK((sent->method == "GET") == sent->body.empty());
  said::arrived = 0;
  exchanged(service, *sent, [&](const http::received& got) {
    CAPTURE(got.status, got.body);
    const http::reply<Op> reply = http::read_reply<Op>(client_of_desk(), got);
    CHECK_FALSE(reply.found.has_errors());
    CHECK((reply.found.empty() || reply.outcome));  // an answer that is an outcome is also read into issues
    CHECK(reply.kind == http::reply_kind::answered);
    CHECK(said::arrived == 1);
    REQUIRE(reply.answer);
    CHECK(*reply.answer == said::given);
    return 0;
  });
}

/// Tests one operation at all its levels: with all its parameters, and without those that may be left out.
template <class Op, class Service>
void converse_everywhere(const Service& service, fhirops::fixtures::filler& values, verbs& used) {
  using namespace fhirops;
  CAPTURE(Op::info.code);
  using said = conversation<Op>;
  const auto everywhere = [&] {
    if (Op::info.system) converse<Op>(service, {}, used);
    for (const std::string_view type : Op::info.resource) {
      const std::string_view called = detail::is_abstract_resource(type) ? "Patient" : type;
      if (Op::info.type) converse<Op>(service, {.type = called}, used);
      if (Op::info.instance) converse<Op>(service, {.type = called, .id = "a-1.B"}, used);
    }
  };
  said::asked = values.filled<typename Op::Request>();
  said::given = values.filled<typename Op::Response>();
  everywhere();
  // All parameters that may be left out are left out.
  typename Op::Request least{};
  detail::for_each_param(detail::table_value<typename Op::Request>, [&]<class Param>(Param, const param_details& details) {
    using kind = detail::occurrence<detail::member_type<Param, typename Op::Request>>;
    if (kind::min > 0 || details.min > 0) least.*Param::member = said::asked.*Param::member;
  });
  said::asked = least;
  everywhere();
}

template <class... Op>
verbs converse_with(std::type_identity<fhirops::operation_table<Op...>>) {
  using namespace fhirops;
  const http::service service(http::options{.software = "desk", .date = "2026-11-24"}, http::on<Op>(conversing<Op>())...);
  fixtures::filler values;
  verbs used;
  (converse_everywhere<Op>(service, values, used), ...);
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
