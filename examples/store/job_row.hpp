#pragma once
// Converts a row of the table `report_job` to a report job. See jobs.sql for the table.

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
inline constexpr std::string_view columns = "id, report_class, user_id, status, \"binary\", parameters, created, started, ended";
inline constexpr std::size_t column_count = 9;

// The columns of a row; an absent one is NULL.
using row = std::array<std::optional<std::string_view>, column_count>;

// The length in bytes of a control character (below U+0020 except tabs and line breaks, U+007F to U+009F); 0 if there is none.
constexpr std::size_t control_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte == 0xC2 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    return next >= 0x80 && next <= 0x9F ? 2 : 0;
  }
  return byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') ? 1 : 0;
}
constexpr bool has_controls(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (control_at(text, i) != 0) return true;
  return false;
}

// Reads rows. Faults that can be repaired without changing the identity or the owner of a job are repaired: a control character
// in `status` or `report_class` becomes U+FFFD, and an empty `binary` is absent.
//
// Throws std::runtime_error if a row is not a report job. The message names the job by its id, if that is valid, and the column;
// it contains no values.
class job_row {
 public:
  const job& read(const row& from) {
    row_ = &from;
    job_.id = required(0);
    if (!fhirops::Id<fhirops::borrowed>(*from[0]).ok()) wrong(0, "is not 1 to 64 of A-Z a-z 0-9 - .");
    job_.reportClass = repaired(1, report_class_);
    job_.userId = without_controls(2, required(2));
    job_.status = repaired(3, status_);
    job_.binary.reset();
    if (from[4] && !from[4]->empty()) job_.binary.emplace().reference = without_controls(4, required(4));
    // Kept in `parameters_`, since it holds the few strings whose escapes were decoded.
    parameters_ = fhirops::from_json<fhirops::Parameters<fhirops::borrowed>>(required(5));
    if (!parameters_) {
      const fhirops::issue& first = parameters_.issues().front();
      wrong(5, "are not valid Parameters: " + std::string(to_string(first.code)) + " at line " + std::to_string(first.line) +
                   ", column " + std::to_string(first.column));
    }
    job_.parameters = *parameters_;
    job_.created = *time(6, required(6));
    job_.started = time(7, from[7]);
    job_.ended = time(8, from[8]);
    return job_;
  }

 private:
  // A column that must not be NULL, empty, or only white space.
  std::string_view required(std::size_t column) const {
    const auto& found = (*row_)[column];
    if (!found) wrong(column, "is NULL");
    if (found->find_first_not_of(" \t\r\n") == std::string_view::npos) wrong(column, "is empty");
    return *found;
  }
  std::string_view without_controls(std::size_t column, std::string_view found) const {
    if (has_controls(found)) wrong(column, "has control characters");
    return found;
  }
  std::string_view repaired(std::size_t column, std::string& kept) const {
    const std::string_view found = required(column);
    if (!has_controls(found)) return found;
    kept.clear();
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::size_t control = control_at(found, i);
      kept += control != 0 ? std::string_view("\xEF\xBF\xBD") : found.substr(i, 1);
      if (control > 1) i += control - 1;
    }
    return kept;
  }
  std::optional<fhirops::DateTime<fhirops::borrowed>> time(std::size_t column, std::optional<std::string_view> found) const {
    if (!found) return std::nullopt;
    fhirops::DateTime<fhirops::borrowed> moment(*found);
    if (!moment.ok()) wrong(column, "is not a dateTime of FHIR");
    return moment;
  }
  [[noreturn]] void wrong(std::size_t column, const std::string& what) const {
    std::string_view names = columns;
    for (std::size_t i = 0; i < column; ++i) names.remove_prefix(names.find(", ") + 2);
    std::string name(names.substr(0, names.find(',')));
    std::erase(name, '"');
    const fhirops::Id<fhirops::borrowed> id((*row_)[0].value_or(""));
    throw std::runtime_error("job " + (id.ok() ? std::string((*row_)[0].value_or("")) : "(its id is not valid)") + ": " + name +
                             ": " + what);
  }

  const row* row_ = nullptr;
  std::string report_class_;
  std::string status_;
  fhirops::result<fhirops::Parameters<fhirops::borrowed>> parameters_{fhirops::issues{}};
  job job_;
};

}  // namespace store
