// A job of the answer, written and read.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

struct job {
  std::string id, reportClass, userId, status;
};

std::size_t use(const std::vector<job>& jobs, std::string_view text) {
  nlohmann::json answer{{"resourceType", "Bundle"}, {"type", "collection"}};
  for (const job& each : jobs) {
    nlohmann::json parts = nlohmann::json::array();
    parts.push_back({{"name", "reportClass"}, {"valueString", each.reportClass}});
    parts.push_back({{"name", "userId"}, {"valueString", each.userId}});
    parts.push_back({{"name", "status"}, {"valueString", each.status}});
    answer["entry"].push_back({{"fullUrl", each.id}, {"resource", {{"resourceType", "Parameters"}, {"part", parts}}}});
  }
  const std::string written = answer.dump();
  std::vector<job> back;
  const nlohmann::json read = nlohmann::json::parse(text, nullptr, false);
  if (read.is_discarded() || !read.contains("entry")) return written.size();
  for (const auto& entry : read["entry"]) {
    job& each = back.emplace_back();
    each.id = entry.value("fullUrl", "");
    for (const auto& part : entry["resource"]["part"])
      if (part.value("name", "") == "status") each.status = part.value("valueString", "");
  }
  return written.size() + back.size();
}
