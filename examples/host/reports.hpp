#pragma once
// Two reports of the guide, ordered and made in this process: each ReportJob is a request that is answered later. They are kept
// only in memory, so they are gone when the host ends, and another host does not know them.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <ctime>
#include <deque>
#include <exception>
#include <fhirops/ehealth/operations/execute_patient_total.hpp>
#include <fhirops/ehealth/operations/execute_patient_usage_stats.hpp>
#include <fhirops/ehealth/operations/schedule_patient_total.hpp>
#include <fhirops/ehealth/operations/schedule_patient_usage_stats.hpp>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/async.hpp>
#include <fhirops/http/service.hpp>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "../store/job_row.hpp"
#include "../store/store.hpp"
#include "log.hpp"
#include "tokens.hpp"

namespace host {

namespace http = fhirops::http;

// A report that was ordered, with the columns that its row would have.
struct report {
  std::string id;
  std::string report_class;
  std::string user;
  std::string status;
  std::string binary;
  std::string parameters;
  std::string created;
  std::string started;
  std::string ended;

  [[nodiscard]] store::row row() const {
    const auto given = [](const std::string& text) {
      return text.empty() ? std::optional<std::string_view>() : std::string_view(text);
    };
    return {id, report_class, user, status, given(binary), parameters, created, given(started), given(ended)};
  }
};

// Wraps a text in a Binary.
inline fhirops::Binary<> as_binary(std::string_view type, std::string_view text) {
  fhirops::Binary<> out;
  out.contentType = type;
  out.data = fhirops::Base64Binary<>::encode({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  return out;
}

// The rows of the store, followed by the reports of this process.
class jobs_and_reports final : public store::job_cursor {
 public:
  jobs_and_reports(store::job_range stored, std::vector<report> reports)
      : stored_(std::move(stored)), reports_(std::move(reports)) {}

  const store::job* next() override {
    if (!begun_)
      at_ = stored_.begin();
    else if (at_ != stored_.end())
      ++at_;
    begun_ = true;
    if (at_ != stored_.end()) return &*at_;
    if (next_ == reports_.size()) return nullptr;
    row_ = reports_[next_++].row();
    return &read_.read(row_);
  }

 private:
  store::job_range stored_;
  store::job_range::iterator at_;
  std::vector<report> reports_;
  std::size_t next_ = 0;
  bool begun_ = false;
  store::row row_;
  store::job_row read_;
};

// The orders, and one thread that makes the reports, one after another. May be used by any thread.
class reports {
 public:
  using maker = std::function<http::async_answer(const http::async_request&)>;
  using clock = std::chrono::steady_clock;

  // Each takes `time` to be made, so that people can watch it.
  reports(std::chrono::milliseconds time, log& to) : time_(time), log_(to) {}
  reports(const reports&) = delete;
  reports& operator=(const reports&) = delete;
  ~reports() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    if (worker_.joinable()) worker_.join();
  }

  // Starts to make reports with this function.
  void begin(maker make) {
    worker_ = std::thread([this, make = std::move(make)] { work(make); });
  }

  fhirops::result<std::string> start(http::async_request asked) {
    order made{.shown = {.id = sha256(random_token()).substr(0, 32),
                         .report_class = class_of(asked.target),
                         .user = asked.user,
                         .status = "SCHEDULED",
                         .binary = {},
                         .parameters = parameters_of(asked.body),
                         .created = now(),
                         .started = {},
                         .ended = {}},
               .asked = std::move(asked),
               .answer = {},
               .last_asked = {},
               .is_removed = false};
    const std::lock_guard lock(mutex_);
    const auto waiting = std::count_if(orders_.begin(), orders_.end(), [&made](const auto& each) {
      return each.second.shown.user == made.shown.user && each.second.shown.ended.empty();
    });
    if (waiting >= most_waiting)
      return fhirops::issues{
          {.code = fhirops::issue_type::throttled, .text = "10 of your reports are being made already: wait for one of them"}};
    make_room();
    std::string id = made.shown.id;
    ids_.push_back(id);
    queue_.push_back(id);
    orders_.emplace(id, std::move(made));
    changed_.notify_all();
    return id;
  }

  // Only the user who ordered it counts as having asked: for anyone else the job does not exist.
  fhirops::result<http::async_job> find(std::string_view id, std::string_view user) {
    const std::lock_guard lock(mutex_);
    order* const found = order_of(id);
    if (found == nullptr || found->is_removed || found->shown.user != user) return none();
    http::async_job out{.user = found->shown.user,
                        .progress = found->shown.status,
                        .ask_after = std::chrono::seconds(1),
                        .since_asked = {},
                        .answer = found->answer};
    const clock::time_point at = clock::now();
    if (found->last_asked) out.since_asked = std::chrono::duration_cast<std::chrono::milliseconds>(at - *found->last_asked);
    found->last_asked = at;
    return out;
  }

  // A report that has not been made yet will not be made. Its job stays in the list, as cancelled.
  fhirops::issues cancel(std::string_view id) {
    const std::lock_guard lock(mutex_);
    order* const found = order_of(id);
    if (found == nullptr || found->is_removed) return none();
    found->is_removed = true;
    if (found->shown.ended.empty()) {
      found->shown.status = "CANCELLED";
      found->shown.ended = now();
    }
    changed_.notify_all();
    return {};
  }

  // The reports of a user, in the order in which they were ordered.
  std::vector<report> of(std::string_view user) {
    std::vector<report> out;
    const std::lock_guard lock(mutex_);
    for (const std::string& id : ids_)
      if (const report& each = order_of(id)->shown; each.user == user) out.push_back(each);
    return out;
  }

  // A finished report, for the user who ordered it.
  std::optional<fhirops::Binary<>> binary(std::string_view id, std::string_view user) {
    const std::lock_guard lock(mutex_);
    const order* const found = order_of(id);
    if (found == nullptr || found->shown.user != user || found->shown.binary.empty()) return std::nullopt;
    return binary_of(*found->answer);
  }

 private:
  struct order {
    report shown;
    http::async_request asked;
    std::optional<http::async_answer> answer;
    std::optional<clock::time_point> last_asked;
    bool is_removed;  // the request was removed, but not the job
  };
  static constexpr int most_waiting = 10;
  static constexpr std::size_t most_kept = 1000;

  static fhirops::issues none() { return {{.code = fhirops::issue_type::not_found}}; }
  static std::string now() {
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
  }
  static std::string class_of(std::string_view target) {
    constexpr std::string_view package = "com.systematic.ehealth.reporting.reports.";
    return std::string(package) +
           (target.substr(0, target.find('?')).ends_with("patient-total") ? "PatientTotalReport" : "PatientsUsageReport");
  }
  static std::string parameters_of(std::string_view body) {
    const auto read = fhirops::from_json<fhirops::Parameters<>>(body);
    return read ? fhirops::to_json(*read) : R"({"resourceType":"Parameters"})";
  }
  // If the answer was requested as FHIR's JSON, the Binary is in it; otherwise the answer is the content itself.
  static fhirops::Binary<> binary_of(const http::async_answer& answer) {
    if (auto read = fhirops::from_json<fhirops::Binary<>>(answer.content)) return *std::move(read);
    std::string_view type;
    for (const http::response_header& each : answer.headers)
      if (each.name == "Content-Type") type = each.value;
    return as_binary(type, answer.content);
  }

  order* order_of(std::string_view id) {
    const auto found = orders_.find(id);
    return found == orders_.end() ? nullptr : &found->second;
  }
  // Removes the oldest report that has ended.
  void make_room() {
    if (ids_.size() < most_kept) return;
    const auto ended =
        std::find_if(ids_.begin(), ids_.end(), [this](const std::string& id) { return !order_of(id)->shown.ended.empty(); });
    if (ended == ids_.end()) return;
    orders_.erase(*ended);
    ids_.erase(ended);
  }

  void work(const maker& make) {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
      if (stopped_) return;
      const std::string id = std::move(queue_.front());
      queue_.pop_front();
      order* found = order_of(id);
      if (found == nullptr || !found->shown.ended.empty()) continue;
      found->shown.status = "RUNNING";
      found->shown.started = now();
      const http::async_request asked = found->asked;
      changed_.wait_for(lock, time_, [&] { return stopped_ || order_of(id) == nullptr || order_of(id)->is_removed; });
      if (stopped_) return;
      if (order_of(id) == nullptr || order_of(id)->is_removed) continue;
      lock.unlock();
      std::optional<http::async_answer> answer;
      try {
        answer = make(asked);
      } catch (const std::exception& failure) {
        log_.line("event=report-failed error=" + for_log(failure.what()));
      }
      lock.lock();
      found = order_of(id);  // it may be gone
      if (found == nullptr || !found->shown.ended.empty()) continue;
      found->shown.ended = now();
      found->shown.status = answer && answer->status == 200 ? "DONE" : "FAILED";
      if (found->shown.status == "DONE") found->shown.binary = "Binary/" + id;
      if (!answer)
        answer = http::async_answer{500,
                                    {{"Content-Type", "application/fhir+json; charset=utf-8"}},
                                    fhirops::to_json(fhirops::to_outcome({{.code = fhirops::issue_type::exception,
                                                                           .text = "the report failed: order it again"}}))};
      found->answer = std::move(answer);
    }
  }

  std::chrono::milliseconds time_;
  log& log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, order, std::less<>> orders_;
  std::deque<std::string> ids_;
  std::deque<std::string> queue_;
  bool stopped_ = false;
  std::thread worker_;
};

// The store that `async_service` requires.
struct report_orders {
  reports* kept;

