#pragma once
// Bearer tokens (RFC 6750), which say who sends a request.

#include <array>
#include <cstddef>
#include <cstdint>
#include <fhirops/http/message.hpp>
#include <new>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "../store/store.hpp"
#include "request_head.hpp"

namespace host {

// Fetched once: otherwise OpenSSL looks the algorithm up for each digest, and there may be no memory for that during a request.
inline const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

// As 64 lower-case hexadecimal digits.
inline std::string sha256(std::string_view text) {
  std::array<unsigned char, 32> digest{};
  const EVP_MD* const algorithm = sha256_algorithm();
  if (algorithm == nullptr || EVP_Digest(text.data(), text.size(), digest.data(), nullptr, algorithm, nullptr) != 1)
    throw std::bad_alloc();  // there is no other possible cause
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const unsigned char byte : digest) (out += digits[byte >> 4U]) += digits[byte & 15U];
  return out;
}

// 256 bits that nobody can guess.
inline std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("there are no random numbers to be had");
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned int bits = 0;
  unsigned int count = 0;
  for (const unsigned char byte : bytes) {
    bits = (bits << 8U) | byte;
    for (count += 8; count >= 6; count -= 6) out += letters[(bits >> (count - 6)) & 63U];
  }
  return out += letters[(bits << (6 - count)) & 63U];
}

// The token of an `Authorization` header; nothing if the header has another scheme or form.
inline std::optional<std::string_view> bearer_token(std::string_view header) {
  constexpr std::string_view scheme = "bearer ";
  constexpr std::size_t longest = 512;
  if (header.size() <= scheme.size() || header.size() > longest) return std::nullopt;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = header[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != scheme[i]) return std::nullopt;
  }
  header.remove_prefix(header.find_first_not_of(' ', scheme.size() - 1) == std::string_view::npos
                           ? header.size()
                           : header.find_first_not_of(' ', scheme.size() - 1));
  constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
  const std::size_t end = header.find_first_not_of(allowed);
  if (end == 0 || header.empty()) return std::nullopt;
  if (end != std::string_view::npos && header.find_first_not_of('=', end) != std::string_view::npos) return std::nullopt;
  return header;
}

// What a request says about its sender: a token, or why it is refused; neither if there is no header.
struct sender {
  std::string_view token;
  std::string_view why_not;
};
inline sender sender_of(std::span<const fhirops::http::header> headers) {
  const fhirops::http::header* found = nullptr;
  for (const fhirops::http::header& each : headers) {
    if (!detail::same_letters(each.name, "authorization")) continue;
    if (found != nullptr) return {{}, "there is more than one Authorization header: send one"};
    found = &each;
  }
  if (found == nullptr) return {};
  const auto token = bearer_token(found->value);
  if (!token) return {{}, "the Authorization header must be the word Bearer and a token"};
  return {*token, {}};
}

// The user of a token; nothing if it is unknown, belongs to nobody, or has expired at `now` (seconds since 1970).
//
// The token is looked up by its hash. The time that this takes reveals at most something about the hash, and nobody can find a
// token for a given hash.
inline std::optional<std::string> user_of(store::job_store& store, std::string_view token, std::int64_t now) {
  auto found = store.find_token(sha256(token));
  if (!found || found->user.empty() || (found->expires && *found->expires <= now)) return std::nullopt;
  return std::move(found->user);
}

}  // namespace host
