/// @file
/// The gate in a server of Pistache 0.0.5.
///
///     class Invites : public zodgate::adapters::pistache::GuardedHandler {
///       public:
///         HTTP_PROTOTYPE(Invites)
///         using GuardedHandler::GuardedHandler;
///         void on_accepted(const Pistache::Http::Request&, Pistache::Http::ResponseWriter response,
///                          const zodgate::http::Accepted& accepted) override {
///             response.send(Pistache::Http::Code::Ok, invite(accepted.body()["email"].string()));
///         }
///     };
///     endpoint.init(Pistache::Http::Endpoint::options().maxRequestSize(2 * api.max_body_bytes() + 65536));
///     endpoint.setHandler(Pistache::Http::make_handler<Invites>(api));
///
/// Pistache keeps neither the target as it came nor fields and parameters that come twice, and takes for a request what
/// stands behind a head or a chunk that it misreads. So the handler reads the bytes that come in by itself, and gives
/// them to Pistache's parser when a request is whole. A head whose framing is unclear (RFC 9112, 6: Transfer-Encoding
/// that is not "chunked" alone, or beside Content-Length; Content-Length that is not one number of up to 18 digits),
/// with control characters, or with a field's name that is no token, and a malformed chunk, are answered with 400, and
/// the connection is ended. Requests that come in one packet are handled one after the other.
///
/// What Pistache refuses itself is answered in its own words, and ends the connection: methods and versions that it
/// does not know, fields that it reads itself and cannot (Content-Type, Host, Cookie, …), and requests, head and all,
/// of more than Options::maxRequestSize(), whose default is 4,096 bytes. Answers of more than
/// Options::maxResponseSize() are not sent: of the gate's own, which Limits::max_issues and max_issue_bytes bound, the
/// connection is closed then. It takes no extensions of chunks. The first request of a connection must be whole within
/// Options::headerTimeout(), its body too, and each later one within Options::keepaliveTimeout() after the one before.
///
/// After a client's last request ("Connection: close") nothing more is read from it. The connection is closed at once
/// if the gate gave the answer; else that is left to the client, and to Options::keepaliveTimeout().
#pragma once

#include <zodgate/http.hpp>

#include <pistache/http.h>
#include <pistache/http_headers.h>
#include <pistache/peer.h>

#include <sys/socket.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zodgate::adapters::pistache {

namespace detail {

inline std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes what stands before the next CR LF off a text, and that, too.
inline std::string_view next_line(std::string_view& rest) noexcept {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    return line;
}

/// The head of a request, as it came in, and what it says of the body (RFC 9112, 6).
class Head {
  public:
    /// Takes what has arrived, up to the end of the head. @return how much of it that was
    std::size_t feed(std::string_view bytes) {
        const std::size_t from = text_.size() < 3 ? 0 : text_.size() - 3;
        text_ += bytes;
        const std::size_t end = text_.find("\r\n\r\n", from);
        if (end == std::string::npos) return bytes.size();
        const std::size_t behind = text_.size() - (end + 4);
        text_.resize(end + 2);
        is_complete_ = true;
        read_framing();
        return bytes.size() - behind;
    }

    bool is_complete() const noexcept { return is_complete_; }
    http::Framing framing() const noexcept { return framing_; }
    /// Of the body, in bytes, if it is framed so.
    std::uint64_t length() const noexcept { return length_; }

    /// Whether the client waits to be told that it may send the body (RFC 9110, 10.1.1).
    bool expects_invitation() const noexcept {
        bool expects = false;
        for_each("expect", [&](std::string_view value) {
            expects = expects || http::equals_ignoring_case(value, "100-continue");
        });
        return expects && word(2) == "HTTP/1.1";
    }

    std::string_view method() const noexcept { return word(0); }
    std::string_view target() const noexcept { return word(1); }

