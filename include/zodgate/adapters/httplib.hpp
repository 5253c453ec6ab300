/// @file
/// The gate in a server of cpp-httplib 0.11.4. Compile and link with what `pkg-config --cflags --libs cpp-httplib`
/// says: the layout of the library's Request depends on the switches that it was built with (Debian's is a compiled
/// library).
///
///     httplib::Server server;
///     const auto api = zodgate::http::Api::from_openapi(text);
///     zodgate::adapters::httplib::protect(server);
///     zodgate::adapters::httplib::route(server, api, "POST /v1/organizations/{orgId}/invite",
///         [](const httplib::Request&, httplib::Response& response, const zodgate::http::Accepted& accepted) {
///             response.set_content(invite(accepted.body()["email"].string()), "application/json");
///         }, "/api");
///     zodgate::adapters::httplib::refuse_the_rest(server, api);
///     server.listen("0.0.0.0", 8080);
///
/// Bodies are read up to Api::max_body_bytes(), whatever their transfer and their coding (the decoder of `br` may hold
/// 16 MiB by itself); of what is longer, 256 KiB more are read and dropped, and then the connection is closed. Leave
/// Server::set_payload_max_length() as it is: the library reads to its end a body that its length says is longer. It
/// has no such limit for routes without a guard, where chunked and coded bodies grow as they like, so that
/// refuse_the_rest() should end the routes.
///
/// A request whose end is in doubt (two lengths, a length beside a Transfer-Encoding, another coding than `chunked`, a
/// field's name with white space) is answered with 400 and no body, and a body that is cut off as well; the connection
/// is closed. It is closed, too, after a body that the library does not read, which it would take for the next request:
/// of GET, HEAD and OPTIONS; and after chunked ones, since it does not tell whether they ended as they must.
///
/// Handlers find a body in Request::body and, of multipart/form-data, in Request::files, as ever; Request::params are
/// those of the query alone. With ApiOptions::report_only, a body that is too long or coded in an unknown way is
/// refused all the same, since there is no whole one to hand on.
///
/// Before any of this, the library answers in its own words, without a body: a request line or fields that it does not
/// read (400), a URI of more than 8,192 bytes (414), a Range field that it does not understand (416). Lines and fields
/// of a head are held without a bound, and values of fields come percent-decoded, so that `%41` in a parameter, a
/// cookie or an API key is seen as `A`; fields without a value are dropped.
///
/// The library matches paths and Range fields with std::regex, which recurses for each character: with libstdc++ the
/// longest URI takes 4.6 MiB of a thread's stack and the longest field 4.8, so that threads should have 6 MiB
/// (glibc's have 8). Where they have less (musl's 128 KiB, macOS' 512 KiB), give protect() a longest path, and keep
/// Range fields away, which the library parses before it calls anybody.
///
/// Set an exception handler (Server::set_exception_handler()): without one the library writes what() of an exception,
/// thrown by a handler or by a hook of the gate, into a field of the answer. An error handler (set_error_handler()) is
/// called for refusals, too, and should leave alone those that have a body.
#pragma once

#include <zodgate/http.hpp>

#include <httplib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace zodgate::adapters::httplib {

namespace detail {

// What is read beyond the limit, so that a client that writes before it reads gets the answer: bytes, decoded.
constexpr std::size_t dropped_bytes = std::size_t{256} * 1024;

// The request that the library hands out as a const one. It is a local variable of Server::process_request(), and no
// const object, so that it may be changed.
inline ::httplib::Request& own(const ::httplib::Request& request) { return const_cast<::httplib::Request&>(request); }

// The head of a request, gone over once: its fields lie in a tree, whose search lowers every character of every name
// that it compares. Not for longer than the fields stay as they are.
class Head {
  public:
    explicit Head(const ::httplib::Request& request) : all_(request.headers) {
        http::FramingReader reader;
        for (const auto& field : all_) {
            reader.add(field.first, field.second);
            if (count_ < fields_.size()) fields_[count_] = &field;
            ++count_;
        }
        framing_ = reader.framing(request.version == "HTTP/1.1");
    }

    http::Framing framing() const noexcept { return framing_; }

