# One function per kind of target, so that the root CMakeLists.txt reads as the module table.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
find_program(CORRIDOR_CCACHE ccache)
if(CORRIDOR_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CORRIDOR_CCACHE})
endif()

include(GNUInstallDirs)
find_package(PkgConfig REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(duktape REQUIRED IMPORTED_TARGET duktape)
if(CORRIDOR_JEMALLOC)
  pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
endif()
find_package(yaml-cpp REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

set(CORRIDOR_WARNINGS
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
    -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wdouble-promotion -Wformat=2
    -Wimplicit-fallthrough)
# g++ 12 sees overlapping copies in std::string concatenation that are not there (GCC bug 105651), and
# in a debug build holds the frames of coroutines that are member functions for freed by another
# operator than took them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  list(APPEND CORRIDOR_WARNINGS -Wno-restrict -Wno-mismatched-new-delete)
endif()
if(CORRIDOR_WERROR)
  list(APPEND CORRIDOR_WARNINGS -Werror)
endif()

# Warnings and clang-tidy are for our own sources only.
function(corridor_own_code target)
  target_compile_options(${target} PRIVATE ${CORRIDOR_WARNINGS})
  if(CORRIDOR_CLANG_TIDY)
    set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "clang-tidy;--quiet")
  endif()
endfunction()

# corridor_module(name DEPENDS public... PRIVATE private...): a static library corridor::name built
# from src/name/*.cpp with its headers in include/corridor/name/. Names of modules are short.
function(corridor_module name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/${name}/*.cpp)
  add_library(corridor_${name} STATIC ${sources})
  add_library(corridor::${name} ALIAS corridor_${name})
  set_target_properties(corridor_${name} PROPERTIES EXPORT_NAME ${name})
  file(GLOB headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/include/corridor/${name}/*.hpp)
  target_sources(corridor_${name} PUBLIC FILE_SET HEADERS
    BASE_DIRS ${CMAKE_CURRENT_SOURCE_DIR}/include FILES ${headers})
  set_target_properties(corridor_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_compile_features(corridor_${name} PUBLIC cxx_std_20)
  foreach(dependency IN LISTS ARG_DEPENDS)
    if(TARGET corridor_${dependency})
      target_link_libraries(corridor_${name} PUBLIC corridor::${dependency})
    else()
      target_link_libraries(corridor_${name} PUBLIC ${dependency})
    endif()
  endforeach()
  target_link_libraries(corridor_${name} PRIVATE ${ARG_PRIVATE})
  corridor_own_code(corridor_${name})
  set_property(GLOBAL APPEND PROPERTY CORRIDOR_MODULES corridor_${name})
endfunction()

# corridor_program(name DEPENDS modules... PRIVATE libraries...): the command line program, src/app/*.cpp.
function(corridor_program name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/app/*.cpp)
  add_executable(${name} ${sources})
  list(TRANSFORM ARG_DEPENDS PREPEND corridor::)
  target_link_libraries(${name} PRIVATE ${ARG_DEPENDS} ${ARG_PRIVATE})
  target_compile_definitions(${name} PRIVATE
    CORRIDOR_VERSION="${PROJECT_VERSION}"
    CORRIDOR_SCENARIOS_DIR="${PROJECT_SOURCE_DIR}/scenarios"
    CORRIDOR_INSTALLED_SCENARIOS_DIR="${CMAKE_INSTALL_FULL_DATADIR}/corridor/scenarios")
  corridor_own_code(${name})
endfunction()

# corridor_embed(module FILE file HEADER header FUNCTION name): the module gets a source whose function
# returns the bytes of the file, so that the program needs nothing beside itself.
function(corridor_embed module)
  cmake_parse_arguments(ARG "" "FILE;HEADER;FUNCTION" "" ${ARGN})
  set(file ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_FILE})
  set(header ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_HEADER})
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedFile.cmake)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${ARG_FUNCTION}.cpp)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DFILE=${file} -DOUT=${source} -DHEADER=${header}
            -DNAMESPACE=corridor::${module} -DFUNCTION=${ARG_FUNCTION} -P ${script}
    DEPENDS ${file} ${script} VERBATIM)
  target_sources(corridor_${module} PRIVATE ${source})
endfunction()
