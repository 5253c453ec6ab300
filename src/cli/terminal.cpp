#include "cli/terminal.hpp"

#include "text/text.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace zodgate::cli {
namespace {

std::string first_failure;  // why results cannot be written
std::string unwritten;      // results that are still to go out

void fail_by_errno() { first_failure = std::strerror(errno == 0 ? EIO : errno); }

}  // namespace

// A signal does not keep what has been found from being written, nor does a pipe that is set not to wait.
static void write_through(std::string_view rest) {
    while (!rest.empty() && first_failure.empty()) {
        const ssize_t count = write(STDOUT_FILENO, rest.data(), rest.size());
        if (count >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            pollfd output{STDOUT_FILENO, POLLOUT, 0};
            poll(&output, 1, -1);
        } else if (errno != EINTR) {
            fail_by_errno();
        }
    }
}

// Much goes out as it is, little together.
void write_out(std::string_view text) {
    constexpr std::size_t much = 65536;
    if (unwritten.size() + text.size() < much) {
        unwritten.append(text);
        return;
    }
    flush_out();
    write_through(text);
}

void fail_out(const std::string& reason) {
    if (first_failure.empty()) first_failure = reason;
}

bool flush_out() {
    write_through(unwritten);
    unwritten.clear();
    return first_failure.empty();
}

std::string finish_out() {
    flush_out();
    return first_failure;
}

void complain(const std::string& message) { std::fputs(("zodgate: " + printable(message) + "\n").c_str(), stderr); }

// Standard output is a terminal that wants colours (NO_COLOR is not set, TERM is not "dumb").
static bool wants_color() {
    const char* const no_color = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    const bool refused = no_color != nullptr && *no_color != '\0';
    return !refused && terminal != nullptr && std::strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO) == 1;
}

bool is_colored(Color color) { return color == Color::always || (color == Color::automatic && wants_color()); }

// U+202A to U+202E and U+2066 to U+2069 change the direction of what follows, so that it seems to be something else.
static bool turns_text(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xE2') return false;
    const auto last = static_cast<unsigned char>(text[2]);
    return (text[1] == '\x80' && last >= 0xAA && last <= 0xAE) || (text[1] == '\x81' && last >= 0xA6 && last <= 0xA9);
}

std::string printable(std::string_view text) {
    const std::string valid = text::to_valid_utf8(text);
    std::string out;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const auto byte = static_cast<unsigned char>(valid[i]);
        // U+0080 to U+009F are control characters too, which some terminals obey.
        const bool c1 = byte == 0xC2 && i + 1 < valid.size() && static_cast<unsigned char>(valid[i + 1]) < 0xA0;
        if (turns_text(std::string_view(valid).substr(i))) {
            out += "\xEF\xBF\xBD";
            i += 2;
            continue;
        }
        if (byte == '\t') {
            out += ' ';
        } else if (byte < 0x20 || byte == 0x7F || c1) {
            out += "\xEF\xBF\xBD";
            if (c1) ++i;
        } else {
            out += valid[i];
        }
    }
    return out;
}

std::string paint(bool colored, std::string_view style, const std::string& text) {
    return colored ? "\x1b[" + std::string(style) + "m" + text + "\x1b[0m" : text;
}

std::string grouped(std::uint64_t count) {
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string counted(std::uint64_t count, std::string_view noun) {
    return grouped(count).append(1, ' ').append(noun).append(count == 1 ? "" : "s");
}

}  // namespace zodgate::cli