    template <class Found>
    void for_each(std::string_view name, const Found& found) const {
        std::string_view rest = text_;
        for (next_line(rest); !rest.empty();) {
            const std::string_view line = next_line(rest);
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos || !http::equals_ignoring_case(line.substr(0, colon), name)) continue;
            found(trimmed(line.substr(colon + 1)));
        }
    }

  private:
    // Of the request line.
    std::string_view word(int index) const noexcept {
        std::string_view line = text_;
        line = next_line(line);
        for (; index > 0; --index) line.remove_prefix(std::min(line.size(), line.find(' ') + 1));
        return line.substr(0, line.find(' '));
    }

    void read_framing() noexcept {
        std::string_view rest = text_;
        bool is_clear = http::is_field_value(next_line(rest));
        http::FramingReader reader;
        while (!rest.empty()) {
            const std::string_view line = next_line(rest);
            const std::size_t colon = line.find(':');
            // Not so long as a name: folded lines, a line break that is none.
            is_clear = is_clear && colon != std::string_view::npos && http::is_field_value(line);
            if (!is_clear) break;
            reader.add(line.substr(0, colon), trimmed(line.substr(colon + 1)));
        }
        framing_ = is_clear ? reader.framing(word(2) == "HTTP/1.1") : http::Framing::unclear;
        length_ = framing_ == http::Framing::length ? reader.length() : 0;
    }

    std::string text_;
    bool is_complete_ = false;
    http::Framing framing_ = http::Framing::none;
    std::uint64_t length_ = 0;
};

/// Finds the end of a chunked body (RFC 9112, 7.1), strictly.
class Chunks {
  public:
    /// Takes what has arrived, up to the end of the body. @return how much of it that was
    std::size_t feed(std::string_view bytes) {
        std::size_t used = 0;
        while (used < bytes.size() && !is_complete_ && !is_malformed_) {
            if (left_ > 2) {  // data, but for the CR LF behind it
                const std::uint64_t taken = std::min<std::uint64_t>(left_ - 2, bytes.size() - used);
                used += static_cast<std::size_t>(taken);
                left_ -= taken;
            } else {
                take(bytes[used++]);
            }
        }
        return used;
    }

    bool is_complete() const noexcept { return is_complete_; }
    bool is_malformed() const noexcept { return is_malformed_; }

  private:
    void take(char c) {
        if (left_ > 0) {
            is_malformed_ = c != (left_ == 2 ? '\r' : '\n');
            --left_;
            return;
        }
        line_ += c;
        is_malformed_ = line_.size() > most_of_line;
        if (c != '\n') return;
        if (line_.size() < 2 || line_[line_.size() - 2] != '\r' ||
            !http::is_field_value(std::string_view(line_).substr(0, line_.size() - 2))) {
            is_malformed_ = true;
            return;
        }
        line_.resize(line_.size() - 2);
        if (is_in_trailer_) {
            is_complete_ = line_.empty();
            is_malformed_ = !is_complete_ && !http::is_token(std::string_view(line_).substr(0, line_.find(':')));
        } else {
            read_size();
        }
        line_.clear();
    }

    void read_size() noexcept {
        // Pistache's parser takes no extensions.
        const std::optional<std::uint64_t> size = http::read_chunk_size(line_);
        is_malformed_ = !size;
        if (!size) return;
        is_in_trailer_ = *size == 0;
        left_ = is_in_trailer_ ? 0 : *size + 2;
    }

    static constexpr std::size_t most_of_line = 4096;
    std::string line_;
    std::uint64_t left_ = 0;  // of a chunk, with its CR LF
    bool is_in_trailer_ = false;
    bool is_complete_ = false;
    bool is_malformed_ = false;
};

/// What has arrived of a request.
class Incoming {
  public:
    /// Takes bytes of the request. @return how many: what is left is the next request
    std::size_t feed(std::string_view bytes) {
        std::size_t used = 0;
        if (!head_.is_complete()) {
            used = head_.feed(bytes);
            left_ = head_.length();
        }
        if (!head_.is_complete()) return used;
        bytes.remove_prefix(used);
        if (head_.framing() == http::Framing::chunked) return used + chunks_.feed(bytes);
        if (head_.framing() != http::Framing::length) return used;
        const std::uint64_t taken = std::min<std::uint64_t>(left_, bytes.size());
        left_ -= taken;
        return used + static_cast<std::size_t>(taken);
    }

