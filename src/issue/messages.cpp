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
    std::string out;
    append(out, issue);
    return out;
}

void Messages::append(std::string& out, const Issue& issue) const {
    if (!issue.message.empty()) {
        out += text::to_valid_utf8(issue.message);
        return;
    }
    for (const MessageFunction* const function : {&by_code_[static_cast<std::size_t>(code_of(issue))], &for_any_}) {
        if (!*function) continue;
        if (const std::optional<std::string> words = (*function)(issue)) {
            out += text::to_valid_utf8(*words);
            return;
        }
    }
    zod4::append_sentence(out, issue.parameters);
}

std::string message_of(const Issue& issue) { return Messages()(issue); }

}  // namespace zodgate
