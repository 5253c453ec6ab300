// Every operation of a document, served by POCO.
#include "service.hpp"

#include <zodgate/adapters/poco.hpp>

#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/ThreadPool.h>

namespace {

void answer(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse& response,
            const zodgate::http::Accepted& accepted) {
    const std::string body = service::answer(accepted);
    response.setContentType("application/json");
    response.sendBuffer(body.data(), body.size());
}

class Factory final : public Poco::Net::HTTPRequestHandlerFactory {
  public:
    explicit Factory(zodgate::http::Api api) : api_(std::move(api)) {
        for (const zodgate::http::Operation& operation : api_.operations()) {
            if (operation.method == "GET" && operation.path == "/items/special") special_ = &operation;
        }
    }

    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest& request) override {
        // A choice of the factory's own, as servers with several handlers make it.
        if (special_ != nullptr && request.getURI() == "/api/items/special") {
            return zodgate::adapters::poco::make_handler(api_, *special_, answer);
        }
        return zodgate::adapters::poco::make_handler(api_, answer);
    }

  private:
    zodgate::http::Api api_;
    const zodgate::http::Operation* special_ = nullptr;  // of the api, if its document is that of the table
};

void serve(const service::Arguments& arguments) {
    const service::Signals signals;
    const zodgate::http::Api api = service::load(arguments.document);
    // A connection keeps its thread.
    constexpr int connections = 72;
    Poco::ThreadPool threads(4, connections);
    const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", arguments.port));
    Poco::AutoPtr<Poco::Net::HTTPServerParams> parameters(new Poco::Net::HTTPServerParams);
    parameters->setMaxThreads(connections);
    parameters->setMaxQueued(1000);
    parameters->setKeepAlive(true);
    parameters->setMaxKeepAliveRequests(0);
    parameters->setTimeout(Poco::Timespan(10, 0));
    Poco::Net::HTTPServer server(new Factory(api), threads, socket, parameters);
    server.start();
    service::announce(socket.address().port());
    signals.wait();
    server.stopAll(true);
}

}  // namespace

int main(int count, char** texts) { return service::run(count, texts, serve); }