    bool is_unclear() const noexcept { return head_.framing() == http::Framing::unclear || chunks_.is_malformed(); }

    bool is_complete() const noexcept {
        if (!head_.is_complete() || is_unclear()) return false;
        return head_.framing() == http::Framing::chunked ? chunks_.is_complete() : left_ == 0;
    }

    /// True once, as soon as the head is complete.
    bool has_new_head() noexcept { return head_.is_complete() && !std::exchange(is_head_known_, true); }

    const Head& head() const noexcept { return head_; }

    /// To begin with the next request.
    void reset() { *this = Incoming(); }

  private:
    Head head_;
    Chunks chunks_;
    std::uint64_t left_ = 0;  // of a body with a length
    bool is_head_known_ = false;
};

/// What the handler keeps with a connection.
struct Connection {
    Incoming incoming;
    /// Whatever else comes is ignored: it was the client's last request, or the end of a request is not known.
    bool has_ended = false;
};

/// A header field of any name. Pistache writes only fields that are objects of its own.
class Field final : public Pistache::Http::Header::Header {
  public:
    Field(std::string name, std::string value) : name_(std::move(name)), value_(std::move(value)) {}

    const char* name() const override { return name_.c_str(); }
    void parse(const std::string& text) override { value_ = text; }
    void write(std::ostream& out) const override { out << value_; }
    uint64_t hash() const override { return 0; }

  private:
    std::string name_;
    std::string value_;
};

}  // namespace detail

/// Sends the gate's answer. For HEAD the body is left out, and Pistache then says that its length is 0. Fields with
/// control characters are left out.
inline Pistache::Async::Promise<ssize_t> send(Pistache::Http::ResponseWriter& response, const http::Rejected& rejected,
                                              bool is_head) {
    // Pistache has one field of a name: values become one list (RFC 9110, 5.3).
    std::vector<http::Header> fields;
    for (const http::Header& header : rejected.headers) {
        if (!http::is_token(header.name) || !http::is_field_value(header.value)) continue;
        const auto known = std::find_if(fields.begin(), fields.end(), [&](const http::Header& field) {
            return http::equals_ignoring_case(field.name, header.name);
        });
        if (known == fields.end()) {
            fields.push_back(header);
        } else {
            known->value += ", " + header.value;
        }
    }
    for (http::Header& field : fields) {
        response.headers().add(std::make_shared<detail::Field>(std::move(field.name), std::move(field.value)));
    }
    return response.send(static_cast<Pistache::Http::Code>(rejected.status), is_head ? std::string() : rejected.body);
}

/// The handler of an endpoint: sends the gate's answer where a request is refused, and else calls on_accepted(). The
/// api is copied, which is cheap. Called from all of the endpoint's threads at once.
///
/// What a hook of the gate, on_accepted() or on_not_mine() throws is answered with a bare 500, and ends the connection;
/// but for Pistache::Http::HttpError, whose code and reason are what the client gets. Do not throw after an answer was
/// sent, since there would be two.
class GuardedHandler : public Pistache::Http::Handler {
  public:
    explicit GuardedHandler(http::Api api) : api_(std::move(api)) {}

    /// Answers a request that is good.
    ///
    /// The request and what was accepted are gone when this returns: a handler that answers later, by moving the
    /// response elsewhere, copies what it needs. Answers leave in the order in which they are given, so with such a
    /// handler a client that sends requests without waiting may get them in another order than it has asked.
    ///
    /// Where there are several operations, choose by accepted.operation(). Pistache::Rest::Router::route() can pass a
    /// request on, too, but reads the path in a way of its own, and so may choose the route of another operation than
    /// the one that the request was judged for. With a Router, compare accepted.operation() with what the route is for.
    virtual void on_accepted(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response,
                             const http::Accepted& accepted) = 0;

