include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
run("${CMAKE_COMMAND}" -S "${SOURCE}/find_package" -B "${WORK}" -G Ninja "-DCMAKE_PREFIX_PATH=${PREFIX}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}")
run("${CMAKE_COMMAND}" --build "${WORK}")
expect_output("${WORK}/consumer")

# In C. A static library is linked as C++, and says so where that is missing.
set(c_options -G Ninja "-DCMAKE_PREFIX_PATH=${PREFIX}" "-DCMAKE_C_COMPILER=${C_COMPILER}")
run("${CMAKE_COMMAND}" -S "${SOURCE}/find_package_c" -B "${WORK}/c" ${c_options} "-DCMAKE_CXX_COMPILER=${COMPILER}")
run("${CMAKE_COMMAND}" --build "${WORK}/c")
expect_output("${WORK}/c/consumer")
execute_process(COMMAND "${CMAKE_COMMAND}" -S "${SOURCE}/find_package_c" -B "${WORK}/c_alone" ${c_options} -DLANGUAGES=C
    RESULT_VARIABLE code ERROR_VARIABLE said OUTPUT_QUIET)
if(code EQUAL 0)
    run("${CMAKE_COMMAND}" --build "${WORK}/c_alone")
    expect_output("${WORK}/c_alone/consumer")
elseif(NOT said MATCHES "LANGUAGES[ \n]+C[ \n]+CXX")
    message(FATAL_ERROR "C alone is refused, and not told how to help it:\n${said}")
endif()

# A release that may differ in its interface is not taken for this one.
file(WRITE "${WORK}/other/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)
project(other LANGUAGES NONE)
find_package(zodgate 0.2 QUIET)
if(zodgate_FOUND)
    message(FATAL_ERROR \"0.1 was taken for 0.2\")
endif()\n")
run("${CMAKE_COMMAND}" -S "${WORK}/other" -B "${WORK}/other/build" "-DCMAKE_PREFIX_PATH=${PREFIX}")
