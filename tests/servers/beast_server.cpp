// Every operation of a document, served by Boost.Beast: asynchronously, on a few threads.
#include "service.hpp"

#include <zodgate/adapters/beast.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Request = beast::http::request<beast::http::string_body>;
using Response = beast::http::response<beast::http::string_body>;

constexpr std::chrono::seconds patience{10};
constexpr beast::http::error error_of_http = beast::http::error::bad_version;

Response make_response(const Request& request, unsigned status, std::string body) {
    Response response(static_cast<beast::http::status>(status), request.version());
    response.set(beast::http::field::content_type, "application/json");
    response.keep_alive(request.keep_alive());
    if (request.method() == beast::http::verb::head) {
        response.content_length(body.size());
    } else {
        response.body() = std::move(body);
        response.prepare_payload();
    }
    return response;
}

Response answer(const zodgate::http::Api& api, const Request& request, bool is_too_long) {
    zodgate::http::Verdict verdict = zodgate::adapters::beast::check(api, request, is_too_long);
    if (auto* rejected = verdict.rejected()) {
        return zodgate::adapters::beast::make_response(std::move(*rejected), request, is_too_long);
    }
    if (const auto* accepted = verdict.accepted()) return make_response(request, 200, service::answer(*accepted));
    return make_response(request, 404, "{}");
}

// A connection. What runs for it keeps it alive.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, const zodgate::http::Api& api) : stream_(std::move(socket)), api_(api) {}

    void run() {
        asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
    }

  private:
    void read_header() {
        parser_.emplace();
        parser_->header_limit(8192);
        parser_->body_limit(api_.max_body_bytes());
        stream_.expires_after(patience);
        beast::http::async_read_header(stream_, buffer_, *parser_,
                                       [self = shared_from_this()](beast::error_code error, std::size_t) {
                                           if (error) return self->give_up(error);
                                           self->invite_body();
                                       });
    }

    void invite_body() {
        if (!beast::iequals(parser_->get()[beast::http::field::expect], "100-continue")) return read_body();
        response_ = Response(beast::http::status::continue_, parser_->get().version());
        beast::http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error) self->read_body();
        });
    }

    void read_body() {
        beast::http::async_read(stream_, buffer_, *parser_,
                                [self = shared_from_this()](beast::error_code error, std::size_t) {
                                    if (error) return self->give_up(error);
                                    self->judge(false);
                                });
    }

    // What cannot be read to its end is answered all the same, unless the connection is gone.
    void give_up(beast::error_code error) {
        if (error == beast::http::error::body_limit) return judge(true);
        const bool is_malformed = error.category() == beast::http::make_error_code(error_of_http).category();
        if (!is_malformed || error == beast::http::error::end_of_stream) return;
        response_ = make_response(Request(), 400, "{}");
        response_.keep_alive(false);
        write();
    }

    void judge(bool is_too_long) {
        try {
            response_ = answer(api_, parser_->get(), is_too_long);
        } catch (const std::exception&) {
            response_ = make_response(parser_->get(), 500, "{}");
        }
        write();
    }

    void write() {
        beast::http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error) self->go_on();
        });
    }

    void go_on() {
        if (response_.keep_alive()) return read_header();
        beast::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.expires_after(patience);
        forget_rest();
    }

    // A connection that is closed while the client is still sending would take the answer with it.
    void forget_rest() {
        if (forgotten_ > service::max_framework_bytes) return;
        buffer_.clear();
        stream_.async_read_some(buffer_.prepare(8192),
                                [self = shared_from_this()](beast::error_code error, std::size_t size) {
                                    self->forgotten_ += size;
                                    if (!error) self->forget_rest();
                                });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<beast::http::request_parser<beast::http::string_body>> parser_;
    Response response_;
    std::size_t forgotten_ = 0;  // bytes
    const zodgate::http::Api& api_;
};

void accept(tcp::acceptor& acceptor, asio::io_context& context, const zodgate::http::Api& api) {
    acceptor.async_accept(asio::make_strand(context), [&](beast::error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (!error) {
            socket.set_option(tcp::no_delay(true), error);
            std::make_shared<Session>(std::move(socket), api)->run();
        }
        accept(acceptor, context, api);
    });
}

void serve(const service::Arguments& arguments) {
    const service::Signals signals;
    const zodgate::http::Api api = service::load(arguments.document);
    asio::io_context context(static_cast<int>(service::threads));
    tcp::acceptor acceptor(context, tcp::endpoint(asio::ip::make_address("127.0.0.1"), arguments.port));
    service::announce(acceptor.local_endpoint().port());
    accept(acceptor, context, api);
    std::vector<std::thread> threads;
    for (unsigned index = 0; index < service::threads; ++index) threads.emplace_back([&] { context.run(); });
    signals.wait();
    context.stop();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace

int main(int count, char** texts) { return service::run(count, texts, serve); }
