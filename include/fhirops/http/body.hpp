#pragma once
// What a response carries: a whole text, or pieces that are pulled one by one.

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace fhirops::http {

/// Where pieces of a body come from, such as `json_chunks`: `next()` gives the next piece, valid until the
/// next call, and an empty one at the end. Where it has a `failed()`, that tells whether the end is no end
/// but a failure.
template <class T>
concept ChunkSource = std::move_constructible<T> && requires(T& source) {
  { source.next() } -> std::same_as<std::string_view>;
};

/// A source that may fail, as a database does in the middle of an answer: `failed()` is asked after each
/// piece, and once it says so that piece is not given, nor any more.
///
///     return http::failing(json_chunks(std::move(rows), for_user{call.user.id}), [&] { return cursor.lost();
///     });
template <ChunkSource Source, class Failed>
class failing {
 public:
  /// `has_failed` takes nothing and gives something that is true or false; it is moved here, as `source` is.
  failing(Source source, Failed has_failed)
      : source_(std::move(source)), has_failed_(std::move(has_failed)) {}

  /// The next piece, valid until the next call; empty at the end and after a failure.
  [[nodiscard]] std::string_view next() {
    if (failed_) return {};
    const std::string_view piece = source_.next();
    failed_ = static_cast<bool>(has_failed_());
    return failed_ ? std::string_view() : piece;
  }
  /// Whether the source has failed: what was given is not the whole.
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  Source source_;
  Failed has_failed_;
  bool failed_ = false;
};

/// The content of a response, pulled by the transport: nothing of it is kept but the piece at hand.
/// To be moved only before the first `next()`.
class body {
 public:
  /// No content.
  body() noexcept = default;
  /// The whole of it.
  body(std::string whole) : whole_(std::move(whole)) {}  // NOLINT(google-explicit-constructor)
  /// Pieces. The source is moved into the body.
  template <class Source>
    requires(!std::same_as<Source, body>) && ChunkSource<Source>
  explicit body(Source pieces)
      : source_(std::make_unique<model<Source>>(std::move(pieces))) {}

  /// The next piece, valid until the next call; empty at the end. Then `failed()` tells which end it was.
  [[nodiscard]] std::string_view next() {
    if (source_ == nullptr)
      return std::exchange(ended_, true) ? std::string_view() : std::string_view(whole_);
    if (ended_) return {};
    const std::string_view piece = source_->next();
    ended_ = piece.empty();
    return piece;
  }
  /// Whether the source broke off: what was given is not the whole answer, and the transport must not end it
  /// as if it were (reset the connection, or leave out the last chunk).
  [[nodiscard]] bool failed() const noexcept { return source_ != nullptr && source_->failed(); }
  /// How many bytes there are in all; nothing where that is not known before they are made.
  [[nodiscard]] std::optional<std::size_t> size() const noexcept {
    if (source_ != nullptr) return std::nullopt;
    return whole_.size();
  }
  /// All that is left, as one text.
  [[nodiscard]] std::string rest() {
    std::string all;
    for (std::string_view piece = next(); !piece.empty(); piece = next()) all += piece;
    return all;
  }

 private:
  struct source {
    source() = default;
    source(const source&) = delete;
    source& operator=(const source&) = delete;
    virtual ~source() = default;
    virtual std::string_view next() = 0;
    [[nodiscard]] virtual bool failed() const noexcept = 0;
  };
  template <class Source>
  struct model final : source {
    explicit model(Source made) : chunks(std::move(made)) {}
    std::string_view next() override { return chunks.next(); }
    [[nodiscard]] bool failed() const noexcept override {
      if constexpr (requires { static_cast<bool>(chunks.failed()); })
        return static_cast<bool>(chunks.failed());
      else
        return false;
    }
    Source chunks;
  };

  std::string whole_;
  std::unique_ptr<source> source_;
  bool ended_ = false;
};

}  // namespace fhirops::http
