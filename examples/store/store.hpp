#pragma once
// Stores report jobs and access tokens.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "job_range.hpp"

namespace store {

// The store cannot be reached, or does not answer in time: try again later. Any other failure is a std::runtime_error of another
// type.
struct unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The user of an access token. Only its SHA-256 is stored, so that a reader of the table cannot learn the token.
struct token {
  std::string sha256;  // 64 lower-case hexadecimal digits
  std::string user;
  std::optional<std::int64_t> expires;  // seconds since 1970; if absent, it does not expire
};

// Many threads may use it at once. All functions throw if the store fails.
class job_store {
 public:
  job_store() = default;
  job_store(const job_store&) = delete;
  job_store& operator=(const job_store&) = delete;
  virtual ~job_store() = default;

  // The jobs of a user, ordered by `created` and `id`. Must not be used after the store is gone.
  virtual job_range jobs_of(std::string_view user) = 0;
  virtual std::optional<token> find_token(std::string_view sha256) = 0;
  // Throws if tokens could not be looked up. Does not wait for requests that wait for their jobs.
  virtual void check() { find_token(""); }
  // Also creates the table of tokens if there is none.
  virtual void add_token(const token& added) = 0;
};

// Parameters are one column of JSON, not rows of a table of their own: they nest, contain resources and values of 50 types, and
// nobody searches for them. They are stored as the client sent them.

}  // namespace store
