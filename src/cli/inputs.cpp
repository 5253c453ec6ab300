#include "cli/cli.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace zodgate::cli {
namespace {

constexpr std::string_view standard_input = "-";

// A file or standard input, closed at the end of the scope.
class Source {
  public:
    explicit Source(const std::string& path) : path_(path) {
        if (path == standard_input) {
            file_ = stdin;
            return;
        }
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) throw InputError("cannot read " + path + ": it is a folder");
        file_ = std::fopen(path.c_str(), "rb");
        if (file_ == nullptr) fail();
    }
    ~Source() {
        if (file_ != nullptr && file_ != stdin) std::fclose(file_);
    }
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    /// Appends a piece. @return false at the end
    bool read(std::string& out) {
        std::array<char, 65536> buffer{};
        errno = 0;
        const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file_);
        out.append(buffer.data(), count);
        if (count == 0 && std::ferror(file_) != 0) fail();
        return count > 0;
    }

  private:
    [[noreturn]] void fail() const {
        throw InputError("cannot read " + (path_ == standard_input ? "standard input" : path_) + ": " +
                         std::strerror(errno));
    }

    std::string path_;
    std::FILE* file_ = nullptr;
};

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_payload_file(std::string_view path) { return ends_with(path, ".json") || holds_lines(path); }

// Splits what a source brings into lines. What has been handed on is dropped at once, so that memory holds little more
// than one line.
void for_each_line(Source& source, const std::string& path, const std::function<void(const Payload&)>& take) {
    std::string text;
    std::size_t searched = 0;
    std::uint64_t number = 0;
    const auto hand_on = [&](std::string_view line) {
        ++number;
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) take({path, number, line});
    };
    for (bool more = true; more;) {
        more = source.read(text);
        std::size_t start = 0;
        for (std::size_t end = text.find('\n', searched); end != std::string::npos; end = text.find('\n', start)) {
            hand_on(std::string_view(text).substr(start, end - start));
            start = end + 1;
        }
        text.erase(0, start);
        searched = text.size();
    }
    if (!text.empty()) hand_on(text);
}

}  // namespace

bool holds_lines(std::string_view path) { return ends_with(path, ".ndjson") || ends_with(path, ".jsonl"); }

std::string read_file(const std::string& path) {
    Source source(path);
    std::string text;
    while (source.read(text)) {
    }
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
        if (is_file && is_payload_file(entry->path().native())) files.push_back(entry->path().string());
    }
    if (error) throw InputError("cannot read the folder " + input + ": " + error.message());
    if (files.empty()) throw InputError("the folder " + input + " holds no *.json, *.ndjson or *.jsonl file");
    std::sort(files.begin(), files.end());
    return files;
}

void for_each_payload(const std::string& path, bool lines, const std::function<void(const Payload&)>& take) {
    if (!lines) {
        const std::string text = read_file(path);
        take({path, std::nullopt, text});
        return;
    }
    Source source(path);
    for_each_line(source, path, take);
}

}  // namespace zodgate::cli
