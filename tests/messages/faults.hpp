#pragma once
// What is said of a fault, by each side of the library: one string an issue.

#include <string>
#include <string_view>
#include <vector>

namespace test {

/// A request to a service, `POST /$plan | Accept: text/html | {...}`: headers, and last a body, between bars. A body is
/// JSON, where no `Content-Type` says otherwise; `-` is for none.
std::vector<std::string> faults_of_request(std::string_view input);
/// These parameters, JSON, read into the request of `$plan`; `patient` is there by itself.
std::vector<std::string> faults_of_parameters(std::string_view json, bool leniently);
/// A lookup of the parameter `a` in these parameters, as a value, resource or parameter of the type.
std::vector<std::string> faults_of_lookup(std::string_view type, std::string_view json);
/// What opgen says of a document; of a definition with these members beside those that it needs; of one with this
/// parameter.
std::vector<std::string> faults_of_document(std::string_view json, bool strictly);
std::vector<std::string> faults_of_definition(std::string_view members, bool strictly);
std::vector<std::string> faults_of_definition_parameter(std::string_view parameter, bool strictly);

}  // namespace test
