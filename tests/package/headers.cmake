include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")
file(GLOB_RECURSE headers RELATIVE "${PREFIX}/include" "${PREFIX}/include/*.hpp")
# Adapters are what includes a third party's headers.
set(adapters ${headers})
list(FILTER adapters INCLUDE REGEX "/adapters/")
list(FILTER headers EXCLUDE REGEX "/adapters/")
set(needs_beast boost/beast/http.hpp)
set(needs_httplib httplib.h)
set(needs_pistache pistache/http.h)
set(needs_poco Poco/Net/HTTPServer.h)
set(needs_rapidjson rapidjson/document.h)
foreach(header IN LISTS adapters)
    get_filename_component(name "${header}" NAME_WE)
    if(NOT needs_${name})
        message(FATAL_ERROR "which header does the adapter ${header} need?")
    endif()
    # Of a library that is not here, nothing is looked at.
    file(WRITE "${WORK}/one.cpp" "#if __has_include(<${needs_${name}}>)\n"
        "#include <${header}>\n#include <${header}>\n#endif\nint main() {}\n")
    run("${COMPILER}" -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsyntax-only
        "-I${PREFIX}/include" "${WORK}/one.cpp")
endforeach()
# The C interface, as C99.
file(WRITE "${WORK}/one.c" "#include <zodgate/zodgate.h>\n#include <zodgate/zodgate.h>\nint main(void) { return 0; }\n")
run("${COMPILER}" -x c -std=c99 -pedantic -Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only
    "-I${PREFIX}/include" "${WORK}/one.c")
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