    template <class Found>
    void for_each(std::string_view name, const Found& found) const {
        const auto look = [&](const ::httplib::Headers::value_type& field) {
            if (http::equals_ignoring_case(field.first, name)) found(field.second);
        };
        if (count_ > fields_.size()) return static_cast<void>(std::for_each(all_.begin(), all_.end(), look));
        for (std::size_t i = 0; i < count_; ++i) look(*fields_[i]);
    }

  private:
    const ::httplib::Headers& all_;
    std::array<const ::httplib::Headers::value_type*, 32> fields_;  // as many as there is room for
    std::size_t count_ = 0;
    http::Framing framing_ = http::Framing::none;
};

// Whether the library has undone all the codings of the body: it knows one, of the first field.
inline bool is_decoded(const Head& head) {
    std::size_t count = 0;
    std::string_view coding;
    head.for_each("content-encoding", [&](std::string_view value) {
        ++count;
        coding = value;
    });
    if (count != 1) return false;
#ifdef CPPHTTPLIB_ZLIB_SUPPORT
    if (coding == "gzip" || coding == "deflate") return true;
#endif
#ifdef CPPHTTPLIB_BROTLI_SUPPORT
    if (coding == "br") return true;
#endif
    return false;
}

// As the library has it (Request::is_multipart_form_data()).
inline bool is_multipart(const Head& head) {
    constexpr std::string_view type = "multipart/form-data";
    std::string_view first;
    head.for_each("content-type", [&](std::string_view value) {
        if (first.empty()) first = value;
    });
    return first.substr(0, type.size()) == type;
}

// Of multipart/form-data the library makes Request::files, and no body. The gate must know that there was one.
inline std::string_view body_of(const ::httplib::Request& request, const Head& head) {
    const bool is_parted = request.body.empty() && head.framing() != http::Framing::none && is_multipart(head);
    return is_parted ? std::string_view("\n") : request.body;
}

// --- the end of a connection -----------------------------------------------------------------------------------------

// What this thread knows of the request that it is at, from before_routing() until after_routing(), which will be
// called for it.
struct Current {
    const ::httplib::Request* request = nullptr;
    http::Framing framing = http::Framing::none;
    bool must_end = false;  // the connection, after it
};
inline thread_local Current current;

// Calls a handler's content provider, and fails when all has been sent: as many bytes as are asked for, or, where there
// is no length, all until it is done.
inline ::httplib::ContentProvider failing_at_end(::httplib::ContentProvider provider) {
    return [provider = std::move(provider)](std::size_t offset, std::size_t size, ::httplib::DataSink& sink) {
        std::size_t written = 0;
        bool is_done = false;
        const auto write = std::exchange(sink.write, nullptr);
        const auto done = std::exchange(sink.done, nullptr);
        sink.write = [&](const char* data, std::size_t count) {
            written += count;
            return write(data, count);
        };
        sink.done = [&] {
            is_done = true;
            if (done) done();
        };
        const bool is_good = provider(offset, size, sink);
        sink.write = write;
        sink.done = done;
        return is_good && !is_done && (size == 0 || written < size);
    };
}

// Lets the library end the connection after an answer. It does so where the answer's content fails, and so the content
// is sent by a provider that fails when all has been sent.
inline void close_after(const ::httplib::Request& request, ::httplib::Response& response) {
    ::httplib::Request& changed = own(request);
    // By this field the library tells the client.
    changed.headers.erase("Connection");
    changed.headers.emplace("Connection", "close");
    const bool is_head = request.method == "HEAD";
    const bool has_provider = response.content_provider_ && response.body.empty();
    if (has_provider && !is_head) {
        response.content_provider_ = failing_at_end(std::move(response.content_provider_));
        return;
    }
    if (!has_provider) {
        changed.ranges.clear();
        response.content_length_ = response.body.size();
        if (response.body.empty() && !response.has_header("Content-Length")) response.set_header("Content-Length", "0");
    }
    // The library asks no provider in answer to HEAD.
    if (is_head) changed.method = "GET";
    response.is_chunked_content_provider_ = false;
    response.content_provider_ = [&changed, is_head, body = std::exchange(response.body, std::string())](
                                     std::size_t, std::size_t, ::httplib::DataSink& sink) {
        if (is_head) changed.method = "HEAD";
        if (!is_head && !body.empty()) sink.write(body.data(), body.size());
        return false;
    };
}

// Ends the connection after an answer: when all of it is known, if somebody will ask then. Exception and error handlers
// may still change it.
inline void end_connection(const ::httplib::Request& request, ::httplib::Response& response) {
    if (current.request != &request) return close_after(request, response);
    own(request).ranges.clear();
    current.must_end = true;
}

// --- answers ---------------------------------------------------------------------------------------------------------

inline void send(::httplib::Response& response, http::Rejected&& rejected) {
    response.status = rejected.status;
    for (const http::Header& header : rejected.headers) response.set_header(header.name, header.value);
    response.body = std::move(rejected.body);
}

// --- bodies ----------------------------------------------------------------------------------------------------------

// What has become of a body.
enum class Reading : unsigned char { complete, too_long, coded, broken };

// Counts what comes of a body against the limit.
class Allowance {
  public:
    explicit Allowance(std::size_t most) noexcept : left_(most) {}
    // How many bytes of so many may be kept.
    std::size_t take(std::size_t count) noexcept {
        const std::size_t kept = std::min(count, left_);
        left_ -= kept;
        over_ += count - kept;
        return kept;
    }
    void refuse() noexcept { over_ = std::max(over_, std::size_t{1}); }
    bool is_too_long() const noexcept { return over_ > 0; }
    bool may_go_on() const noexcept { return over_ <= dropped_bytes; }

