#pragma once
// The client side of an operation, without a transport: makes an HTTP request from a typed request, and a typed answer from an
// HTTP response.

// IWYU pragma: begin_exports
#include "fhirops/http/client_async.hpp"
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/client_reply.hpp"
#include "fhirops/http/client_request.hpp"
// IWYU pragma: end_exports
