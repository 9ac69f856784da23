// Memory for text that is handed on in pieces.

#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("text stays in order while the buffer grows and returns its beginning", "[json][chunk_buffer]") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{10}, std::size_t{1000}}) {
    detail::chunk_buffer buffer;
    std::string all;
    std::string given;
    for (std::size_t i = 0; i < 200; ++i) {
      const std::string piece(i, static_cast<char>('a' + i % 26));
      buffer.append(piece.data(), piece.size());
      all += piece;
      if (i % 7 == 0) {
        buffer.pass(size);
        given += buffer.give(size);
      }
    }
    buffer.pass(size);
    CHECK(given.size() + buffer.left() == all.size());
    detail::chunk_buffer moved = std::move(buffer);
    CHECK(given + std::string(moved.give(moved.left())) == all);
    const detail::output_cursor cursor = moved.reserve(1000);
    CHECK(cursor.end - cursor.at >= 1000);
    // NOLINTNEXTLINE(bugprone-use-after-move): that is what is asked
    CHECK((buffer.is_closed() && buffer.left() == 0 && buffer.give(9).empty()));
  }
}

TEST_CASE("a buffer that is emptied as it is filled does not grow", "[json][chunk_buffer]") {
  detail::chunk_buffer buffer;
  const std::string piece(100, 'a');
  for (int i = 0; i < 1000; ++i) {
    buffer.append(piece.data(), piece.size());
    CHECK(buffer.give(80).size() == 80);
    buffer.pass(80);
    if (buffer.left() < 80) continue;
    CHECK(buffer.give(80).size() == 80);
    buffer.pass(80);
  }
  const detail::output_cursor cursor = buffer.reserve(1);
  CHECK(cursor.end - cursor.at < 1000);
}

TEST_CASE("an empty buffer returns nothing", "[json][chunk_buffer]") {
  detail::chunk_buffer buffer;
  buffer.append(nullptr, 0);
  buffer.pass(7);
  CHECK(buffer.give(7).empty());
  CHECK_FALSE(buffer.is_closed());
  buffer.close();
  CHECK(buffer.is_closed());
}

TEST_CASE("a piece and the entry that completes it get their space at once", "[json][chunk_buffer]") {
  constexpr std::size_t room = detail::chunk_buffer::room_for_entry;
  const std::string entry(1000, 'a');
  for (const auto& [piece, space] : {std::pair{std::size_t{65536}, 65536 + room}, {std::size_t{40000}, 40000 + room}}) {
    detail::chunk_buffer buffer(piece);
    std::size_t spaces = 0;
    const char* last = nullptr;
    for (int i = 0; i < 50; ++i) {
      buffer.pass(piece);
      while (buffer.left() < piece) {
        const detail::output_cursor cursor = buffer.reserve(room);
        if (cursor.end != last) ++spaces;
        last = cursor.end;
        CHECK(buffer.size() + static_cast<std::size_t>(cursor.end - cursor.at) <= space);
        buffer.append(entry.data(), entry.size());
      }
      CHECK(buffer.give(piece).size() == piece);
    }
    CHECK(spaces == 2);
  }
  // A huge piece is not allocated before it is needed.
  detail::chunk_buffer buffer(std::size_t{1} << 40U);
  for (int i = 0; i < 200; ++i) {
    const detail::output_cursor cursor = buffer.reserve(room);
    CHECK(buffer.size() + static_cast<std::size_t>(cursor.end - cursor.at) <= 2 * (buffer.size() + 100000));
    buffer.append(entry.data(), entry.size());
  }
}
