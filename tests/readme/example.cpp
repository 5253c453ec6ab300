#include <zodgate/zodgate.hpp>

#include <iostream>
#include <iterator>

int main() {
    const std::string body(std::istreambuf_iterator<char>(std::cin), {});
    const zodgate::Result result = zodgate::schemas::invite_request().validate(body);
    if (result.valid()) {
        std::cout << "200\n";
    } else {
        std::cout << "400 " << zodgate::error_body("Validation error", result.issues()) << "\n";
    }
}
