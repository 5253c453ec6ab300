# As a filter the program gives the same bytes for a whole as for its parts, one behind the other: parts of one file that
# GNU parallel cuts out, and files of their own.
cmake_minimum_required(VERSION 3.25)

find_program(parallel parallel)
if(parallel)
    execute_process(COMMAND "${parallel}" --version OUTPUT_VARIABLE version ERROR_QUIET)
endif()
if(NOT version MATCHES "GNU parallel")
    message("SKIPPED: GNU parallel is missing (Debian: parallel)")
    return()
endif()

file(REMOVE_RECURSE "${WORK}")
file(MAKE_DIRECTORY "${WORK}/parts")
set(ENV{PARALLEL_HOME} "${WORK}")
set(schema "${SOURCE_DIR}/schemas/invite_request.schema.json")
set(requests "${WORK}/requests.log")

function(run)
    execute_process(COMMAND ${ARGV} WORKING_DIRECTORY "${WORK}" COMMAND_ERROR_IS_FATAL ANY)
endfunction()

run(awk -f "${CMAKE_CURRENT_LIST_DIR}/requests.awk" OUTPUT_FILE "${requests}")
function(expect_same_bytes what)
    file(SIZE "${WORK}/whole" size)
    execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${WORK}/whole" "${WORK}/parts.out"
        RESULT_VARIABLE result)
    if(result OR size LESS 400000)
        message(FATAL_ERROR "${what}: ${WORK}/parts.out is not ${WORK}/whole, which has ${size} bytes")
    endif()
endfunction()

# Eight blocks: four for each of two processes at a time.
set(blocks "${parallel}" --will-cite -k -j 2 --pipepart --block -4 -a "${requests}")
execute_process(COMMAND ${blocks} wc -l OUTPUT_VARIABLE counts COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[1-9][0-9]*" counts "${counts}")
list(LENGTH counts count)
if(NOT count EQUAL 8)
    message(FATAL_ERROR "parallel makes ${count} blocks")
endif()
run(split -n l/8 requests.log parts/)
file(GLOB parts "${WORK}/parts/*")
list(LENGTH parts count)
if(NOT count EQUAL 8)
    message(FATAL_ERROR "split makes ${count} files")
endif()

foreach(words IN ITEMS "--output ndjson --no-place" "--output payloads --only valid"
        "--output payloads --only invalid --jobs 1")
    separate_arguments(options UNIX_COMMAND "${words}")
    set(filter "${PROGRAM}" check --schema "${schema}" --lines ${options} --exit-zero)
    run(${filter} INPUT_FILE "${requests}" OUTPUT_FILE "${WORK}/whole")
    run(${blocks} -q ${filter} OUTPUT_FILE "${WORK}/parts.out")
    expect_same_bytes("${words}, blocks")
    run("${parallel}" --will-cite -k -j 2 -q ${filter} "{}" ::: ${parts} OUTPUT_FILE "${WORK}/parts.out")
    expect_same_bytes("${words}, files")
endforeach()

# All kinds are among them.
execute_process(COMMAND "${PROGRAM}" check --schema "${schema}" --lines --quiet --exit-zero "${requests}"
    OUTPUT_VARIABLE summary COMMAND_ERROR_IS_FATAL ANY)
if(NOT summary MATCHES "^100,000 payloads: 91,355 valid, 7,614 invalid, 1,031 malformed\n")
    message(FATAL_ERROR "${summary}")
endif()
message("the same bytes for 8 blocks and 8 files")
