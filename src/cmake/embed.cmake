# Writes HEADER and SOURCE with the contents of FILES (separated by |) as functions in NAMESPACE. Run by zodgate_embed.
cmake_minimum_required(VERSION 3.25)

string(REPLACE "|" ";" files "${FILES}")
set(declarations "")
set(definitions "")
set(names "")
set(any_schema FALSE)
foreach(file IN LISTS files)
    get_filename_component(file_name "${file}" NAME)
    set(is_schema FALSE)
    if(file_name MATCHES "\\.schema\\.json$")
        set(is_schema TRUE)
        set(any_schema TRUE)
    endif()
    string(REGEX REPLACE "(\\.schema|\\.openapi)?\\.json$" "" name "${file_name}")
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" name "${name}")
    if(name MATCHES "^[0-9]")
        set(name "_${name}")
    endif()
    if(name IN_LIST names)
        message(FATAL_ERROR "zodgate_embed: two files would both be called ${name}()")
    endif()
    list(APPEND names "${name}")

    file(READ "${file}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND declarations "\n/// The text of ${file_name}. Static storage.\nstd::string_view ${name}_text() noexcept;\n")
    # The last byte is not part of the text: arrays may not be empty.
    string(APPEND definitions "
std::string_view ${name}_text() noexcept {
    static const unsigned char bytes[] = {${bytes}0};
    return {reinterpret_cast<const char*>(bytes), sizeof bytes - 1};
}
")
    if(is_schema)
        string(APPEND declarations
            "\n/// ${file_name}, loaded at the first call. Throws zodgate::SchemaError then, if it cannot be loaded.\n"
            "const zodgate::Schema& ${name}();\n")
        string(APPEND definitions "
const zodgate::Schema& ${name}() {
    static const zodgate::Schema schema = [] {
        zodgate::Options options;
        options.document_name = \"${file_name}\";
        return zodgate::Schema::parse(${name}_text(), options);
    }();
    return schema;
}
")
    endif()
endforeach()

set(include "")
if(any_schema)
    set(include "#include <zodgate/schema.hpp>\n\n")
endif()
get_filename_component(header_name "${HEADER}" NAME)
set(header_text "// Written by zodgate_embed; changes are lost.\n#pragma once\n\n${include}#include <string_view>\n
namespace ${NAMESPACE} {\n${declarations}\n}  // namespace ${NAMESPACE}\n")
set(source_text "// Written by zodgate_embed; changes are lost.\n#include \"${header_name}\"\n
namespace ${NAMESPACE} {\n${definitions}\n}  // namespace ${NAMESPACE}\n")
# Files that stay the same keep their time, so nothing is compiled again for nothing. The source is always touched, as
# the build tool waits for one output at least to be new.
file(CONFIGURE OUTPUT "${HEADER}" CONTENT "@header_text@" @ONLY)
file(CONFIGURE OUTPUT "${SOURCE}" CONTENT "@source_text@" @ONLY)
file(TOUCH "${HEADER}" "${SOURCE}")
