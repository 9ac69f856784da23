# embed.cmake: makes OUT, the C++ source that holds the files of the folder FROM.

set(entries)
set(arrays)
set(count 0)
file(GLOB names RELATIVE "${FROM}" "${FROM}/*.html" "${FROM}/*.css" "${FROM}/*.js")
foreach(name IN LISTS names)
  cmake_path(GET name EXTENSION extension)
  set(path "/${name}")
  if(extension STREQUAL .html)
    set(path "/")
    set(type "text/html; charset=utf-8")
  elseif(extension STREQUAL .css)
    set(type "text/css; charset=utf-8")
  else()
    set(type "text/javascript; charset=utf-8")
  endif()
  file(READ "${FROM}/${name}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" hex "${hex}")
  # A literal for each 4,096 bytes: compilers need not take longer ones.
  string(REGEX REPLACE "((\\\\x..)(\\\\x..)(\\\\x..)(\\\\x..)(\\\\x..)(\\\\x..)(\\\\x..)(\\\\x..))" "\\1\"\n    \"" hex "${hex}")
  string(APPEND arrays "constexpr char file_${count}[] =\n    \"${hex}\";\n")
  string(APPEND entries "    {\"${path}\", \"${type}\", {file_${count}, sizeof file_${count} - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUT}" "// Made by embed.cmake.\n#include \"page.hpp\"\n\nnamespace host {\nnamespace {\n\n${arrays}\n"
     "constexpr page_file files[] = {\n${entries}};\n\n}  // namespace\n\n"
     "std::span<const page_file> page_files() { return files; }\n\n}  // namespace host\n")
