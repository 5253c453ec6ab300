/// @file
/// The words of issues: Zod's English, or a host's own by issue code and by language.
#pragma once

#include <zodgate/export.hpp>
#include <zodgate/issue.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zodgate {

namespace issue {
class HostWords;
}

/// Words for an issue, in UTF-8; nothing: leave it to the next source. What it throws passes to the caller of the
/// rendering. Called from every thread that renders with the Messages holding it, possibly at once.
using MessageFunction = std::function<std::optional<std::string>(const Issue& issue)>;

/// Where the words of an issue come from. The first of these that has any, as in zod's finalizeIssue (core/util): the
/// schema's own (Issue::message), the function for the issue's code, that for any code, Zod 4.6.7's English
/// (locales/en).
///
///     zodgate::Messages german;
///     german.set(zodgate::IssueCode::unrecognized_keys, [](const zodgate::Issue&) { return "Unbekannte Angabe"; });
///
/// Const members may be called from any number of threads at once.
class ZODGATE_EXPORT Messages {
  public:
    /// Zod's English.
    Messages() = default;

    /// Words for issues of any code, as Zod's `customError` gives them. An empty function takes them back.
    Messages& set(MessageFunction function);

    /// Words for issues of one code. An empty function takes them back.
    Messages& set(IssueCode code, MessageFunction function);

    /// The words for an issue. Well-formed UTF-8: bytes of a function or a schema that are not are replaced by U+FFFD.
    /// @throws whatever a function throws; std::bad_alloc
    std::string operator()(const Issue& issue) const;

    /// The same, written behind a text.
    void append(std::string& out, const Issue& issue) const;

  private:
    friend class issue::HostWords;

    static constexpr std::size_t code_count = static_cast<std::size_t>(IssueCode::custom) + 1;

    std::array<MessageFunction, code_count> by_code_;
    MessageFunction for_any_;
    bool has_functions_ = false;  // once one was set
};

/// Messages by language. "en" is there from the start with Zod's English.
/// Const members may be called from any number of threads at once, as long as none adds.
class ZODGATE_EXPORT Locales {
  public:
    /// Longest language tag that can be added or found, in bytes. A longer one in a request is cut at a subtag.
    static constexpr std::size_t max_tag_bytes = 64;

    /// Most languages of one request that are looked at; further ones are passed over.
    static constexpr std::size_t max_ranges = 32;

    Locales();

    /// Copies only: a Locales is never without "en".
    Locales(const Locales&) = default;
    Locales& operator=(const Locales&) = default;
    ~Locales() = default;

    /// Adds a language, or replaces it. What replaces "en" is also what find() falls back to.
    /// @param tag  a BCP 47 language tag such as "de" or "de-AT", in any case of letters
    /// @throws std::invalid_argument  if the tag is not letters and digits between single hyphens, or is too long
    Locales& add(std::string_view tag, Messages messages);

    /// The messages for whoever wants these languages, by RFC 4647 section 3.4, lookup: "de-AT" finds "de" where there
    /// is no "de-AT", but "de" does not find "de-AT". Of several the one of the highest weight (RFC 9110,
    /// section 12.4.2) that is found counts, of equal ones the first. Falls back to "en". Malformed parts are passed
    /// over.
    /// @param languages  a language tag or the value of an Accept-Language header: "de-AT, fr;q=0.8, *;q=0.1"
    /// @return a reference that is good until the Locales goes away or the language is replaced
    /// Cost: linear in the text. No allocation.
    const Messages& find(std::string_view languages) const noexcept;

  private:
    struct IgnoringCase {
        using is_transparent = void;
        bool operator()(std::string_view left, std::string_view right) const noexcept;
    };

    const Messages* look_up(std::string_view range) const noexcept;

    std::map<std::string, Messages, IgnoringCase> by_tag_;
};

/// As to_json(const Issue&), with these words, in issues inside the issue too.
/// @throws whatever a function of the messages throws; std::bad_alloc
ZODGATE_EXPORT std::string to_json(const Issue& issue, const Messages& messages);

/// As to_json(const std::vector<Issue>&), with these words.
/// @throws whatever a function of the messages throws; std::bad_alloc
ZODGATE_EXPORT std::string to_json(const std::vector<Issue>& issues, const Messages& messages);

/// As error_body(std::string_view, const std::vector<Issue>&), with these words.
/// @throws whatever a function of the messages throws; std::bad_alloc
ZODGATE_EXPORT std::string error_body(std::string_view error, const std::vector<Issue>& issues,
                                      const Messages& messages);

}  // namespace zodgate
