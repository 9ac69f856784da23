// error: (use of|call to) deleted (member )?function
// The options would refer to URLs that are gone.
#include <fhirops/fhirops.hpp>
#include <string_view>
#include <vector>

std::vector<std::string_view> urls();
auto options = fhirops::read_options{}.understand(urls());
