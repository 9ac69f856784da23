// client: asks a server for a user's report jobs, over libcurl, and prints them as a table.

#include <curl/curl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fhirops/fhirops.hpp>
#include <fhirops/http/client.hpp>
#include <thread>

#include "files.hpp"

using namespace fhirops;
using Status = ehealth::GetReportJobStatus;

// The bytes that libcurl has received, and the maximum.
struct transfer {
  std::size_t most;
  std::vector<http::response_header> headers{};
  std::string body{};
};
static std::size_t take_header(char* data, std::size_t, std::size_t size, transfer* to) {
  const std::string_view line = std::string_view(data, size).substr(0, std::string_view(data, size).find_last_not_of("\r\n") + 1);
  if (line.starts_with("HTTP/")) to->headers.clear();
  if (const std::size_t colon = line.find(':'); colon != std::string_view::npos)
    to->headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
  return size;
}
static std::size_t take_body(char* data, std::size_t, std::size_t size, transfer* to) {
  if (to->body.append(data, size).size() > to->most) return 0;
  if (isatty(STDERR_FILENO)) std::fprintf(stderr, "\r%zu KB received\033[K", to->body.size() / 1000);
  return size;
}

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: client URL    (the token is in the environment, as FHIR_TOKEN)\n", stderr), 2;
  http::client_options client{.base = argv[1]};
  if (const char* token = std::getenv("FHIR_TOKEN")) client.headers.push_back({"Authorization", std::string("Bearer ") + token});
  const auto sent = http::to_request<Status>(client, {});
  if (!sent) return std::fprintf(stderr, "%s\n", line_of(argv[1], sent.issues()[0]).c_str()), 1;
  for (int attempt = 0; attempt < 5; ++attempt) {
    transfer got{client.max_body};
    CURL* curl = curl_easy_init();
    curl_slist* headers = nullptr;
    for (const auto& [name, value] : sent->headers) headers = curl_slist_append(headers, (name + ": " + value).c_str());
    curl_easy_setopt(curl, CURLOPT_URL, sent->url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (sent->method == "POST") curl_easy_setopt(curl, CURLOPT_POSTFIELDS, sent->body.c_str());
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &got);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &got);
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    if (isatty(STDERR_FILENO)) std::fputs("\r\033[K", stderr);
    if (status == 0) return std::fprintf(stderr, "%s: %s\n", printable(argv[1]).c_str(), curl_easy_strerror(code)), 1;

    std::vector<http::header> seen;
    for (const auto& [name, value] : got.headers) seen.push_back({name, value});
    const auto reply = http::read_reply<Status>(client, {static_cast<int>(status), seen, got.body, code == CURLE_OK});
    for (const issue& each : reply.found) std::fprintf(stderr, "%s\n", line_of(argv[1], each).c_str());
    if (reply) {
      std::printf("%-30s %-10s %-12s %s\n", "CLASS", "STATE", "STATUS", "CREATED");
      return for_each_report_job(
                 got.body,
                 [](const ReportJob<>& job) {
                   std::printf("%-30s %-10s %-12s %s\n", printable(job.reportClass).c_str(),
                               std::string(to_string(state(job))).c_str(), printable(job.status).c_str(),
                               printable(job.created).c_str());
                 },
                 client.reading)
          .has_errors();
    }
    if (reply.kind != http::reply_kind::later || !reply.retry) break;
    std::this_thread::sleep_for(reply.retry->wait(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
  }
  return 1;
}
