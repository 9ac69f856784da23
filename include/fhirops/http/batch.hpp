#pragma once
// Several requests in one: `POST [base]` with a Bundle of type batch or transaction
// (https://hl7.org/fhir/R4/http.html#transaction).

#include <concepts>
#include <string_view>
#include <utility>

#include "fhirops/core/issue.hpp"
#include "fhirops/http/batch_options.hpp"
#include "fhirops/http/batch_run.hpp"
#include "fhirops/http/batch_stream.hpp"
#include "fhirops/http/body.hpp"
#include "fhirops/http/framed_text.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/options.hpp"

namespace fhirops::http {

/// What a host provides for transactions, each of which belongs to one request. Any thread that calls the service may call these
/// functions; the state of a request is in `host`. After a `begin` without errors, exactly one of these happens: a `commit`
/// without errors, or `roll_back`, which is also called after an exception.
///
///     struct database {
///       issues begin(const http::user& who, http::host_value host) const;      // errors: there is no transaction
///       issues commit(const http::user& who, http::host_value host) const;     // errors: nothing was changed
///       void roll_back(const http::user& who, http::host_value host) const noexcept;
///     };
template <class T>
concept Transactions = requires(const T& host_functions, const user& who, host_value host) {
  { host_functions.begin(who, host) } -> std::same_as<issues>;
  { host_functions.commit(who, host) } -> std::same_as<issues>;
  host_functions.roll_back(who, host);
};

/// For a host without transactions: a Bundle of type transaction is refused.
///
///     static_assert(!http::Transactions<http::no_transactions>);
struct no_transactions {};

namespace detail {

// Whether a request is `POST [base]`.
inline bool is_batch(const request& asked) noexcept {
  const std::string_view path = asked.target.substr(0, asked.target.find('?'));
  return asked.method == "POST" && (path.empty() || path == "/");
}

}  // namespace detail

/// A service that also answers `POST [base]`. Each entry of a Bundle of type `batch` is passed to `service` as a request of the
/// same user with the headers of the whole request, one after another, and has its own status and outcome in the
/// `batch-response`. A `transaction` is performed in R4's order between the host's `begin` and `commit`, and rolled back if one
/// entry fails; without `Transactions` it is refused. References between entries are not resolved.
///
/// All entries are performed during the call; streamed answers are pulled when the response is sent. All other requests are
/// passed to `service`. It has no state of its own: threads may share it if they may share `service`.
///
/// An exception of `service` is passed on, and no further entry is performed. In a batch, the entries before it have been
/// performed; a transaction is rolled back.
///
///     const http::batch_service answering(service, http::batch_options{.max_entries = 20}, database{});
///     http::response response = answering(request, http::user{"dr-jensen"});
template <class Service, class Host = no_transactions>
  requires(Transactions<Host> || std::same_as<Host, no_transactions>)
class batch_service {
 public:
  /// Both are copied or moved into this object.
  explicit batch_service(Service service, batch_options limits = {}, Host transactions = {})
      : service_(std::move(service)), limits_(limits), transactions_(std::move(transactions)) {}

  /// Answers a request of this user.
  [[nodiscard]] response operator()(const request& asked, const user& who, host_value host = {}) const {
    if (!detail::is_batch(asked)) return service_(asked, who, host);
    return detail::run_batch(service_.options(), functions(), limits_, asked, who, host);
  }

  /// Answers a request whose content is received in pieces; `asked.body` is ignored. A batch is performed while it is answered:
  /// pulling the response pulls `content`, an entry is performed as soon as all of it has been received, and its answer is sent
  /// before the next entry is read. Memory holds the largest entry, not the batch. The response has the same bytes as if the text
  /// had been received as a whole.
  ///
  /// After its first entry, a batch can no longer be refused as a whole. If the text breaks off, has too many entries or is
  /// longer than `max_body`, one additional entry in the response says so; the entries before it have been performed. Warnings
  /// about what follows the entries are also reported in an additional entry, instead of a `Warning` header. If `content` fails,
  /// so does the body of the response. After an exception of `service`, which is passed on by `next()`, the body has failed as
  /// well.
  ///
  /// Transactions, a Bundle whose type comes after its entries, and requests that are not a batch are first received as a whole,
  /// up to `max_body`, and then answered.
  ///
  /// This object and everything that `asked`, `who` and `host` refer to must live as long as the body of the response.
  ///
  ///     http::response response = answering.receive(request, http::body(pieces_from(socket)), http::user{"dr-jensen"});
  [[nodiscard]] response receive(request asked, body content, const user& who, host_value host = {}) const {
    if (detail::is_batch(asked))
      return detail::stream_batch(options(), functions(), limits_, asked, std::move(content), who, host);
    detail::framed_text text(std::move(content), options().max_body);
    asked.body = text.all();
    if (auto refused = detail::not_received(options(), asked, text)) return *std::move(refused);
    return service_(asked, who, host);
  }

  /// Whether this object or the service answers requests with this path.
  [[nodiscard]] bool handles(const request& asked) const { return detail::is_batch(asked) || service_.handles(asked); }
  /// The response to a request that the host refuses; see `service::refuse`.
  [[nodiscard]] response refuse(const request& asked, refusal why) const { return service_.refuse(asked, std::move(why)); }
  /// The options of the service.
  [[nodiscard]] const http::options& options() const noexcept { return service_.options(); }

 private:
  [[nodiscard]] detail::batch_host functions() const {
    detail::batch_host made{&service_,
                            [](const void* self, const request& each, const user& of, host_value value) {
                              return (*static_cast<const Service*>(self))(each, of, value);
                            },
                            &transactions_,
                            nullptr,
                            nullptr,
                            nullptr};
    if constexpr (Transactions<Host>) {
      made.begin = [](const void* self, const user& of, host_value value) {
        return static_cast<const Host*>(self)->begin(of, value);
      };
      made.commit = [](const void* self, const user& of, host_value value) {
        return static_cast<const Host*>(self)->commit(of, value);
      };
      made.roll_back = [](const void* self, const user& of, host_value value) {
        static_cast<const Host*>(self)->roll_back(of, value);
      };
    }
    return made;
  }

  Service service_;
  batch_options limits_;
  Host transactions_;
};

}  // namespace fhirops::http
