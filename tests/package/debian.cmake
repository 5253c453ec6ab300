# Debian packages, made of compiled objects, unpacked into an empty folder, and used from there alone.
include("${CMAKE_CURRENT_LIST_DIR}/common.cmake")

run("${CMAKE_COMMAND}" -C "${OBJECTS}" -S "${ZODGATE}" -B "${WORK}/build" -G Ninja "-DCMAKE_CXX_COMPILER=${COMPILER}"
    -DCMAKE_INSTALL_PREFIX=/usr -DBUILD_SHARED_LIBS=ON -DZODGATE_PROGRAM=OFF "-DZODGATE_YAML=${YAML}"
    "-DZODGATE_COMPILED_PROGRAM=${PROGRAM}")
run("${CMAKE_COMMAND}" --build "${WORK}/build")
get_filename_component(bin "${CMAKE_COMMAND}" DIRECTORY)
run("${bin}/cpack" -G DEB --config "${WORK}/build/CPackConfig.cmake" -B "${WORK}/packages")

# --- what they say of themselves --------------------------------------------------------------------------------------
function(find_package_file name out)
    file(GLOB files "${WORK}/packages/${name}_*.deb")
    list(LENGTH files count)
    if(NOT count EQUAL 1)
        message(FATAL_ERROR "there are ${count} packages of the name ${name}: ${files}")
    endif()
    set(${out} "${files}" PARENT_SCOPE)
endfunction()

function(expect_field file field expected)
    execute_process(COMMAND dpkg-deb -f "${file}" "${field}" OUTPUT_VARIABLE value OUTPUT_STRIP_TRAILING_WHITESPACE
        COMMAND_ERROR_IS_FATAL ANY)
    if(NOT value MATCHES "${expected}")
        message(FATAL_ERROR "${field} of ${file} is \"${value}\", which does not match ${expected}")
    endif()
endfunction()

string(REPLACE "." "\\." dotted "${VERSION}")
set(runtime "libzodgate${SOVERSION}")
find_package_file("${runtime}" runtime_file)
find_package_file(libzodgate-dev development_file)
find_package_file(zodgate program_file)
file(GLOB all "${WORK}/packages/*.deb")
list(LENGTH all count)
if(NOT count EQUAL 3)
    message(FATAL_ERROR "there are ${count} packages: ${all}")
endif()
foreach(file IN LISTS all)
    expect_field("${file}" Version "^${dotted}$")
    expect_field("${file}" Description "^Request validation with Zod's issues, ")
    expect_field("${file}" Maintainer ".")
endforeach()
expect_field("${runtime_file}" Section "^libs$")
expect_field("${development_file}" Section "^libdevel$")
expect_field("${program_file}" Section "^utils$")
string(REPLACE "." "\\." runtime_pattern "${runtime}")
expect_field("${development_file}" Depends "^${runtime_pattern} \\(= ${dotted}\\)$")
find_program(dpkg_shlibdeps dpkg-shlibdeps)
if(dpkg_shlibdeps)
    foreach(file IN ITEMS "${runtime_file}" "${program_file}")
        expect_field("${file}" Depends "libboost-regex[0-9.]+")
        expect_field("${file}" Depends "libicu[0-9]+")
        expect_field("${file}" Depends "libstdc\\+\\+6")
    endforeach()
endif()

# --- what is in them --------------------------------------------------------------------------------------------------
foreach(file IN LISTS all)
    run(dpkg-deb -x "${file}" "${WORK}/root")
endforeach()
file(GLOB_RECURSE library "${WORK}/root/usr/lib/*/libzodgate.so.${VERSION}")
if(NOT library)
    message(FATAL_ERROR "no libzodgate.so.${VERSION} under ${WORK}/root/usr/lib/<architecture>")
endif()
get_filename_component(libraries "${library}" DIRECTORY)
foreach(package "${runtime}" libzodgate-dev zodgate)
    if(NOT EXISTS "${WORK}/root/usr/share/doc/${package}/copyright")
        message(FATAL_ERROR "${package} has no copyright")
    endif()
endforeach()
# The program is documented, and shells complete its words.
foreach(name man/man1/zodgate.1 bash-completion/completions/zodgate zsh/vendor-completions/_zodgate
        fish/vendor_completions.d/zodgate.fish)
    if(NOT EXISTS "${WORK}/root/usr/share/${name}")
        message(FATAL_ERROR "${program_file} has no usr/share/${name}")
    endif()
endforeach()
execute_process(COMMAND dpkg-deb -c "${runtime_file}" OUTPUT_VARIABLE content COMMAND_ERROR_IS_FATAL ANY)
if(content MATCHES "libzodgate\\.so( |\n)|\\.hpp|cmake|/bin/" OR NOT content MATCHES "libzodgate\\.so\\.${SOVERSION} -> ")
    message(FATAL_ERROR "what does not belong there, or the name that is linked, in ${runtime_file}:\n${content}")
endif()
execute_process(COMMAND readelf -d "${library}" OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
if(NOT dynamic MATCHES "soname: \\[libzodgate\\.so\\.${SOVERSION}\\]" OR dynamic MATCHES "RPATH|RUNPATH")
    message(FATAL_ERROR "not the name, or a path, in ${library}:\n${dynamic}")
endif()

# --- consumers --------------------------------------------------------------------------------------------------------
run("${WORK}/root/usr/bin/zodgate" --version)

run("${CMAKE_COMMAND}" -S "${SOURCE}/find_package" -B "${WORK}/find_package" -G Ninja
    "-DCMAKE_PREFIX_PATH=${WORK}/root/usr" "-DCMAKE_CXX_COMPILER=${COMPILER}")
run("${CMAKE_COMMAND}" --build "${WORK}/find_package")
expect_output("${WORK}/find_package/consumer")

set(ENV{PKG_CONFIG_SYSROOT_DIR} "${WORK}/root")
set(ENV{PKG_CONFIG_LIBDIR} "${libraries}/pkgconfig")
execute_process(COMMAND pkg-config --cflags --libs zodgate
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
run("${COMPILER}" -std=c++17 "${SOURCE}/consumer.cpp" ${flags} -o "${WORK}/consumer")
set(ENV{LD_LIBRARY_PATH} "${libraries}")
expect_output("${WORK}/consumer")

# In C alone: the shared library has its C++ with it.
run("${C_COMPILER}" -std=c99 "${SOURCE}/consumer.c" ${flags} -o "${WORK}/consumer_c")
expect_output("${WORK}/consumer_c")
run("${CMAKE_COMMAND}" -S "${SOURCE}/find_package_c" -B "${WORK}/find_package_c" -G Ninja
    "-DCMAKE_PREFIX_PATH=${WORK}/root/usr" "-DCMAKE_C_COMPILER=${C_COMPILER}" -DLANGUAGES=C)
run("${CMAKE_COMMAND}" --build "${WORK}/find_package_c")
expect_output("${WORK}/find_package_c/consumer")
