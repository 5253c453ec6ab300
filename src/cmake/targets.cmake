# What all of zodgate's own targets are compiled with. Nothing here touches a target of a project around.

function(zodgate_own_target target)
    target_compile_features(${target} PRIVATE cxx_std_20)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    # g++ 12 sees an overlap in std::string's own operator+ (GCC bug 105651).
    target_compile_options(${target} PRIVATE
        $<$<CXX_COMPILER_ID:GNU,Clang>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow>
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
        $<$<AND:$<CXX_COMPILER_ID:GNU,Clang>,$<BOOL:${ZODGATE_WARNINGS_AS_ERRORS}>>:-Werror>)
    # What tests themselves do is nothing that guides a fuzzer.
    if(ZODGATE_FUZZ AND NOT CMAKE_CURRENT_SOURCE_DIR MATCHES "^${PROJECT_SOURCE_DIR}/tests")
        target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
        # Without sanitizers time is measured, of which telling libFuzzer what is compared would take most.
        if(NOT ZODGATE_SANITIZE)
            target_compile_options(${target} PRIVATE -fno-sanitize-coverage=trace-cmp)
        endif()
    endif()
    if(ZODGATE_SANITIZE)
        set(flags -fsanitize=${ZODGATE_SANITIZE} -fno-omit-frame-pointer)
        if(ZODGATE_SANITIZE MATCHES "undefined")
            list(APPEND flags -fno-sanitize-recover=undefined
                $<$<CXX_COMPILER_ID:Clang>:-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/src/cmake/sanitizer_ignorelist.txt>)
        endif()
        target_compile_options(${target} PRIVATE ${flags})
        target_link_options(${target} PUBLIC $<BUILD_INTERFACE:-fsanitize=${ZODGATE_SANITIZE}>)
    endif()
    if(ZODGATE_HARDENED)
        target_compile_options(${target} PRIVATE -D_GLIBCXX_ASSERTIONS)
    endif()
    if(ZODGATE_HARDENED AND NOT ZODGATE_SANITIZE) # which look at the same themselves
        target_compile_options(${target} PRIVATE
            -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
    endif()
    if(ZODGATE_COVERAGE)
        # Tests are not counted, but linked with what counts. Threads count, too, so without losing each other's counts.
        if(CMAKE_CURRENT_SOURCE_DIR MATCHES "^${PROJECT_SOURCE_DIR}/src")
            target_compile_options(${target} PRIVATE
                -fprofile-instr-generate -fcoverage-mapping -fprofile-update=atomic)
        endif()
        target_link_options(${target} PUBLIC $<BUILD_INTERFACE:-fprofile-instr-generate>)
    endif()
endfunction()

# A shared library of zodgate_objects. Before 1.0 a minor release may change the interface.
function(zodgate_shared_library target)
    set_target_properties(${target} PROPERTIES
        VERSION "${PROJECT_VERSION}"
        SOVERSION "${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")
    # Templates of the standard library are visible whatever they are compiled with.
    if(UNIX AND NOT APPLE)
        set(script "${PROJECT_SOURCE_DIR}/src/cmake/exports.map")
        target_link_options(${target} PRIVATE "LINKER:--version-script=${script}")
        set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${script}")
    endif()
endfunction()
