// Issues as JSON.stringify writes those of zod 4.6.7: the members, then `path`, then `message` (zod core/util,
// finalizeIssue).
#include <zodgate/messages.hpp>

#include "issue/parts.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

namespace zodgate {
namespace {

using issue::Finding;
using issue::Findings;
using issue::HostWords;
using issue::KeyFinding;
using issue::Segment;
using issue::UnionFinding;

// Gathers short pieces before they go to a string, for each append to that costs more than they do.
class Pen {
  public:
    explicit Pen(std::string& out) noexcept : out_(out) {}

    template <class... Pieces>
    void add(const Pieces&... pieces) {
        add_views(std::string_view(pieces)...);
    }

    // A text in UTF-8, as a JSON string.
    void add_string(std::string_view text) {
        if (json::escaped_size(text) == text.size()) {
            add("\"", text, "\"");
        } else {
            json::append_string(string(), text);
        }
    }

    // The same for a text that need not be UTF-8.
    void add_any_string(std::string_view text) {
        if (text::find_invalid_utf8(text) == text::npos) {
            add_string(text);
        } else {
            json::append_string(string(), text::to_valid_utf8(text));
        }
    }

    void flush() {
        out_.append(gathered_.data(), size_);
        size_ = 0;
    }

    // The string with all that was added, to be written on.
    std::string& string() {
        flush();
        return out_;
    }

  private:
    template <class... Views>
    void add_views(Views... pieces) {
        if ((pieces.size() + ...) > gathered_.size() - size_) {
            flush();
            if ((pieces.size() + ...) > gathered_.size()) {
                (out_.append(pieces), ...);
                return;
            }
        }
        char* end = gathered_.data() + size_;
        ((end += pieces.copy(end, pieces.size())), ...);
        size_ = static_cast<std::size_t>(end - gathered_.data());
    }

    std::string& out_;
    std::size_t size_ = 0;
    std::array<char, 1024> gathered_;  // left unset, which is most of what it is for
};

void add_segments(Pen& pen, std::span<const Segment> path, std::string_view behind) {
    for (const Segment& segment : path) {
        if (&segment != path.data()) pen.add(",");
        if (segment.is_index()) {
            json::append_integer(pen.string(), segment.index);
        } else {
            pen.add_string(segment.key);
        }
    }
    pen.add(behind);
}

// Behind a message.
void add_path(Pen& pen, std::span<const Segment> path) {
    pen.add(R"(,"path":[)");
    add_segments(pen, path, "]");
}

// zod classic/from-json-schema, checkObjectGuards and checkArrayGuards write the message themselves, and so before the
// path.
bool has_message_first(const issue::FindingParameters& parameters) noexcept {
    if (const auto* const small = std::get_if<TooSmall>(&parameters)) return small->origin == Origin::object;
    if (const auto* const big = std::get_if<TooBig>(&parameters)) return big->origin == Origin::object;
    return std::holds_alternative<RepeatedItem>(parameters) || std::holds_alternative<TooFewMatches>(parameters) ||
           std::holds_alternative<TooManyMatches>(parameters);
}

/// The lists of findings inside a finding.
struct InnerFindings {
    const Findings* lists = nullptr;
    std::size_t count = 0;
};

InnerFindings inner_findings(const Finding& finding) noexcept {
    if (const auto* const invalid = std::get_if<UnionFinding>(&finding.parameters)) {
        return {invalid->errors.data(), invalid->errors.size()};
    }
    if (const auto* const invalid = std::get_if<KeyFinding>(&finding.parameters)) return {&invalid->issues, 1};
    return {};
}

/// What the Writer needs to know of what it writes.
template <class Item>
struct Access;

template <>
struct Access<Issue> {
    using List = std::vector<Issue>;
    using Inner = zod4::InnerIssues;

    issue::View view{};

    Finding seen(const Issue& issue) { return view(issue); }
    static Inner inner(const Issue& issue) noexcept { return zod4::inner_issues(issue); }
    static const Issue& whole(const Issue& issue) noexcept { return issue; }
};

template <>
struct Access<Finding> {
    using List = Findings;
    using Inner = InnerFindings;

    static const Finding& seen(const Finding& finding) noexcept { return finding; }
    static Inner inner(const Finding& finding) noexcept { return inner_findings(finding); }
    static Issue whole(const Finding& finding) { return issue::to_issue(finding); }
};

bool is_union(const Finding& finding) noexcept { return std::holds_alternative<UnionFinding>(finding.parameters); }

bool has_inner(const Finding& finding) noexcept {
    return is_union(finding) || std::holds_alternative<KeyFinding>(finding.parameters);
}

// Unions inside unions nest as deep as the payload, so the way back is kept in a list, not on the stack.
template <class Item>
class Writer {
  public:
    Writer(Pen& pen, const Messages& messages) : pen_(pen), messages_(messages) {}

    void write(const Item& item) {
        open(item);
        finish();
    }

    void write(const typename Access<Item>::List& items) {
        pen_.add("[");
        bool is_first = true;
        for (const Item& item : items) {
            if (!is_first) pen_.add(",");
            is_first = false;
            write(item);
        }
        pen_.add("]");
    }

  private:
    struct Open {
        const Item* item;
        typename Access<Item>::Inner inner;
        std::size_t list = 0;
        std::size_t place = 0;  ///< in that list
    };

    void open(const Item& item) {
        const Finding& seen = access_.seen(item);
        if (!has_inner(seen)) {
            if (seen.prepared != nullptr) {
                pen_.add("{", seen.prepared->members);
            } else {
                pen_.add("{");
                zod4::append_members(pen_.string(), seen.parameters);
            }
            close(item, seen);
            return;
        }
        if constexpr (std::is_same_v<Item, Finding>) {
            // Once for all levels: each would have its functions called with everything below it.
            if (HostWords::any(messages_)) return Writer<Issue>(pen_, messages_).write(issue::to_issue(item));
        }
        pen_.add("{");
        zod4::append_members(pen_.string(), seen.parameters);
        open_.push_back({&item, Access<Item>::inner(item)});
    }

