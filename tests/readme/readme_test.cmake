# The README's example is the file that is compiled, and it answers as the README says.
cmake_minimum_required(VERSION 3.25)

file(READ "${SOURCE_DIR}/README.md" readme)
file(READ "${SOURCE_DIR}/tests/readme/example.cpp" example)
string(FIND "${readme}" "```cpp\n${example}```" place)
if(place EQUAL -1)
    message(FATAL_ERROR "README.md does not hold tests/readme/example.cpp, letter for letter, in a cpp block")
endif()

function(expect input output)
    execute_process(COMMAND "${CMAKE_COMMAND}" -E echo_append "${input}" COMMAND "${EXAMPLE}"
        OUTPUT_VARIABLE actual COMMAND_ERROR_IS_FATAL ANY)
    if(NOT actual STREQUAL "${output}\n")
        message(FATAL_ERROR "for ${input} the example printed\n${actual}instead of\n${output}")
    endif()
    if(NOT output STREQUAL "200")
        string(REGEX REPLACE "^400 " "" body "${output}")
        string(FIND "${readme}" "${body}" place)
        if(place EQUAL -1)
            message(FATAL_ERROR "README.md does not show the body that the example prints for ${input}")
        endif()
    endif()
endfunction()

expect("{\"email\":\"ada@example.com\",\"role\":\"admin\"}" "200")
expect("{\"email\":\"ada@example.com\",\"role\":\"owner\"}" "400 {\"error\":\"Validation error\",\"issues\":[{\"code\":\"invalid_value\",\"values\":[\"admin\",\"member\"],\"path\":[\"role\"],\"message\":\"Invalid option: expected one of \\\"admin\\\"|\\\"member\\\"\"}]}")
