// Memory for text that is handed on in pieces.

#include <fhirops/fhirops.hpp>
#include <string>
#include <utility>

#include "support/catch.hpp"

using namespace fhirops;

TEST_CASE("text is kept in order while the buffer grows and gives away its beginning", "[bundle][chunk_buffer]") {
  detail::chunk_buffer buffer;
  std::string all;
  std::string given;
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string piece(i, static_cast<char>('a' + i % 26));
    buffer.append(piece.data(), piece.size());
    all += piece;
    if (i % 7 == 0 && buffer.size() > 10) {
      given += buffer.first(10);
      buffer.drop(10);
    }
  }
  detail::chunk_buffer moved = std::move(buffer);
  CHECK(given + std::string(moved.first(moved.size())) == all);
  const detail::fragment_room room = moved.room(1000);
  CHECK(room.end - room.to >= 1000);
}
