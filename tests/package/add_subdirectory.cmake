# The library within a project around. It is made of what another build tree has compiled; one file is compiled here, so
# that include paths and packages are known to be found from within.
include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
foreach(shared OFF ON)
    run("${CMAKE_COMMAND}" -C "${OBJECTS}" -S "${SOURCE}/add_subdirectory" -B "${WORK}/${shared}" -G Ninja
        "-DZODGATE=${ZODGATE}" "-DBUILD_SHARED_LIBS=${shared}" "-DZODGATE_YAML=${YAML}" "-DCMAKE_CXX_COMPILER=${COMPILER}")
    run("${CMAKE_COMMAND}" --build "${WORK}/${shared}")
    expect_output("${WORK}/${shared}/consumer")
endforeach()
run("${CMAKE_COMMAND}" --build "${WORK}/OFF"
    --target zodgate/src/CMakeFiles/zodgate_objects.dir/schema/meta_schema.cpp.o)
