// opgen: generates C++ headers from OperationDefinitions.
//
// For each definition it writes one header with a struct of the operation: its `Request` and `Response`,
// plain structs whose members are the parameters (parts are structs within), its constants, and the tables
// that bind the structs to Parameters. What `fhirops/operation/` offers then works with it: reading and
// writing requests, routing, and the definition itself. The library's own operations, in `fhirops/hl7` and
// `fhirops/ehealth`, are made so. In a CMake project `fhirops_generate_operations` runs it at build time.
//
// The way of a definition:
//
//   sources.hpp     the definitions in a JSON document, read by the library
//   examine.hpp     what follows, for all of them
//   check.hpp       what is said of the operation as a whole       } faults go to report.hpp, each with
//   parameters.hpp  its parameters, and their parts                } its path in the document
//   names.hpp       C++ names from FHIR's; types.hpp: C++ types from FHIR's
//   model.hpp       what there is to write, once nothing was found wrong
//   print.hpp       the header, laid out as clang-format does in Google's style with 110 columns
//
// A definition with a fault is refused with `file:line:column: ...`, and then nothing at all is written.

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "examine.hpp"
#include "names.hpp"
#include "print.hpp"
#include "report.hpp"
#include "types.hpp"

namespace {

namespace fs = std::filesystem;

constexpr std::string_view usage = R"(usage: opgen [OPTION...] FILE...

Writes a C++ header for each OperationDefinition in the files: a definition, an array or a Bundle of
them each. A folder stands for the definitions in its *.json files.

  --namespace N     the namespace of the C++ types (default: operations)
  --out DIR         the folder for the headers (default: .)
  --table FILE      write FILE too: a header that includes them all, with `operations`, their table
  --prefix PATH     how FILE includes the headers: PATH/name.hpp (default: name.hpp)
  --documentation   take over the texts of the definitions: title, description, documentation
  --untyped         allow parameters with neither type nor part: as values of any type
  --strict          refuse what R4 does not allow though published guides do it: a warning is an error
  --rename OLD=NEW  the name of a member in C++, where those of two parameters clash: OLD is the parameter,
                    a part (outer.inner), or either in one definition (id:outer.inner)
  --help            this text

A header is named after the id of its definition (or its code, where there is no id). Headers that are
right already are left alone. What is wrong with a definition goes to standard error, as
`file:line:column: error ...`; where there is an error, nothing is written.

Exit status: 0 if all was written, 1 if a definition or file was refused, 2 for a wrong command line.
)";

struct arguments {
  std::string space = "operations";
  fs::path out = ".";
  fs::path table;
  std::string prefix;
  opgen::choices wanted;
  opgen::renames names;
  std::vector<fs::path> files;
};

int complain(std::string_view text) {
  std::cerr << "opgen: " << fhirops::detail::display_text(text) << '\n';
  return 2;
}

bool is_namespace(std::string_view name) {
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find("::", at), name.size());
    const std::string part(name.substr(at, end - at));
    const bool own = part == "fhirops" && at == 0;
    if (part.empty() || (!own && opgen::identifier(part) != part)) return false;
    at = end + 2;
  }
  return true;
}

std::optional<arguments> parse(const std::vector<std::string>& given, std::string& fault) {
  arguments out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string& each = given[i];
    if (!each.starts_with("--")) {
      out.files.emplace_back(each);
    } else if (each == "--documentation") {
      out.wanted.documentation = true;
    } else if (each == "--untyped") {
      out.wanted.untyped = true;
    } else if (each == "--strict") {
      out.wanted.strict = true;
    } else if (each == "--rename") {
      if (++i == given.size()) return fault = each + " has no value: write " + each + " OLD=NEW", std::nullopt;
      const std::size_t equals = given[i].rfind('=');
      if (equals == std::string::npos || equals == 0) return fault = "--rename " + given[i] + ": write OLD=NEW", std::nullopt;
      const std::string name = given[i].substr(equals + 1);
      if (name.empty() || opgen::identifier(name) != name || opgen::is_library_name(name))
        return fault = '"' + name + "\" cannot be the name of a member in C++: choose another", std::nullopt;
      out.names.to[given[i].substr(0, equals)] = name;
    } else if (each == "--namespace" || each == "--out" || each == "--table" || each == "--prefix") {
      if (++i == given.size()) return fault = each + " has no value: see opgen --help", std::nullopt;
      if (each == "--namespace") out.space = given[i];
      if (each == "--out") out.out = given[i];
      if (each == "--table") out.table = given[i];
      if (each == "--prefix") out.prefix = given[i];
    } else {
      return fault = each + " is not an option: see opgen --help", std::nullopt;
    }
  }
  if (!out.prefix.empty() && !out.prefix.ends_with('/')) out.prefix += '/';
  if (!is_namespace(out.space)) return fault = '"' + out.space + "\" cannot be a namespace in C++: choose another", std::nullopt;
  if (out.files.empty()) return fault = "no files are given: see opgen --help", std::nullopt;
  return out;
}

