#pragma once
// The HTTP side of a server's operations: a pure function from a request to its response, without a transport
// (https://hl7.org/fhir/R4/http.html, https://hl7.org/fhir/R4/operations.html#executing).

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "fhirops/core/closest_name.hpp"
#include "fhirops/core/result.hpp"
#include "fhirops/datatype/codes.hpp"
#include "fhirops/http/answer.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/capability_statement.hpp"
#include "fhirops/http/definition_search.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/operation/definition.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/route.hpp"
#include "fhirops/resource/bundle.hpp"
#include "fhirops/resource/operation_definition.hpp"
#include "fhirops/resource/unknown_type.hpp"

namespace fhirops::http {

/// A function that answers an operation: it takes its `Request` and the `call`, and returns what `AnswerOf` allows.
template <class F, class Op>
concept Answers = requires(const F& f, const typename Op::Request& request, const call& call) {
  { f(request, call) } -> AnswerOf<Op>;
};

/// An operation with the function that answers it, made by `on`.
template <Operation Op, class F>
struct answered {
  /// The operation.
  using operation = Op;
  /// Called with a `const Op::Request&` and a `const call&`, by any thread that calls the service.
  F f;
  /// Whether it is answered later, within an `async_service`.
  async_mode async = async_mode::never;
};

/// Binds the operation `Op` to the function `f` that answers it. The request that `f` gets, the call, and all they
/// refer to live as long as the body of the response, so that pieces that are pulled later may refer to them. The host
/// must keep anything else the pieces refer to: it is best to move a range into `json_chunks`.
///
///     http::on<ehealth::GetReportJobStatus>([&](const no_parameters&, const http::call& call) {
///       return json_chunks(store.rows(), for_user{call.user.id});
///     })
///
/// `async` is for a service within an `async_service`; elsewhere it has no effect.
template <Operation Op, Answers<Op> F>
[[nodiscard]] answered<Op, F> on(F f, async_mode async = async_mode::never) {
  return {std::move(f), async};
}

namespace detail {

// Where an operation can be called, for a client that called it elsewhere.
inline std::string places(std::span<const operation_info> operations, std::string_view name) {
  std::string all;
  const auto add = [&](std::string_view before, std::string_view type) {
    if (!all.empty()) all += ", ";
    ((all += before) += type) += '/';
    all += name;
  };
  for (const operation_info& each : operations) {
    if (name.substr(1) != each.code) continue;
    if (each.system) add("", "");
    for (const std::string_view type : each.resource) {
      const std::string_view in_url = fhirops::detail::type_in_url(type);
      if (each.type) add("/", in_url);
      if (each.instance) add("/", std::string(in_url) + "/[id]");
    }
  }
  return all;
}

// Why there is no operation at a path.
inline issue not_found(const exchange& with, routing how, const operation_call& wanted,
                       std::span<const operation_info> operations) {
  if (wanted.name.empty())
    return fault_of(issue_type::not_found, exchange::quoted(with.target()) +
                                               " is not the path of an operation: [base]/metadata lists those of this server");
  issue why = explain(how, wanted);
  why.code = issue_type::not_found;
  if (how == routing::unknown_name) {
    fhirops::detail::closest_name closest(std::string_view(wanted.name).substr(1));
    for (const operation_info& each : operations) closest.offer(each.code);
    why.text += closest.name().empty() ? ": [base]/metadata lists those it has" : ": did you mean $" + closest.name() + '?';
  } else {
    why.text += ": call it at " + places(operations, wanted.name);
  }
  return why;
}

// The response to another method than the operation has; OPTIONS asks which it has.
inline response other_method(const exchange& with, std::string allow, issue why) {
  why.text += ": send a " + std::string(allow == "POST" ? "POST" : allow == "GET, HEAD" ? "GET" : "GET or a POST");
  return with.other_method(allow + ", OPTIONS", std::move(why));
}

template <class... Op>
inline constexpr bool all_differ = true;
template <class First, class... Rest>
inline constexpr bool all_differ<First, Rest...> = !(std::same_as<First, Rest> || ...) && all_differ<Rest...>;

// Whether it is a type of R4 that a resource in a URL can have.
inline bool is_concrete_type(std::string_view type) noexcept {
  const auto types = codes::resource_types.codes;
  return std::binary_search(types.begin(), types.end(), type) && type != "Resource" &&
         type != "DomainResource";
}

}  // namespace detail

/// The operations of a server with the functions that answer them. It is called with a request and its user. Keeps no
/// state between calls: threads may call it at once if they may call the functions at once.
///
///     const http::service service{http::options{.software = "clinic", .date = "2026-11-24"},
///                                 http::on<ehealth::GetReportJobStatus>(answer)};
///     http::response response = service(request, http::user{"dr-jensen"});
///
/// It also answers `GET [base]/metadata`, `GET [base]/OperationDefinition` (a search) and `GET
/// [base]/OperationDefinition/[id]`, for anyone, and `OPTIONS`.
template <class... Each>
class service : private Each... {
 public:
  /// The operations, for routing and for descriptions of the server.
  using operations = operation_table<typename Each::operation...>;

