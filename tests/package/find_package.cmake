include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
run("${CMAKE_COMMAND}" -S "${SOURCE}/find_package" -B "${WORK}" -G Ninja "-DCMAKE_PREFIX_PATH=${PREFIX}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}")
run("${CMAKE_COMMAND}" --build "${WORK}")
expect_output("${WORK}/consumer")

# A release that may differ in its interface is not taken for this one.
file(WRITE "${WORK}/other/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)
project(other LANGUAGES NONE)
find_package(zodgate 0.2 QUIET)
if(zodgate_FOUND)
    message(FATAL_ERROR \"0.1 was taken for 0.2\")
endif()\n")
run("${CMAKE_COMMAND}" -S "${WORK}/other" -B "${WORK}/other/build" "-DCMAKE_PREFIX_PATH=${PREFIX}")
