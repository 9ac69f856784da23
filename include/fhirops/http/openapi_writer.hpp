#pragma once
// Writes an OpenAPI 3.1 document from the definitions of operations (https://spec.openapis.org/oas/v3.1.0).

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fhirops/core/percent_encoding.hpp"
#include "fhirops/http/async_mode.hpp"
#include "fhirops/http/capability_statement.hpp"
#include "fhirops/http/definition_search.hpp"
#include "fhirops/http/message.hpp"
#include "fhirops/http/openapi_async.hpp"
#include "fhirops/http/openapi_components.hpp"
#include "fhirops/http/openapi_schema.hpp"
#include "fhirops/http/options.hpp"
#include "fhirops/json/options.hpp"
#include "fhirops/operation/checks.hpp"
#include "fhirops/primitive/characters.hpp"
#include "fhirops/resource/operation_definition.hpp"

namespace fhirops::http::detail {

/// Writes the document, from the top down.
class openapi_writer {
 public:
  openapi_writer(std::string& text, const options& server, std::span<const OperationDefinition<>> definitions,
                 write_options writing, std::span<const async_mode> modes)
      : out_(text, writing), schema_(out_), server_(&server), definitions_(definitions), modes_(modes) {}

  void write() {
    out_.start_object();
    schema_.member("openapi", "3.1.0");
    about();
    schema_.open_list("servers");
    out_.start_object();
    schema_.member("url", server_->base.empty() ? "/" : server_->base);
    out_.end_object();
    out_.end_array();
    security(server_->anonymous);
    schema_.open("paths");
    for (std::size_t i = 0; i < definitions_.size(); ++i) {
      mode_ = i < modes_.size() ? modes_[i] : async_mode::never;
      paths_of(definitions_[i]);
    }
    read_only("/metadata", "capabilities", "What the server can do.", "CapabilityStatement", false);
    read_only("/OperationDefinition", "search-OperationDefinition", "The definitions of the operations.", "Bundle", false);
    read_only("/OperationDefinition/{id}", "read-OperationDefinition", "The definition of an operation, by its id or code.",
              "OperationDefinition", true);
    const auto& interactions = server_->interaction;
    if (std::find(interactions.begin(), interactions.end(), "batch") != interactions.end()) batch();
    if (std::any_of(modes_.begin(), modes_.end(), [](async_mode each) { return each != async_mode::never; })) {
      out_.raw_key("\"/async/{id}\"");
      out_.raw(openapi_async_path);
    }
    out_.end_object();
    components();
    out_.end_object();
    out_.finish();
  }

 private:
  void about() {
    schema_.open("info");
    schema_.member("title", server_->software);
    schema_.member("version", server_->version.empty() ? server_->date : server_->version);
    if (!server_->description.empty()) schema_.member("summary", server_->description);
    if (!server_->publisher.empty()) {
      schema_.open("contact");
      schema_.member("name", server_->publisher);
      out_.end_object();
    }
    out_.end_object();
  }
  void security(bool none) {
    schema_.open_list("security");
    if (!none) {
      out_.start_object();
      schema_.open_list("token");
      out_.end_array();
      out_.end_object();
    }
    out_.end_array();
  }

  // GET may call an operation that changes nothing and requires only primitives.
  static bool allows_get(const OperationDefinition<>& definition) noexcept {
    if (definition.affectsState.value != true && definition.affectsState.value.has_value()) {
      for (const OperationDefinitionParameter<>& each : definition.parameter)
        if (each.use == "in" && is_required(each) && !is_primitive_parameter(each)) return false;
      return true;
    }
    return false;
  }