    /// Answers what is not for the API (ApiOptions::Unmatched::pass): with 404, unless overridden.
    virtual void on_not_mine(const Pistache::Http::Request&, Pistache::Http::ResponseWriter response) {
        response.send(Pistache::Http::Code::Not_Found);
    }

    void onRequest(const Pistache::Http::Request& request, Pistache::Http::ResponseWriter response) final {
        const auto peer = response.getPeer();
        const auto connection = peer ? connection_of(*peer) : nullptr;
        if (!connection) return;  // the client has gone
        const detail::Head& head = connection->incoming.head();
        const http::Verdict verdict = check(head, request.body());
        if (const http::Rejected* rejected = verdict.rejected()) {
            auto sent = send(response, *rejected, head.method() == "HEAD");
            connection->has_ended ? close_after(sent, peer) : close_on_failure(sent, peer);
        } else if (const http::Accepted* accepted = verdict.accepted()) {
            on_accepted(request, std::move(response), *accepted);
        } else {
            on_not_mine(request, std::move(response));
        }
    }

  private:
    using Peer = std::shared_ptr<Pistache::Tcp::Peer>;

    static std::shared_ptr<detail::Connection> connection_of(const Pistache::Tcp::Peer& peer) {
        return std::static_pointer_cast<detail::Connection>(peer.tryGetData("zodgate"));
    }

    http::Verdict check(const detail::Head& head, std::string_view body, bool is_too_long = false) const {
        const auto headers = [&](std::string_view name, const auto& found) { head.for_each(name, found); };
        return api_.check({head.method(), head.target(), headers, body, false, is_too_long});
    }

    // Pistache's own, which is private to it, does not know where requests end, and goes on after one that it refuses.
    void onInput(const char* buffer, std::size_t size, const Peer& peer) override {
        auto connection = connection_of(*peer);
        if (!connection) {
            connection = std::make_shared<detail::Connection>();
            peer->putData("zodgate", connection);
        }
        try {
            std::string_view bytes(buffer, size);
            while (!bytes.empty() && !connection->has_ended) bytes.remove_prefix(take(bytes, *connection, peer));
        } catch (const Pistache::Http::HttpError& error) {
            give_up(*connection, peer, static_cast<Pistache::Http::Code>(error.code()), error.reason());
        } catch (...) {
            give_up(*connection, peer, Pistache::Http::Code::Internal_Server_Error, "Internal Server Error");
        }
        // Pistache writes what is queued when it is told that it may, but not if there is something to read by then:
        // the answer would wait until the client sends again.
        transport()->flush();
    }

    // Where there is not even memory for an answer, the end of the connection is one.
    void give_up(detail::Connection& connection, const Peer& peer, Pistache::Http::Code code,
                 const std::string& why) noexcept {
        try {
            refuse(connection, peer, code, why);
        } catch (...) {
            connection.has_ended = true;
            ::shutdown(peer->fd(), SHUT_RDWR);
        }
    }

    // Takes bytes of one request, and answers it if it is whole. @return how many
    std::size_t take(std::string_view bytes, detail::Connection& connection, const Peer& peer) {
        using Pistache::Http::Code;
        const auto parser = getParser(peer);
        detail::Incoming& incoming = connection.incoming;
        const std::size_t used = incoming.feed(bytes);
        if (incoming.is_unclear()) {
            refuse(connection, peer, Code::Bad_Request, "Bad Request");
        } else if (incoming.head().length() > getMaxRequestSize() || !parser->feed(bytes.data(), used)) {
            refuse(connection, peer, Code::Request_Entity_Too_Large, "Request exceeded maximum buffer size");
        } else if (incoming.is_complete()) {
            if (!parse(*parser)) {
                refuse(connection, peer, Code::Bad_Request, "Bad Request");
                return used;
            }
            answer(parser->request, connection, peer);
            parser->reset();
            incoming.reset();
        } else if (incoming.has_new_head() && incoming.head().expects_invitation()) {
            invite(connection, peer);
        }
        return used;
    }

