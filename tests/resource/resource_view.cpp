// What all resources have, of a typed one, of one that is kept as JSON, and where there is none.

#include "fhirops/resource/resource_view.hpp"

#include <fhirops/fhirops.hpp>
#include <string>
#include <string_view>

#include "fhirops/resource/bundle_view.hpp"
#include "support/catch.hpp"

using namespace fhirops;

namespace {

constexpr std::string_view untyped =
    R"({"resourceType":"Patient","active":true,"id":"p\u0031","meta":{"versionId":"v","tag":[{"id":"x"}]},"name":[]})";

template <Storage S>
Resource<S> raw(std::string_view json) {
  return RawResource<S>{typename S::string("Patient"), typename S::string(json)};
}

}  // namespace

TEMPLATE_TEST_CASE("a view of a typed resource", "", owned, borrowed) {
  using S = TestType;
  Parameters<S> parameters;
  parameters.id = "1";
  parameters.meta.emplace().versionId = "v";
  parameters.meta->tag.emplace_back().code = "c";
  parameters.parameter.emplace_back().value = "x";
  parameters.language.element.emplace().id = "l";
  const Resource<S> any = parameters;
  const detail::resource_view<S> direct(detail::info_of<Parameters<S>>::value, &parameters);
  for (const detail::resource_view<S>& view : {direct, detail::resource_view<S>(any)}) {
    std::string room;
    CHECK(view.has_value());
    CHECK(view.type() == "Parameters");
    CHECK(view.id(room) == "1");
    CHECK(view.version_id(room) == "v");
    for (const std::string_view element : {"id", "meta", "parameter", "language"}) CHECK(view.has(element));
    for (const std::string_view element : {"implicitRules", "versionId", "tag", "typo", ""}) CHECK_FALSE(view.has(element));
    for (const std::string_view element : {"versionId", "tag"}) CHECK(view.has_in_meta(element));
    for (const std::string_view element : {"lastUpdated", "profile", "source", "security"})
      CHECK_FALSE(view.has_in_meta(element));
  }
  const Parameters<S> bare;
  const detail::resource_view<S> view(detail::info_of<Parameters<S>>::value, &bare);
  std::string room;
  CHECK(view.has_value());
  CHECK(view.id(room).empty());
  CHECK(view.version_id(room).empty());
  CHECK_FALSE(view.has_in_meta("versionId"));
}

TEMPLATE_TEST_CASE("a view of a resource that is kept as JSON", "", owned, borrowed) {
  using S = TestType;
  const Resource<S> any = raw<S>(untyped);
  const detail::resource_view<S> view(any);
  std::string room;
  CHECK(view.has_value());
  CHECK(view.type() == "Patient");
  CHECK(view.id(room) == "p1");
  CHECK(view.version_id(room) == "v");
  for (const std::string_view element : {"id", "meta", "active", "name", "resourceType"}) CHECK(view.has(element));
  for (const std::string_view element : {"versionId", "tag", "typo", ""}) CHECK_FALSE(view.has(element));
  for (const std::string_view element : {"versionId", "tag"}) CHECK(view.has_in_meta(element));
  for (const std::string_view element : {"lastUpdated", "active"}) CHECK_FALSE(view.has_in_meta(element));
}

TEMPLATE_TEST_CASE("a view of no resource", "", owned, borrowed) {
  using S = TestType;
  const Resource<S> none{};
  for (const detail::resource_view<S>& view : {detail::resource_view<S>(), detail::resource_view<S>(none)}) {
    std::string room;
    CHECK_FALSE(view.has_value());
    CHECK(view.type().empty());
    CHECK(view.id(room).empty());
    CHECK(view.version_id(room).empty());
    CHECK_FALSE(view.has("id"));
    CHECK_FALSE(view.has_in_meta("tag"));
  }
}

TEMPLATE_TEST_CASE("each shape of an element is held, or is not", "", owned, borrowed) {
  using S = TestType;
  const auto held = [](const auto& object, std::string_view element) {
    const auto* f = detail::find_field(detail::info_of<std::remove_cvref_t<decltype(object)>>::value, element);
    return f != nullptr && detail::is_held(*f, &object);
  };
  BundleEntry<Resource<S>> entry;
  CHECK_FALSE(held(entry, "fullUrl"));
  CHECK_FALSE(held(entry, "resource"));
  CHECK_FALSE(held(entry, "link"));
  CHECK_FALSE(held(entry, "search"));
  entry.fullUrl = "u";
  entry.resource = Binary<S>{};
  entry.link.emplace_back();
  entry.search.emplace();
  CHECK(held(entry, "fullUrl"));
  CHECK(held(entry, "resource"));
  CHECK(held(entry, "link"));
  CHECK(held(entry, "search"));
  CHECK_FALSE(held(entry, "typo"));
  Extension<S> extension;
  CHECK_FALSE(held(extension, "value"));
  extension.value = false;
  CHECK(held(extension, "value"));
  Uri<S> empty;
  empty.element.emplace();
  entry.fullUrl = empty;
  CHECK(held(entry, "fullUrl"));
}