    void close(const Item& item, const Finding& seen) {
        const bool is_message_first = has_message_first(seen.parameters);
        pen_.add(is_message_first ? R"("message":)" : R"("path":[)");
        if (!is_message_first) add_segments(pen_, seen.path, R"(],"message":)");
        append_message(item, seen);
        if (is_message_first) add_path(pen_, seen.path);
        pen_.add("}");
    }

    void append_message(const Item& item, const Finding& seen) {
        if (!seen.message.empty()) return pen_.add_any_string(seen.message);
        if (HostWords::any(messages_) && HostWords::any(messages_, code_of(seen))) {
            const auto words = HostWords::find(messages_, Access<Item>::whole(item));
            if (words) return pen_.add_any_string(*words);
        }
        if (seen.prepared != nullptr) {
            pen_.add(seen.prepared->message);
        } else {
            zod4::append_json_sentence(pen_.string(), seen.parameters);
        }
    }

    void finish() {
        while (!open_.empty()) {
            Open& top = open_.back();
            if (top.list == top.inner.count) {
                const Item& item = *top.item;
                open_.pop_back();
                const Finding& seen = access_.seen(item);
                pen_.add(is_union(seen) ? "]," : ",");
                close(item, seen);
                continue;
            }
            const auto& items = top.inner.lists[top.list];
            if (top.place == 0) pen_.add(top.list == 0 ? "[" : ",[");
            if (top.place == items.size()) {
                pen_.add("]");
                ++top.list;
                top.place = 0;
                continue;
            }
            if (top.place > 0) pen_.add(",");
            open(items[top.place++]);
        }
    }

    Pen& pen_;
    const Messages& messages_;
    Access<Item> access_;
    std::vector<Open> open_;
};

template <class Written>
std::string write(const Written& written, const Messages& messages) {
    std::string out;
    Pen pen(out);
    Writer<Issue>(pen, messages).write(written);
    pen.flush();
    return out;
}

template <class Item>
void append_body(std::string& out, std::string_view error, const typename Access<Item>::List& items,
                 const Messages& messages) {
    Pen pen(out);
    pen.add(R"({"error":)");
    pen.add_any_string(error);
    pen.add(R"(,"issues":)");
    Writer<Item>(pen, messages).write(items);
    pen.add("}");
    pen.flush();
}

// How many bytes a text takes as a JSON string, or more.
std::size_t size_of(std::string_view text) noexcept {
    constexpr std::size_t quotes = std::string_view(R"("")").size();
    constexpr std::size_t longest_escape = 6;  // of a byte, be it valid or not
    constexpr std::size_t short_size = 32;     // where room costs less than a look
    return quotes + (text.size() <= short_size ? longest_escape * text.size() : json::escaped_size(text));
}

// How many bytes a finding takes, or more, if it is prepared and has words in UTF-8; else a guess.
std::size_t size_of(const Finding& finding) noexcept {
    constexpr std::size_t fixed = std::string_view(R"({"path":[],"message":},)").size();
    constexpr std::size_t index = std::string_view("18446744073709551615,").size();
    constexpr std::size_t guess = 160;
    std::size_t size = fixed;
    for (const Segment& segment : finding.path) {
        size += segment.is_index() ? index : size_of(segment.key) + 1;
    }
    size += finding.prepared != nullptr ? finding.prepared->members.size() : guess;
    if (!finding.message.empty()) return size + size_of(finding.message);
    return size + (finding.prepared != nullptr ? finding.prepared->message.size() : guess);
}

}  // namespace

zod4::InnerIssues zod4::inner_issues(const Issue& issue) noexcept {
    if (const auto* const invalid = std::get_if<InvalidUnion>(&issue.parameters)) {
        return {invalid->errors.data(), invalid->errors.size()};
    }
    if (const auto* const invalid = std::get_if<InvalidKey>(&issue.parameters)) return {&invalid->issues, 1};
    return {};
}

std::string to_json(const Issue& issue) { return write(issue, Messages()); }

std::string to_json(const std::vector<Issue>& issues) { return write(issues, Messages()); }

std::string to_json(const Issue& issue, const Messages& messages) { return write(issue, messages); }

std::string to_json(const std::vector<Issue>& issues, const Messages& messages) { return write(issues, messages); }

std::string error_body(std::string_view error) {
    std::string out;
    Pen pen(out);
    pen.add(R"({"error":)");
    pen.add_any_string(error);
    pen.add("}");
    pen.flush();
    return out;
}

std::string error_body(std::string_view error, const std::vector<Issue>& issues) {
    return error_body(error, issues, Messages());
}

std::string error_body(std::string_view error, const std::vector<Issue>& issues, const Messages& messages) {
    constexpr std::size_t bytes_an_issue = 320;  // or so, which spares copies while it grows
    std::string out;
    out.reserve(error.size() + bytes_an_issue * (std::min<std::size_t>(issues.size(), 16) + 1));
    append_body<Issue>(out, error, issues, messages);
    return out;
}

void zod4::append_error_body(std::string& out, std::string_view error, issue::Findings findings,
                             const Messages& messages) {
    constexpr std::size_t fixed = std::string_view(R"({"error":,"issues":[]})").size();
    std::size_t size = out.size() + fixed + size_of(error);
    for (const Finding& finding : findings) size += size_of(finding);
    out.reserve(size);
    append_body<Finding>(out, error, findings, messages);
}

}  // namespace zodgate
