#pragma once
// The client's side of an operation: from its typed request to an HTTP request, and from an HTTP response to its typed
// answer, without a transport.

// IWYU pragma: begin_exports
#include "fhirops/http/client_options.hpp"
#include "fhirops/http/client_reply.hpp"
#include "fhirops/http/client_request.hpp"
// IWYU pragma: end_exports