  void paths_of(const OperationDefinition<>& of) {
    std::string name = "/$";
    fhirops::detail::encode_text(name, of.code);
    if (of.system.value == true) path(of, name, "", false);
    for (const auto& each : of.resource) {
      const std::string_view type = each;
      const std::string below = fhirops::detail::is_abstract_resource(type) ? "/{type}" : '/' + std::string(type);
      if (of.type.value == true) path(of, below + name, type, false);
      if (of.instance.value == true) path(of, below + "/{id}" + name, type, true);
    }
  }
  void path(const OperationDefinition<>& of, std::string_view url, std::string_view type, bool instance) {
    // If two operations have the same code and path, a client cannot tell them apart, so only the first is described.
    for (const std::string& each : written_)
      if (each == url) return;
    written_.emplace_back(url);
    schema_.open(url);
    const bool any = fhirops::detail::is_abstract_resource(type);
    if (any || instance) {
      schema_.open_list("parameters");
      any_type_ = any_type_ || any;
      if (any) reference("#/components/parameters/type");
      if (instance) reference("#/components/parameters/id");
      out_.end_array();
    }
    if (allows_get(of)) call(of, "get", type, instance);
    call(of, "post", type, instance);
    out_.end_object();
  }

  void call(const OperationDefinition<>& of, std::string_view method, std::string_view type, bool instance) {
    schema_.open(method);
    std::string id(method);
    for (const std::string_view part : {std::string_view(of.code), type, std::string_view(instance ? "instance" : "")}) {
      if (part.empty()) continue;
      id += '-';
      for (const char c : part) id += fhirops::detail::is_letter(c) || fhirops::detail::is_digit(c) || c == '-' ? c : '_';
    }
    // `a.b` and `a_b`, or `find-Patient` and `find` on Patient, would get the same operationId.
    while (std::find(ids_.begin(), ids_.end(), id) != ids_.end()) id += '_';
    schema_.member("operationId", ids_.emplace_back(std::move(id)));
    if (!std::string_view(of.title).empty())
      schema_.member("summary", of.title);
    else
      schema_.member("summary", '$' + std::string(std::string_view(of.code)));
    if (!std::string_view(of.description).empty()) schema_.member("description", of.description);
    if (method == "get") {
      schema_.open_list("parameters");
      for (const OperationDefinitionParameter<>& each : of.parameter)
        if (each.use == "in" && is_primitive_parameter(each)) query(each);
      if (mode_ == async_mode::can) out_.raw(openapi_prefer);
      out_.end_array();
    } else {
      if (mode_ == async_mode::can) {
        schema_.open_list("parameters");
        out_.raw(openapi_prefer);
        out_.end_array();
      }
      body(of);
    }
    answers(of);
    out_.end_object();
  }
  void query(const OperationDefinitionParameter<>& of) {
    out_.start_object();
    schema_.member("name", of.name);
    schema_.member("in", "query");
    if (!std::string_view(of.documentation).empty()) schema_.member("description", of.documentation);
    schema_.key("required");
    out_.boolean(is_required(of));
    schema_.open("schema");
    const bool many = of.max != "1";
    if (many) {
      schema_.member("type", "array");
      schema_.open("items");
    }
    schema_.primitive(value_type_of(of.type));
    if (many) out_.end_object();
    out_.end_object();
    out_.end_object();
  }
  void open_content() {
    schema_.open("content");
    schema_.open("application/fhir+json");
    schema_.open("schema");
  }
  void close_content() {
    out_.end_object();
    out_.end_object();
    out_.end_object();
  }
  void body(const OperationDefinition<>& of) {
    bool required = false;
    for (const OperationDefinitionParameter<>& each : of.parameter)
      required = required || (each.use == "in" && is_required(each));
    schema_.open("requestBody");
    schema_.key("required");
    out_.boolean(required);
    open_content();
    schema_.parameters(of.parameter, "in");
    close_content();
    out_.end_object();
  }
  void answers(const OperationDefinition<>& of) {
    const OperationDefinitionParameter<>* sole = nullptr;
    std::size_t count = 0;
    bool required = false;
    for (const OperationDefinitionParameter<>& each : of.parameter) {
      if (each.use != "out") continue;
      sole = &each;
      ++count;
      required = required || is_required(each);
    }
    const bool bare = count == 1 && sole->name == "return" && sole->max == "1" && is_resource_parameter(*sole);
    schema_.open("responses");
    if (mode_ != async_mode::never) {
      out_.raw_key("\"202\"");
      out_.raw(openapi_accepted);
    }
    if (mode_ == async_mode::must) {
      refusals();
      return out_.end_object();
    }
    if (count > 0) {
      schema_.open("200");
      schema_.member("description", bare ? "The resource that the operation answers." : "What the operation answers.");
      open_content();
      if (bare)
        schema_.resource(sole->type);
      else
        schema_.parameters(of.parameter, "out");
      close_content();
      out_.end_object();
    }
    if (!required) {
      schema_.open("204");
      schema_.member("description", "Done; there is nothing to answer.");
      out_.end_object();
    }
    refusals();
    out_.end_object();
  }
  // Writes the responses of a call whose answer is one resource.
  void answers_resource(std::string_view description, std::string_view type) {
    schema_.open("responses");
    schema_.open("200");
    schema_.member("description", description);
    open_content();
    schema_.resource(type);
    close_content();
    out_.end_object();
    refusals();
    out_.end_object();
  }
  void refusals() {
    for (const std::string_view each : {"4XX", "5XX"}) {
      schema_.open(each);
      schema_.member("$ref", "#/components/responses/Refused");
      out_.end_object();
    }
  }
  void reference(std::string_view to) {
    out_.start_object();
    schema_.member("$ref", to);
    out_.end_object();
  }