  private:
    std::size_t left_;
    std::size_t over_ = 0;
};

// Reads a body into Request::body.
inline bool read_plain(::httplib::Request& request, const ::httplib::ContentReader& reader, Allowance& allowance) {
    return reader([&](const char* data, std::size_t size) {
        request.body.append(data, allowance.take(size));
        return allowance.may_go_on();
    });
}

// Reads the parts of multipart/form-data into Request::files, not more of them than the library would take.
inline bool read_parts(::httplib::Request& request, const ::httplib::ContentReader& reader, Allowance& allowance) {
    std::string* content = nullptr;
    return reader(
        [&](const ::httplib::MultipartFormData& part) {
            allowance.take(part.name.size() + part.filename.size() + part.content_type.size());
            if (request.files.size() >= CPPHTTPLIB_MULTIPART_FORM_DATA_FILE_MAX_COUNT) allowance.refuse();
            content = allowance.is_too_long() ? nullptr : &request.files.emplace(part.name, part)->second.content;
            return allowance.may_go_on();
        },
        [&](const char* data, std::size_t size) {
            const std::size_t kept = allowance.take(size);
            if (content != nullptr) content->append(data, kept);
            return allowance.may_go_on();
        });
}

// Lets the library read a chunked body of DELETE, which it would not, but take it for read.
class AsPost {
  public:
    explicit AsPost(::httplib::Request& request) : request_(request), is_changed_(request.method == name) {
        if (is_changed_) request.method = "POST";
    }
    ~AsPost() {
        if (is_changed_) request_.method = name;  // which it had room for
    }
    AsPost(const AsPost&) = delete;
    AsPost& operator=(const AsPost&) = delete;

  private:
    static constexpr std::string_view name = "DELETE";

