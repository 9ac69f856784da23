// The service of these tests, compiled once.

#include <fhirops/fhirops.hpp>
#include <fhirops/http/service.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "support/http.hpp"
#include "support/http_operations.hpp"

namespace test {

namespace {

std::vector<ReportJob<>> jobs_of_three_users() {
  std::vector<ReportJob<>> jobs;
  for (const std::string_view user : {"anna", "bo", "", "anna", "An", "anna "}) {
    ReportJob<>& job = jobs.emplace_back();
    job.id = "job-" + std::to_string(jobs.size()) + "-of-" + std::string(user);
    job.reportClass = "Report";
    job.userId = user;
    job.status = "DONE";
    job.created = "2023-10-12T09:51:50+00:00";
  }
  return jobs;
}

Binary<> picture() {
  Binary<> binary;
  binary.contentType = "image/png";
  binary.data = "iVBORw0KGgo=";
  return binary;
}

using refused = std::variant<http::refusal, result<Bundle<>>, http::response, Refuse::Response>;
refused refuse(std::string_view how) {
  if (how == "none") return http::refusal{404, {{.code = issue_type::not_found, .text = "there is no report 7"}}};
  if (how == "odd") return http::refusal{200, {}};
  if (how == "later") return http::refusal{503, {{.code = issue_type::transient, .text = "not now"}}, {{"Retry-After", "120"}}};
  if (how == "conflict") return result<Bundle<>>(issues{{.code = issue_type::conflict, .text = "somebody was faster"}});
  if (how == "login") return result<Bundle<>>(issues{{.code = issue_type::login, .text = "your session has ended"}});
  if (how == "accepted") {
    http::response answer;
    answer.status = 202;
    answer.headers.push_back({"Content-Location", "https://desk.example/poll/1\r\nX-Evil: yes"});
    answer.headers.push_back({"Bad Name", "x"});
    answer.headers.push_back({"cache-control", "private"});
    return answer;
  }
  if (how == "unwritable") return Refuse::Response{Resource<>(RawResource<>{"Patient", "no JSON"})};
  if (how == "empty") return Refuse::Response{};
  if (how == "binary") return Refuse::Response{Resource<>(picture())};
  return result<Bundle<>>(Bundle<>{.type = "collection"});
}

auto make_service(http::options options) {
  return http::service{std::move(options),
                       http::on<ehealth::GetReportJobStatus>([](const no_parameters&, const http::call& call) {
                         return json_chunks(jobs_of_three_users(), for_user{call.user.id}, 100);
                       }),
                       http::on<Find>([](const Find::Request& asked, const http::call& call) {
                         Find::Response answer;
                         answer.found = asked.text + " by " + std::string(call.user.id) + " on " + std::string(call.type) + '/' +
                                        std::string(call.id);
                         for (const issue& each : call.issues) answer.found += "; " + each.text;
                         for (const auto& each : asked.code) answer.code.emplace_back(std::string_view(each));
                         return answer;
                       }),
                       http::on<Forget>([](const Forget::Request&, const http::call&) { return no_parameters(); }),
                       http::on<Match>([](const Match::Request& asked, const http::call&) {
                         Bundle<> bundle;
                         bundle.type = asked.count.value_or(1) > 1 ? "searchset" : "collection";
                         if (asked.count.value_or(1) > 1) bundle.total = static_cast<std::uint32_t>(*asked.count);
                         bundle.entry.emplace_back().resource = asked.resource;
                         return bundle;
                       }),
                       http::on<Print>([](const no_parameters&, const http::call&) { return Print::Response{picture()}; }),
                       http::on<Refuse>([](const Refuse::Request& asked, const http::call&) { return refuse(asked.how); })};
}

}  // namespace

http::response respond(const http::options& options, const http::request& request, http::user who) {
  return make_service(options)(request, who);
}
http::response refuse(const http::request& request, http::refusal why) {
  return make_service(server()).refuse(request, std::move(why));
}

reply read(http::response response) {
  reply out;
  out.status = response.status;
  out.headers = std::move(response.headers);
  out.content_length = response.content_length;
  out.text = response.content.rest();
  out.failed = response.content.failed();
  return out;
}

std::string reply::outcome() const {
  const auto read = from_json<OperationOutcome<>>(text);
  if (!read) return "no OperationOutcome: " + text;
  std::string all;
  for (const auto& each : read->issue) {
    all += (all.empty() ? "" : "; ") + std::string(std::string_view(each.code)) + ": " +
           std::string(std::string_view(each.details->text));
    for (const auto& place : each.expression) all += " (" + std::string(std::string_view(place)) + ')';
    for (const auto& place : each.location) all += " [" + std::string(std::string_view(place)) + ']';
  }
  return all;
}

bool reply::is_resource() const {
  const auto read = from_json<Resource<>>(text);
  return read.has_value() && !validate(*read).has_errors();
}

std::optional<std::size_t> reply::jobs() const {
  const auto jobs = read_report_jobs(text);
  if (!jobs) return std::nullopt;
  return jobs->size();
}

std::string jobs_of(std::string_view user, bool pretty) {
  const auto bundle = get_report_job_status(jobs_of_three_users(), for_user{user});
  return to_json(bundle, pretty ? write_options{}.pretty() : write_options{});
}

}  // namespace test
