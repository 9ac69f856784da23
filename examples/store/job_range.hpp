#pragma once
// Report jobs from a store: one row at a time, each to be read once.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <iterator>
#include <memory>
#include <utility>

namespace store {

// Borrows its text from the row of the store, which is gone when the next one is requested: no string is copied.
using job = fhirops::ReportJob<fhirops::Parameters<fhirops::borrowed>>;

// The rows found by a query.
class job_cursor {
 public:
  job_cursor() = default;
  job_cursor(const job_cursor&) = delete;
  job_cursor& operator=(const job_cursor&) = delete;
  virtual ~job_cursor() = default;

  // The job of the next row; null after the last one. Throws if the store fails, so that an answer that stops half way never
  // looks complete.
  virtual const job* next() = 0;
};

// A cursor as a single-pass range.
class job_range {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = job;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    explicit iterator(job_cursor& cursor) : cursor_(&cursor), job_(cursor.next()) {}
    const job& operator*() const { return *job_; }
    iterator& operator++() { return job_ = cursor_->next(), *this; }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return job_ == nullptr; }

   private:
    job_cursor* cursor_ = nullptr;
    const job* job_ = nullptr;
  };

  explicit job_range(std::unique_ptr<job_cursor> cursor) : cursor_(std::move(cursor)) {}
  iterator begin() { return iterator(*cursor_); }
  static std::default_sentinel_t end() { return {}; }

 private:
  std::unique_ptr<job_cursor> cursor_;
};

}  // namespace store
