# What the program says of itself in --help, for the tests of what is written about it by hand.
cmake_minimum_required(VERSION 3.25)

# What is written already, and may lack in the program: nothing is said of it either way.
set(not_yet_commands generate)
set(not_yet_options --count --invalid --explain)

# Text whose lines can be told apart as a list.
function(lines_of text out)
    string(REGEX REPLACE "[][;\\]" " " text "${text}")
    string(REPLACE "\n" ";" lines "${text}")
    set(${out} "${lines}" PARENT_SCOPE)
endfunction()

# Sets `commands`; for each of them, and for `zodgate` itself, options_<command>; <command><option>_values where an
# option has such.
function(read_help program)
    set(commands "")
    execute_process(COMMAND "${program}" --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX REPLACE ".*\nSubcommands:\n" "" list "${help}")
    string(REGEX MATCHALL "(^|\n)  [a-z]+" words "${list}")
    foreach(word IN LISTS words)
        string(STRIP "${word}" word)
        list(APPEND commands "${word}")
    endforeach()
    set(commands "${commands}" PARENT_SCOPE)

    foreach(command IN ITEMS zodgate ${commands})
        set(word "${command}")
        if(command STREQUAL "zodgate")
            set(word "")
        endif()
        execute_process(COMMAND "${program}" ${word} --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
        lines_of("${help}" lines)
        set(options "")
        foreach(line IN LISTS lines)
            if(NOT line MATCHES "^  (-[a-z],)?(--[a-z-]+)")
                continue()
            endif()
            set(option "${CMAKE_MATCH_2}")
            list(APPEND options "${option}")
            if(line MATCHES "^  ${option} ([a-z0-9|-]+)( |$)")
                string(REPLACE "|" ";" values "${CMAKE_MATCH_1}")
                set(${command}${option}_values "${values}" PARENT_SCOPE)
            endif()
        endforeach()
        set(options_${command} "${options}" PARENT_SCOPE)
    endforeach()
endfunction()

# The names of lint's rules, which the program lists for one that it does not know.
function(read_rules program out)
    execute_process(COMMAND "${program}" lint --ignore no-such-rule - OUTPUT_QUIET ERROR_VARIABLE errors)
    if(NOT errors MATCHES "{([a-z,-]+)}")
        message(FATAL_ERROR "lint does not list its rules:\n${errors}")
    endif()
    string(REPLACE "," ";" rules "${CMAKE_MATCH_1}")
    set(${out} "${rules}" PARENT_SCOPE)
endfunction()

# @param actual    what the program has
# @param written   what is written of it, perhaps some of not_yet beside
function(expect_same what actual written not_yet)
    list(REMOVE_DUPLICATES written)
    set(missing "${actual}")
    list(REMOVE_ITEM missing ${written})
    set(beyond "${written}")
    list(REMOVE_ITEM beyond ${actual} ${not_yet})
    if(missing OR beyond OR actual STREQUAL "")
        message(FATAL_ERROR "${what}: not written of: \"${missing}\"; not in the program: \"${beyond}\"")
    endif()
endfunction()
