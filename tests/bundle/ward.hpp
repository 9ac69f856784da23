#pragma once
// The second tenant of what streams report jobs: a struct of another host, which shares nothing with them. Its members are
// of every kind that a parameter can be, it has other names, another type of Bundle and another `fullUrl`.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fhirops/fhirops.hpp>
#include <fhirops/testing/random_source.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace ward {

enum class Urgency { routine, asap };
constexpr auto fhir_codes(const Urgency*) {
  return fhirops::enum_codes<Urgency>({{Urgency::routine, "routine"}, {Urgency::asap, "asap"}});
}

// Parts within parts.
template <fhirops::Storage S = fhirops::owned>
struct Limit {
  using storage = S;
  fhirops::Decimal<S> least{};
  std::optional<fhirops::Decimal<S>> most{};
  friend bool operator==(const Limit&, const Limit&) = default;
};
template <fhirops::Storage S>
constexpr auto fhir_parameters(const Limit<S>*) {
  using namespace fhirops;
  return parameters(param<"least", &Limit<S>::least>{}, param<"most", &Limit<S>::most>{});
}

template <fhirops::Storage S = fhirops::owned>
struct Reading {
  using storage = S;
  typename S::string device{};
  fhirops::Quantity<S> value{};
  std::vector<Limit<S>> limits{};
  friend bool operator==(const Reading&, const Reading&) = default;
};
template <fhirops::Storage S>
constexpr auto fhir_parameters(const Reading<S>*) {
  using namespace fhirops;
  return parameters(param<"device", &Reading<S>::device>{}, param<"value", &Reading<S>::value>{},
                    param<"limit", &Reading<S>::limits>{{.max = 3}});
}

template <fhirops::Storage S = fhirops::owned>
struct Visit {
  using storage = S;
  using Choice = std::variant<bool, fhirops::Code<S>, fhirops::CodeableConcept<S>>;

  fhirops::Decimal<S> weight{};
  bool urgent = false;
  std::optional<std::int32_t> bed{};
  std::optional<std::uint32_t> floor{};
  fhirops::Reference<S> patient{};
  std::optional<fhirops::Coding<S>> kind{};
  std::vector<typename S::string> notes{};
  fhirops::list<fhirops::Period<S>> stays{};
  std::optional<Urgency> urgency{};
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> seen{};
  std::optional<fhirops::Value<S>> result{};
  std::optional<Choice> reason{};
  std::vector<Reading<S>> readings{};
  std::optional<Limit<S>> plan{};
  std::optional<fhirops::Resource<S>> contact{};
  // Last here, and no parameter.
  fhirops::Id<S> number{};

  friend bool operator==(const Visit&, const Visit&) = default;
};
template <fhirops::Storage S>
constexpr auto fhir_parameters(const Visit<S>*) {
  using namespace fhirops;
  using self = Visit<S>;
  return parameters(param<"weight", &self::weight>{}, param<"urgent", &self::urgent>{}, param<"bed", &self::bed>{},
                    param<"floor", &self::floor>{}, param<"patient", &self::patient>{}, param<"kind", &self::kind>{},
                    param<"note", &self::notes>{}, param<"stay", &self::stays>{{.max = 4}}, param<"urgency", &self::urgency>{},
                    param<"seen", &self::seen>{},
                    param<"result", &self::result>{{.allowed = type_set(type_id::string, type_id::Quantity, type_id::integer)}},
                    param<"reason", &self::reason>{}, param<"reading", &self::readings>{}, resource_param<"plan", &self::plan>{},
                    param<"contact", &self::contact>{});
}
template <fhirops::Storage S>
constexpr auto fhir_entry(const Visit<S>*) {
  return fhirops::parameters_entry<"visit", &Visit<S>::number>{
      .type = "searchset", .title = "visit to a ward", .fullUrl = fhirops::full_url::urn_uuid{}};
}

// The least that a struct can be: plain text, of which the id is a parameter too.
struct Bed {
  std::string code{};
  std::string room{};
  friend bool operator==(const Bed&, const Bed&) = default;
};
constexpr auto fhir_parameters(const Bed*) {
  using namespace fhirops;
  return parameters(param<"code", &Bed::code>{}, param<"room", &Bed::room>{});
}
constexpr auto fhir_entry(const Bed*) { return fhirops::parameters_entry<"bed", &Bed::code>{}; }

