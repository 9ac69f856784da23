// docs/how-to/database-cursor.md: rows of a cursor as a single-pass range, borrowed from the row.

#include <array>
#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expect.hpp"

// Stands for a driver: a row's text is overwritten when the cursor moves on.
class cursor {
 public:
  explicit cursor(std::size_t rows) : rows_(rows) {}
  bool fetch() {
    if (++row_ > rows_) return false;
    const std::string number = std::to_string(row_);
    columns_ = {"job-" + number, "org.example.Report", row_ % 2 == 0 ? "bent" : "anna", "DONE", "2024-03-01T08:00:00Z"};
    return true;
  }
  [[nodiscard]] std::string_view column(std::size_t i) const { return columns_[i]; }

 private:
  std::size_t rows_;
  std::size_t row_ = 0;
  std::array<std::string, 5> columns_{};
};

//! [range]
// The rows of a cursor, as a range of jobs to be read once. A job borrows its text from the row.
class job_rows {
 public:
  using job = fhirops::ReportJob<fhirops::Parameters<fhirops::borrowed>>;

  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = job;
    using difference_type = std::ptrdiff_t;

    explicit iterator(job_rows& rows) : rows_(&rows) {}
    const job& operator*() const { return rows_->job_; }
    iterator& operator++() { return rows_->step(), *this; }
    void operator++(int) { rows_->step(); }
    bool operator==(std::default_sentinel_t) const { return rows_->done_; }

   private:
    job_rows* rows_;
  };

  explicit job_rows(cursor& rows) : cursor_(rows) {}
  iterator begin() { return step(), iterator(*this); }
  static std::default_sentinel_t end() { return {}; }

 private:
  void step() {
    done_ = !cursor_.fetch();
    if (done_) return;
    job_.id = cursor_.column(0);
    job_.reportClass = cursor_.column(1);
    job_.userId = cursor_.column(2);
    job_.status = cursor_.column(3);
    job_.created = cursor_.column(4);
  }

  cursor& cursor_;
  job job_;
  bool done_ = false;
};
//! [range]

int main() {
  using namespace fhirops;
  {
    cursor rows(4);
    //! [stream]
    job_rows jobs(rows);
    std::string sent;  // stands for the socket
    const write_report report = write_json(jobs, for_user{"anna"}, sent);
    //! [stream]
    expect(report.complete && report.bytes == sent.size() && report.replaced == 0, "all is sent");
    std::cout << sent << '\n';
    expect(read_report_jobs(sent)->size() == 2, "anna's jobs, and no others");
  }
  {
    cursor rows(4);
    //! [bundle]
    const Bundle<Parameters<>> bundle = get_report_job_status(job_rows(rows), for_user{"anna"});
    //! [bundle]
    expect(bundle.entry.size() == 2, "the Bundle has anna's jobs");
    expect_same(bundle.entry[1].fullUrl, "job-3");
  }
  return 0;
}
