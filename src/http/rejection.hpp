// Writing the answer that refuses a request, in each of the shapes of ErrorShape.
#pragma once

#include <zodgate/http.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace zodgate::http {

/// What an answer is about, before it is written. Owns nothing.
struct Fault {
    /// The reason, for shapes that have words of their own for it.
    enum class Kind : std::uint8_t {
        invalid,  ///< a value that the document does not allow
        malformed_json,
        missing_body,
        bad_form,
        unauthorized,
        forbidden,
        not_found,
        method_not_allowed,
        too_large,
        target_too_long,
        unsupported_media_type,
        internal,
    };

    int status;
    std::string_view error;            ///< what the body calls the fault; bytes that are not UTF-8 become U+FFFD
    const std::vector<Issue>* issues;  ///< null: nothing was judged, and the body says nothing of issues
    std::optional<Part> part;          ///< that the issues are about
    Kind kind = Kind::invalid;
    bool all_parts = false;  ///< the path of each issue starts with the name of its part
};

/// How deep ErrorShape::hono indents: what is nested deeper in the issues goes on a line, so that the answer stays
/// linear in them. JSON.stringify indents it all.
inline constexpr std::size_t deepest_indentation = 128;

/// Sets status and body, and puts the Content-Type before the other header fields. Bodies are well-formed UTF-8,
/// whatever bytes the error and the issues have.
///
/// In ErrorShape::hono the status is the fault's. Where Hono answers in plain text, the text is Hono's, not the fault's
/// error; of 401, 403, 405 and 413 it is that of Hono's own middleware. An invalid value without issues has the error
/// as its text, as an HTTPException has.
/// @throws whatever a function of the messages throws; std::bad_alloc. `rejected` is then as it was.
/// Cost: linear in the issues and in what is written, but for what z.treeifyError() needs (zodgate/forms.hpp).
void write_rejection(const Fault& fault, ErrorShape shape, const Messages& messages, Rejected& rejected);

/// RFC 9110, section 15, and for 428, 429, 431 and 511 RFC 6585: "Bad Request" with 400. Statuses that have no phrase
/// there get the name of their class, "Client Error" for example. Static storage.
std::string_view reason_phrase(int status) noexcept;

}  // namespace zodgate::http
