// Every operation of a document, served by Pistache.
#include "service.hpp"

#include <zodgate/adapters/pistache.hpp>

#include <pistache/endpoint.h>

namespace {

class EveryOperation final : public zodgate::adapters::pistache::GuardedHandler {
  public:
    HTTP_PROTOTYPE(EveryOperation)
    using GuardedHandler::GuardedHandler;

    void on_accepted(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response,
                     const zodgate::http::Accepted& accepted) override {
        const bool is_head = request.method() == Pistache::Http::Method::Head;
        response.headers().add<Pistache::Http::Header::ContentType>(MIME(Application, Json));
        response.send(Pistache::Http::Code::Ok, is_head ? std::string() : service::answer(accepted));
    }
};

void serve(const service::Arguments& arguments) {
    const service::Signals signals;
    const zodgate::http::Api api = service::load(arguments.document);
    Pistache::Http::Endpoint endpoint(Pistache::Address("127.0.0.1", Pistache::Port(arguments.port)));
    endpoint.init(Pistache::Http::Endpoint::options()
                      .threads(static_cast<int>(service::threads))
                      .flags(Pistache::Tcp::Options::ReuseAddr | Pistache::Tcp::Options::NoDelay)
                      .maxRequestSize(service::max_framework_bytes));
    endpoint.setHandler(Pistache::Http::make_handler<EveryOperation>(api));
    endpoint.serveThreaded();
    service::announce(static_cast<unsigned>(endpoint.getPort()));
    signals.wait();
    endpoint.shutdown();
}

}  // namespace

int main(int count, char** texts) { return service::run(count, texts, serve); }
