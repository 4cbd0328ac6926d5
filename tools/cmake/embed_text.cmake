# SPDX-License-Identifier: GPL-2.0-or-later
# embed_text(NAME FILE): compiles FILE into the library as `speur::embedded::NAME`, so that no data
# file has to be found at run time. Adds the generated source to EMBEDDED_TEXT_SOURCES.
function(embed_text name file)
  set(source ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  file(READ ${source} text)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/embedded/${name}.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [==[// Made by CMake from @file@.
#include <string_view>
namespace speur::embedded {
extern const std::string_view @name@;
const std::string_view @name@ = R"embedded(@text@)embedded";
}
]==])
  set(EMBEDDED_TEXT_SOURCES ${EMBEDDED_TEXT_SOURCES} ${generated} PARENT_SCOPE)
endfunction()
