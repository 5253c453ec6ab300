# What the consumers' scripts share.
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}")

function(run)
    execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# Runs a consumer and compares what it prints.
function(expect_output program)
    execute_process(COMMAND "${program}" ${ARGN} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
    set(expected "${VERSION}\nvalid\n{\"error\":\"Validation error\",\"issues\":[{\"expected\":\"string\",\"code\":\"invalid_type\",\"path\":[\"email\"],\"message\":\"Invalid input: expected string, received number\"}]}\n")
    if(NOT output STREQUAL expected)
        message(FATAL_ERROR "${program} printed\n${output}instead of\n${expected}")
    endif()
endfunction()
