#pragma once
// Forward declarations of the types that contain each other, with their default Storage.

#include "fhirops/core/storage.hpp"

namespace fhirops {

template <Storage S = owned>
struct Element;
template <Storage S = owned>
struct Extension;
template <Storage S = owned>
class Value;
template <Storage S = owned>
class Resource;
template <Storage S = owned>
struct Identifier;
template <Storage S = owned>
struct Reference;
template <class R = Resource<>>
struct Bundle;

}  // namespace fhirops
