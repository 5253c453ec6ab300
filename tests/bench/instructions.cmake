# Instructions per request, counted by callgrind (Debian: valgrind), which do not depend on what else the machine does.
# Fails where a count has grown by more than a tenth of what is recorded in instructions.json:
#     cmake -DPROGRAM=build/test/tests/bench/zodgate_requests_count -DCOMPILER="GNU 12" -P tests/bench/instructions.cmake
# and with -DRECORD=ON before -P writes what is there now.
cmake_minimum_required(VERSION 3.25)

set(recorded_file "${CMAKE_CURRENT_LIST_DIR}/instructions.json")
file(READ "${recorded_file}" recorded)
string(JSON recorded_compiler GET "${recorded}" compiler)
find_program(valgrind valgrind)
if(NOT valgrind)
    message("SKIPPED: valgrind is missing (Debian: valgrind)")
    return()
endif()
if(NOT COMPILER STREQUAL recorded_compiler AND NOT RECORD)
    message("SKIPPED: the counts are those of ${recorded_compiler} in a Release build, this is ${COMPILER}")
    return()
endif()

# Runs of different length cancel what goes before and after the requests.
set(few 100)
set(many 600)

function(count_run result case what times)
    execute_process(
        COMMAND "${valgrind}" --tool=callgrind --callgrind-out-file=/dev/null
            "${PROGRAM}" repeat "${case}" "${times}" "${what}"
        OUTPUT_QUIET ERROR_VARIABLE errors COMMAND_ERROR_IS_FATAL ANY)
    if(NOT errors MATCHES "Collected : ([0-9]+)")
        message(FATAL_ERROR "callgrind does not tell its count:\n${errors}")
    endif()
    set(${result} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

function(count_request result case what)
    count_run(short "${case}" "${what}" "${few}")
    count_run(long "${case}" "${what}" "${many}")
    math(EXPR per_request "(${long} - ${short}) / (${many} - ${few})")
    set(${result} "${per_request}" PARENT_SCOPE)
endfunction()

set(grown "")
string(JSON last LENGTH "${recorded}" requests)
math(EXPR last "${last} - 1")
foreach(index RANGE ${last})
    string(JSON case GET "${recorded}" requests ${index} case)
    string(JSON what GET "${recorded}" requests ${index} what)
    string(JSON before GET "${recorded}" requests ${index} instructions)
    count_request(now "${case}" "${what}")
    message("${case}, ${what}: ${now} instructions (recorded: ${before})")
    math(EXPR most "${before} * 110 / 100")
    if(now GREATER most)
        list(APPEND grown "${case}, ${what}")
    endif()
    string(JSON recorded SET "${recorded}" requests ${index} instructions ${now})
endforeach()

if(RECORD)
    string(JSON recorded SET "${recorded}" compiler "\"${COMPILER}\"")
    file(WRITE "${recorded_file}" "${recorded}\n")
elseif(grown)
    message(FATAL_ERROR "more than a tenth above what is recorded: ${grown}")
endif()