    ::httplib::Request& request_;
    bool is_changed_;
};

// Reads the body of a request that has one.
// @param is_whole  set if no byte of it is left on the connection
inline Reading read(const ::httplib::Request& request, const Head& head, ::httplib::Response& response,
                    const ::httplib::ContentReader& reader, std::size_t most, bool& is_whole) {
    const bool is_parted = is_multipart(head);
    Allowance allowance(most);
    {
        const AsPost method(own(request));
        is_whole =
            is_parted ? read_parts(own(request), reader, allowance) : read_plain(own(request), reader, allowance);
    }
    // The status is the library's, of what it could not read.
    const int status = std::exchange(response.status, -1);
    if (allowance.is_too_long() || (!is_whole && status == 413)) return Reading::too_long;
    if (is_whole) return Reading::complete;
    return status == 415 ? Reading::coded : Reading::broken;
}

// The paths of an operation as a pattern for the library's routes, which it matches against the decoded path. A segment
// with parameters has one loop, whatever their number, so that no path takes quadratic time.
inline std::string pattern_of(const http::Operation& operation, std::string_view base_path) {
    const std::string path = std::string(base_path) + operation.path;
    std::string pattern;
    for (std::size_t at = 0; at < path.size(); ++at) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::size_t last = path[at] == '{' ? path.rfind('}', end) : std::string::npos;
        if (last != std::string::npos && last > at) {
            pattern += "[^/]+";
            at = last;
            continue;
        }
        if (std::string_view(R"(^$\.*+?()[]{}|)").find(path[at]) != std::string_view::npos) pattern += '\\';
        pattern += path[at];
    }
    return pattern;
}

}  // namespace detail

namespace detail {

inline http::Verdict check(const http::Api& api, const ::httplib::Request& request, const Head& head,
                           bool is_too_long) {
    const auto headers = [&head](std::string_view name, const auto& found) { head.for_each(name, found); };
    return api.check({request.method, request.target, headers, body_of(request, head), is_decoded(head), is_too_long});
}

}  // namespace detail

/// Tells where the body of a request ends. For any thread. Cost: linear in the names of its fields.
inline http::Framing framing_of(const ::httplib::Request& request) { return detail::Head(request).framing(); }

/// Judges a request whose body has been read.
/// @param is_too_long  the body was longer than Api::max_body_bytes(), and is not there or not all of it
/// Throws what Api::check() throws.
inline http::Verdict check(const http::Api& api, const ::httplib::Request& request, bool is_too_long = false) {
    return detail::check(api, request, detail::Head(request), is_too_long);
}

namespace detail {

// A handler behind the gate. Copies share the handler, which is called from all of the server's threads at once.
template <class Handler>
class Guarded {
  public:
    // @param operation  that it is for, of this api; null: all
    Guarded(http::Api api, const http::Operation* operation, Handler handler)
        : api_(std::move(api)), operation_(operation), handler_(std::make_shared<const Handler>(std::move(handler))) {}

    // Of the methods whose bodies the library does not read.
    void operator()(const ::httplib::Request& request, ::httplib::Response& response) const {
        const Head head(request);
        answer(request, head, response, [&](bool& must_close) {
            must_close = head.framing() != http::Framing::none;
            return Reading::complete;
        });
    }

    // Of those whose bodies it lets be read. Without a length there is none, but the library would wait for one.
    void operator()(const ::httplib::Request& request, ::httplib::Response& response,
                    const ::httplib::ContentReader& reader) const {
        const Head head(request);
        answer(request, head, response, [&](bool& must_close) {
            bool is_whole = true;
            Reading reading = Reading::complete;
            if (head.framing() != http::Framing::none) {
                reading = read(request, head, response, reader, api_.max_body_bytes(), is_whole);
            }
            // After bytes that are no chunk the library takes a body for complete, and leaves the rest.
            must_close = !is_whole || head.framing() == http::Framing::chunked;
            return reading;
        });
    }

  private:
    static void refuse(const ::httplib::Request& request, ::httplib::Response& response, int status) {
        own(request).ranges.clear();
        response.status = status;
    }

    // @param reading_of  reads the body, and tells whether some of it is left: reading_of(bool& must_close)
    template <class Read>
    void answer(const ::httplib::Request& request, const Head& head, ::httplib::Response& response,
                const Read& reading_of) const {
        bool must_close = true;
        try {
            const bool is_unclear = head.framing() == http::Framing::unclear;
            const Reading reading = is_unclear ? Reading::broken : reading_of(must_close);
            // They are applied where a provider may not fail.
            if (must_close) own(request).ranges.clear();
            judge(request, head, response, reading);
        } catch (...) {
            if (must_close) end_connection(request, response);
            throw;
        }
        if (must_close) end_connection(request, response);
    }

