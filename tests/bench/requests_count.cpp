// What the benchmarks of requests need beside times:
//     zodgate_requests_count write FOLDER      the requests as files, for the peers under Node
//     zodgate_requests_count allocations       what a request and its answer allocate, as JSON
//     zodgate_requests_count repeat CASE TIMES verdict|answer|gate    for callgrind, see instructions.cmake; gate: an
//                                              invite as a whole request, held against the OpenAPI document
#include "payloads.hpp"

#include <zodgate/zodgate.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Every allocation of the program ends in one of these, operator new as well. glibc lets a program bring its own.
namespace {
std::atomic<std::size_t> allocations{0};
}

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* memory);

void* malloc(std::size_t size) {
    ++allocations;
    return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
    ++allocations;
    return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) {
    ++allocations;
    return __libc_realloc(memory, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    ++allocations;
    return __libc_memalign(alignment, size);
}
void free(void* memory) { __libc_free(memory); }
}

namespace {

namespace bench = zodgate::bench;

std::string answer(const zodgate::Schema& schema, std::string_view body) {
    std::string answer;
    schema.answer(body, bench::error_text, answer);
    return answer;
}

int write(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto put = [&](const std::string& name, const std::string& text) {
        std::ofstream file(folder / name, std::ios::binary);
        if (!(file << text).flush()) throw std::runtime_error("cannot write " + name);
    };
    std::string list;
    for (const bench::Case& one : bench::make_cases()) {
        const zodgate::Schema schema = zodgate::Schema::parse(one.schema);
        if (schema.validate(one.body).valid() != one.valid) throw std::runtime_error(one.name + " is judged wrongly");
        put(one.name + ".json", one.body);
        put(one.name + ".answer.json", answer(schema, one.body));
        put(one.document + ".schema.json", one.schema);
        list += (list.empty() ? "" : ",") + std::string(R"({"name":")") + one.name + R"(","document":")" +
                one.document + R"(","valid":)" + (one.valid ? "true" : "false") + R"(,"bytes":)" +
                std::to_string(one.body.size()) + '}';
    }
    put("cases.json", '[' + list + ']');
    return 0;
}

// Of one call, after some have gone before it, as in a server.
template <typename Call>
std::size_t allocations_of(Call call) {
    for (int warm_up = 0; warm_up < 3; ++warm_up) call();
    const std::size_t before = allocations;
    call();
    return allocations - before;
}

int count_allocations() {
    std::string rows;
    for (const bench::Case& one : bench::make_cases()) {
        const zodgate::Schema schema = zodgate::Schema::parse(one.schema);
        const std::size_t verdict = allocations_of([&] { static_cast<void>(schema.validate(one.body)); });
        const std::size_t whole = allocations_of([&] { static_cast<void>(answer(schema, one.body)); });
        std::string value;
        const std::size_t with_value = allocations_of([&] { static_cast<void>(schema.validate(one.body, value)); });
        rows += (rows.empty() ? "" : ",") + ('"' + one.name) + R"(":{"verdict":)" + std::to_string(verdict) +
                R"(,"answer":)" + std::to_string(whole) + R"(,"value":)" + std::to_string(with_value) + '}';
    }
    std::cout << '{' << rows << "}\n";
    return 0;
}

using Field = std::pair<std::string_view, std::string_view>;
constexpr std::array<Field, 4> header_fields{Field{"Host", "localhost:8080"}, Field{"Accept", "*/*"},
                                             Field{"Content-Type", "application/json"},
                                             Field{"Authorization", "Bearer ktx_key_1"}};

// A request with this body, through the gate. @return something that depends on what it says
std::size_t pass_gate(const zodgate::http::Api& api, std::string_view body) {
    const auto headers = [](std::string_view name, const auto& found) {
        for (const Field& field : header_fields) {
            if (zodgate::http::equals_ignoring_case(field.first, name)) found(field.second);
        }
    };
    const zodgate::http::Verdict verdict = api.check({"POST", "/api/v1/organizations/org_1/invite", headers, body});
    if (const zodgate::http::Rejected* rejected = verdict.rejected()) return rejected->body.size();
    return verdict.accepted()->body()["email"].string().size();
}

int repeat(std::string_view name, int times, std::string_view what) {
    const std::vector<bench::Case> cases = bench::make_cases();
    const auto found =
        std::find_if(cases.begin(), cases.end(), [&](const bench::Case& one) { return one.name == name; });
    if (found == cases.end()) throw std::runtime_error("there is no such case");
    const zodgate::Schema schema = zodgate::Schema::parse(found->schema);
    const zodgate::http::Api api = zodgate::http::Api::from_openapi(zodgate::schemas::kontext_invite_text());
    std::size_t sum = 0;
    for (int time = 0; time < times; ++time) {
        if (what == "gate") {
            sum += pass_gate(api, found->body);
        } else {
            sum += what == "answer" ? answer(schema, found->body).size() : schema.validate(found->body).valid() ? 1 : 0;
        }
    }
    std::cout << sum << '\n';
    return 0;
}

int run(const std::vector<std::string>& arguments) {
    const std::string command = arguments.empty() ? std::string() : arguments[0];
    if (command == "write" && arguments.size() == 2) return write(arguments[1]);
    if (command == "allocations" && arguments.size() == 1) return count_allocations();
    if (command == "repeat" && arguments.size() == 4) {
        return repeat(arguments[1], std::stoi(arguments[2]), arguments[3]);
    }
    std::cerr << "write FOLDER | allocations | repeat CASE TIMES verdict|answer|gate\n";
    return 2;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run({arguments + 1, arguments + count});
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
