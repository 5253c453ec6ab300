# zodgate_embed(TARGET [NAMESPACE name] file ...)
#
# Compiles files into TARGET, which must link zodgate::zodgate. Afterwards
#
#     #include <TARGET_schemas.hpp>
#
# offers, in namespace `schemas` unless NAMESPACE says otherwise, for each `some-name.schema.json`
#
#     const zodgate::Schema& some_name();           loaded at the first call, once; may throw zodgate::SchemaError
#     std::string_view some_name_text() noexcept;
#
# and for any other `some-name.json` (or `.openapi.json`) the text alone. So for a file of any other kind, such as an
# OpenAPI document in YAML, whose ending stays in the name: `shop.yaml` is `shop_yaml_text()`. A file is read when the
# target is built, and again whenever it changes; nothing is read at run time.

function(zodgate_embed target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAMESPACE" "")
    if(NOT TARGET "${target}")
        message(FATAL_ERROR "zodgate_embed: there is no target ${target}")
    endif()
    if(NOT arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "zodgate_embed: name at least one file to embed in ${target}")
    endif()
    if(NOT arg_NAMESPACE)
        set(arg_NAMESPACE schemas)
    endif()

    set(files "")
    foreach(file IN LISTS arg_UNPARSED_ARGUMENTS)
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE)
        if(NOT EXISTS "${file}")
            message(FATAL_ERROR "zodgate_embed: there is no file ${file}")
        endif()
        list(APPEND files "${file}")
    endforeach()

    set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}_schemas")
    set(header "${folder}/${target}_schemas.hpp")
    set(source "${folder}/${target}_schemas.cpp")
    # A list would be split on its way to the command.
    string(REPLACE ";" "|" joined "${files}")
    add_custom_command(
        OUTPUT "${header}" "${source}"
        COMMAND "${CMAKE_COMMAND}" "-DFILES=${joined}" "-DHEADER=${header}" "-DSOURCE=${source}"
                "-DNAMESPACE=${arg_NAMESPACE}" -P "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake"
        DEPENDS ${files} "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake"
        COMMENT "Embedding files in ${target}"
        VERBATIM)
    target_sources(${target} PRIVATE "${source}" "${header}")
    target_include_directories(${target} PRIVATE "${folder}")
endfunction()
