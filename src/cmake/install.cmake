# Headers, library, program, CMake package and pkg-config file.
include(CMakePackageConfigHelpers)

set(zodgate_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/zodgate")

install(TARGETS zodgate EXPORT zodgateTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/zodgate" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT zodgateTargets NAMESPACE zodgate:: DESTINATION "${zodgate_package_dir}")

# Who links a static library links what it needs, too.
set(zodgate_dependencies "")
set(zodgate_pc_libs "")
if(zodgate_type STREQUAL "STATIC_LIBRARY")
    set(zodgate_dependencies "include(CMakeFindDependencyMacro)
find_dependency(Boost COMPONENTS regex)
find_dependency(ICU COMPONENTS uc)
")
    set(zodgate_pc_libs " -lboost_regex -licuuc")
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
    DESTINATION "${zodgate_package_dir}")

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
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/zodgate.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

if(TARGET zodgate_program)
    install(TARGETS zodgate_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