  fhirops::result<std::string> start(http::async_request asked, http::host_value) const { return kept->start(std::move(asked)); }
  fhirops::result<http::async_job> find(std::string_view id, const http::user& who, http::host_value) const {
    return kept->find(id, who.id);
  }
  fhirops::issues cancel(std::string_view id, const http::user&, http::host_value) const { return kept->cancel(id); }
};

// Makes a report: a table of the number of the user's report jobs, per class or in all.
inline fhirops::Binary<> make_report(store::job_store& from, std::string_view user, bool by_class) {
  std::map<std::string, std::size_t> counts;
  for (const store::job& each : from.jobs_of(user))
    if (std::string_view(each.userId) == user) ++counts[by_class ? std::string(each.reportClass) : "all"];
  std::string text = "report,jobs\r\n";
  for (const auto& [name, count] : counts) {
    text += '"';
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    text += "\"," + std::to_string(count) + "\r\n";
  }
  return as_binary("text/csv; charset=utf-8", text);
}

// `GET Binary/[id]` as an operation, since the service knows how to send a Binary.
struct ReadBinary {
  using Request = fhirops::no_parameters;
  struct Response {
    fhirops::Binary<> return_{};
  };
  static constexpr fhirops::operation_info info{
      .code = "read", .affectsState = false, .instance = true, .resource = fhirops::texts<"Binary">};
};
constexpr auto fhir_parameters(const ReadBinary::Response*) {
  return fhirops::parameters(fhirops::param<"return", &ReadBinary::Response::return_>{});
}

// Answers `Binary/[id]`; passes all other requests to `service`.
template <class Service>
auto with_binaries(Service service, http::options about, reports& from) {
  http::service binaries(
      std::move(about),
      http::on<ReadBinary>(
          [&from](const fhirops::no_parameters&, const http::call& call) -> std::variant<ReadBinary::Response, http::refusal> {
            if (auto found = from.binary(call.id, call.user.id)) return ReadBinary::Response{*std::move(found)};
            return http::refusal{404, {{.code = fhirops::issue_type::not_found, .text = "you have no Binary of this id"}}};
          }));
  return [service = std::move(service), binaries = std::move(binaries)](const http::request& asked, http::user who) {
    constexpr std::string_view path = "/Binary/";
    const std::string_view target = asked.target;
    const std::string_view id = target.substr(0, target.find('?')).substr(std::min(path.size(), target.size()));
    if (!target.starts_with(path) || id.empty() || id.find_first_of("/$") != std::string_view::npos) return service(asked, who);
    if (asked.method != "GET" && asked.method != "HEAD") {
      http::response answer = binaries.refuse(
          asked, {405, {{.code = fhirops::issue_type::not_supported, .text = "a Binary can only be read: send a GET"}}});
      answer.headers.push_back({"Allow", "GET, HEAD"});
      return answer;
    }
    http::request read = asked;
    const std::string at =
        std::string(target.substr(0, path.size() + id.size())) + "/$read" + std::string(target.substr(path.size() + id.size()));
    read.target = at;
    return binaries(read, who);
  };
}

}  // namespace host
