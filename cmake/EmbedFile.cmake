# cmake -DFILE=... -DOUT=... -DHEADER=... -DNAMESPACE=... -DFUNCTION=... -P EmbedFile.cmake
# Writes a source whose function returns the bytes of FILE.
file(READ "${FILE}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" bytes "${bytes}")
get_filename_component(name "${FILE}" NAME)
file(WRITE "${OUT}" "// Made from ${name}.
#include \"${HEADER}\"

namespace {
constexpr unsigned char kBytes[] = {
${bytes}0};
}

std::string_view ${NAMESPACE}::${FUNCTION}() {
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes - 1};
}
")
