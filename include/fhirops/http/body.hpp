#pragma once
// The content of a response: a whole text, or pieces that are pulled one by one.

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fhirops/core/owner.hpp"

namespace fhirops::http {

/// A source of the pieces of a body, such as `json_chunks`: `next()` returns the next piece, valid until the next call, or an
/// empty one at the end. If it has a member function `failed()`, that says whether the source ended because of a failure.
template <class T>
concept ChunkSource = std::move_constructible<T> && requires(T& source) {
  { source.next() } -> std::same_as<std::string_view>;
};

/// A source that may fail, as a database may in the middle of an answer. `failed()` is called after each piece; once it returns
/// true, neither that piece nor any further one is returned.
///
///     return http::failing(json_chunks(std::move(rows), for_user{call.user.id}), [&] { return cursor.lost(); });
template <ChunkSource Source, class Failed>
class failing {
 public:
  /// `has_failed` takes no argument and returns something that converts to `bool`. Both arguments are moved into this
  /// object.
  failing(Source source, Failed has_failed) : source_(std::move(source)), has_failed_(std::move(has_failed)) {}

  /// The next piece, valid until the next call; empty at the end and after a failure.
  [[nodiscard]] std::string_view next() {
    if (failed_) return {};
    const std::string_view piece = source_.next();
    failed_ = static_cast<bool>(has_failed_());
    return failed_ ? std::string_view() : piece;
  }
  /// Whether the source has failed, so that the pieces so far are incomplete.
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  Source source_;
  Failed has_failed_;
  bool failed_ = false;
};

/// The content of a response, which the transport pulls piece by piece; only the current piece is kept in memory. It may be moved
/// only before the first `next()`. Only one thread may use it at a time.
///
/// `next()` passes on exceptions of the source. Like `failed()`, they mean that the pieces are incomplete.
class body {
 public:
  /// No content.
  body() noexcept = default;
  /// A whole text.
  body(std::string whole) : whole_(std::move(whole)) {}  // NOLINT(google-explicit-constructor)
  /// Pieces, pulled from a source that is moved into the body.
  template <class Source>
    requires(!std::same_as<Source, body>) && ChunkSource<Source>
  explicit body(Source pieces) : source_(new model<Source>(std::move(pieces))) {}

  /// The next piece, valid until the next call; empty at the end. `failed()` then says whether the source failed.
  [[nodiscard]] std::string_view next() {
    if (!source_) return std::exchange(ended_, true) ? std::string_view() : std::string_view(whole_);
    if (ended_) return {};
    const std::string_view piece = source_->next();
    ended_ = piece.empty();
    return piece;
  }
  /// Whether the source failed, so that the answer is incomplete. The transport must not end the message as if it were complete
  /// (RFC 9112, section 8): it resets the connection, or leaves out the last chunk.
  [[nodiscard]] bool failed() const noexcept { return source_ && source_->failed(); }
  /// The size in bytes; `std::nullopt` if it is not known in advance.
  [[nodiscard]] std::optional<std::size_t> size() const noexcept {
    if (source_) return std::nullopt;
    return whole_.size();
  }
  /// Everything that remains, as one text. `failed()` then says whether it is complete.
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
  fhirops::detail::owner<source> source_;
  bool ended_ = false;
};

}  // namespace fhirops::http
