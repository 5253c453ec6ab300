// Routes of cpp-httplib that each have a guard of their own: no handler gets a request that was judged for another.
#include <zodgate/adapters/httplib.hpp>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

namespace adapter = zodgate::adapters::httplib;
using zodgate::http::Accepted;

constexpr const char* document = R"({
  "openapi": "3.1.0", "info": {"title": "Users", "version": "1"}, "servers": [{"url": "/v1"}],
  "paths": {
    "/users/{id}": {
      "get": {"operationId": "read", "parameters": [{"$ref": "#/components/parameters/id"}], "responses": {"200": {"description": "OK"}}}
    },
    "/users/{id}/admin": {
      "get": {"operationId": "admin", "security": [{"key": []}], "parameters": [{"$ref": "#/components/parameters/id"}],
              "responses": {"200": {"description": "OK"}}}
    },
    "/users": {
      "post": {"requestBody": {"required": true, "content": {"application/json": {"schema": {
                 "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}}}},
               "responses": {"200": {"description": "OK"}}},
      "get": {"operationId": "list", "responses": {"200": {"description": "OK"}}}
    }
  },
  "components": {
    "parameters": {"id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}},
    "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}
  }
})";

int expectations = 0;
int failures = 0;

void expect(bool holds, const std::string& what) {
    ++expectations;
    if (holds) return;
    ++failures;
    std::cerr << "not so: " << what << "\n";
}

// Takes what can be moved only, as handlers may hold it.
auto answer_with(std::string text) {
    return [text = std::make_unique<std::string>(std::move(text))](const httplib::Request&, httplib::Response& response,
                                                                   const Accepted& accepted) {
        response.set_content(
            *text + " " + std::string(accepted.path()["id"].string()) + std::string(accepted.body()["name"].string()),
            "text/plain");
    };
}

void register_routes(httplib::Server& server, const zodgate::http::Api& api) {
    adapter::protect(server);
    adapter::route(server, api, "read", answer_with("user"), "/v1");
    adapter::route(server, api, "admin", answer_with("admin"), "/v1");
    adapter::route(server, api, "POST /users", answer_with("new"), "/v1");
    adapter::refuse_the_rest(server, api);
    for (const char* unknown : {"write", "GET /v1/users", "", "DELETE /users"}) {
        bool is_refused = false;
        try {
            adapter::route(server, api, unknown, answer_with("none"));
        } catch (const std::invalid_argument&) {
            is_refused = true;
        }
        expect(is_refused, std::string("no route for ") + unknown);
    }
}

void expect_answer(const httplib::Result& result, int status, const std::string& body, const std::string& what) {
    if (!result) return expect(false, what + " is answered");
    const std::string got = std::to_string(result->status) + " " + result->body;
    expect(got == std::to_string(status) + " " + body, what + " gives " + got);
}

void ask(httplib::Client& client) {
    const httplib::Headers key{{"Authorization", "Bearer k"}};
    expect_answer(client.Get("/v1/users/x"), 200, "user x", "a path");
    expect_answer(client.Get("/v1/users/x/admin"), 401, R"({"error":"Unauthorized"})", "a guarded path");
    expect_answer(client.Get("/v1/users/x/admin", key), 200, "admin x", "a guarded path with a key");
    // The library takes this for /users/x/admin, and the gate for /users/{id}, which needs no key.
    expect_answer(client.Get("/v1/users/x%2Fadmin"), 404, "", "a path with a slash in a parameter");
    expect_answer(client.Get("/v1/users/x%2Fadmin", key), 404, "", "the same with a key");
    expect_answer(client.Get("/v1/users/x%2fy"), 501, "", "a slash in a parameter, and no route");
    expect_answer(client.Get("/v1/users"), 501, "", "an operation without a handler");
    expect_answer(client.Get("/v1/nothing"), 404, R"({"error":"Not Found"})", "no path");
    expect_answer(client.Delete("/v1/users/x"), 405, R"({"error":"Method Not Allowed"})", "no method");
    expect_answer(client.Post("/v1/users", R"({"name":"ada"})", "application/json"), 200, "new ada", "a body");
    client.set_compress(true);
    expect_answer(client.Post("/v1/users", R"({"name":"ada"})", "application/json"), 200, "new ada", "a coded body");
    expect_answer(client.Post("/v1/users", R"({"name":)", "text/plain"), 415, R"({"error":"Unsupported Media Type"})",
                  "a coded body of another type");
}

int run() {
    const zodgate::http::Api api = zodgate::http::Api::from_openapi(document);
    httplib::Server server;
    register_routes(server, api);
    const int port = server.bind_to_any_port("127.0.0.1");
    if (port < 0) throw std::runtime_error("cannot bind");
    std::thread listener([&] { server.listen_after_bind(); });
    httplib::Client client("127.0.0.1", port);
    client.set_url_encode(false);
    ask(client);
    server.stop();
    listener.join();
    std::cout << expectations << " expectations, " << failures << " not met\n";
    return failures == 0 && expectations == 16 ? 0 : 1;
}

}  // namespace

int main() {
    try {
        return run();
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
