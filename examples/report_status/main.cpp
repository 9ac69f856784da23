// report_status: the answer of $get-report-job-status for one user, from a SQLite database.

#include <exception>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "../store/sqlite_store.hpp"

namespace {

constexpr std::string_view usage = "usage: report_status DATABASE --user ID [--pretty]\n";

int wrong_usage(std::string_view what) {
  std::cerr << "report_status: " << what << '\n' << usage;
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::string database;
  std::string user;
  fhirops::write_options options;

  const std::span arguments(argv, static_cast<std::size_t>(argc));
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--help") {
      std::cout << usage;
      return 0;
    }
    if (argument == "--pretty") {
      options.pretty();
    } else if (argument == "--user") {
      if (++i == arguments.size()) return wrong_usage("--user needs an ID");
      user = arguments[i];
    } else if (argument.starts_with('-')) {
      return wrong_usage("unknown option " + std::string(argument));
    } else if (database.empty()) {
      database = argument;
    } else {
      return wrong_usage("more than one database");
    }
  }
  if (database.empty()) return wrong_usage("which database?");
  if (user.empty()) return wrong_usage("whose jobs? say --user ID");

  try {
    // SQL selects the user's rows, so that others are not even read. That is only for speed: a column may compare without regard
    // to case, or a query may be changed. `for_user` decides.
    store::sqlite_store jobs(database);
    const auto bundle = fhirops::get_report_job_status(jobs.jobs_of(user), fhirops::for_user{user});
    std::cout << fhirops::to_json(bundle, options) << '\n' << std::flush;
    if (!std::cout) throw std::runtime_error("the answer could not be written");
  } catch (const std::exception& failure) {
    std::cerr << "report_status: " << database << ": " << failure.what() << '\n';
    return 1;
  }
}