TEST_CASE("a member of a JSON object, verbatim") {
  using detail::find_member;
  CHECK(find_member(R"({"a":1,"b":{"c":[2]},"a":3})", "a") == "1");
  CHECK(find_member(R"( { "a" : 1 , "b" : {"c": [2]} } )", "b") == R"({"c": [2]})");
  CHECK(find_member(R"({"\u0061":"x"})", "a") == R"("x")");
  CHECK(find_member(R"({"a":{"b":1},"c":2})", "b").empty());
  CHECK(find_member(R"({"a":{"b":1},"b":2})", "b") == "2");
  for (const std::string_view none :
       {"", "[]", "{}", "1", R"(["a",1])", R"({"a"})", R"({"a",1})", R"({"a":})", R"({"b":1 "a":2})", R"({"b":1)"}) {
    CAPTURE(none);
    CHECK(find_member(none, "a").empty());
  }
}

TEMPLATE_TEST_CASE("a member of a checked JSON object is the one that a search finds", "", owned, borrowed) {
  for (const std::string_view text :
       {R"({"resourceType":"Patient","id":"a","b":2})", R"( { "b" : 2 , "id" : [ 1 , 2 ] , "resourceType" : "Patient" } )",
        R"({"b":{"id":"x","resourceType":"X"}})", R"({"id":{"id":"x"},"id":"second"})", R"({"\u0069d":"x","b":2})",
        R"({"id":"x","resource\u0054ype":"Patient"})", R"([{"id":"x"}])", R"("id")", "", R"({"id":"x")", R"({"id":"x"} 2)"}) {
    CAPTURE(text);
    const json_text<TestType> json{typename TestType::string(text)};
    for (const std::string_view name : {"id", "resourceType", "b"})
      CHECK(detail::find_member(json, name) == detail::find_member(text, name));
  }
}

TEMPLATE_TEST_CASE("a view of a Bundle, whatever its entries are declared to hold", "", Parameters<>, Parameters<borrowed>,
                   Resource<>, Resource<borrowed>) {
  using S = storage_of<TestType>;
  Bundle<TestType> bundle;
  const detail::bundle_view<S> view(detail::info_of<Bundle<TestType>>::value, &bundle);
  CHECK(view.size() == 0);
  CHECK(view.type().empty());
  CHECK_FALSE(view.identifier());
  bundle.type = "searchset";
  bundle.total = 7;
  bundle.timestamp = "2020-02-29T10:00:00Z";
  bundle.identifier.emplace().value = "i";
  bundle.entry.resize(5);
  bundle.entry[1].fullUrl = "u";
  Parameters<S> parameters;
  parameters.id = "p";
  if constexpr (std::same_as<TestType, Parameters<S>>)
    bundle.entry[1].resource.emplace(parameters);
  else
    bundle.entry[1].resource = parameters;
  bundle.entry[2].search.emplace();
  bundle.entry[3].request.emplace().url = "r";
  bundle.entry[4].response.emplace();
  CHECK(view.type() == "searchset");
  CHECK(*view.total().value == 7);
  CHECK(std::string_view(view.timestamp()) == "2020-02-29T10:00:00Z");
  CHECK(view.identifier()->value == "i");
  REQUIRE(view.size() == 5);
  CHECK(view[1].full_url() == "u");
  std::string room;
  for (std::size_t i = 0; i < 5; ++i) {
    CAPTURE(i);
    CHECK(view[i].resource().has_value() == (i == 1));
    CHECK(view[i].has_search() == (i == 2));
    CHECK(view[i].has_request() == (i == 3));
    CHECK(view[i].request().has_value() == (i == 3));
    CHECK(view[i].has_response() == (i == 4));
  }
  CHECK(view[1].resource().type() == "Parameters");
  CHECK(view[1].resource().id(room) == "p");
  CHECK(view[3].request()->url == "r");
}

TEMPLATE_TEST_CASE("a resource is one of its type, replaced and compared as such", "", owned, borrowed) {
  using S = TestType;
  Resource<S> any;
  CHECK(any.type() == type_id::none);
  CHECK(any.template get_if<Binary<S>>() == nullptr);
  any = Binary<S>{.contentType = "a/b"};
  CHECK(any.template is<Binary<S>>());
  CHECK_FALSE(any.template is<Parameters<S>>());
  CHECK(any.template get_if<Parameters<S>>() == nullptr);
  CHECK(any.template get_if<Binary<S>>()->contentType == "a/b");
  const Resource<S> kept = any;
  CHECK(kept.template get_if<Binary<S>>()->contentType == "a/b");
  CHECK(kept.template get_if<Parameters<S>>() == nullptr);
  const void* place = any.emplace(*detail::resource_info<S>(type_id::Parameters)->ops);
  CHECK(place == any.place());
  CHECK(any.template is<Parameters<S>>());
  CHECK(any.template get_if<Parameters<S>>()->parameter.empty());
  CHECK_FALSE(any == kept);
  any.template emplace<Binary<S>>().contentType = "a/c";
  CHECK_FALSE(any == kept);
  any.template get_if<Binary<S>>()->contentType = "a/b";
  CHECK(any == kept);
  const auto patient = RawResource<S>{typename S::string("Patient"), typename S::string("{}")};
  CHECK(patient == RawResource<S>{typename S::string("Patient"), typename S::string("{}")});
  CHECK_FALSE(patient == RawResource<S>{typename S::string("Person"), typename S::string("{}")});
  CHECK_FALSE(patient == RawResource<S>{typename S::string("Patient"), typename S::string("{ }")});
}
