/// @file
/// The gate in a server of Boost.Beast (1.74 and later).
///
///     http::request_parser<http::string_body> parser;
///     parser.body_limit(api.max_body_bytes());
///     http::read(stream, buffer, parser, error);
///     const bool is_too_long = error == http::error::body_limit;
///     if (error && !is_too_long) return;
///     auto verdict = zodgate::adapters::beast::check(api, parser.get(), is_too_long);
///     if (auto* rejected = verdict.rejected()) {
///         const auto answer =
///             zodgate::adapters::beast::make_response(std::move(*rejected), parser.get(), is_too_long);
///         http::write(stream, answer);
///         if (!answer.keep_alive()) return;  // what was not read must not be taken for the next request
///     } else if (const auto* accepted = verdict.accepted()) {
///         http::write(stream, handle(parser.get(), *accepted));
///         if (is_too_long) return;  // let through by ApiOptions::report_only, with a part of its body
///     }
///
/// `Expect: 100-continue` is for the server to answer, between read_header() and read().
#pragma once

#include <zodgate/http.hpp>

#include <boost/beast/core/string_type.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/verb.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace zodgate::adapters::beast {

namespace detail {

template <class View>
std::string_view view_of(const View& text) noexcept {
    return std::string_view(text.data(), text.size());
}

}  // namespace detail

/// Whether it is clear where a request ends (http::FramingReader): it has a length, or is sent in chunks and no other
/// coding, or has no body. Beast reads on after others as if they had no body, so that what their body holds would be
/// the next request.
template <class Allocator>
bool has_clear_end(const boost::beast::http::request_header<boost::beast::http::basic_fields<Allocator>>& header) {
    http::FramingReader reader;
    for (const auto& field : header) reader.add(detail::view_of(field.name_string()), detail::view_of(field.value()));
    return reader.framing(header.version() >= 11) != http::Framing::unclear;
}

/// Judges a request whose body stands apart: of empty_body or dynamic_body, or read in a way of one's own.
/// @param header       for example a parser's get().base()
/// @param is_too_long  see http::Request::is_too_long
/// @return for a request without a clear end, a refusal with 400, of which the hooks hear nothing: it is to be the last
///   on its connection, as make_response() says by keep_alive()
/// Throws what Api::check() throws. For any thread.
template <class Allocator>
http::Verdict check(const http::Api& api,
                    const boost::beast::http::request_header<boost::beast::http::basic_fields<Allocator>>& header,
                    std::string_view body, bool is_too_long = false) {
    if (!has_clear_end(header)) {
        return http::Rejected{400, {{"Content-Type", "application/json"}}, R"({"error":"Bad Request"})"};
    }
    const auto headers = [&](std::string_view name, const auto& found) {
        const auto fields = header.equal_range(boost::beast::string_view(name.data(), name.size()));
        for (auto field = fields.first; field != fields.second; ++field) found(detail::view_of(field->value()));
    };
    http::Request request{detail::view_of(header.method_string()), detail::view_of(header.target()), headers, body};
    request.is_too_long = is_too_long;
    return api.check(request);
}

/// The same of a request that has been read. Any body that has its bytes in one place will do: string_body, vector_body
/// of char, span_body of char.
/// @param is_too_long  whether reading it has ended with error::body_limit
template <class Body, class Allocator>
http::Verdict check(const http::Api& api,
                    const boost::beast::http::request<Body, boost::beast::http::basic_fields<Allocator>>& request,
                    bool is_too_long = false) {
    const auto& body = request.body();
    return check(api, request.base(), std::string_view(body.data(), body.size()), is_too_long);
}

/// The gate's answer as a response to a request: of its version, and with the length of the body but without the body
/// for HEAD. Owns all it holds.
/// @param must_close  if it is the last on its connection; else the connection is kept as the request asks, if it has
///                    a clear end
/// @throws std::bad_alloc
template <class Body, class Fields>
boost::beast::http::response<boost::beast::http::string_body> make_response(
    http::Rejected rejected, const boost::beast::http::request<Body, Fields>& request, bool must_close = false) {
    boost::beast::http::response<boost::beast::http::string_body> response;
    response.version(request.version());
    response.result(static_cast<unsigned>(rejected.status));
    for (const http::Header& header : rejected.headers) response.insert(header.name, header.value);
    response.keep_alive(request.keep_alive() && !must_close && has_clear_end(request.base()));
    if (request.method() == boost::beast::http::verb::head) {
        response.content_length(rejected.body.size());
    } else {
        response.body() = std::move(rejected.body);
        response.prepare_payload();
    }
    return response;
}

}  // namespace zodgate::adapters::beast
