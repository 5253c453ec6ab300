/// @file
/// The gate in a server of POCO (1.11 and later).
///
///     class Factory : public Poco::Net::HTTPRequestHandlerFactory {
///         Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
///             return zodgate::adapters::poco::make_handler(api_, [](auto&, auto& response, const auto& accepted) {
///                 response.setContentType("application/json");
///                 const std::string answer = invite(accepted.body()["email"].string());
///                 response.sendBuffer(answer.data(), answer.size());
///             });
///         }
///         …
///     };
///
/// A factory that chooses among handlers sees the target before the gate does, and may read it in another way: POCO's
/// Poco::URI decodes "%2F", for example, and the gate does not take that for a slash. Such a factory says which
/// operation its handler is for, so that it never gets a request that was judged as another:
///
///     : invite_(zodgate::adapters::poco::find_operation(api, "POST /v1/organizations/{orgId}/invite"))
///     …
///     return zodgate::adapters::poco::make_handler(api_, invite_, handler);
///
/// POCO reads the head of a request by itself, and its reading has faults that an adapter cannot see:
/// - A byte 0xFF is left out of a value, and two in a row end the head: what follows is read as another request.
/// - Encoded words of RFC 2047 are decoded: `X: =?UTF-8?Q?a=0D=0Ab?=` has the value "a\r\nb". Values that hooks and
///   handlers see can so have any bytes in them; check them before they go into a log, an answer or another request.
///
/// Behind a proxy that sends the requests of several clients over one connection, let the proxy refuse such heads, or
/// turn HTTPServerParams::setKeepAlive() off. A Content-Length that is no number ends the connection without an answer.
#pragma once

#include <zodgate/http.hpp>

#include <Poco/Net/HTTPFixedLengthStream.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/HTTPServerSession.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace zodgate::adapters::poco {

namespace detail {

/// What is read beyond a limit, so that the answer does not meet a sender that is still busy.
inline constexpr std::size_t most_forgotten = std::size_t{1024} * 1024;

inline void answer_bare(Poco::Net::HTTPServerResponse& response, Poco::Net::HTTPResponse::HTTPStatus status) {
    response.setStatusAndReason(status);
    response.setContentLength(0);
    response.send();
}

}  // namespace detail

/// Tells where the body of a request ends. Cost: linear in the names of its fields.
inline http::FramingReader read_framing(const Poco::Net::HTTPServerRequest& request) {
    http::FramingReader reader;
    for (const auto& [name, value] : request) reader.add(name, value);
    return reader;
}

/// The body of a request.
struct Content {
    std::string text;
    /// False if there was more, the connection broke or was too slow, a chunk was malformed, or the framing is unclear.
    /// The connection must then not be used for another request; and `text` is no body, but for one that is longer than
    /// the limit, which is refused for its length.
    bool is_complete = true;
};

namespace detail {

/// Takes in a body: keeps up to a byte more than a limit, and forgets the rest.
class Keeper {
  public:
    Keeper(std::string& text, std::size_t limit) : text_(text), limit_(limit) {}

    /// Reads so many bytes. False if they are not there, or if there were too many to forget.
    bool read(std::istream& stream, std::uint64_t length) {
        std::array<char, 8192> piece{};
        while (length > 0) {
            if (forgotten_ >= most_forgotten) return false;
            const auto asked = static_cast<std::size_t>(std::min<std::uint64_t>(length, piece.size()));
            stream.read(piece.data(), static_cast<std::streamsize>(asked));
            const auto size = static_cast<std::size_t>(stream.gcount());
            keep(std::string_view(piece.data(), size));
            if (size < asked) return false;
            length -= size;
        }
        return true;
    }

    /// Counts what is no part of the body. False if it was too much.
    bool forget(std::size_t size) noexcept {
        forgotten_ += size;
        return forgotten_ < most_forgotten;
    }

  private:
    void keep(std::string_view piece) {
        // The limit may be the largest number there is.
        const std::size_t room = text_.size() > limit_ ? 0 : limit_ - text_.size();
        const bool is_over = text_.size() > limit_;
        const std::size_t kept = is_over ? 0 : piece.size() <= room ? piece.size() : room + 1;
        text_.append(piece.substr(0, kept));
        forgotten_ += piece.size() - kept;
    }

    std::string& text_;
    std::size_t limit_;
    std::size_t forgotten_ = 0;
};

/// Reads a chunked body (RFC 9112, 7.1) from the connection itself, strictly. To POCO's own stream a body that breaks
/// off, or has a malformed chunk, is one that has come to its end.
class Chunks {
  public:
    explicit Chunks(Poco::Net::HTTPSession& session) : session_(session) {}

