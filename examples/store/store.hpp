#pragma once
// Where report jobs and access tokens are kept.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "job_range.hpp"

namespace store {

// The store cannot be reached, or does not answer in time: to be tried again later. Any other failure
// is a std::runtime_error of another type.
struct unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The user of an access token. Only its SHA-256 is kept, so that a reader of the table has no token.
struct token {
  std::string sha256;  // 64 lower-case hexadecimal digits
  std::string user;
  std::optional<std::int64_t> expires;  // seconds since 1970; without it, never
};

// Safe to be used by many threads at once. All functions throw where the store fails.
class job_store {
 public:
  job_store() = default;
  job_store(const job_store&) = delete;
  job_store& operator=(const job_store&) = delete;
  virtual ~job_store() = default;

  // The jobs of a user, by `created` and `id`. Not to be used after the store is gone.
  virtual job_range jobs_of(std::string_view user) = 0;
  virtual std::optional<token> find_token(std::string_view sha256) = 0;
  // Throws where no token could be looked up. Does not wait for those who wait for their jobs.
  virtual void check() { find_token(""); }
  // Makes the table of tokens too, where there is none.
  virtual void add_token(const token& added) = 0;
};

// Parameters are one column of JSON, not rows of a table of their own: they nest, hold resources and any
// of 50 types, and nobody searches for them. What a client sent is kept as it came.

}  // namespace store
