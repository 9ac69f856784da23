// What is refused as a text that a result would refer to.

#include <fhirops/core/storage.hpp>
#include <fhirops/primitive/string.hpp>
#include <memory_resource>
#include <string>
#include <string_view>

using fhirops::detail::TemporaryText;

static_assert(TemporaryText<std::string>);
static_assert(TemporaryText<const std::string>);
static_assert(TemporaryText<std::pmr::string>);
static_assert(TemporaryText<fhirops::String<>>);
// They are there longer than the call, or own nothing.
static_assert(!TemporaryText<std::string&>);
static_assert(!TemporaryText<const std::string&>);
static_assert(!TemporaryText<std::string_view>);
static_assert(!TemporaryText<const char*>);
static_assert(!TemporaryText<const char (&)[3]>);
static_assert(!TemporaryText<fhirops::String<fhirops::borrowed>>);
static_assert(!TemporaryText<int>);
