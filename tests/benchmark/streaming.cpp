// streaming COUNT: so many jobs, made one by one as of a database's cursor, go to chunks. Prints the bytes that were
// written, and the memory that the process had at most above what it began with.

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fhirops/fhirops.hpp>
#include <iterator>
#include <string>
#include <string_view>

#include "jobs.hpp"

namespace {

// Read once, from the first to the last.
class cursor {
 public:
  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using value_type = bench::job;
    using difference_type = std::ptrdiff_t;

    explicit iterator(cursor& of) : of_(&of) {}
    const bench::job& operator*() const { return of_->job_; }
    iterator& operator++() { return of_->next(), *this; }
    void operator++(int) { of_->next(); }
    bool operator==(std::default_sentinel_t) const { return of_->left_ == 0; }

   private:
    cursor* of_;
  };

  explicit cursor(std::size_t count) : job_(bench::make_jobs(1, false).front()), left_(count) {}
  iterator begin() { return iterator(*this); }
  static std::default_sentinel_t end() { return {}; }

 private:
  void next() {
    --left_;
    job_.id = "job-" + std::to_string(left_);
  }
  bench::job job_;
  std::size_t left_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10000000;
  cursor jobs(count);
  std::size_t bytes = 0;
  const std::size_t before = bench::reset_peak();
  for (const std::string_view piece : fhirops::json_chunks(jobs)) bytes += piece.size();
  const std::size_t most = bench::peak();
  std::printf("{\"jobs\": %zu, \"bytes\": %zu, \"peak_bytes\": %zu}\n", count, bytes, most > before ? most - before : 0);
  return most == 0 ? 1 : 0;
}
