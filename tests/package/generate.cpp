// A program outside the checkout, whose operations are generated: prints the parameters of one.

#include <cstdio>
#include <farm/herd/feed.hpp>
#include <farm/herd/operations.hpp>
#include <fhirops/fhirops.hpp>
#include <operations/operations.hpp>

int main() {
  using namespace fhirops;
  static_assert(farm::herd::operations::size == 1);

  farm::herd::Feed::Request request;
  request.hay = "1.50";
  const auto back = from_parameters<farm::herd::Feed::Request>(to_parameters(request));
  if (!back || *back != request) return 1;

  for (const auto& parameter : definition<operations::Weigh>().parameter)
    std::puts(std::string(std::string_view(parameter.name)).c_str());
}
