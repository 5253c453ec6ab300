include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
file(GLOB_RECURSE headers RELATIVE "${PREFIX}/include" "${PREFIX}/include/*.hpp")
# Adapters are what includes a third party's headers.
set(adapters ${headers})
list(FILTER adapters INCLUDE REGEX "/adapters/")
list(FILTER headers EXCLUDE REGEX "/adapters/")
foreach(header IN LISTS adapters)
    file(WRITE "${WORK}/one.cpp" "#include <${header}>\n#include <${header}>\nint main() {}\n")
    run("${COMPILER}" -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only
        "-I${PREFIX}/include" "${WORK}/one.cpp")
endforeach()
list(LENGTH headers count)
if(count LESS 10)
    message(FATAL_ERROR "only ${count} headers are installed")
endif()
foreach(header IN LISTS headers)
    # Twice, for the guard; alone, for what it forgets to include.
    file(WRITE "${WORK}/one.cpp" "#include <${header}>\n#include <${header}>\nint main() {}\n")
    run("${COMPILER}" -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only
        "-I${PREFIX}/include" "${WORK}/one.cpp")
    execute_process(COMMAND "${COMPILER}" -std=c++17 -M "-I${PREFIX}/include" "${WORK}/one.cpp"
        OUTPUT_VARIABLE included COMMAND_ERROR_IS_FATAL ANY)
    if(included MATCHES "rapidjson|valijson|boost|catch|CLI")
        message(FATAL_ERROR "${header} includes a header of a third party:\n${included}")
    endif()
endforeach()
