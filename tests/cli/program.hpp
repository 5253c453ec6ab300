// The program run as its users run it.
#pragma once

#include "folder.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace program {

// The schema of the invite request, words that judge by it, and two payloads.
inline const std::string schema_file = std::string(ZODGATE_SCHEMAS) + "/invite_request.schema.json";
inline const std::string invite = "check --schema " + schema_file + " ";
inline const std::string good = R"({"email":"a@b.co","role":"admin"})";
inline const std::string bad = R"({"email":"a@b.co","role":"owner"})";

struct Run {
    int status;
    std::string out;
    std::string err;
};

/// Words are for the shell.
inline Run run(const Folder& folder, const std::string& words) {
    const std::string out = folder / "out";
    const std::string err = folder / "err";
    const std::string command = std::string(ZODGATE_PROGRAM_FILE) + " " + words + " >" + out + " 2>" + err;
    const int status = std::system(command.c_str());
    Run result{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(out), read(err)};
    fs::remove(out);
    fs::remove(err);
    return result;
}

}  // namespace program
