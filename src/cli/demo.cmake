# What `cmake --workflow --preset demo` shows. Fails if the program does not judge the examples as their names say.
cmake_minimum_required(VERSION 3.25)

message("\n$ zodgate check --schema schemas/invite_request.schema.json schemas/examples")
execute_process(COMMAND "${PROGRAM}" check --schema schemas/invite_request.schema.json schemas/examples
    RESULT_VARIABLE result)
if(NOT result EQUAL 1)
    message(FATAL_ERROR "expected exit code 1, as some of the examples are invalid; got ${result}")
endif()

message("\nThe answer that a server sends to schemas/examples/invalid_two_faults.json:\n")
execute_process(COMMAND "${EXAMPLE}" INPUT_FILE schemas/examples/invalid_two_faults.json COMMAND_ERROR_IS_FATAL ANY)
