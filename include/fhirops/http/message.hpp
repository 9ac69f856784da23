#pragma once
// An HTTP request and response (RFC 9110), without a transport (https://hl7.org/fhir/R4/http.html).

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "fhirops/core/issue.hpp"
#include "fhirops/core/stop.hpp"
#include "fhirops/http/body.hpp"

namespace fhirops::http {

/// A header field of a request.
struct header {
  /// The name; upper and lower case are not distinguished.
  std::string_view name;
  /// The value, without white space around it.
  std::string_view value;
};

namespace detail {

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether two header names are equal, ignoring case.
constexpr bool same_name(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}
// Whether a header identifies the user. Such headers are neither sent to another origin nor passed to a store.
constexpr bool says_who(std::string_view name) noexcept {
  for (const std::string_view each : {"Authorization", "Proxy-Authorization", "Cookie"})
    if (same_name(name, each)) return true;
  return false;
}

/// The value of the first header with this name; `std::nullopt` if there is none.
constexpr std::optional<std::string_view> find_header(std::span<const header> headers, std::string_view name) noexcept {
  for (const header& each : headers)
    if (same_name(each.name, name)) return each.value;
  return std::nullopt;
}

// Identifies a type by its address. It contains a value of the type too, so that linkers do not merge two of them.
template <class T>
struct type_tag {
  static const void* const place;
};
template <class T>
inline const void* const type_tag<T>::place = &type_tag<T>::place;

}  // namespace detail

/// A request as the transport has received it. All views must stay valid during the call of the service.
struct request {
  /// `GET`, `POST`, ...; methods are case-sensitive.
  std::string_view method;
  /// Path and query from the request line, still percent-encoded, relative to the base of the service:
  /// `/$get-report-job-status?_pretty=true` if the base is `https://example.org/fhir`.
  std::string_view target;
  /// All headers, in order. The transport has already handled its own: lengths, codings, connection.
  std::span<const header> headers{};
  /// The content, with the chunks and codings of the transport removed; may be empty. A POST without content calls the operation
  /// without parameters.
  std::string_view body{};
  /// Asked every few thousand steps whether to stop, as by `read_options::stop_when`; the request is then answered with 503.
  /// `http::request{..., .stop = stop_condition(late)}`.
  stop_condition stop{};
};

/// The user who sends a request, as authenticated by the host. The service never guesses it from the request, so it has no
/// default; use `nobody` for requests without a user.
struct user {
  /// Explicit, so that a text does not become a user by accident. The view must stay valid during the call of the service.
  explicit constexpr user(std::string_view name) noexcept : id(name) {}

  /// Compared byte for byte; empty for `nobody`.
  std::string_view id;
};
inline constexpr user nobody{""};

/// A reference to an object of the host that belongs to a request, such as a session or a database connection; the service passes
/// it from its caller to the function that answers. The host must keep the object as long as the body of the response. `get`
/// checks the type, without RTTI.
///
///     service(asked, user, mine);                              // session mine;
///     if (session* found = call.host.get<session>()) { ... }   // in the function of an operation
class host_value {
 public:
  constexpr host_value() noexcept = default;
  /// Refers to this object, which must not be a temporary.
  template <class T>
    requires(!std::is_same_v<std::remove_cv_t<T>, host_value>)
  constexpr host_value(T& value) noexcept  // NOLINT(google-explicit-constructor): made by the call of a service
      : place_(&value), type_(&detail::type_tag<std::remove_const_t<T>>::place), is_const_(std::is_const_v<T>) {}
  template <class T>
    requires(!std::is_same_v<std::remove_cv_t<T>, host_value>)
  host_value(const T&& value) = delete;

  /// The object; null if there is none, if its type is not `T`, or if it is const and `T` is not.
  template <class T>
  [[nodiscard]] constexpr T* get() const noexcept {
    if (type_ != &detail::type_tag<std::remove_const_t<T>>::place || (is_const_ && !std::is_const_v<T>)) return nullptr;
    return static_cast<T*>(const_cast<void*>(place_));
  }

 private:
  const void* place_ = nullptr;
  const void* type_ = nullptr;
  bool is_const_ = false;
};

/// What the function that answers an operation gets in addition to its parameters. Everything it refers to lives as long as the
/// body of the response.
struct call {
  /// The user that the host passed to the service: `for_user{call.user.id}`.
  http::user user;
  /// The resource type in the URL; empty at the system level.
  std::string_view type;
  /// The id in the URL; empty at the system and type levels.
  std::string_view id;
  /// The warnings about the request, such as parameters that lenient reading dropped; the client receives them in `Warning`
  /// headers of the response.
  fhirops::issues issues{};
  /// The headers of the request, in order, such as `Prefer` or `traceparent`.
  std::span<const header> headers{};
  /// The object that the host passed to the service with the request: `call.host.get<session>()`.
  host_value host{};

  /// The value of the first header with this name; `std::nullopt` if there is none.
  [[nodiscard]] constexpr std::optional<std::string_view> find_header(std::string_view name) const noexcept {
    return detail::find_header(headers, name);
  }
};

/// A header field of a response.
struct response_header {
  /// A token (RFC 9110, section 5.6.2). The service leaves out a header whose name is not a token.
  std::string name;
  /// One line. The service replaces each control character with a space.
  std::string value;

  friend bool operator==(const response_header&, const response_header&) = default;
};

/// A response for the transport to send.
struct response {
  /// The status code (https://hl7.org/fhir/R4/http.html#Status-Codes).
  int status = 200;
  /// All headers except those that the transport adds: `Content-Length`, `Transfer-Encoding`, `Date`, `Connection`.
  std::vector<response_header> headers{};
  /// The value for `Content-Length`; `std::nullopt` if the content comes in pieces, and for 204. For HEAD it is the length that a
  /// GET would have, although `content` is empty.
  std::optional<std::size_t> content_length = 0;
  /// The content, which the transport pulls; empty for HEAD and 204.
  body content{};
};

/// A refusal by the host: a status of 400 or higher, and issues for an OperationOutcome.
///
///     return http::refusal{404, {{.code = issue_type::not_found, .text = "there is no report 7"}}};
struct refusal {
  /// From 400 to 599; anything else becomes 500.
  int status = 422;
  /// The reasons, for the client. If none of them is an error, one is added that only says that the request was refused.
  issues found{};
  /// Additional headers, such as `Retry-After`.
  std::vector<response_header> headers{};
};

}  // namespace fhirops::http