class generator {
 public:
  explicit generator(arguments given) : given_(std::move(given)) { given_.wanted.names = &given_.names; }
  generator(const generator&) = delete;
  generator& operator=(const generator&) = delete;

  int run() {
    for (const fs::path& path : given_.files) take_all(path);
    for (const auto& [name, ignored] : given_.names.to) {
      if (failed_ || given_.names.used.contains(name)) continue;
      complain("--rename " + name + ": no definition has this parameter");
      failed_ = true;
    }
    if (!failed_ && operations_.empty())
      return complain("the files hold no OperationDefinition of an operation: give one, an array or a Bundle of them");
    // All or nothing: a header is only written where all definitions are right.
    if (!failed_) write_all();
    return failed_ ? 1 : 0;
  }

 private:
  void fail(const fs::path& path, const std::string& text) {
    std::cerr << fhirops::detail::display_text(path.string()) << ": " << fhirops::detail::display_text(text) << '\n';
    failed_ = true;
  }

  void take_all(const fs::path& path) {
    std::error_code fault;
    if (!fs::is_directory(path, fault)) return take(path, true);
    std::vector<fs::path> inside;
    for (fs::directory_iterator entry(path, fault), end; !fault && entry != end; entry.increment(fault))
      if (std::error_code none; entry->path().extension() == ".json" && entry->is_regular_file(none))
        inside.push_back(entry->path());
    if (fault) return fail(path, "error: cannot be read: " + fault.message());
    std::ranges::sort(inside);
    for (const fs::path& each : inside) take(each, false);
  }

  void take(const fs::path& path, bool named) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) return fail(path, "error: cannot be read");
    opgen::examined read = opgen::examine(
        text, given_.wanted,
        [&](const auto& operation, auto& reported, const std::string& pointer) { claim(operation, reported, path, pointer); });
    if (!named && read.is_other) return;  // a folder may hold other files too
    for (const fhirops::issue& each : read.found) {
      std::cerr << fhirops::detail::display_text(path.string()) << (each.line == 0 ? ": " : ":") << to_string(each) << '\n';
      failed_ = failed_ || each.is_error();
    }
    std::ranges::move(read.operations, std::back_inserter(operations_));
  }

  // Two operations cannot have one header, nor one the name of the table's.
  void claim(const opgen::operation& operation, opgen::report& reported, const fs::path& path, const std::string& pointer) {
    const opgen::place id{"OperationDefinition.id", pointer + "/id"};
    const auto [other, fresh] = files_.try_emplace(operation.file_name, path.string() + pointer);
    if (!fresh)
      reported.error(opgen::issue_type::duplicate,
                     "the header would be " + operation.file_name + ", as for " + other->second +
                         ": give each guide a --namespace and an --out of its own",
                     id);
    else if ((given_.out / operation.file_name).lexically_normal() == given_.table.lexically_normal())
      reported.error(
          opgen::issue_type::duplicate,
          "the header would be " + operation.file_name + ", which is that of the table (--table): give it another name", id);
  }

  void write_all() {
    const opgen::printer printer(given_.space);
    for (const opgen::operation& each : operations_) write(given_.out / each.file_name, printer.header(each));
    if (!given_.table.empty()) write(given_.table, printer.table(operations_, given_.prefix));
  }

  // A file that is the same already is not written, so that nothing is compiled again for it.
  void write(const fs::path& path, const std::string& text) {
    if (std::ifstream old(path, std::ios::binary); old && std::string{std::istreambuf_iterator<char>(old), {}} == text) return;
    std::error_code ignored;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), ignored);  // reported if the file cannot be written
    std::ofstream file(path, std::ios::binary);
    file << text;
    if (!file.flush()) fail(path, "error: cannot be written");
  }

  arguments given_;
  std::vector<opgen::operation> operations_;
  std::map<std::string, std::string> files_;  // and where its definition is
  bool failed_ = false;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> given(argv + std::min(argc, 1), argv + argc);
  if (given.empty() || std::ranges::find(given, "--help") != given.end()) {
    (given.empty() ? std::cerr : std::cout) << usage;
    return given.empty() ? 2 : 0;
  }
  std::string fault;
  auto parsed = parse(given, fault);
  if (!parsed) return complain(fault);
  try {
    return generator(*std::move(parsed)).run();
  } catch (const std::exception& thrown) {
    complain(thrown.what());
    return 1;
  }
}