    void judge(const ::httplib::Request& request, const Head& head, ::httplib::Response& response,
               Reading reading) const {
        if (reading == Reading::broken) return refuse(request, response, 400);
        http::Verdict verdict = check(api_, request, head, reading == Reading::too_long);
        if (http::Rejected* rejected = verdict.rejected()) {
            // They are for what was asked for (RFC 9110, 14.2), and the library would apply them to this, too.
            own(request).ranges.clear();
            return send(response, std::move(*rejected));
        }
        const http::Accepted* accepted = verdict.accepted();
        const bool is_mine = accepted != nullptr && (operation_ == nullptr || operation_ == &accepted->operation());
        if (!is_mine) return refuse(request, response, 404);
        // Let through by ApiOptions::report_only.
        if (reading != Reading::complete) return refuse(request, response, reading == Reading::coded ? 415 : 413);
        (*handler_)(request, response, *accepted);
    }

    http::Api api_;
    const http::Operation* operation_;
    std::shared_ptr<const Handler> handler_;
};

inline const http::Operation& find(const http::Api& api, std::string_view name) {
    if (const http::Operation* operation = api.find_operation(name)) return *operation;
    throw std::invalid_argument("the document has no operation " + std::string(name));
}

// Whether the library lets handlers read the bodies of a method.
inline bool has_reader(std::string_view method) {
    return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

template <class Handler>
void add(::httplib::Server& server, std::string_view method, const std::string& pattern, Guarded<Handler> guarded) {
    using Reader = ::httplib::Server::HandlerWithContentReader;
    if (method == "GET") {
        server.Get(pattern, std::move(guarded));
    } else if (method == "POST") {
        server.Post(pattern, Reader(std::move(guarded)));
    } else if (method == "PUT") {
        server.Put(pattern, Reader(std::move(guarded)));
    } else if (method == "PATCH") {
        server.Patch(pattern, Reader(std::move(guarded)));
    } else if (method == "DELETE") {
        server.Delete(pattern, Reader(std::move(guarded)));
    } else if (method == "OPTIONS") {
        server.Options(pattern, std::move(guarded));
    } else {
        throw std::invalid_argument("the library has no routes for the method " + std::string(method));
    }
}

}  // namespace detail

/// A handler for the routes of POST, PUT, PATCH and DELETE, which sends the gate's answer where a request is refused,
/// and else calls the one given: handler(const httplib::Request&, httplib::Response&, const zodgate::http::Accepted&).
/// The library finds its routes by the decoded path and the gate its operation by the path as it was sent, so that a
/// `%2F` makes them differ: a request that is for another operation is answered with 404, and so is one that is not for
/// the API (ApiOptions::Unmatched::pass). The handler is called as a const one, from all of the server's threads at
/// once; what it throws goes to the server's exception handler.
/// @param api        copied, which is cheap
/// @param operation  as Api::find_operation() takes it: an `operationId`, or "POST /v1/things/{id}"
/// @param handler    moved in
/// @throws std::invalid_argument  if the document has no such operation, or if it is of another method
template <class Handler>
::httplib::Server::HandlerWithContentReader guard(const http::Api& api, std::string_view operation, Handler handler) {
    const http::Operation& found = detail::find(api, operation);
    if (!detail::has_reader(found.method)) throw std::invalid_argument("guard() is not for " + found.method);
    return detail::Guarded<Handler>(api, &found, std::move(handler));
}

/// The same for the routes of GET, which are those of HEAD, too, and of OPTIONS.
template <class Handler>
::httplib::Server::Handler guard_bodiless(const http::Api& api, std::string_view operation, Handler handler) {
    const http::Operation& found = detail::find(api, operation);
    if (detail::has_reader(found.method)) throw std::invalid_argument("guard_bodiless() is not for " + found.method);
    return detail::Guarded<Handler>(api, &found, std::move(handler));
}

/// Registers a handler for an operation: its method and its path, with parameters that are not empty, and a guard. The
/// library takes the first route that fits: register paths without parameters first ("/things/new" before
/// "/things/{id}"), since it does not go on to the next where this one answers 404. serve() has no such order. Values
/// of parameters are in Accepted::path(), not in Request::matches.
/// @param operation  as for guard(); not of HEAD or TRACE. HEAD goes with GET, in the library and in the gate
/// @param handler    as for guard()
/// @param base_path  what stands before the document's paths, decoded: "/api"
/// @throws std::invalid_argument  if the document has no such operation, or the library no routes for its method
template <class Handler>
void route(::httplib::Server& server, const http::Api& api, std::string_view operation, Handler handler,
           std::string_view base_path = {}) {
    const http::Operation& found = detail::find(api, operation);
    detail::add(server, found.method, detail::pattern_of(found, base_path),
                detail::Guarded<Handler>(api, &found, std::move(handler)));
}

/// Registers one handler for every path and method that the library routes: HEAD with GET, POST, PUT, PATCH, DELETE,
/// OPTIONS. The gate finds the operation (Accepted::operation()), and has the last word on 404 and 405. Routes that
/// were registered before go first.
/// @param handler  as for guard()
template <class Handler>
void serve(::httplib::Server& server, const http::Api& api, Handler handler) {
    const detail::Guarded<Handler> guarded(api, nullptr, std::move(handler));
    for (const std::string_view method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        // Not ".*", which stops at a line break in a decoded path.
        detail::add(server, method, R"([\s\S]*)", guarded);
    }
}

/// Lets the gate answer what no route has been registered for, with 404 or 405; a good request for an operation without
/// a handler gets 501. Call it after the last route.
inline void refuse_the_rest(::httplib::Server& server, const http::Api& api) {
    serve(server, api, [](const ::httplib::Request&, ::httplib::Response& response, const http::Accepted&) {
        response.status = 501;
    });
}

/// What protect() does before a request is routed: refuses with 414 a path that is too long, and with 400 requests
/// whose end is in doubt and those of the method PRI, whose bodies the library would hold without a bound.
/// @param longest_path  in bytes, decoded
inline ::httplib::Server::HandlerResponse before_routing(const ::httplib::Request& request,
                                                         ::httplib::Response& response, std::size_t longest_path) {
    detail::current = {&request, framing_of(request), false};
    const bool is_long = request.path.size() > longest_path;
    if (!is_long && request.method != "PRI" && detail::current.framing != http::Framing::unclear) {
        return ::httplib::Server::HandlerResponse::Unhandled;
    }
    response.status = is_long ? 414 : 400;
    detail::end_connection(request, response);
    return ::httplib::Server::HandlerResponse::Handled;
}

/// What protect() does when an answer is about to be sent: ends the connection after it where the library has refused
/// the request before a route was found, since it goes on at a place where no request need begin; where a route without
/// a guard may have left some of the body; and where a guard has asked for that, though an error handler has changed
/// the answer.
inline void after_routing(const ::httplib::Request& request, ::httplib::Response& response) {
    // Another request may lie in the same place, and be refused before it is routed.
    const detail::Current known = std::exchange(detail::current, detail::Current());
    const bool is_known = known.request == &request;
    const bool is_asked = is_known && known.must_end;
    const http::Framing framing = is_known ? known.framing : framing_of(request);
    const bool is_left =
        framing != http::Framing::none && (framing != http::Framing::length || !detail::has_reader(request.method));
    const bool is_refused = response.status >= 400 && request.matches.empty();
    if (!is_asked && !is_left && !is_refused) return;
    response.headers.erase("Keep-Alive");
    response.headers.erase("Connection");
    response.headers.emplace("Connection", "close");
    detail::close_after(request, response);
}

/// Protects a server where no guard can, by its pre-routing and its post-routing handler. A server that has such
/// handlers of its own calls before_routing() and after_routing() in them instead.
/// @param longest_path  in bytes, decoded; a path may take about 600 times as much of a thread's stack
inline void protect(::httplib::Server& server, std::size_t longest_path = CPPHTTPLIB_REQUEST_URI_MAX_LENGTH) {
    server.set_pre_routing_handler([longest_path](const ::httplib::Request& request, ::httplib::Response& response) {
        return before_routing(request, response, longest_path);
    });
    server.set_post_routing_handler(after_routing);
}

}  // namespace zodgate::adapters::httplib