    /// False if the body is not whole, or has too much that is not kept.
    bool read(Keeper& keeper) {
        for (;;) {
            const std::optional<std::uint64_t> size = next_size(keeper);
            if (!size) return false;
            if (*size == 0) return skip_trailer(keeper);
            Poco::Net::HTTPFixedLengthInputStream data(session_, static_cast<std::int64_t>(*size + 2));
            std::array<char, 2> end{};
            if (!keeper.read(data, *size) || !data.read(end.data(), 2)) return false;
            if (end[0] != '\r' || end[1] != '\n') return false;
        }
    }

  private:
    // Without its CR LF. Nothing if it does not end so, is too long, or has bytes that a line has not. POCO's own
    // stream for lines leaves bytes 0xFF out, and any other reads further than the line, so they come one by one.
    std::optional<std::string_view> next_line() {
        std::size_t size = 0;
        do {
            if (size == line_.size() || bytes_of_lines_ == most_bytes_of_lines) return {};
            Poco::Net::HTTPFixedLengthInputStream byte(session_, 1);
            if (!byte.get(line_[size])) return {};
            ++bytes_of_lines_;
        } while (line_[size++] != '\n');
        if (size < 2 || line_[size - 2] != '\r') return {};
        const std::string_view line(line_.data(), size - 2);
        return http::is_field_value(line) ? std::optional(line) : std::nullopt;
    }

    std::optional<std::uint64_t> next_size(Keeper& keeper) {
        const std::optional<std::string_view> line = next_line();
        if (!line) return {};
        const std::string_view digits = line->substr(0, line->find(';'));
        if (digits.size() < line->size() && !keeper.forget(line->size() - digits.size())) return {};
        return http::read_chunk_size(digits);
    }

    bool skip_trailer(Keeper& keeper) {
        for (;;) {
            const std::optional<std::string_view> line = next_line();
            if (!line) return false;
            if (line->empty()) return true;
            if (!http::is_token(line->substr(0, line->find(':'))) || !keeper.forget(line->size())) return false;
        }
    }

    // Enough for a body of the usual limits in chunks of a few bytes.
    static constexpr std::size_t most_bytes_of_lines = std::size_t{1024} * 1024;

    Poco::Net::HTTPSession& session_;
    std::array<char, 4096> line_{};
    std::size_t bytes_of_lines_ = 0;
};

}  // namespace detail

/// Reads a body, up to a byte more than a limit; what is beyond is read and forgotten, up to 1 MiB, so that the answer
/// does not meet a sender that is still busy. Where the framing is unclear nothing is read. After this,
/// request.stream() has nothing to give to handlers. A chunked body is not complete if the request is of another class
/// than POCO's own. Throws std::bad_alloc; a connection that breaks or is too slow is an incomplete body.
inline Content read_body(Poco::Net::HTTPServerRequest& request, std::size_t limit) {
    Content content;
    detail::Keeper keeper(content.text, limit);
    const http::FramingReader reader = read_framing(request);
    const http::Framing framing = reader.framing(request.getVersion() == Poco::Net::HTTPMessage::HTTP_1_1);
    if (framing == http::Framing::length) {
        content.is_complete = keeper.read(request.stream(), reader.length());
        return content;
    }
    if (framing == http::Framing::chunked) {
        auto* const own = dynamic_cast<Poco::Net::HTTPServerRequestImpl*>(&request);
        content.is_complete = own != nullptr && detail::Chunks(own->session()).read(keeper);
    } else {
        content.is_complete = framing == http::Framing::none;
    }
    // What POCO's stream would give now is the next request, or what is behind it: it has none to give any more.
    request.stream().rdbuf(nullptr);
    return content;
}

/// Judges a request with the body that was read from its stream. Throws what Api::check() throws.
inline http::Verdict check(const http::Api& api, const Poco::Net::HTTPServerRequest& request, std::string_view body) {
    const auto headers = [&](std::string_view name, const auto& found) {
        for (const auto& [key, value] : request) {
            if (http::equals_ignoring_case(key, name)) found(value);
        }
    };
    return api.check({request.getMethod(), request.getURI(), headers, body});
}

/// Sends the gate's answer; without the body for HEAD.
inline void send(Poco::Net::HTTPServerResponse& response, const http::Rejected& rejected) {
    response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(rejected.status));
    for (const http::Header& header : rejected.headers) response.add(header.name, header.value);
    response.sendBuffer(rejected.body.data(), rejected.body.size());
}

/// The operation of that name, to be looked up once and given to make_handler() for each request.
/// @param name  its `operationId`, or method and path: "POST /v1/organizations/{orgId}/invite"
/// @return one of Api::operations(): good as long as any copy of the api
/// @throws std::invalid_argument if there is none
inline const http::Operation& find_operation(const http::Api& api, std::string_view name) {
    if (const http::Operation* const operation = api.find_operation(name)) return *operation;
    throw std::invalid_argument("the document has no operation \"" + std::string(name) + "\"");
}

