#pragma once
// A request and a response, as HTTP has them (RFC 9110), without a transport
// (https://hl7.org/fhir/R4/http.html).

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

/// A header of a request: a name, in any case, and its value without white space around it.
struct header {
  /// Compared without regard to case, as HTTP does.
  std::string_view name;
  /// As it was sent, but for the white space around it.
  std::string_view value;
};

namespace detail {

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether two names are the same to HTTP, which tells no case apart in them.
constexpr bool same_name(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

/// The value of the first header of this name; nothing where there is none.
constexpr std::optional<std::string_view> find_header(std::span<const header> headers, std::string_view name) noexcept {
  for (const header& each : headers)
    if (same_name(each.name, name)) return each.value;
  return std::nullopt;
}

// Stands for a type by its address; holds it too, so that no linker takes two of them for one.
template <class T>
struct type_tag {
  static const void* const place;
};
template <class T>
inline const void* const type_tag<T>::place = &type_tag<T>::place;

}  // namespace detail

/// A request as the transport has read it. All views need to live for the call of the service alone.
struct request {
  /// In capitals, as on the request line.
  std::string_view method;
  /// Path and query as they stand on the request line, still percent-encoded, below the base of the service:
  /// `/$get-report-job-status?_pretty=true` where the base is `https://example.org/fhir`.
  std::string_view target;
  /// All of them, in order. The transport has dealt with those of its own: lengths, codings, connection.
  std::span<const header> headers{};
  /// Without chunks or encoding of the transport. Empty where there is none: POST then asks without
  /// parameters.
  std::string_view body{};
  /// What is asked every few thousand steps whether to stop, as by `read_options::stop_when`: where it says so the
  /// request is answered with 503. `http::request{..., .stop = stop_condition(late)}`.
  stop_condition stop{};
};

/// Who sends a request, as the host found out. Never told from the request by the service: it has to be
/// given, and there is no default. `nobody` is who could not be told.
struct user {
  /// Only by name, so that no text becomes a user by accident. The view has to live for the call of the
  /// service.
  explicit constexpr user(std::string_view name) noexcept : id(name) {}

  /// Compared byte for byte; empty for nobody.
  std::string_view id;
};
inline constexpr user nobody{""};

/// Something of the host's own that belongs to a request, such as a session or a connection to its database, on its way
/// from who calls the service to the function that answers. Refers to it: the host keeps it as long as the body of the
/// response. Its type is remembered, and needs no RTTI.
///
///     service(asked, user, mine);                              // session mine;
///     if (session* found = call.host.get<session>()) { ... }   // in the function of an operation
class host_value {
 public:
  constexpr host_value() noexcept = default;
  /// Of this object; not of a temporary.
  template <class T>
    requires(!std::is_same_v<std::remove_cv_t<T>, host_value>)
  constexpr host_value(T& value) noexcept  // NOLINT(google-explicit-constructor): made by the call of a service
      : place_(&value), type_(&detail::type_tag<std::remove_const_t<T>>::place), is_const_(std::is_const_v<T>) {}
  template <class T>
    requires(!std::is_same_v<std::remove_cv_t<T>, host_value>)
  host_value(const T&& value) = delete;

  /// The object; null where there is none, where it is of another type than `T`, and where it is const and `T` is not.
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

/// What the function that answers an operation is told beside its parameters. What it refers to lives as long
/// as the body of the response.
struct call {
  /// Who calls, as the host said: `for_user{call.user.id}`.
  http::user user;
  /// The type of the URL; empty at the system level.
  std::string_view type;
  /// The id of the URL; empty at the system and type levels.
  std::string_view id;
  /// What reading the request warned of, such as the parameters that lenient reading dropped; the client sees the same
  /// in the answer's `Warning`. Empty where the request was read without a word.
  fhirops::issues issues{};
  /// The headers of the request, in order, such as `Prefer` or `traceparent`.
  std::span<const header> headers{};
  /// What the host gave the service beside the request: `call.host.get<session>()`.
  host_value host{};

  /// The value of the first header of this name; nothing where there is none.
  [[nodiscard]] constexpr std::optional<std::string_view> find_header(std::string_view name) const noexcept {
    return detail::find_header(headers, name);
  }
};

/// A header of a response.
struct response_header {
  /// A token of HTTP (RFC 9110, section 5.6.2). A header whose name is none is left out by the service.
  std::string name;
  /// One line. The service writes a blank for each control character.
  std::string value;

  friend bool operator==(const response_header&, const response_header&) = default;
};

/// What to send back.
struct response {
  /// As HTTP has it (https://hl7.org/fhir/R4/http.html#Status-Codes).
  int status = 200;
  /// All but those of the transport: `Content-Length`, `Transfer-Encoding`, `Date`, `Connection`.
  std::vector<response_header> headers{};
  /// What `Content-Length` is to be; nothing where the content comes in pieces, and for 204, which has none.
  /// For HEAD, and for it alone, it is not the size of `content`, which is empty, but of what GET would send.
  std::optional<std::size_t> content_length = 0;
  /// What to send, pulled by the transport; nothing for HEAD and 204.
  body content{};
};

/// A refusal of the host's own: a status of 400 or more, and why, for an OperationOutcome.
///
///     return http::refusal{404, {{.code = issue_type::not_found, .text = "there is no report 7"}}};
struct refusal {
  /// From 400 to 599; anything else becomes 500.
  int status = 422;
  /// Why, for the client. Where there is no error in it, one is added that says no more than that it was
  /// refused.
  issues found{};
  /// More headers, such as `Retry-After`.
  std::vector<response_header> headers{};
};

}  // namespace fhirops::http
