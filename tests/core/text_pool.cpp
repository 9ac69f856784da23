// Texts that are shared by a pool and its copies.

#include "fhirops/core/text_pool.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "support/catch.hpp"

using fhirops::detail::text_pool;

TEST_CASE("a text keeps its address while the pool grows, is moved, and is copied", "[core][text_pool]") {
  text_pool pool;
  CHECK(pool.empty());
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < 100; ++i) kept.push_back(pool.keep(std::string(i, 'a')));
  std::optional<text_pool> moved(std::move(pool));
  text_pool copy(*moved);
  const std::string_view later = moved->keep("of the original alone");
  CHECK(later == "of the original alone");
  moved.reset();
  CHECK_FALSE(copy.empty());
  for (std::size_t i = 0; i < kept.size(); ++i) CHECK(kept[i] == std::string(i, 'a'));
  text_pool assigned;
  assigned.keep("which is dropped");
  assigned = copy;
  copy = text_pool();
  CHECK(copy.empty());
  for (std::size_t i = 0; i < kept.size(); ++i) CHECK(kept[i] == std::string(i, 'a'));
}

TEST_CASE("a pool takes over the texts of another", "[core][text_pool]") {
  text_pool all;
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < 10; ++i) {
    text_pool part;
    all.splice(part);  // nothing
    kept.push_back(part.keep("part " + std::to_string(i)));
    if (i % 2 == 0) kept.push_back(all.keep("before " + std::to_string(i)));
    const text_pool shared = part;
    all.splice(i % 3 == 0 ? std::move(part) : part);
  }
  const text_pool copy = std::exchange(all, {});
  for (std::size_t i = 0, k = 0; i < 10; ++i) {
    CHECK(kept[k++] == "part " + std::to_string(i));
    if (i % 2 == 0) CHECK(kept[k++] == "before " + std::to_string(i));
  }
}

TEST_CASE("copies of a pool may be used by several threads", "[core][text_pool]") {
  text_pool pool;
  const std::string_view kept = pool.keep("shared by all of them, and longer than what fits in place");
  std::vector<std::thread> threads;
  std::vector<std::size_t> sizes(4);
  for (std::size_t& size : sizes)
    threads.emplace_back([copy = pool, kept, &size]() mutable {
      for (int i = 0; i < 1000; ++i) {
        text_pool another = copy;
        another.keep("own");
        text_pool third = another;
        third.splice(copy);
        size = kept.size();
      }
    });
  pool = {};
  for (std::thread& each : threads) each.join();
  CHECK(sizes == std::vector<std::size_t>(4, 57));
}
