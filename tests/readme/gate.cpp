#include <zodgate/zodgate.hpp>

#include <iostream>
#include <iterator>
#include <map>

int main() {
    const auto api = zodgate::http::Api::from_openapi(zodgate::schemas::kontext_invite_text());  // once, at start

    // What a server knows of a request.
    const std::multimap<std::string, std::string> fields{{"Authorization", "Bearer ktx_key_1"},
                                                         {"Content-Type", "application/json"}};
    const std::string body(std::istreambuf_iterator<char>(std::cin), {});

    const auto headers = [&](std::string_view name, const auto& found) {  // found(value) for each field of that name
        for (const auto& [key, value] : fields) {
            if (zodgate::http::equals_ignoring_case(key, name)) found(value);
        }
    };
    const auto verdict = api.check({"POST", "/api/v1/organizations/org_1/invite", headers, body});
    if (const auto* refused = verdict.rejected()) {
        std::cout << refused->status << " " << refused->body << "\n";  // and refused->headers
    } else if (const auto* accepted = verdict.accepted()) {            // also query(), headers(), cookies()
        std::cout << accepted->body()["email"].string() << " joins " << accepted->path()["orgId"].string() << "\n";
    }
}
