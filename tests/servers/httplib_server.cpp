// Every operation of a document, served by cpp-httplib.
#include "service.hpp"

#include <zodgate/adapters/httplib.hpp>

#include <thread>

namespace {

namespace adapter = zodgate::adapters::httplib;

constexpr const char* base_path = "/api";
constexpr const char* measured_operation = "invite";

// All operations.
void serve_all(httplib::Server& server, const zodgate::http::Api& api) {
    adapter::protect(server);
    adapter::serve(server, api,
                   [](const httplib::Request&, httplib::Response& response, const zodgate::http::Accepted& accepted) {
                       response.set_content(service::answer(accepted), "application/json");
                   });
}

// One, to be measured.
void serve_briefly(httplib::Server& server, const zodgate::http::Api& api) {
    adapter::route(
        server, api, measured_operation,
        [](const httplib::Request&, httplib::Response& response, const zodgate::http::Accepted&) {
            response.set_content(service::brief_answer, "application/json");
        },
        base_path);
}

// The same without the gate, to be measured against it: the same route, so that the gate alone makes a difference.
void serve_bare(httplib::Server& server, const zodgate::http::Api& api) {
    const std::string pattern = adapter::detail::pattern_of(*api.find_operation(measured_operation), base_path);
    server.Post(pattern, [](const httplib::Request&, httplib::Response& response) {
        response.set_content(service::brief_answer, "application/json");
    });
}

void serve(const service::Arguments& arguments) {
    const service::Signals signals;
    const zodgate::http::Api api = service::load(arguments.document);
    httplib::Server server;
    server.set_keep_alive_max_count(1000000);
    server.set_tcp_nodelay(true);
    // A connection keeps its thread.
    server.new_task_queue = [] { return new httplib::ThreadPool(72); };
    if (!arguments.has_gate) {
        serve_bare(server, api);
    } else if (arguments.is_brief) {
        serve_briefly(server, api);
    } else {
        serve_all(server, api);
    }
    int port = arguments.port;
    if (port == 0) {
        port = server.bind_to_any_port("127.0.0.1");
    } else if (!server.bind_to_port("127.0.0.1", port)) {
        port = -1;
    }
    if (port < 0) throw std::runtime_error("cannot bind");
    std::thread listener([&] { server.listen_after_bind(); });
    service::announce(static_cast<unsigned>(port));
    signals.wait();
    server.stop();
    listener.join();
}

}  // namespace

int main(int count, char** texts) { return service::run(count, texts, serve); }
