#pragma once
// The HTTP side of a server's operations: a pure function from a request to its response, without a transport
// (https://hl7.org/fhir/R4/http.html, https://hl7.org/fhir/R4/operations.html#executing).

#include <array>
#include <concepts>
#include <span>
#include <utility>

#include "fhirops/core/owner.hpp"
#include "fhirops/core/storage.hpp"
#include "fhirops/http/answer.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/exchange.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/http/read_request.hpp"
#include "fhirops/http/service_engine.hpp"
#include "fhirops/operation/definition.hpp"
#include "fhirops/operation/operation.hpp"
#include "fhirops/operation/parameter_reader.hpp"
#include "fhirops/operation/route.hpp"

namespace fhirops::http {

/// A function that answers an operation: it takes its `Request` and the `call`, and returns one of the types that `AnswerOf`
/// allows.
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
  /// Whether it is answered later, if the service is wrapped in an `async_service`.
  async_mode async = async_mode::never;
};

/// Binds the operation `Op` to the function `f` that answers it. The request that `f` gets, the call, and everything they refer
/// to live as long as the body of the response, so that pieces that are pulled later may refer to them. The host must keep
/// anything else that the pieces refer to: it is best to move a range into `json_chunks`.
///
///     http::on<ehealth::GetReportJobStatus>([&](const no_parameters&, const http::call& call) {
///       return json_chunks(store.rows(), for_user{call.user.id});
///     })
///
/// `async` has an effect only if the service is wrapped in an `async_service`.
template <Operation Op, Answers<Op> F>
[[nodiscard]] answered<Op, F> on(F f, async_mode async = async_mode::never) {
  return {std::move(f), async};
}

namespace detail {

template <class... Op>
inline constexpr bool all_differ = true;
template <class First, class... Rest>
inline constexpr bool all_differ<First, Rest...> = !(std::same_as<First, Rest> || ...) && all_differ<Rest...>;

}  // namespace detail

/// The operations of a server with the functions that answer them. It is called with a request and its user. It keeps no state
/// between calls: several threads may call it at the same time if they may call the functions at the same time.
///
///     const http::service service{http::options{.software = "clinic", .date = "2026-11-24"},
///                                 http::on<ehealth::GetReportJobStatus>(answer)};
///     http::response response = service(request, http::user{"dr-jensen"});
///
/// It also answers `GET [base]/metadata`, `GET [base]/OperationDefinition` (a search) and `GET [base]/OperationDefinition/[id]`
/// for anyone, and `OPTIONS`.
template <class... Each>
class service : private Each... {
 public:
  /// The operations, for routing and for descriptions of the server.
  using operations = operation_table<typename Each::operation...>;

  /// A service with these operations, each made by `on`. If an operation appears twice, it does not compile.
  explicit service(http::options server, Each... each) : Each(std::move(each))..., options_(std::move(server)) {}

  /// The options that were passed to the constructor.
  [[nodiscard]] const http::options& options() const noexcept { return options_; }

  /// Answers a request of this user. Any bytes are accepted as a request; an OperationOutcome reports what is wrong with it. Only
  /// `who` decides whose data the answer contains.
  ///
  /// The functions that answer get `host`, an object of the host, as `call.host`. Throws what they throw, and `std::bad_alloc`:
  /// the host should then answer with 500. Exceptions of pieces are thrown when the pieces are pulled (`response::content`).
  ///
  /// Complexity: linear in the size of the request and the answer, within the limits of `options()`.
  [[nodiscard]] response operator()(const request& asked, const user& who, host_value host = {}) const {
    return answer_or_start(asked, who, host, nullptr);
  }
  /// The same, except that requests that are to be answered later are passed to `starter`: for `async_service`.
  [[nodiscard]] response answer_or_start(const request& asked, const user& who, host_value host,
                                         const detail::async_starter* starter) const {
    const auto modes = async_modes();
    return engine(modes).answer(asked, who, host, starter);
  }
  /// Whether each of `operations` is answered later, in their order.
  [[nodiscard]] constexpr std::array<async_mode, sizeof...(Each)> async_modes() const noexcept {
    return {static_cast<const Each&>(*this).async...};
  }

  /// Whether the service answers requests with this path, by any method; it answers others with 404. A server that has more
  /// routes asks this first. Examines only `asked.target`.
  ///
  ///     if (!service.handles(asked)) return my_routes(asked);
  [[nodiscard]] bool handles(const request& asked) const { return engine().handles(asked); }

  /// The response to a request that the host refuses before passing it to the service, in the format that the client accepts: 401
  /// for an unknown token, or 408, 413, 500, 503.
  [[nodiscard]] response refuse(const request& asked, refusal why) const { return engine().refuse(asked, std::move(why)); }

 private:
  static_assert(detail::all_differ<typename Each::operation...>, "fhirops: an operation is answered by two functions");
  static constexpr std::array<operation_info, sizeof...(Each)> infos_{Each::operation::info...};

  template <class Op, class F>
  static const answered<Op, F>& function(const answered<Op, F>& each) noexcept {
    return each;
  }

  template <class Op>
  static detail::made_call make() {
    static_assert(fhirops::detail::owns_text<typename Op::Request>::value,
                  "fhirops: a service keeps no text of a request: the Request must own it (std::string, owned storage)");
    auto* const made = new detail::kept<typename Op::Request>();
    return {fhirops::detail::owner<detail::kept_call>(made), fhirops::detail::target_of<owned>(made->request)};
  }
  // Calls the function that answers the operation, once the request has been read.
  template <class Op>
  static response answer(const void* self, const detail::exchange& with, fhirops::detail::owner<detail::kept_call>& kept) {
    const auto& called = static_cast<const detail::kept<typename Op::Request>&>(*kept);
    return detail::respond<Op>(with, kept, function<Op>(*static_cast<const service*>(self)).f(called.request, called.called));
  }

  // The engine, with the tables of this service.
  [[nodiscard]] detail::service_engine engine(std::span<const async_mode> modes = {}) const noexcept {
    return {options_, this, infos_, fhirops::detail::routed_operations<typename Each::operation...>, rows_, modes};
  }

  static constexpr std::array<detail::service_row, sizeof...(Each)> rows_{detail::service_row{
      detail::form_of<typename Each::operation>(), &make<typename Each::operation>, &answer<typename Each::operation>,
      &definition<typename Each::operation>, detail::may_answer_binary<typename Each::operation>}...};

  http::options options_;
};

}  // namespace fhirops::http
