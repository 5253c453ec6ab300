# Packages of what is installed: `cpack -G DEB` in the build tree makes, with BUILD_SHARED_LIBS=ON,
#
#     libzodgate0.1      the shared library
#     libzodgate-dev     headers, CMake package, pkg-config file, and what to link
#     zodgate            the program, its manual page, completion for bash, zsh and fish
#
# and without it the last two, libzodgate-dev with the static library. Configure with CMAKE_INSTALL_PREFIX=/usr, so that
# libraries go where the architecture has them.

get_target_property(zodgate_type zodgate TYPE)
set(zodgate_runtime_package "libzodgate${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")

set(CPACK_PACKAGE_NAME zodgate)
set(CPACK_PACKAGE_VENDOR "zodgate")
set(CPACK_PACKAGE_CONTACT "The zodgate authors <zodgate@localhost>" CACHE STRING "Who maintains the packages")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(zodgate_about "Judges JSON as the Zod schemas of a TypeScript server do, and tells what is wrong with it in the same
issues, byte for byte, from the JSON Schema or OpenAPI document that was written of them.")
find_program(ZODGATE_DPKG_SHLIBDEPS dpkg-shlibdeps DOC "Finds what packages depend on (Debian: dpkg-dev)")
mark_as_advanced(ZODGATE_DPKG_SHLIBDEPS)

set(CPACK_COMPONENTS_ALL "")

# A component as a package. Its copyright goes along, but is no part of other installs.
macro(zodgate_package component package section about)
    list(APPEND CPACK_COMPONENTS_ALL zodgate_${component})
    string(TOUPPER "ZODGATE_${component}" upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME "${package}")
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section})
    set(CPACK_COMPONENT_${upper}_DESCRIPTION "${zodgate_about}\nThis package holds the ${about}.")
    set(CPACK_DEBIAN_${upper}_PACKAGE_SHLIBDEPS OFF)
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "share/doc/${package}" RENAME copyright
        COMPONENT zodgate_${component} EXCLUDE_FROM_ALL)
endmacro()

if(NOT zodgate_type STREQUAL "STATIC_LIBRARY")
    zodgate_package(runtime "${zodgate_runtime_package}" libs "shared library")
    if(ZODGATE_DPKG_SHLIBDEPS)
        set(CPACK_DEBIAN_ZODGATE_RUNTIME_PACKAGE_SHLIBDEPS ON)
    endif()
    set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
endif()

zodgate_package(development libzodgate-dev libdevel "development files")
if(zodgate_type STREQUAL "STATIC_LIBRARY")
    set(zodgate_development_depends "libboost-regex-dev, libicu-dev")
    if(ZODGATE_YAML_FOUND)
        string(APPEND zodgate_development_depends ", libyaml-cpp-dev")
    endif()
else()
    set(zodgate_development_depends "${zodgate_runtime_package} (= ${PROJECT_VERSION})")
endif()
set(CPACK_DEBIAN_ZODGATE_DEVELOPMENT_PACKAGE_DEPENDS "${zodgate_development_depends}")
set(CPACK_DEBIAN_ZODGATE_DEVELOPMENT_PACKAGE_SUGGESTS "cmake, pkg-config")

if(TARGET zodgate_program OR ZODGATE_COMPILED_PROGRAM)
    zodgate_package(program zodgate utils "program, its manual page, and completion for bash, zsh and fish")
    if(ZODGATE_DPKG_SHLIBDEPS)
        set(CPACK_DEBIAN_ZODGATE_PROGRAM_PACKAGE_SHLIBDEPS ON)
    endif()
endif()

include(CPack)