// Views without a word of their storage, of which each text is a parameter.
struct BedView {
  std::string_view code{};
  std::string_view room{};
  friend bool operator==(const BedView&, const BedView&) = default;
};
constexpr auto fhir_parameters(const BedView*) {
  using namespace fhirops;
  return parameters(param<"code", &BedView::code>{}, param<"room", &BedView::room>{});
}
constexpr auto fhir_entry(const BedView*) { return fhirops::parameters_entry<"bed", &BedView::code>{}; }

/// A range of two iterators, and no view by any sign.
template <class It>
struct between {
  It first;
  It last;
  [[nodiscard]] It begin() const { return first; }
  [[nodiscard]] It end() const { return last; }
};
template <class It>
between(It, It) -> between<It>;

/// The text of pieces, each of at most so many bytes.
template <class Chunks>
std::string joined(Chunks chunks) {
  std::string all;
  for (const std::string_view piece : chunks) all += piece;
  return all;
}

inline std::string text(fhirops::fixtures::random_source& random) { return fhirops::fixtures::well_formed_text(random); }
inline fhirops::Decimal<> decimal(fhirops::fixtures::random_source& random) {
  static constexpr std::string_view all[] = {"72.50", "-1E2", "0", "3.14159265358979323846", "1e-7"};
  return fhirops::Decimal<>(random.one_of(all));
}

/// A visit that comes back from JSON as it was; a `plain` one has nothing that goes the general way.
inline Visit<> visit(fhirops::fixtures::random_source& random, bool plain = false) {
  using namespace fhirops;
  Visit<> made;
  made.number = "v-" + std::to_string(random.below(1000000));
  made.weight = decimal(random);
  made.urgent = random.chance(50);
  if (random.chance(50)) made.bed = static_cast<int>(random.below(2000)) - 1000;
  if (random.chance(50)) made.floor = static_cast<std::uint32_t>(random.below(20));
  made.patient.reference = "Patient/" + std::to_string(random.below(100));
  if (random.chance(20)) made.patient.display = text(random);
  if (random.chance(50)) {
    Coding<>& kind = made.kind.emplace();
    kind.system = "http://example.org/kinds";
    kind.code = "k" + std::to_string(random.below(9));
    if (random.chance(30)) kind.userSelected = true;
  }
  for (std::size_t n = random.below(4); n > 0; --n) made.notes.push_back(text(random));
  for (std::size_t n = random.below(3); n > 0; --n) made.stays.emplace_back().start = "2024-02-2" + std::to_string(n);
  if (random.chance(50)) made.urgency = random.chance(50) ? Urgency::asap : Urgency::routine;
  if (random.chance(50)) made.seen.emplace(std::chrono::milliseconds(1700000000000 + static_cast<long>(random.below(1000000))));
  if (random.chance(50)) {
    switch (random.below(3)) {
      case 0:
        made.result = Value<>(text(random));
        break;
      case 1:
        made.result = Value<>(7);
        break;
      default:
        made.result.emplace().emplace<Quantity<>>().value = decimal(random);
    }
  }
  if (random.chance(50)) {
    switch (random.below(3)) {
      case 0:
        made.reason = Visit<>::Choice(true);
        break;
      case 1:
        made.reason = Visit<>::Choice(Code<>("fall"));
        break;
      default:
        made.reason.emplace(CodeableConcept<>{}), std::get<2>(*made.reason).text = text(random);
    }
  }
  for (std::size_t n = random.below(3); n > 0; --n) {
    Reading<>& reading = made.readings.emplace_back();
    reading.device = text(random);
    reading.value.value = decimal(random);
    reading.value.unit = "mg";
    for (std::size_t k = random.below(3); k > 0; --k) {
      reading.limits.emplace_back().least = decimal(random);
      if (random.chance(50)) reading.limits.back().most = decimal(random);
    }
  }
  if (random.chance(30)) made.plan.emplace().least = decimal(random);
  if (plain) return made;
  if (random.chance(10)) made.contact = from_json<Resource<>>(R"({"resourceType":"Patient","active":true})").value();
  if (random.chance(10)) made.patient.reference.element.emplace().id = "r";
  return made;
}
inline std::vector<Visit<>> visits(std::size_t count, fhirops::fixtures::random_source& random, bool plain = false) {
  std::vector<Visit<>> all;
  while (all.size() < count) all.push_back(visit(random, plain));
  return all;
}

}  // namespace ward
