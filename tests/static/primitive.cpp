// The primitives judge and convert at compile time: a host's constants can be checked in its source.

#include <chrono>
#include <compare>
#include <concepts>
#include <fhirops/primitive/base64_binary.hpp>
#include <fhirops/primitive/boolean.hpp>
#include <fhirops/primitive/canonical.hpp>
#include <fhirops/primitive/code.hpp>
#include <fhirops/primitive/date.hpp>
#include <fhirops/primitive/date_time.hpp>
#include <fhirops/primitive/decimal.hpp>
#include <fhirops/primitive/id.hpp>
#include <fhirops/primitive/instant.hpp>
#include <fhirops/primitive/markdown.hpp>
#include <fhirops/primitive/oid.hpp>
#include <fhirops/primitive/positive_int.hpp>
#include <fhirops/primitive/string.hpp>
#include <fhirops/primitive/time.hpp>
#include <fhirops/primitive/unsigned_int.hpp>
#include <fhirops/primitive/uri.hpp>
#include <fhirops/primitive/url.hpp>
#include <fhirops/primitive/uuid.hpp>
#include <fhirops/primitive/xhtml.hpp>
#include <string>
#include <string_view>

namespace {

using namespace fhirops;
using namespace std::chrono_literals;

// Text is borrowed here: std::string is not a constant with all of the compilers that are meant.
static_assert(Base64Binary<borrowed>("Zm9vYmFy").ok() && !Base64Binary<borrowed>("Zm9vYmF").ok());
static_assert(Canonical<borrowed>("http://example.org/x|1").ok());
static_assert(Canonical<borrowed>("http://example.org/x|1#y").version() == "1");
static_assert(Code<borrowed>("entered-in-error").ok() && !Code<borrowed>("two  blanks").ok());
static_assert(Id<borrowed>("-a.1").ok() && !Id<borrowed>("a_1").ok());
static_assert(Markdown<borrowed>("# Title").ok() && !Markdown<borrowed>("").ok());
static_assert(Oid<borrowed>("urn:oid:1.2.3").ok() && !Oid<borrowed>("urn:oid:1.02").ok());
static_assert(String<borrowed>("text").ok() && !String<borrowed>("").ok());
static_assert(Uri<borrowed>("urn:x").ok() && !Uri<borrowed>("a b").ok());
static_assert(Url<borrowed>("https://example.org").ok() && !Url<borrowed>("").ok());
static_assert(Uuid<borrowed>("urn:uuid:c757873d-ec9a-4326-a141-556f43239520").ok());
static_assert(!Uuid<borrowed>("urn:uuid:C757873D-EC9A-4326-A141-556F43239520").ok());
static_assert(Xhtml<borrowed>("<div/>").ok());

static_assert(Boolean<>(false).ok() && !Boolean<>().ok());
static_assert(Integer<>(-1).ok() && !Integer<>(2147483648LL).ok());
static_assert(UnsignedInt<>(0).ok() && !UnsignedInt<>(-1).ok());
static_assert(PositiveInt<>(1).ok() && !PositiveInt<>(0).ok());
static_assert(Decimal<>("1.00").ok() && !Decimal<>(".5").ok());
static_assert(compare(Decimal<>("1.0"), Decimal<>("10e-1")) == std::partial_ordering::equivalent);

static_assert(Date<>("2024-02-29").ok() && !Date<>("2023-02-29").ok());
static_assert(DateTime<>("2023-10-12T09:51:50+00:00").ok() && !DateTime<>("2023-10-12T09:51:50").ok());
static_assert(Instant<>("2023-10-12T09:51:50Z").ok() && !Instant<>("2023-10-12").ok());
static_assert(Time<>("14:35:00").ok() && !Time<>("24:00:00").ok());
static_assert(compare(Date<>("2023-10"), Date<>("2023-10-12")) == std::partial_ordering::unordered);
static_assert(Date<>(std::chrono::sys_days(2023y / 10 / 12)) == "2023-10-12");
static_assert(DateTime<>(std::chrono::sys_seconds(1697104310s), 2h) == "2023-10-12T11:51:50+02:00");
static_assert(DateTime<>("2023-10-12T09:51:50Z").to_sys<std::chrono::seconds>() == std::chrono::sys_seconds(1697104310s));

// Each is a std::string without a word, and a view where it has text.
template <class... T>
constexpr bool are_strings = (std::convertible_to<const T&, std::string> && ...);
template <class... T>
constexpr bool are_views = (std::convertible_to<const T&, std::string_view> && ...);
template <Storage S>
constexpr bool checked = are_strings<Base64Binary<S>, Boolean<S>, Canonical<S>, Code<S>, Date<S>, DateTime<S>, Decimal<S>, Id<S>,
                                     Instant<S>, Integer<S>, Markdown<S>, Oid<S>, PositiveInt<S>, String<S>, Time<S>,
                                     UnsignedInt<S>, Uri<S>, Url<S>, Uuid<S>, Xhtml<S>> &&
                         are_views<Base64Binary<S>, Canonical<S>, Code<S>, Date<S>, DateTime<S>, Decimal<S>, Id<S>, Instant<S>,
                                   Markdown<S>, Oid<S>, String<S>, Time<S>, Uri<S>, Url<S>, Uuid<S>, Xhtml<S>> &&
                         !are_views<Boolean<S>> && !are_views<Integer<S>>;  // there is no text that a view could be of
static_assert(checked<owned> && checked<borrowed>);

}  // namespace
