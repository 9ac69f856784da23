// A part of the main job, written and read.
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>
#include <vector>

struct job {
  std::string id, reportClass, userId, status;
};

std::size_t use(const std::vector<job>& jobs, std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartArray();
  for (const job& each : jobs) {
    writer.StartObject();
    writer.Key("fullUrl");
    writer.String(each.id.c_str());
    writer.Key("status");
    writer.String(each.status.c_str());
    writer.EndObject();
  }
  writer.EndArray();
  std::vector<job> back;
  rapidjson::Document read;
  read.Parse(text.data(), text.size());
  if (read.HasParseError() || !read.IsObject() || !read.HasMember("entry")) return buffer.GetSize();
  for (const auto& entry : read["entry"].GetArray()) {
    job& each = back.emplace_back();
    if (entry.HasMember("fullUrl")) each.id = entry["fullUrl"].GetString();
  }
  return buffer.GetSize() + back.size();
}
