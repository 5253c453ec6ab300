// Reads answers, each in four lines (operation, status, Content-Type, body in hexadecimal), and says of each in a line
// whether the document allows it: "ok", or why not. Argument: the document.
#include "service.hpp"

namespace {

std::string from_hexadecimal(const std::string& text) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
        bytes += static_cast<char>(std::strtoul(text.substr(at, 2).c_str(), nullptr, 16));
    }
    return bytes;
}

void judge(const service::Arguments& arguments) {
    // Answers tell what was asked, with more around it: the servers' limits are too tight for them.
    zodgate::http::ApiOptions options;
    options.schema.limits.max_depth = 1000;
    const auto api = zodgate::http::Api::from_openapi(arguments.document, std::move(options));
    std::string operation;
    std::string status;
    std::string content_type;
    std::string body;
    while (std::getline(std::cin, operation) && std::getline(std::cin, status) &&
           std::getline(std::cin, content_type) && std::getline(std::cin, body)) {
        const auto check =
            api.check_response(operation, std::atoi(status.c_str()), content_type, from_hexadecimal(body));
        if (check) {
            std::cout << "ok\n";
        } else {
            std::cout << check.reason << " " << zodgate::to_json(check.issues) << "\n";
        }
    }
}

}  // namespace

int main(int count, char** texts) {
    // The first argument, a server's port, is of no use here.
    return service::run(count, texts, judge);
}
