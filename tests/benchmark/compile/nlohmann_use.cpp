// The main job: jobs to the answer's text, and back.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct job {
  std::string id, reportClass, userId, status, created;
  std::optional<std::string> binary, started, ended;
  std::vector<std::pair<std::string, std::string>> parameters;
};

std::size_t use(const std::vector<job>& jobs, std::string_view text) {
  using nlohmann::json;
  json answer{{"resourceType", "Bundle"}, {"type", "collection"}};
  for (const job& each : jobs) {
    if (each.userId != "anna") continue;
    json parts = json::array();
    parts.push_back({{"name", "reportClass"}, {"valueString", each.reportClass}});
    parts.push_back({{"name", "userId"}, {"valueString", each.userId}});
    parts.push_back({{"name", "status"}, {"valueString", each.status}});
    if (each.binary) parts.push_back({{"name", "binary"}, {"valueReference", {{"reference", *each.binary}}}});
    json inner = json::array();
    for (const auto& [name, value] : each.parameters) inner.push_back({{"name", name}, {"valueString", value}});
    parts.push_back({{"name", "parameters"}, {"resource", {{"resourceType", "Parameters"}, {"parameter", std::move(inner)}}}});
    parts.push_back({{"name", "created"}, {"valueDateTime", each.created}});
    if (each.started) parts.push_back({{"name", "started"}, {"valueDateTime", *each.started}});
    if (each.ended) parts.push_back({{"name", "ended"}, {"valueDateTime", *each.ended}});
    json parameter = json::array({{{"name", "reportJob"}, {"part", std::move(parts)}}});
    answer["entry"].push_back(
        {{"fullUrl", each.id},
         {"resource", {{"resourceType", "Parameters"}, {"id", each.id}, {"parameter", std::move(parameter)}}}});
  }
  const std::string written = answer.dump();

  std::vector<job> back;
  const json read = json::parse(text, nullptr, false);
  if (read.is_discarded()) return written.size();
  for (const auto& entry : read.at("entry")) {
    job& each = back.emplace_back();
    const json& resource = entry.at("resource");
    each.id = resource.at("id").get<std::string>();
    for (const auto& part : resource.at("parameter").at(0).at("part")) {
      const auto& name = part.at("name").get_ref<const std::string&>();
      if (name == "reportClass")
        each.reportClass = part.at("valueString").get<std::string>();
      else if (name == "userId")
        each.userId = part.at("valueString").get<std::string>();
      else if (name == "status")
        each.status = part.at("valueString").get<std::string>();
      else if (name == "binary")
        each.binary = part.at("valueReference").at("reference").get<std::string>();
      else if (name == "created")
        each.created = part.at("valueDateTime").get<std::string>();
      else if (name == "started")
        each.started = part.at("valueDateTime").get<std::string>();
      else if (name == "ended")
        each.ended = part.at("valueDateTime").get<std::string>();
      else if (name == "parameters")
        for (const auto& one : part.at("resource").at("parameter"))
          each.parameters.emplace_back(one.at("name").get<std::string>(), one.at("valueString").get<std::string>());
    }
  }
  return written.size() + back.size();
}