    // False for what it cannot read, and for what it reads in another way.
    static bool parse(Pistache::Http::RequestParser& parser) {
        try {
            return parser.parse() == Pistache::Http::Private::State::Done;
        } catch (const Pistache::Http::HttpError&) {
            throw;
        } catch (const std::exception&) {
            return false;
        }
    }

    // Tells a client to send the body; or the gate's answer to one that is too long, before it comes. Where the gate
    // lets it through all the same, the hooks are called a second time when it is there.
    void invite(detail::Connection& connection, const Peer& peer) {
        const detail::Head& head = connection.incoming.head();
        if (head.length() > api_.max_body_bytes()) {
            const http::Verdict verdict = check(head, {}, true);
            if (const http::Rejected* rejected = verdict.rejected()) {
                connection.has_ended = true;
                Pistache::Http::ResponseWriter response = last_response(peer);
                auto sent = send(response, *rejected, head.method() == "HEAD");
                return close_after(sent, peer);
            }
        }
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        peer->send(Pistache::RawBuffer(std::string(go_on), go_on.size()));
    }

    void answer(Pistache::Http::Request& request, detail::Connection& connection, const Peer& peer) {
        Pistache::Http::ResponseWriter response(request.version(), transport(), this, peer);
        request.copyAddress(peer->address());
        const auto asked = request.headers().tryGet<Pistache::Http::Header::Connection>();
        // Connections of HTTP/1.1 are kept where the client does not say otherwise.
        const bool is_kept = asked ? asked->control() != Pistache::Http::ConnectionControl::Close
                                   : request.version() == Pistache::Http::Version::Http11;
        response.headers().add<Pistache::Http::Header::Connection>(
            is_kept ? Pistache::Http::ConnectionControl::KeepAlive : Pistache::Http::ConnectionControl::Close);
        connection.has_ended = !is_kept;
        peer->setIdle(false);
        onRequest(request, std::move(response));
    }

    Pistache::Http::ResponseWriter last_response(const Peer& peer) {
        Pistache::Http::ResponseWriter response(Pistache::Http::Version::Http11, transport(), this, peer);
        response.headers().add<Pistache::Http::Header::Connection>(Pistache::Http::ConnectionControl::Close);
        return response;
    }

    // Answers in Pistache's way. What follows on this connection cannot be told apart from the rest of the request.
    void refuse(detail::Connection& connection, const Peer& peer, Pistache::Http::Code code, const std::string& why) {
        connection.has_ended = true;
        Pistache::Http::ResponseWriter response = last_response(peer);
        auto sent = response.send(code, connection.incoming.head().method() == "HEAD" ? std::string() : why);
        close_after(sent, peer);
    }

    static auto closer_of(const Peer& peer) {
        return [weak = std::weak_ptr<Pistache::Tcp::Peer>(peer)] {
            if (const Peer open = weak.lock()) ::shutdown(open->fd(), SHUT_RDWR);
        };
    }

    // Pistache leaves that to the client.
    static void close_after(Pistache::Async::Promise<ssize_t>& sent, const Peer& peer) {
        // The connection is still open when this is called. Pistache closes it when it reads that it has ended.
        const auto close = closer_of(peer);
        sent.then([close](ssize_t) { close(); }, [close](std::exception_ptr) { close(); });
    }

    // An answer may be longer than Options::maxResponseSize(): it is not sent then, and nothing would tell the client.
    static void close_on_failure(Pistache::Async::Promise<ssize_t>& sent, const Peer& peer) {
        const auto close = closer_of(peer);
        sent.then([](ssize_t) {}, [close](std::exception_ptr) { close(); });
    }

    http::Api api_;
};

}  // namespace zodgate::adapters::pistache
