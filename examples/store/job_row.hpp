#pragma once
// A row of the table `report_job` as a report job. See jobs.sql for the table.

#include <array>
#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "job_range.hpp"

namespace store {

// The columns, in the order in which `job_row` reads them. (PostgreSQL has a keyword `binary`.)
inline constexpr std::string_view columns =
    "id, report_class, user_id, status, \"binary\", parameters, created, started, ended";
inline constexpr std::size_t column_count = 9;

// What a row holds, by column: nothing is NULL.
using row = std::array<std::optional<std::string_view>, column_count>;

// Throws std::runtime_error where a row is no report job; the message names the job and the column.
class job_row {
 public:
  const job& read(const row& from) {
    row_ = &from;
    job_.id = required(0);
    job_.reportClass = required(1);
    job_.userId = required(2);
    job_.status = required(3);
    job_.binary.reset();
    if (from[4]) job_.binary.emplace().reference = *from[4];
    // Kept as `parameters_` too: it holds the few strings that had escapes to be decoded.
    parameters_ = fhirops::from_json<fhirops::Parameters<fhirops::borrowed>>(required(5));
    if (!parameters_) wrong(5, to_string(parameters_.issues().front()));
    job_.parameters = *parameters_;
    job_.created = *time(6, required(6));
    job_.started = time(7, from[7]);
    job_.ended = time(8, from[8]);
    return job_;
  }

 private:
  std::string_view required(std::size_t column) const {
    const auto& found = (*row_)[column];
    if (!found) wrong(column, "NULL");
    return *found;
  }
  std::optional<fhirops::DateTime<fhirops::borrowed>> time(std::size_t column,
                                                           std::optional<std::string_view> found) const {
    if (!found) return std::nullopt;
    fhirops::DateTime<fhirops::borrowed> moment(*found);
    if (!moment.ok()) wrong(column, "not a dateTime of FHIR: " + std::string(*found));
    return moment;
  }
  [[noreturn]] void wrong(std::size_t column, const std::string& what) const {
    std::string_view names = columns;
    for (std::size_t i = 0; i < column; ++i) names.remove_prefix(names.find(", ") + 2);
    std::string name(names.substr(0, names.find(',')));
    std::erase(name, '"');
    throw std::runtime_error("job " + std::string((*row_)[0].value_or("NULL")) + ": " + name + ": " + what);
  }

  const row* row_ = nullptr;
  fhirops::result<fhirops::Parameters<fhirops::borrowed>> parameters_{fhirops::issues{}};
  job job_;
};

}  // namespace store
