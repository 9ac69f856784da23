// The trial of docs/explanation/versions.md: a version of FHIR beside the storage, in a specialization of one datatype.

#include <array>
#include <cstddef>
#include <fhirops/fhirops.hpp>
#include <string_view>

#include "support/catch.hpp"

namespace r5 {
struct owned : fhirops::owned {
  static constexpr int version = 5;
};
}  // namespace r5

namespace fhirops {

template <class S>
concept R5Storage = Storage<S> && requires { requires S::version == 5; };

// As in R5, whose `height` R4 does not have.
template <R5Storage S>
struct Attachment<S> {
  using storage = S;
  static constexpr auto fhir_type = type_id::Attachment;

  box<typename S::string> id{};
  list<Extension<S>> extension{};
  Code<S> contentType{};
  Code<S> language{};
  Base64Binary<S> data{};
  Url<S> url{};
  UnsignedInt<S> size{};
  PositiveInt<S> height{};
  Base64Binary<S> hash{};
  String<S> title{};
  DateTime<S> creation{};
  list<unknown_member<S>> unknown{};
};

template <R5Storage S>
struct describe<Attachment<S>> {
  using self = Attachment<S>;
  static constexpr std::size_t unknown = offsetof(self, unknown);
  static constexpr std::array fields{
      detail::id_row<S>(offsetof(self, id)),
      detail::row<decltype(self::extension)>("extension", offsetof(self, extension)),
      detail::row<decltype(self::contentType)>("contentType", offsetof(self, contentType), {.binding = &codes::mimetypes}),
      detail::row<decltype(self::language)>("language", offsetof(self, language)),
      detail::row<decltype(self::data)>("data", offsetof(self, data)),
      detail::row<decltype(self::url)>("url", offsetof(self, url)),
      detail::row<decltype(self::size)>("size", offsetof(self, size)),
      detail::row<decltype(self::height)>("height", offsetof(self, height)),
      detail::row<decltype(self::hash)>("hash", offsetof(self, hash)),
      detail::row<decltype(self::title)>("title", offsetof(self, title)),
      detail::row<decltype(self::creation)>("creation", offsetof(self, creation)),
  };
};

}  // namespace fhirops

TEST_CASE("a version beside the storage has elements of its own, and R4 does not know of them") {
  using namespace fhirops;
  constexpr std::string_view text = R"({"contentType":"image/png","height":7})";
  const auto of_r4 = from_json<Attachment<>>(text);
  REQUIRE_FALSE(of_r4);
  CHECK(of_r4.issues()[0].expression == "Attachment.height");
  const auto of_r5 = from_json<Attachment<r5::owned>>(text);
  REQUIRE(of_r5);
  CHECK(of_r5->height.value == 7);
  CHECK(to_json(*of_r5) == text);
  CHECK_FALSE(from_json<Attachment<r5::owned>>(R"({"contentType":"image/png","width":7})"));
}