  // Writes a path that anyone can read.
  void read_only(std::string_view url, std::string_view id, std::string_view summary, std::string_view type, bool by_id) {
    schema_.open(url);
    schema_.open("get");
    schema_.member("operationId", id);
    schema_.member("summary", summary);
    security(true);
    if (by_id || type == "Bundle") {
      schema_.open_list("parameters");
      if (by_id) reference("#/components/parameters/id");
      for (const definition_parameter& each : definition_parameters) {
        if (by_id) break;
        out_.start_object();
        schema_.member("name", each.name);
        schema_.member("in", "query");
        schema_.open("schema");
        schema_.member("type", "string");
        out_.end_object();
        out_.end_object();
      }
      out_.end_array();
    }
    answers_resource(summary, type);
    out_.end_object();
    out_.end_object();
  }
  void batch() {
    schema_.open("/");
    schema_.open("post");
    schema_.member("operationId", "batch");
    schema_.member("summary", "Several requests in one Bundle.");
    schema_.open("requestBody");
    schema_.key("required");
    out_.boolean(true);
    open_content();
    schema_.resource("Bundle");
    close_content();
    out_.end_object();
    answers_resource("The answer to each of them.", "Bundle");
    out_.end_object();
    out_.end_object();
  }

  void components() {
    schema_.open("components");
    schema_.open("schemas");
    out_.raw_key("\"Resource\"");
    out_.raw(openapi_resource);
    out_.raw_key("\"Bundle\"");
    out_.raw(openapi_bundle);
    out_.raw_key("\"OperationOutcome\"");
    out_.raw(openapi_outcome);
    out_.end_object();
    schema_.open("parameters");
    out_.raw_key("\"id\"");
    out_.raw(openapi_id);
    if (any_type_) {
      out_.raw_key("\"type\"");
      out_.raw(openapi_type);
    }
    out_.end_object();
    schema_.open("responses");
    schema_.open("Refused");
    schema_.member("description", "Why it was not done.");
    open_content();
    schema_.resource("OperationOutcome");
    close_content();
    out_.end_object();
    out_.end_object();
    scheme();
    out_.end_object();
  }
  // Writes how clients authenticate, derived from the scheme of the challenge.
  void scheme() {
    const std::string_view name = std::string_view(server_->challenge).substr(0, server_->challenge.find(' '));
    schema_.open("securitySchemes");
    schema_.open("token");
    if (same_name(name, "Bearer") || same_name(name, "Basic")) {
      schema_.member("type", "http");
      schema_.member("scheme", same_name(name, "Bearer") ? "bearer" : "basic");
    } else {
      schema_.member("type", "apiKey");
      schema_.member("in", "header");
      schema_.member("name", "Authorization");
    }
    out_.end_object();
    out_.end_object();
  }

  capability_out out_;
  schema_writer schema_;
  const options* server_;
  std::span<const OperationDefinition<>> definitions_;
  std::span<const async_mode> modes_;
  async_mode mode_ = async_mode::never;
  std::vector<std::string> written_{};
  std::vector<std::string> ids_{};
  bool any_type_ = false;
};

}  // namespace fhirops::http::detail
