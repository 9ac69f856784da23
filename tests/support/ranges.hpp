#pragma once
// Ranges like those of hosts: they can be read only once, or have proxies as references.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <iterator>
#include <vector>

namespace test {

/// A cursor over rows: each row is made when it is reached, ends at the next step, and may be read only once.
class single_pass {
 public:
  explicit single_pass(const std::vector<fhirops::ReportJob<>>& rows) : rows_(rows) {}
  single_pass(const single_pass&) = delete;
  single_pass& operator=(const single_pass&) = delete;

  class iterator {
   public:
    using value_type = fhirops::ReportJob<>;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    explicit iterator(single_pass& range) : range_(&range) {}
    const value_type& operator*() const {
      ++range_->dereferenced_;
      return range_->row_;
    }
    iterator& operator++() {
      ++range_->advanced_;
      range_->step();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const iterator& it, std::default_sentinel_t) { return it.range_->ended(); }

   private:
    single_pass* range_;
  };
  iterator begin() {
    ++begun_;
    step();
    return iterator(*this);
  }
  static std::default_sentinel_t end() { return {}; }

  [[nodiscard]] bool ended() const { return at_ > rows_.size(); }
  [[nodiscard]] std::size_t dereferenced() const { return dereferenced_; }
  [[nodiscard]] std::size_t advanced() const { return advanced_; }
  [[nodiscard]] std::size_t begun() const { return begun_; }

 private:
  void step() {
    row_ = at_ < rows_.size() ? rows_[at_] : fhirops::ReportJob<>{};
    ++at_;
  }

  const std::vector<fhirops::ReportJob<>>& rows_;
  fhirops::ReportJob<> row_;
  std::size_t at_ = 0;
  std::size_t dereferenced_ = 0;
  std::size_t advanced_ = 0;
  std::size_t begun_ = 0;
};

/// A range whose references are values that convert to a job.
class proxies {
 public:
  struct proxy {
    const fhirops::ReportJob<>* job;
    operator const fhirops::ReportJob<>&() const { return *job; }
  };
  class iterator {
   public:
    using value_type = fhirops::ReportJob<>;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    iterator() = default;
    explicit iterator(const fhirops::ReportJob<>* at) : at_(at) {}
    proxy operator*() const { return {at_}; }
    iterator& operator++() {
      ++at_;
      return *this;
    }
    iterator operator++(int) {
      iterator old = *this;
      ++at_;
      return old;
    }
    friend bool operator==(iterator, iterator) = default;

   private:
    const fhirops::ReportJob<>* at_ = nullptr;
  };
  explicit proxies(const std::vector<fhirops::ReportJob<>>& jobs) : jobs_(jobs) {}
  [[nodiscard]] iterator begin() const { return iterator(jobs_.data()); }
  [[nodiscard]] iterator end() const { return iterator(jobs_.data() + jobs_.size()); }

 private:
  const std::vector<fhirops::ReportJob<>>& jobs_;
};

}  // namespace test

// A proxy and a job have a common reference, which input iterators need.
template <template <class> class A, template <class> class B>
struct std::basic_common_reference<test::proxies::proxy, fhirops::ReportJob<>, A, B> {
  using type = const fhirops::ReportJob<>&;
};
template <template <class> class A, template <class> class B>
struct std::basic_common_reference<fhirops::ReportJob<>, test::proxies::proxy, A, B> {
  using type = const fhirops::ReportJob<>&;
};
