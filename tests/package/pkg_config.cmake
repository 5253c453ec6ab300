include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
set(ENV{PKG_CONFIG_PATH} "${PREFIX}/${LIBDIR}/pkgconfig")
execute_process(COMMAND pkg-config --cflags --libs zodgate
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND pkg-config --modversion zodgate OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
if(NOT version STREQUAL VERSION)
    message(FATAL_ERROR "pkg-config says ${version}, not ${VERSION}")
endif()
separate_arguments(flags UNIX_COMMAND "${flags}")
run("${COMPILER}" -std=c++17 "${SOURCE}/consumer.cpp" ${flags} -o "${WORK}/consumer")
expect_output("${WORK}/consumer")

# In C, by a C compiler, which links no C++ by itself.
run("${C_COMPILER}" -std=c99 -Wall -Wextra -Wpedantic -Werror "${SOURCE}/consumer.c" ${flags} -o "${WORK}/consumer_c")
expect_output("${WORK}/consumer_c")
