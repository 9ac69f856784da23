// docs/how-to/http-batch.md: several requests in one.

#include <cstdio>
#include <exception>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/batch.hpp>
#include <fhirops/http/service.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expect.hpp"
#include "hba1c_goal.hpp"

namespace {

using namespace fhirops;

// What belongs to one request, such as a connection, is in `host`: host.get<session>().
struct database {
  std::vector<std::string>* log;
  issues begin(const http::user&, http::host_value) const { return log->push_back("begin"), issues(); }
  issues commit(const http::user&, http::host_value) const { return log->push_back("commit"), issues(); }
  void roll_back(const http::user&, http::host_value) const noexcept { log->push_back("roll back"); }
};
static_assert(http::Transactions<database>);
static_assert(!http::Transactions<http::no_transactions>);

template <class Service>
struct guarded {
  Service service;
  http::response operator()(const http::request& asked, const http::user& who, http::host_value host = {}) const try {
    return service(asked, who, host);
  } catch (const std::exception&) {  // its text is for the log, not for the client
    return service.refuse(asked, {500, {{.code = issue_type::exception, .text = "the server failed: send the entry again"}}});
  }
  bool handles(const http::request& asked) const { return service.handles(asked); }
  http::response refuse(const http::request& asked, http::refusal why) const { return service.refuse(asked, std::move(why)); }
  const http::options& options() const noexcept { return service.options(); }
};

// What a socket would receive, in pieces of 50 bytes.
struct received {
  std::string_view text;
  std::string_view next() {
    const std::string_view piece = text.substr(0, 50);
    text.remove_prefix(piece.size());
    return piece;
  }
};

std::string bundle(std::string_view type) {
  return R"({"resourceType":"Bundle","type":")" + std::string(type) +
         R"(","entry":[{"request":{"method":"GET","url":"Patient/1/$hba1c-goal?value=48"}},)"
         R"({"request":{"method":"GET","url":"Patient/1/$hba1c-gaol?value=48"}}]})";
}

}  // namespace

int main() {
  const http::service service(
      http::options{.software = "clinic",
                    .date = "2026-11-24",
                    .base = "https://clinic.example/fhir",
                    .interaction = {"batch"}},  // for the CapabilityStatement
      http::on<clinic::Hba1cGoal>([](const clinic::Asked& asked, const http::call&) { return clinic::answer(asked); }));
  const http::batch_service answering(service, http::batch_options{.max_entries = 20});

  const http::header headers[] = {{"Content-Type", "application/fhir+json"}};
  const std::string batch = bundle("batch");
  http::response answer =
      answering({.method = "POST", .target = "/?_pretty=true", .headers = headers, .body = batch}, http::user{"dr-jensen"});
  expect(answer.status == 200, "the batch is answered");
  const std::string text = answer.content.rest();
  std::printf("%s\n", text.c_str());

  http::response in_pieces = answering.receive({.method = "POST", .target = "/?_pretty=true", .headers = headers},
                                               http::body(received{batch}), http::user{"dr-jensen"});
  expect(in_pieces.content.rest() == text, "in pieces, it has the same bytes");

  http::service failing(service.options(), http::on<clinic::Hba1cGoal>([](const clinic::Asked& asked, const http::call&) {
                          if (asked.value.to_double() < 50) throw std::runtime_error("no connection");
                          return clinic::answer(asked);
                        }));
  const http::batch_service with_guard(guarded<decltype(failing)>{failing});
  http::response guarded_answer =
      with_guard({.method = "POST", .target = "/", .headers = headers, .body = batch}, http::user{"dr-jensen"});
  const auto read = from_json<Bundle<>>(guarded_answer.content.rest());
  const auto& first = *read->entry[0].response;
  std::printf("%s %s\n", std::string(std::string_view(first.status)).c_str(),
              to_string(from_outcome(*first.outcome.get_if<OperationOutcome<>>())[0]).c_str());

  std::vector<std::string> log;
  const http::batch_service with_transactions(service, http::batch_options{}, database{&log});
  const std::string transaction = bundle("transaction");
  http::response undone =
      with_transactions({.method = "POST", .target = "/", .headers = headers, .body = transaction}, http::user{"dr-jensen"});
  const auto outcome = from_json<OperationOutcome<>>(undone.content.rest());
  std::printf("%d %s\n%s, %s\n", undone.status, to_string(from_outcome(*outcome)[0]).c_str(), log[0].c_str(), log[1].c_str());
  return 0;
}
