# The README's examples are the files that are compiled, and they answer as the README says.
cmake_minimum_required(VERSION 3.25)

file(READ "${SOURCE_DIR}/README.md" readme)
foreach(name example gate)
    file(READ "${SOURCE_DIR}/tests/readme/${name}.cpp" example)
    string(FIND "${readme}" "```cpp\n${example}```" place)
    if(place EQUAL -1)
        message(FATAL_ERROR "README.md does not hold tests/readme/${name}.cpp, letter for letter, in a cpp block")
    endif()
endforeach()

function(expect_of program input output)
    execute_process(COMMAND "${CMAKE_COMMAND}" -E echo_append "${input}" COMMAND "${program}"
        OUTPUT_VARIABLE actual COMMAND_ERROR_IS_FATAL ANY)
    if(NOT actual STREQUAL "${output}\n")
        message(FATAL_ERROR "for ${input} the example printed\n${actual}instead of\n${output}")
    endif()
endfunction()

function(expect input output)
    expect_of("${EXAMPLE}" "${input}" "${output}")
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

expect_of("${GATE}" "{\"email\":\"ada@example.com\",\"role\":\"admin\"}" "ada@example.com joins org_1")
expect_of("${GATE}" "{\"email\":\"ada@example.com\"}" "400 {\"error\":\"Validation error\",\"issues\":[{\"code\":\"invalid_value\",\"values\":[\"admin\",\"member\"],\"path\":[\"role\"],\"message\":\"Invalid option: expected one of \\\"admin\\\"|\\\"member\\\"\"}]}")

# What `zodgate check` sums up, and what `zodgate lint` says of its example, letter for letter; where the program is built.
if(PROGRAM)
    execute_process(COMMAND "${PROGRAM}" check --quiet --schema schemas/invite_request.schema.json schemas/examples
        WORKING_DIRECTORY "${SOURCE_DIR}" OUTPUT_VARIABLE summary RESULT_VARIABLE result)
    if(NOT result EQUAL 1)
        message(FATAL_ERROR "zodgate check ended with ${result} instead of 1")
    endif()
    string(FIND "${readme}" "```text\n${summary}```" place)
    if(place EQUAL -1)
        message(FATAL_ERROR "README.md does not show what zodgate check prints:\n${summary}")
    endif()

    execute_process(COMMAND "${PROGRAM}" lint tests/readme/lint.schema.json
        WORKING_DIRECTORY "${SOURCE_DIR}" OUTPUT_VARIABLE findings RESULT_VARIABLE result)
    if(NOT result EQUAL 1)
        message(FATAL_ERROR "zodgate lint ended with ${result} instead of 1")
    endif()
    string(FIND "${readme}" "```text\n${findings}```" place)
    if(place EQUAL -1)
        message(FATAL_ERROR "README.md does not show what zodgate lint prints:\n${findings}")
    endif()
endif()
