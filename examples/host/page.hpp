#pragma once
// The files of page/, which are part of the program: page_files.cpp is made from them when it is built.

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