  /// A service with these operations, each made by `on`. An operation that appears twice does not compile.
  explicit service(http::options server, Each... each)
      : Each(std::move(each))..., options_(std::move(server)) {}

  /// The options that were passed to the constructor.
  [[nodiscard]] const http::options& options() const noexcept { return options_; }

  /// The response to a request of this user. Any bytes are accepted as a request; an OperationOutcome reports what is
  /// wrong with it. Only `who` decides whose data is in the answer.
  ///
  /// The functions that answer find `host`, any object of the host's own, as `call.host`. Throws what they throw, and
  /// `std::bad_alloc`.
  [[nodiscard]] response operator()(const request& asked, const user& who, host_value host = {}) const {
    return answer_or_start(asked, who, host, nullptr);
  }
  /// The same, but that requests which are to be answered later are given to `starter`: for `async_service`.
  [[nodiscard]] response answer_or_start(const request& asked, const user& who, host_value host, const detail::async_starter* starter) const {
    detail::exchange with(options_, asked);
    response answer = respond(with, who, host, starter);
    detail::clean(answer);
    return answer;
  }
  /// Whether each of `operations` is answered later, in their order.
  [[nodiscard]] constexpr std::array<async_mode, sizeof...(Each)> async_modes() const noexcept {
    return {static_cast<const Each&>(*this).async...};
  }

  /// Whether the service answers requests with this path, by any method; for other paths it answers 404. A server that
  /// has more routes asks this first. Looks only at `asked.target`.
  ///
  ///     if (!service.handles(asked)) return my_routes(asked);
  [[nodiscard]] bool handles(const request& asked) const {
    detail::target_path path;
    const std::string_view written = asked.target.substr(0, asked.target.find('?'));
    if (written.size() > options_.max_target || !written.starts_with('/') || detail::read_path(written, path)) return false;
    if (path.name == "metadata") return true;
    if (path.name == "OperationDefinition") return path.id.empty() || defines(path.id);
    return !operations::allow(path.call("POST")).empty() &&
           (path.type.empty() || detail::is_concrete_type(path.type));
  }

  /// The response to a request that the host refuses before the service sees it, in the format that the client accepts:
  /// 401 for an unknown token, or 408, 413, 500, 503.
  [[nodiscard]] response refuse(const request& asked, refusal why) const {
    response answer = detail::exchange(options_, asked).refuse(std::move(why));
    detail::clean(answer);
    return answer;
  }

 private:
  static_assert(detail::all_differ<typename Each::operation...>,
                "fhirops: an operation is answered by two functions");
  static constexpr std::array<operation_info, sizeof...(Each)> infos_{Each::operation::info...};

  response respond(detail::exchange& with, const user& who, host_value host, const detail::async_starter* starter) const {
    if (with.wrong()) return with.refuse(*with.wrong());
    const operation_call wanted = with.path().call(with.method());
    if (wanted.name == "metadata") return metadata(with, starter != nullptr);
    if (wanted.name == "OperationDefinition") return wanted.id.empty() ? search(with) : published(with, wanted.id);
    if (!wanted.type.empty() && !detail::is_concrete_type(wanted.type))
      return with.refuse({404, detail::fault_of(issue_type::not_found, fhirops::detail::unknown_type_text(wanted.type))});
    response answer;
    const routing how =
        operations::route(wanted, [&]<class Op>(std::type_identity<Op>) { answer = run<Op>(with, who, host, starter); });
    if (how == routing::found) return answer;
    if (how != routing::wrong_verb) return with.refuse({404, detail::not_found(with, how, wanted, infos_)});
    return detail::other_method(with, std::string(operations::allow(wanted)), explain(how, wanted));
  }

