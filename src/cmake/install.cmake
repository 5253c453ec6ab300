# Headers, library, program, CMake package and pkg-config file. Components are what the Debian packages consist of.
include(CMakePackageConfigHelpers)

set(zodgate_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/zodgate")

install(TARGETS zodgate EXPORT zodgateTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT zodgate_development
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT zodgate_runtime NAMELINK_COMPONENT zodgate_development
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT zodgate_runtime)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/zodgate"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT zodgate_development)
install(EXPORT zodgateTargets
    NAMESPACE zodgate:: DESTINATION "${zodgate_package_dir}" COMPONENT zodgate_development)

# Who links a static library links what it needs, too. That is C++, also where the program is C.
set(zodgate_dependencies "")
set(zodgate_pc_libs "")
if(zodgate_type STREQUAL "STATIC_LIBRARY")
    set(zodgate_dependencies "get_property(zodgate_languages GLOBAL PROPERTY ENABLED_LANGUAGES)
if(NOT \"CXX\" IN_LIST zodgate_languages)
    set(zodgate_FOUND FALSE)
    set(zodgate_NOT_FOUND_MESSAGE \"the static library is linked as C++; enable that language: project(… LANGUAGES C CXX)\")
    return()
endif()
include(CMakeFindDependencyMacro)
find_dependency(Boost COMPONENTS regex)
find_dependency(ICU COMPONENTS uc)
find_dependency(Threads)
")
    set(zodgate_pc_libs " -lboost_regex -licuuc -pthread")
    if(zodgate_yaml_target)
        string(APPEND zodgate_dependencies "find_dependency(yaml-cpp)\n")
        string(APPEND zodgate_pc_libs " -lyaml-cpp")
    endif()
    # What a C++ compiler adds by itself, and a C compiler does not.
    foreach(library IN LISTS CMAKE_CXX_IMPLICIT_LINK_LIBRARIES)
        if(library MATCHES "^(stdc\\+\\+|c\\+\\+|c\\+\\+abi|m)$")
            string(APPEND zodgate_pc_libs " -l${library}")
        endif()
    endforeach()
endif()

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/zodgateConfig.cmake.in"
    "${CMAKE_CURRENT_BINARY_DIR}/zodgateConfig.cmake" INSTALL_DESTINATION "${zodgate_package_dir}")
# Before 1.0 a minor release may change the interface.
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/zodgateConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${CMAKE_CURRENT_BINARY_DIR}/zodgateConfig.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/zodgateConfigVersion.cmake"
    "${CMAKE_CURRENT_LIST_DIR}/zodgateEmbed.cmake"
    "${CMAKE_CURRENT_LIST_DIR}/embed.cmake"
    DESTINATION "${zodgate_package_dir}" COMPONENT zodgate_development)

# A static library needs its definition repeated for those who do not use CMake.
set(zodgate_pc_cflags "")
if(zodgate_type STREQUAL "STATIC_LIBRARY")
    set(zodgate_pc_cflags " -DZODGATE_STATIC")
endif()
foreach(kind LIBDIR INCLUDEDIR)
    if(IS_ABSOLUTE "${CMAKE_INSTALL_${kind}}")
        set(zodgate_pc_${kind} "${CMAKE_INSTALL_${kind}}")
    else()
        set(zodgate_pc_${kind} "\${prefix}/${CMAKE_INSTALL_${kind}}")
    endif()
endforeach()
# Relative to where the file lies, so that the tree may be installed or moved anywhere.
file(RELATIVE_PATH zodgate_pc_up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" zodgate_pc_up "${zodgate_pc_up}")
configure_file("${CMAKE_CURRENT_LIST_DIR}/zodgate.pc.in" "${CMAKE_CURRENT_BINARY_DIR}/zodgate.pc" @ONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/zodgate.pc"
    DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT zodgate_development)

if(TARGET zodgate_program)
    install(TARGETS zodgate_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT zodgate_program)
elseif(ZODGATE_COMPILED_PROGRAM) # as ZODGATE_COMPILED_OBJECTS
    install(PROGRAMS "${ZODGATE_COMPILED_PROGRAM}" DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT zodgate_program)
endif()

# The program's manual page, and what shells complete its words by. Debian's zsh looks under /usr in a place of its own.
if(TARGET zodgate_program OR ZODGATE_COMPILED_PROGRAM)
    if(NOT DEFINED ZODGATE_ZSH_COMPLETIONS)
        set(ZODGATE_ZSH_COMPLETIONS "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
        if(CMAKE_INSTALL_PREFIX STREQUAL "/usr" AND EXISTS /etc/debian_version)
            set(ZODGATE_ZSH_COMPLETIONS "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
        endif()
    endif()
    set(zodgate_completion "${PROJECT_SOURCE_DIR}/src/cli/completion/zodgate")
    install(FILES "${PROJECT_SOURCE_DIR}/src/cli/manual/zodgate.1"
        DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT zodgate_program)
    install(FILES "${zodgate_completion}.bash" RENAME zodgate
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT zodgate_program)
    install(FILES "${zodgate_completion}.zsh" RENAME _zodgate
        DESTINATION "${ZODGATE_ZSH_COMPLETIONS}" COMPONENT zodgate_program)
    install(FILES "${zodgate_completion}.fish"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT zodgate_program)
endif()
