#pragma once
// The files of page/, which are compiled into the program: the build makes page_files.cpp from them.

#include <span>
#include <string_view>

namespace host {

struct page_file {
  std::string_view path;  // in a URL
  std::string_view type;
  std::string_view content;
};

std::span<const page_file> page_files();

}  // namespace host