  // The response to a request of what can only be read, if it cannot be answered.
  static std::optional<response> not_read(const detail::exchange& with, std::string_view what) {
    if (!with.is_get())
      return detail::other_method(
          with, "GET, HEAD", detail::fault_of(issue_type::not_supported, std::string(what) + " can only be read"));
    if (!with.takes_json()) return with.not_acceptable();
    if (auto wrong = with.wrong_content()) return with.refuse(*std::move(wrong));
    return std::nullopt;
  }

  // The code of an operation finds its definition too.
  static bool is_id_of(const operation_info& info, std::string_view id) noexcept {
    return id == info.id || id == info.code;
  }
  static bool defines(std::string_view id) noexcept {
    for (const operation_info& each : infos_)
      if (is_id_of(each, id)) return true;
    return false;
  }
  response published(const detail::exchange& with, std::string_view id) const {
    if (!defines(id))
      return with.refuse(
          {404, detail::fault_of(issue_type::not_found, "this server has no OperationDefinition with the id " + detail::exchange::quoted(id) +
                                                            ": [base]/metadata lists those it has")});
    if (auto refused = not_read(with, "an OperationDefinition")) return *std::move(refused);
    std::optional<OperationDefinition<>> found;
    operations::for_each([&]<class Op>(std::type_identity<Op>) {
      if (!found && is_id_of(Op::info, id)) found = published_as<Op>(id);
    });
    return with.with_resource(200, *found);
  }
  // Adds what R4 requires, if the host has not set it.
  template <class Op>
  OperationDefinition<> published_as(std::string_view id) const {
    OperationDefinition<> out = definition<Op>();
    out.id = id;
    if (out.name.empty()) out.name = out.code.text;
    if (out.url.empty()) out.url = url_of(detail::own_id(Op::info));
    return out;
  }
  // Empty if the host has not set the base URL.
  [[nodiscard]] std::string url_of(std::string_view id) const {
    return options_.base.empty() ? "" : options_.base + "/OperationDefinition/" + std::string(id);
  }

  // Those of the definitions in `metadata` that the query asks for.
  response search(detail::exchange& with) const {
    if (auto refused = not_read(with, "OperationDefinition")) return *std::move(refused);
    detail::definition_search asked;
    if (issues wrong = asked.read(with); !wrong.empty()) return with.refuse(400, std::move(wrong));
    Bundle<> found;
    found.type = "searchset";
    auto& self = found.link.emplace_back();
    self.relation = "self";
    self.url = options_.base + std::string(with.target()) + std::string(with.query());
    operations::for_each([&]<class Op>(std::type_identity<Op>) {
      OperationDefinition<> each = published_as<Op>(detail::own_id(Op::info));
      if (!asked.matches(each)) return;
      auto& entry = found.entry.emplace_back();
      entry.fullUrl = url_of(each.id);
      entry.search.emplace().mode = "match";
      entry.resource = std::move(each);
    });
    found.total = static_cast<std::int64_t>(found.entry.size());
    return with.with_resource(200, found);
  }

  response metadata(const detail::exchange& with, bool has_async) const {
    if (auto refused = not_read(with, "metadata")) return *std::move(refused);
    response answer = with.begin(200);
    const auto modes = async_modes();
    with.set_json(answer, capability_statement(options_, infos_, with.writing(), has_async ? std::span<const async_mode>(modes) : std::span<const async_mode>()));
    return answer;
  }

  template <class Op, class F>
  static const answered<Op, F>& function(const answered<Op, F>& each) noexcept {
    return each;
  }

  template <class Op>
  response run(detail::exchange& with, const user& who, host_value host, const detail::async_starter* starter) const {
    if (who.id.empty() && !options_.anonymous)
      return with.refuse(
          {401, detail::fault_of(issue_type::login, "this operation is for authenticated users: send an Authorization header")});
    if (!with.takes_json() && !detail::may_answer_binary<Op>) return with.not_acceptable();
    if (auto wrong = with.wrong_content()) return with.refuse(*std::move(wrong));
    auto kept = std::make_unique<detail::kept<typename Op::Request>>(who, with.path(), with.headers(), host);
    if (auto refused = detail::read_request(with, detail::form_of<Op>(), fhirops::detail::target_of<owned>(kept->request)))
      return *std::move(refused);
    kept->called.issues = with.warned();
    const auto& request = std::as_const(kept->request);
    const auto& answering = function<Op>(*this);
    if (auto begun = detail::start_async(starter, with, answering.async, who, host)) return *std::move(begun);
    return detail::respond<Op>(with, kept, answering.f(request, std::as_const(kept->called)));
  }

  http::options options_;
};

}  // namespace fhirops::http
