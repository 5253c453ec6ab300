// The program as a process that a test talks to while it runs.
#pragma once

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

namespace program {

/// A child process with pipes to its standard streams, standard error perhaps a terminal instead.
class Process {
  public:
    enum class ErrorStream { pipe, terminal, terminal_with_output };

    explicit Process(std::vector<std::string> words, ErrorStream error_stream = ErrorStream::pipe) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        std::array<int, 2> err{};
        REQUIRE(pipe2(in.data(), O_CLOEXEC) == 0);
        REQUIRE(pipe2(out.data(), O_CLOEXEC) == 0);
        if (error_stream != ErrorStream::pipe) {
            winsize size{};
            size.ws_col = 100;
            size.ws_row = 24;
            REQUIRE(openpty(err.data(), err.data() + 1, nullptr, nullptr, &size) == 0);
        } else {
            REQUIRE(pipe2(err.data(), O_CLOEXEC) == 0);
        }
        std::signal(SIGPIPE, SIG_IGN);  // a program that is gone fails the test, and does not end it
        words.insert(words.begin(), ZODGATE_PROGRAM_FILE);
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        child_ = fork();
        REQUIRE(child_ >= 0);
        if (child_ == 0) {
            dup2(in[0], STDIN_FILENO);
            dup2(error_stream == ErrorStream::terminal_with_output ? err[1] : out[1], STDOUT_FILENO);
            dup2(err[1], STDERR_FILENO);
            close(err[0]);
            std::signal(SIGPIPE, SIG_DFL);
            setenv("TERM", "xterm", 1);
            setenv("LC_ALL", "C.UTF-8", 1);
            execv(arguments[0], arguments.data());
            _exit(127);
        }
        close(in[0]);
        close(out[1]);
        close(err[1]);
        in_ = in[1];
        out_ = out[0];
        err_ = err[0];
    }
    ~Process() {
        close_input();
        if (out_ >= 0) close(out_);
        close(err_);
        if (child_ > 0) {
            kill(child_, SIGKILL);
            waitpid(child_, nullptr, 0);
        }
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void send(const std::string& text) const {
        REQUIRE(::write(in_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    void close_input() {
        if (in_ >= 0) close(in_);
        in_ = -1;
    }
    void close_output() {
        close(out_);
        out_ = -1;
    }
    void signal(int number) const { kill(child_, number); }

    /// What comes until that many bytes are there, or the stream's end.
    std::string read_out(std::size_t count) const { return read(out_, count); }
    std::string read_out() const { return read(out_, std::string::npos); }
    std::string read_err() const { return read(err_, std::string::npos); }
    /// What comes until some text is there, or the stream's end.
    std::string read_err_until(const std::string& text) const {
        std::string out;
        while (out.find(text) == std::string::npos) {
            const std::string further = read(err_, 1);
            if (further.empty()) break;
            out += further;
        }
        return out;
    }

    /// @return the exit status, or 128 and the signal's number
    int wait() {
        int status = 0;
        REQUIRE(waitpid(child_, &status, 0) == child_);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

  private:
    // A terminal that nobody has open any more ends with EIO.
    static std::string read(int from, std::size_t count) {
        std::string text;
        std::array<char, 4096> buffer{};
        constexpr int longest_wait = 60000;  // milliseconds
        while (text.size() < count) {
            pollfd waited{from, POLLIN, 0};
            const int ready = poll(&waited, 1, longest_wait);
            if (ready < 0 && errno == EINTR) continue;
            if (ready == 0) FAIL("nothing came for a minute; so far: " << text);
            const ssize_t found = ::read(from, buffer.data(), std::min(buffer.size(), count - text.size()));
            if (found < 0 && errno == EINTR) continue;
            if (found <= 0) break;
            text.append(buffer.data(), static_cast<std::size_t>(found));
        }
        return text;
    }

    pid_t child_ = -1;
    int in_ = -1;
    int out_ = -1;
    int err_ = -1;
};

}  // namespace program
