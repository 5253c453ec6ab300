// Who has the word: the schema, the host, or Zod.
#include <zodgate/messages.hpp>

#include <utility>

#include "issue/issue.hpp"
#include "text/text.hpp"

namespace zodgate {

Messages& Messages::set(MessageFunction function) {
    for_any_ = std::move(function);
    return *this;
}

Messages& Messages::set(IssueCode code, MessageFunction function) {
    by_code_.at(static_cast<std::size_t>(code)) = std::move(function);
    return *this;
}

std::string Messages::operator()(const Issue& issue) const {
    if (!issue.message.empty()) return text::to_valid_utf8(issue.message);
    for (const MessageFunction* const function : {&by_code_[static_cast<std::size_t>(code_of(issue))], &for_any_}) {
        if (!*function) continue;
        if (const std::optional<std::string> words = (*function)(issue)) return text::to_valid_utf8(*words);
    }
    constexpr std::size_t usual = 63;  // bytes of a sentence, or fewer
    std::string out;
    out.reserve(usual);
    zod4::append_sentence(out, issue.parameters);
    return out;
}

std::string message_of(const Issue& issue) { return Messages()(issue); }

}  // namespace zodgate