/// Answers with 404.
struct NotFound {
    void operator()(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse& response) const {
        detail::answer_bare(response, Poco::Net::HTTPResponse::HTTP_NOT_FOUND);
    }
};

/// A request handler that reads the body, up to Api::max_body_bytes(), sends the gate's answer where a request is
/// refused, and else calls handler(Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse&, const
/// zodgate::http::Accepted&). The request's stream has been read by then: a handler that can be called with a
/// std::string_view behind these gets the body as it came, which is good during the call. That is for bodies which are
/// let through unjudged (ApiOptions::report_only, other_media); one over the limit is answered with a bare 413 then.
///
/// A request whose framing is unclear, and a body that is not whole, are answered with a bare 400 before the gate sees
/// them, and the connection is closed. What is not for the API (ApiOptions::Unmatched::pass) goes to not_mine(request,
/// response), with the body read; a request that is for another operation than the handler is answered with a bare 404.
///
/// Holds a copy of the api, which is cheap. What the handler, or a hook of the gate, throws passes to POCO: of a
/// Poco::Exception the client sees a bare 500 if nothing was sent yet, of anything else the end of the connection,
/// without an answer. Texts of exceptions do not get to it; they go to Poco::ErrorHandler.
template <class Handler, class NotMine = NotFound>
class GuardedHandler final : public Poco::Net::HTTPRequestHandler {
  public:
    /// @param operation  that the handler is for, one of Api::operations(); null: all of them
    GuardedHandler(http::Api api, const http::Operation* operation, Handler handler, NotMine not_mine = NotMine())
        : api_(std::move(api)), operation_(operation), handler_(std::move(handler)), not_mine_(std::move(not_mine)) {}

    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
        const Content content = read_body(request, api_.max_body_bytes());
        if (!content.is_complete) {
            response.setKeepAlive(false);
            if (content.text.size() <= api_.max_body_bytes()) {
                return detail::answer_bare(response, Poco::Net::HTTPResponse::HTTP_BAD_REQUEST);
            }
        }
        const http::Verdict verdict = check(api_, request, content.text);
        if (const http::Rejected* rejected = verdict.rejected()) {
            send(response, *rejected);
        } else if (const http::Accepted* accepted = verdict.accepted()) {
            // An operation is at one place in all copies of the api.
            if (operation_ != nullptr && &accepted->operation() != operation_) return NotFound()(request, response);
            if (content.text.size() > api_.max_body_bytes()) {
                return detail::answer_bare(response, Poco::Net::HTTPResponse::HTTP_REQUEST_ENTITY_TOO_LARGE);
            }
            handle(request, response, *accepted, content.text);
        } else {
            not_mine_(request, response);
        }
    }

  private:
    void handle(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
                const http::Accepted& accepted, [[maybe_unused]] std::string_view body) {
        using Request = Poco::Net::HTTPServerRequest;
        using Response = Poco::Net::HTTPServerResponse;
        if constexpr (std::is_invocable_v<Handler&, Request&, Response&, const http::Accepted&, std::string_view>) {
            handler_(request, response, accepted, body);
        } else {
            handler_(request, response, accepted);
        }
    }

    http::Api api_;
    const http::Operation* operation_;
    Handler handler_;
    NotMine not_mine_;
};

/// A GuardedHandler for a factory to return: POCO deletes it after the request. For a factory that gives every request
/// to one handler.
template <class Handler>
Poco::Net::HTTPRequestHandler* make_handler(http::Api api, Handler handler) {
    return new GuardedHandler<Handler>(std::move(api), nullptr, std::move(handler));
}

/// The same, with a function for what is not for the API.
template <class Handler, class NotMine,
          class = std::enable_if_t<
              std::is_invocable_v<NotMine&, Poco::Net::HTTPServerRequest&, Poco::Net::HTTPServerResponse&>>>
Poco::Net::HTTPRequestHandler* make_handler(http::Api api, Handler handler, NotMine not_mine) {
    return new GuardedHandler<Handler, NotMine>(std::move(api), nullptr, std::move(handler), std::move(not_mine));
}

/// For one operation alone: requests that the gate takes for another one are answered with 404.
/// @param operation  of api.operations(), by find_operation() for example
template <class Handler>
Poco::Net::HTTPRequestHandler* make_handler(http::Api api, const http::Operation& operation, Handler handler) {
    return new GuardedHandler<Handler>(std::move(api), &operation, std::move(handler));
}

/// For one operation alone, by its name: as with find_operation(), whose look-up it does and whose exception it throws.
template <class Handler>
Poco::Net::HTTPRequestHandler* make_handler(http::Api api, std::string_view operation, Handler handler) {
    const http::Operation& found = find_operation(api, operation);
    return make_handler(std::move(api), found, std::move(handler));
}

}  // namespace zodgate::adapters::poco
