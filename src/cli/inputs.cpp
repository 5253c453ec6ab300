#include "cli/inputs.hpp"

#include "cli/bytes.hpp"
#include "cli/source.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

namespace zodgate::cli {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// The name a file had before it was compressed.
std::string_view without_compression(std::string_view path) {
    for (const std::string_view extension : {".gz", ".zst"}) {
        if (ends_with(path, extension)) path.remove_suffix(extension.size());
    }
    return path;
}

bool is_payload_file(std::string_view path) {
    return ends_with(without_compression(path), ".json") || holds_lines(path);
}

}  // namespace

InputFile::InputFile(std::string file) : name(std::move(file)) {
    json::append_string(quoted, text::to_valid_utf8(name));
}

bool holds_lines(std::string_view path) {
    const std::string_view plain = without_compression(path);
    return ends_with(plain, ".ndjson") || ends_with(plain, ".jsonl");
}

PlaceFinder::PlaceFinder(const Payload& payload) : text_(payload.text) {
    if (payload.line) first_.line = *payload.line;
    place_ = first_;
}

Place PlaceFinder::at(std::size_t offset) {
    if (offset < offset_) {
        offset_ = 0;
        place_ = first_;
    }
    const std::size_t end = std::min(offset, text_.size());
    const Place further = json::position_of(text_.substr(offset_), end - offset_);
    place_.column = further.line == 1 ? place_.column + further.column - 1 : further.column;
    place_.line += further.line - 1;
    offset_ = end;
    return place_;
}

std::string describe(const std::string& file, const Place& place) {
    return file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

void read_file(const std::string& path, std::string& text, std::size_t max_bytes) {
    Source source(path);
    std::array<char, 65536> buffer{};
    while (text.size() <= max_bytes) {
        const std::size_t count = source.read(buffer.data(), buffer.size());
        if (count == 0) break;
        text.append(buffer.data(), count);
    }
}

std::string read_file(const std::string& path) {
    std::string text;
    read_file(path, text, std::string::npos - 1);
    return text;
}

std::vector<std::string> files_of(const std::string& input) {
    std::error_code error;
    if (input == standard_input || !std::filesystem::is_directory(input, error)) return {input};
    std::vector<std::string> files;
    std::filesystem::directory_iterator entry(input, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        std::error_code ignored;
        // Links that lead nowhere are kept, to be complained of; pipes and devices in a folder are no payload files.
        const bool is_file = entry->is_regular_file(ignored) || !entry->exists(ignored);
        if (!is_file || !is_payload_file(entry->path().native())) continue;
        // A shell has made that one for this very command.
        struct stat status {};
        if (stat(entry->path().c_str(), &status) == 0 && is_output(status)) continue;
        files.push_back(entry->path().string());
    }
    if (error) throw InputError("cannot read the folder " + input + ": " + error.message());
    if (files.empty()) throw InputError("the folder " + input + " holds no *.json, *.ndjson or *.jsonl file");
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace zodgate::cli
