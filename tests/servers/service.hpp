// What the servers share: the gate's options, the answer to a good request, and how a server is started and ended.
#pragma once

#include <zodgate/http.hpp>

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace service {

inline constexpr std::size_t max_body_bytes = std::size_t{64} * 1024;
/// What a framework may read before it refuses by itself: well above what the gate takes.
inline constexpr std::size_t max_framework_bytes = std::size_t{1024} * 1024;
inline constexpr unsigned threads = 4;

struct Arguments {
    unsigned short port = 0;
    std::string document;
    bool has_gate = true;
    bool is_brief = false;  ///< accepted requests get `brief_answer`, so that the gate alone makes a difference
};

inline constexpr const char* brief_answer = R"({"message":"Invitation sent"})";

/// PORT DOCUMENT [--no-gate] [--brief]
inline Arguments read_arguments(int count, const char* const* texts) {
    if (count < 3) throw std::runtime_error("usage: server PORT DOCUMENT [--no-gate] [--brief]");
    Arguments arguments;
    arguments.port = static_cast<unsigned short>(std::strtoul(texts[1], nullptr, 10));
    std::ifstream file(texts[2], std::ios::binary);
    if (!file) throw std::runtime_error(std::string("cannot read ") + texts[2]);
    arguments.document.assign(std::istreambuf_iterator<char>(file), {});
    for (int index = 3; index < count; ++index) {
        if (std::string_view(texts[index]) == "--no-gate") arguments.has_gate = false;
        if (std::string_view(texts[index]) == "--brief") arguments.is_brief = true;
    }
    return arguments;
}

/// Who may call: everybody, but for a key that may only read, and tokens of yesterday.
inline zodgate::http::Authentication authenticate(const zodgate::http::Credentials& credentials) {
    zodgate::http::Authentication answer;
    for (const zodgate::http::Credential& credential : credentials.all) {
        if (credential.kind != zodgate::http::Credential::Kind::bearer) continue;
        if (credential.value == "ktx_key_readonly") answer.outcome = zodgate::http::Authentication::Outcome::forbidden;
        if (credential.value.substr(0, 7) == "expired") {
            answer.outcome = zodgate::http::Authentication::Outcome::unauthorized;
        }
    }
    return answer;
}

inline zodgate::http::Api load(const std::string& document) {
    zodgate::http::ApiOptions options;
    options.schema.limits.max_bytes = max_body_bytes;
    options.authenticator = authenticate;
    return zodgate::http::Api::from_openapi(document, std::move(options));
}

/// The JSON of a value; null for what is absent.
inline std::string json_of(zodgate::ValueView value) { return value.is_absent() ? "null" : value.to_json(); }

/// What a handler answers: all that it was given. The names of the documents used here need no escapes.
inline std::string answer(const zodgate::http::Accepted& accepted) {
    const zodgate::http::Operation& operation = accepted.operation();
    return R"({"operation":")" + operation.method + " " + operation.path + R"(","path":)" + json_of(accepted.path()) +
           R"(,"query":)" + json_of(accepted.query()) + R"(,"headers":)" + json_of(accepted.headers()) +
           R"(,"cookies":)" + json_of(accepted.cookies()) + R"(,"body":)" + json_of(accepted.body()) + "}";
}

/// Waits for SIGTERM or SIGINT. To be made before any thread is started, so that none of them is interrupted.
class Signals {
  public:
    Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGTERM);
        sigaddset(&set_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        // A client that goes away must not end the server.
        std::signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int signal = 0;
        sigwait(&set_, &signal);
    }

  private:
    sigset_t set_{};
};

inline void announce(unsigned port) { std::cout << "listening on " << port << std::endl; }

/// Runs a server's own function, and tells what it throws.
template <class Function>
int run(int count, const char* const* texts, Function&& serve) {
    try {
        serve(read_arguments(count, texts));
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}

}  // namespace service
