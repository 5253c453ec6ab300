// Who has the word: the schema, the host, or Zod.
#include <zodgate/messages.hpp>

#include <utility>

#include "issue/parts.hpp"
#include "text/text.hpp"

namespace zodgate {

Messages& Messages::set(MessageFunction function) {
    for_any_ = std::move(function);
    has_functions_ = true;
    return *this;
}

Messages& Messages::set(IssueCode code, MessageFunction function) {
    by_code_.at(static_cast<std::size_t>(code)) = std::move(function);
    has_functions_ = true;
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
    if (const std::optional<std::string> words = issue::HostWords::find(*this, issue)) {
        out += text::to_valid_utf8(*words);
        return;
    }
    issue::View view;
    zod4::append_sentence(out, view.parameters_of(issue.parameters));
}

std::optional<std::string> issue::HostWords::find(const Messages& messages, const Issue& issue) {
    const MessageFunction& for_code = messages.by_code_[static_cast<std::size_t>(zodgate::code_of(issue))];
    for (const MessageFunction* const function : {&for_code, &messages.for_any_}) {
        if (!*function) continue;
        if (std::optional<std::string> words = (*function)(issue)) return words;
    }
    return std::nullopt;
}

std::string message_of(const Issue& issue) { return Messages()(issue); }

}  // namespace zodgate
