// check: reports what is wrong with FHIR R4 resources in JSON files.

#include <algorithm>
#include <cstddef>
#include <exception>
#include <fhirops/fhirops.hpp>
#include <filesystem>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include "files.hpp"

namespace {

constexpr std::string_view usage = R"(usage: check [--lenient] [--outcome] [--round-trip] FILE...

Reads each FILE as a FHIR R4 resource and checks it. A FILE may be a folder, which stands for all
*.json files in it and below, or - for standard input. Parameters, Bundle, OperationOutcome,
OperationDefinition and Binary are checked in full, other resources as JSON only.

  --lenient     what R4's JSON format forbids, such as unknown elements, is a warning, not an error
  --outcome     prints an OperationOutcome a file, each on a line of its own, in the order of the files
  --round-trip  checks too that what is written from the value reads as the same value

Prints a line an issue: FILE:LINE:COLUMN: SEVERITY CODE EXPRESSION: TEXT, columns in bytes.
Exit status: 0 if there are no errors (there may be warnings), 1 if there are, 2 for wrong usage.
)";

struct settings {
  fhirops::read_options reading;
  bool outcome = false;
  bool round_trip = false;
  std::vector<std::string> names;
};

fhirops::issues error(fhirops::issue_type code, std::string text) {
  return {{fhirops::issue_severity::error, code, std::move(text), {}, {}}};
}

// Reads, writes, and reads again. White space is removed first: a resource that the library has no type for is kept as text,
// including its white space, and written without it.
fhirops::issues check_round_trip(const std::string& text, fhirops::read_options reading) {
  const std::string compact = fhirops::to_json(fhirops::RawResource<>{.json = text});
  const auto value = fhirops::from_json<fhirops::Resource<>>(compact.empty() ? text : compact, reading);
  if (!value) return {};  // already reported
  const auto again = fhirops::from_json<fhirops::Resource<>>(fhirops::to_json(*value), reading);
  if (!again) {
    const std::string first = to_string(again.issues().front());
    return error(fhirops::issue_type::processing, "what was written cannot be read: " + first);
  }
  const auto changed = fhirops::difference(*value, *again);
  if (!changed) return {};
  const auto shown = [](const std::string& json) { return json.empty() ? "nothing" : json; };
  const std::string what = shown(changed->left) + " came back as " + shown(changed->right);
  fhirops::issues found = error(fhirops::issue_type::processing, what);
  found.front().expression = changed->expression;
  found.front().pointer = changed->pointer;
  return found;
}

// Whether reading has already reported it, such as the unknown elements that lenient reading keeps.
bool is_reported(const fhirops::issues& reading, const fhirops::issue& found) {
  return std::any_of(reading.begin(), reading.end(),
                     [&](const fhirops::issue& each) { return each.code == found.code && each.pointer == found.pointer; });
}

fhirops::issues check(const std::string& name, const settings& wanted) {
  const auto text = read_file(name);
  if (!text) return error(fhirops::issue_type::not_found, "the file cannot be read");

  const auto value = fhirops::from_json<fhirops::Resource<>>(*text, wanted.reading);
  fhirops::issues found = value.issues();
  if (value) {
    for (const fhirops::issue& each : fhirops::validate(*value))
      if (!is_reported(value.issues(), each)) found.push_back(each);
    if (wanted.round_trip) found.append(check_round_trip(*text, wanted.reading));
  }
  // Reading knows lines and columns; issues of validate are located in the text.
  fhirops::locate(found, *text);
  const auto place = [](const fhirops::issue& each) {
    return each.line == 0 ? std::numeric_limits<std::size_t>::max() : each.offset;
  };
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return found;
}

// Replaces a folder by the files in it.
std::vector<std::string> files_of(const std::vector<std::string>& names) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  for (const std::string& name : names) {
    std::error_code ignored;
    if (!fs::is_directory(name, ignored)) {
      files.push_back(name);
      continue;
    }
    const std::size_t before = files.size();
    for (const auto& entry : fs::recursive_directory_iterator(name))
      if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path().string());
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

// Shows the progress on a terminal if there are many files.
class progress {
 public:
  explicit progress(std::size_t total) : total_(total), shown_(total >= 20 && is_terminal()) {}
  void tell(std::size_t done) const {
    if (shown_) std::cerr << '\r' << done << " of " << total_ << " files" << std::flush;
  }
  void clear() const {
    if (shown_) std::cerr << "\r\x1B[K" << std::flush;
  }

 private:
  static bool is_terminal() {
#ifdef _WIN32
    return _isatty(2) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
  }

  std::size_t total_;
  bool shown_;
};

int run(const settings& wanted) {
  const std::vector<std::string> files = files_of(wanted.names);
  const progress progress(files.size());
  std::size_t faulty = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    progress.tell(i);
    const fhirops::issues found = check(files[i], wanted);
    if (found.has_errors()) ++faulty;
    if (!found.empty() || wanted.outcome) progress.clear();
    if (wanted.outcome) {
      std::cout << fhirops::to_json(fhirops::to_outcome(found)) << '\n';
    } else {
      for (const fhirops::issue& each : found) std::cout << line_of(files[i], each) << '\n';
    }
  }
  progress.clear();
  if (files.empty()) std::cerr << "check: there are no *.json files here\n";
  if (files.size() > 1) std::cerr << "check: " << files.size() << " files, " << faulty << " with errors\n";
  if (!std::cout.flush()) std::cerr << "check: the issues could not be written\n";
  return faulty == 0 && !files.empty() && std::cout ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  settings wanted;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help") {
      std::cout << usage;
      return 0;
    }
    if (argument == "--lenient") {
      wanted.reading.lenient().keep_unknown();
    } else if (argument == "--outcome") {
      wanted.outcome = true;
    } else if (argument == "--round-trip") {
      wanted.round_trip = true;
    } else if (argument.starts_with('-') && argument != "-") {
      std::cerr << "check: unknown option " << argument << '\n' << usage;
      return 2;
    } else {
      wanted.names.emplace_back(argument);
    }
  }
  if (wanted.names.empty()) {
    std::cerr << "check: which files?\n" << usage;
    return 2;
  }
  try {
    return run(wanted);
  } catch (const std::exception& failure) {  // a folder that cannot be listed, or memory that ran out
    std::cerr << "check: " << failure.what() << '\n';
    return 1;
  }
}
