#include "generate/breaking.hpp"

#include "generate/judged.hpp"
#include "generate/maker.hpp"
#include "generate/pattern_strings.hpp"
#include "generate/places.hpp"
#include "issue/path_text.hpp"
#include "text/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace zodgate::generate {
namespace {

using json::Type;

// A way of breaking a value: what it is called, said of the value, and the codes of the issues that it is meant to
// have.
struct Manner {
    std::string_view name;
    std::string_view words;
    std::vector<IssueCode> codes;       ///< none: any
    std::function<bool(Draft&)> apply;  ///< whether it can be, and was
    bool is_vague = false;              ///< for want of a better one
};

constexpr std::size_t longest_made = 10'000;
constexpr std::size_t longest_name = 256;

// Code points, for edits.
std::vector<char32_t> code_points_of(std::string_view text) {
    std::vector<char32_t> out;
    for (std::size_t at = 0; at < text.size();) out.push_back(text::pattern::read_code_point(text, at));
    return out;
}

std::string text_of(const std::vector<char32_t>& code_points) {
    std::string out;
    for (const char32_t code_point : code_points) append_code_point(out, code_point);
    return out;
}

class Breaker {
  public:
    Breaker(const Survey& survey, const Demands& demands, Types types, Random& random, Effort& effort)
        : survey_(survey), demands_(demands), types_(types), random_(random), effort_(effort) {}

    /// They are good as long as this lives.
    std::vector<Manner> manners() {
        add_general();
        switch (demands_.type) {
            case Type::string: add_of_strings(); break;
            case Type::number: add_of_numbers(); break;
            case Type::array: add_of_arrays(); break;
            case Type::object: add_of_objects(); break;
            default: break;
        }
        return std::move(manners_);
    }

  private:
    void add(std::string_view name, std::string_view words, std::vector<IssueCode> codes,
             std::function<bool(Draft&)> apply) {
        const bool is_vague = codes.empty();
        manners_.push_back({name, words, std::move(codes), std::move(apply), is_vague});
    }

    void add_general() {
        add("wrong_type", "is of another type than asked for", {IssueCode::invalid_type, IssueCode::invalid_value},
            [this](Draft& draft) { return change_type(draft); });
        if (!demands_.values.empty()) {
            add("unknown_value", "is none of the values asked for", {IssueCode::invalid_value},
                [this](Draft& draft) { return change_value(draft); });
        }
        add("other_value", "is another value, which does not fit", {},
            [this](Draft& draft) { return make(Goal(), draft); });
        if (!demands_.opposed.empty()) {
            add("excluded_value", "is such as it must not be", {IssueCode::custom, IssueCode::invalid_union},
                [this](Draft& draft) { return make_opposed(draft); });
        }
    }

    bool make(const Goal& goal, Draft& out) {
        return Maker(survey_, random_, effort_).make(goal, out, random_.one_in(2));
    }

    // As what is excluded asks for it, by itself or with what is there.
    bool make_opposed(Draft& draft) {
        Goal goal;
        goal.nodes.push_back(random_.pick(demands_.opposed));
        Draft other;
        if (!make(goal, other)) return false;
        if (draft.is(Type::object) && other.is(Type::object) && random_.one_in(2)) {
            for (std::size_t i = 0; i < other.items.size(); ++i) set_member(draft, other.keys[i], other.items[i]);
        } else {
            draft = std::move(other);
        }
        return true;
    }

    static void set_member(Draft& draft, const std::string& name, const Draft& value) {
        const auto found = std::find(draft.keys.begin(), draft.keys.end(), name);
        if (found == draft.keys.end()) {
            draft.add(name, value);
        } else {
            draft.items[static_cast<std::size_t>(found - draft.keys.begin())] = value;
        }
    }

    // --- Any type ---

    Draft anything(Type type) {
        switch (type) {
            case Type::boolean: return Draft::of_boolean(random_.one_in(2));
            case Type::number: return Draft::of_number(static_cast<double>(random_.below(2000)) - 1000);
            case Type::string: return Draft::of_string(random_.one_in(3) ? "" : "zodgate");
            case Type::array: {
                Draft draft = Draft::of_type(type);
                if (random_.one_in(2)) draft.items.push_back(Draft::of_boolean(true));
                return draft;
            }
            default: return Draft::of_type(type);
        }
    }

    bool change_type(Draft& draft) {
        const auto type = static_cast<Type>(random_.below(6));
        if (type == draft.type || ((types_ & bit_of(type)) != 0 && !random_.one_in(4))) return false;
        draft = anything(type);
        return true;
    }

    bool change_value(Draft& draft) {
        switch (draft.type) {
            case Type::string: draft.text += random_.one_in(2) ? "x" : " "; return true;
            case Type::number: draft = Draft::of_number(draft.number() + 1); return true;
            case Type::boolean: draft.boolean = !draft.boolean; return true;
            case Type::array: draft.items.push_back(Draft::of_boolean(true)); return true;
            case Type::object: draft.add("extra", Draft::of_boolean(true)); return true;
            default: return false;
        }
    }

    // --- Strings ---

    void add_of_strings() {
        double least = 0;
        double most = static_cast<double>(longest_made) + 1;
        bool is_checked = false;
        for (const plan::StringNode* const node : demands_.strings) {
            least = std::max(least, node->length.minimum.value_or(0));
            most = std::min(most, node->length.maximum.value_or(most));
            is_checked |= !node->formats.empty() || !node->patterns.empty();
        }
        if (least > 0) {
            add("too_short", "has fewer characters than asked for", {IssueCode::too_small, IssueCode::invalid_format},
                [this, least](Draft& draft) { return shorten(draft, least); });
        }
        if (most <= static_cast<double>(longest_made)) {
            add("too_long", "has more characters than asked for", {IssueCode::too_big, IssueCode::invalid_format},
                [this, most](Draft& draft) { return lengthen(draft, most); });
        }
        if (is_checked) {
            add("broken_format", "is not of the form asked for", {IssueCode::invalid_format},
                [this](Draft& draft) { return edit(draft); });
        }
        if (!demands_.contents.empty()) {
            add("broken_content", "does not hold what is asked for", {IssueCode::custom},
                [this](Draft& draft) { return edit(draft); });
        }
    }

    bool shorten(Draft& draft, double least) {
        std::vector<char32_t> characters = code_points_of(draft.text);
        const auto bound = static_cast<std::size_t>(std::ceil(std::min(least, 1e9)));
        const std::size_t length = random_.one_in(3) ? static_cast<std::size_t>(random_.below(bound)) : bound - 1;
        if (characters.size() <= length) return false;
        characters.resize(length);
        draft.text = text_of(characters);
        return true;
    }

    bool lengthen(Draft& draft, double most) {
        const auto bound = static_cast<std::size_t>(std::max(0.0, std::floor(most)));
        std::vector<char32_t> characters = code_points_of(draft.text);
        const std::size_t length = bound + 1 + (random_.one_in(3) ? static_cast<std::size_t>(random_.below(8)) : 0);
        const char32_t filler =
            characters.empty() ? U'a' : characters[static_cast<std::size_t>(random_.below(characters.size()))];
        // In the middle, so that what begins and ends it stays as it is.
        const std::size_t middle = characters.size() / 2;
        if (characters.size() >= length) return false;
        characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(middle), length - characters.size(), filler);
        draft.text = text_of(characters);
        return true;
    }

    // One character less, more, or another.
    bool edit(Draft& draft) {
        constexpr std::array<char32_t, 10> others{U' ', U'@', U'-', U'0', U'z', U'.', U'\n', 0xE4, 0x1F600, U'/'};
        std::vector<char32_t> characters = code_points_of(draft.text);
        const auto at = static_cast<std::ptrdiff_t>(random_.below(characters.size() + 1));
        const char32_t other = random_.pick(others);
        const bool is_behind = at == static_cast<std::ptrdiff_t>(characters.size());
        switch (random_.below(4)) {
            case 0: characters.insert(characters.begin() + at, other); break;
            case 1:
                if (is_behind) return false;
                characters.erase(characters.begin() + at);
                break;
            case 2:
                if (is_behind) return false;
                characters[static_cast<std::size_t>(at)] = other;
                break;
            default: characters.resize(static_cast<std::size_t>(at)); break;
        }
        draft.text = text_of(characters);
        return true;
    }

    // --- Numbers ---

    void add_of_numbers() {
        add("other_number", "is a number that does not fit", {}, [this](Draft& draft) {
            const double number = static_cast<double>(random_.below(64)) - 32;
            draft = Draft::of_number(random_.one_in(2) ? number : number + 0.5);
            return true;
        });
        for (const plan::NumberNode* const node : demands_.numbers) {
            const bool has_integers = node->integer != IntegerFormat::none || node->is_whole;
            if (has_integers) {
                add("not_integer", "is not an integer", {IssueCode::invalid_type}, [this](Draft& draft) {
                    draft = Draft::of_number(std::floor(draft.number()) + (random_.one_in(2) ? 0.5 : 0.25));
                    return true;
                });
            }
            add_bounds(*node);
            for (const double divisor : node->multiple_of) {
                add("not_multiple", "is not a multiple as asked for", {IssueCode::not_multiple_of},
                    [this, divisor, has_integers](Draft& draft) {
                        const double half = divisor / (random_.one_in(2) ? 2 : 4);
                        draft =
                            Draft::of_number(draft.number() + (has_integers ? std::max(1.0, std::floor(half)) : half));
                        return true;
                    });
            }
        }
    }

    void add_bounds(const plan::NumberNode& node) {
        const auto add_below = [this](double bound, bool included) {
            add("too_small", "is below what is asked for", {IssueCode::too_small},
                [this, bound, included](Draft& draft) {
                    draft = Draft::of_number(included && random_.one_in(2) ? bound : bound - distance(bound));
                    return true;
                });
        };
        const auto add_above = [this](double bound, bool included) {
            add("too_big", "is above what is asked for", {IssueCode::too_big}, [this, bound, included](Draft& draft) {
                draft = Draft::of_number(included && random_.one_in(2) ? bound : bound + distance(bound));
                return true;
            });
        };
        if (node.minimum) add_below(*node.minimum, false);
        if (node.exclusive_minimum) add_below(*node.exclusive_minimum, true);
        if (node.maximum) add_above(*node.maximum, false);
        if (node.exclusive_maximum) add_above(*node.exclusive_maximum, true);
        if (node.integer == IntegerFormat::int32) add_below(-2147483648.0, false), add_above(2147483647.0, false);
        if (node.integer == IntegerFormat::uint32) add_below(0, false), add_above(4294967295.0, false);
        if (node.integer == IntegerFormat::safeint) {
            add_below(-9007199254740991.0, false);
            add_above(9007199254740991.0, false);
        }
    }

    double distance(double bound) {
        const double least = std::max(1.0, std::abs(bound) * 0x1p-40);
        return random_.one_in(2) ? std::ceil(least) : std::ceil(least) * 1024;
    }

    // --- Arrays ---

    void add_of_arrays() {
        double least = 0;
        double most = static_cast<double>(longest_made) + 1;
        const auto look_at = [&](const plan::LengthChecks& length) {
            least = std::max(least, length.minimum.value_or(0));
            most = std::min(most, length.maximum.value_or(most));
        };
        for (const plan::ArrayNode* const node : demands_.arrays) look_at(node->length);
        for (const plan::TupleNode* const node : demands_.tuples) {
            look_at(node->length);
            least = std::max(least, static_cast<double>(node->required));
            if (!node->rest) most = std::min(most, static_cast<double>(node->items.size()));
        }
        if (least > 0 && least <= static_cast<double>(longest_made) + 1) {
            add("too_few_items", "has fewer items than asked for", {IssueCode::too_small, IssueCode::invalid_type},
                [least](Draft& draft) {
                    const auto count = static_cast<std::size_t>(std::ceil(least)) - 1;
                    if (draft.items.size() <= count) return false;
                    draft.items.resize(count);
                    return true;
                });
        }
        if (most <= static_cast<double>(longest_made)) {
            add("too_many_items", "has more items than asked for", {IssueCode::too_big},
                [this, most](Draft& draft) { return add_items(draft, most); });
        }
        for (const plan::GuardedNode* const node : demands_.guards) {
            if (node->unique_items) {
                add("repeated_item", "has an item that equals another", {IssueCode::custom}, [this](Draft& draft) {
                    if (draft.items.empty()) return false;
                    const Draft copy = random_.pick(draft.items);
                    draft.items.push_back(copy);
                    return true;
                });
            }
            if (node->contains) {
                add("wrong_count_of_matches", "has other numbers of items that fit than asked for", {IssueCode::custom},
                    [this, node](Draft& draft) { return change_matches(*node, draft); });
            }
        }
        add("other_item", "has an item that does not fit", {}, [this](Draft& draft) {
            draft.items.push_back(anything(static_cast<Type>(random_.below(6))));
            return true;
        });
    }

    bool add_items(Draft& draft, double most) {
        const bool is_unique = std::any_of(demands_.guards.begin(), demands_.guards.end(),
                                           [](const plan::GuardedNode* node) { return node->unique_items; });
        const auto count = static_cast<std::size_t>(std::max(0.0, std::floor(most))) + 1;
        while (draft.items.size() < count) {
            // Items that equal others would be another fault, which is looked for first.
            Draft item = draft.items.empty() || is_unique ? Draft::of_number(static_cast<double>(draft.items.size()))
                                                          : random_.pick(draft.items);
            draft.items.push_back(std::move(item));
        }
        return true;
    }

    bool change_matches(const plan::GuardedNode& node, Draft& draft) {
        if (random_.one_in(2)) {
            Goal goal;
            goal.nodes.push_back(*node.contains);
            const std::uint64_t count = 1 + random_.below(4);
            for (std::uint64_t i = 0; i < count; ++i) {
                Draft item;
                if (!make(goal, item)) return false;
                draft.items.push_back(std::move(item));
            }
        } else if (draft.items.empty() || random_.one_in(3)) {
            draft.items.clear();
        } else if (random_.one_in(2)) {
            const Draft copy = random_.pick(draft.items);
            draft.items.push_back(copy);
        } else {
            draft.items[static_cast<std::size_t>(random_.below(draft.items.size()))] =
                anything(static_cast<Type>(random_.below(6)));
        }
        return true;
    }

    // --- Objects ---

    void add_of_objects() {
        add_missing();
        const bool refuses_names = std::any_of(demands_.objects.begin(), demands_.objects.end(), [](const auto* node) {
            return node->unknown == plan::ObjectNode::Unknown::refused;
        });
        const bool lists_names = std::any_of(demands_.records.begin(), demands_.records.end(), [](const auto* node) {
            return node->keys == plan::RecordKeys::known || node->keys == plan::RecordKeys::exhaustive;
        });
        if (refuses_names || lists_names || demands_.has_unevaluated || !demands_.additional.empty()) {
            add("unrecognized_key", "has a member that is not asked for", {IssueCode::unrecognized_keys},
                [this](Draft& draft) { return add_member(draft, "unrecognized"); });
        }
        const bool judges_names = std::any_of(demands_.records.begin(), demands_.records.end(), [](const auto* node) {
            return node->keys != plan::RecordKeys::known && node->keys != plan::RecordKeys::exhaustive;
        });
        const bool guards_names = std::any_of(demands_.guards.begin(), demands_.guards.end(),
                                              [](const auto* node) { return node->names.has_value(); });
        if (judges_names || guards_names) {
            add("invalid_key", "has a member with a name that does not fit", {IssueCode::invalid_key},
                [this](Draft& draft) { return add_member(draft, random_.one_in(3) ? "" : "not a key \xE2\x9C\x97"); });
        }
        add("other_member", "has a member that does not fit", {}, [this](Draft& draft) {
            const std::optional<std::string> name = name_of_member();
            if (!name) return false;
            set_member(draft, *name, anything(static_cast<Type>(random_.below(6))));
            return true;
        });
        for (const plan::GuardedNode* const node : demands_.guards) add_counts(*node);
        for (const plan::DiscriminatedNode* const node : demands_.discriminated) {
            add("unknown_discriminator", "has a discriminator that no option has", {IssueCode::invalid_union},
                [this, node](Draft& draft) { return change_member(draft, node->discriminator); });
        }
    }

    // One of those that the schema speaks of.
    std::optional<std::string> name_of_member() {
        std::vector<std::string> names{"unrecognized"};
        for (const plan::ObjectNode* const node : demands_.objects) {
            for (const plan::Property& property : node->properties) names.push_back(property.name);
        }
        for (const plan::DependentNode* const node : demands_.dependent) {
            for (const plan::Dependency& dependency : node->dependencies) names.push_back(dependency.name);
        }
        for (const plan::RecordNode* const node : demands_.records) {
            names.insert(names.end(), node->names.begin(), node->names.end());
            if (node->keys != plan::RecordKeys::matching) continue;
            const PatternSource* const pattern = survey_.pattern_of(node->name_check);
            std::optional<std::string> name;
            if (pattern != nullptr) name = pattern->make(random_, 4, longest_name);
            if (name) names.push_back(std::move(*name));
        }
        std::string name = random_.pick(names);
        if (name == "__proto__" || text::find_invalid_utf8(name) != text::npos) return std::nullopt;
        return name;
    }

    void add_missing() {
        std::vector<std::string_view> required;
        for (const plan::ObjectNode* const node : demands_.objects) {
            for (const plan::Property& property : node->properties) {
                if (property.required) required.push_back(property.name);
            }
            required.insert(required.end(), node->also_required.begin(), node->also_required.end());
        }
        for (const plan::RecordNode* const node : demands_.records) {
            if (node->keys == plan::RecordKeys::exhaustive) {
                required.insert(required.end(), node->names.begin(), node->names.end());
            }
        }
        for (const plan::DependentNode* const node : demands_.dependent) {
            for (const plan::Dependency& dependency : node->dependencies) {
                required.insert(required.end(), dependency.required.begin(), dependency.required.end());
            }
        }
        if (required.empty()) return;
        add("missing_member", "lacks a member that is required",
            {IssueCode::invalid_type, IssueCode::invalid_value, IssueCode::invalid_union},
            [this, required](Draft& draft) {
                const auto found = std::find(draft.keys.begin(), draft.keys.end(), random_.pick(required));
                if (found == draft.keys.end()) return false;
                draft.erase(static_cast<std::size_t>(found - draft.keys.begin()));
                return true;
            });
    }

    bool add_member(Draft& draft, std::string_view name) {
        if (std::find(draft.keys.begin(), draft.keys.end(), name) != draft.keys.end()) return false;
        draft.add(std::string(name),
                  draft.items.empty() || random_.one_in(2) ? anything(Type::number) : Draft(random_.pick(draft.items)));
        return true;
    }

    void add_counts(const plan::GuardedNode& node) {
        if (node.fewest_members && *node.fewest_members > 0) {
            add("too_few_members", "has fewer members than asked for", {IssueCode::too_small},
                [this, fewest = *node.fewest_members](Draft& draft) {
                    while (!draft.items.empty() && static_cast<double>(draft.items.size()) >= fewest) {
                        draft.erase(static_cast<std::size_t>(random_.below(draft.items.size())));
                    }
                    return true;
                });
        }
        if (node.most_members && *node.most_members < static_cast<double>(longest_made)) {
            add("too_many_members", "has more members than asked for", {IssueCode::too_big},
                [this, most = *node.most_members](Draft& draft) {
                    for (std::uint64_t i = 0; static_cast<double>(draft.items.size()) <= most; ++i) {
                        std::string name = "extra";
                        json::append_integer(name, i);
                        if (!add_member(draft, name) && i > 2 * longest_made) return false;
                    }
                    return true;
                });
        }
    }

    bool change_member(Draft& draft, std::string_view name) {
        const auto found = std::find(draft.keys.begin(), draft.keys.end(), name);
        if (found == draft.keys.end()) return false;
        Draft& value = draft.items[static_cast<std::size_t>(found - draft.keys.begin())];
        if (random_.one_in(3)) {
            value = anything(static_cast<Type>(random_.below(6)));
        } else {
            return change_value(value);
        }
        return true;
    }

    const Survey& survey_;
    const Demands& demands_;
    Types types_;  // that a value there may be of
    Random& random_;
    Effort& effort_;
    std::vector<Manner> manners_;
};

bool begins_with(const Path& path, const Path& start) {
    return path.size() >= start.size() && std::equal(start.begin(), start.end(), path.begin());
}

// The issue that the manner is meant to have: at the value or within it, or of a union around.
const Issue* issue_of(const std::vector<Issue>& issues, const Manner& manner, const Path& place) {
    const auto is_at_place = [&](const Issue& issue) {
        const bool is_meant = manner.codes.empty() ||
                              std::find(manner.codes.begin(), manner.codes.end(), code_of(issue)) != manner.codes.end();
        return is_meant && begins_with(issue.path, place) && issue.path.size() <= place.size() + 1;
    };
    const auto is_around = [&](const Issue& issue) {
        const IssueCode code = code_of(issue);
        const bool sums_up = code == IssueCode::invalid_union || code == IssueCode::custom;
        return sums_up && begins_with(place, issue.path);
    };
    auto found = std::find_if(issues.begin(), issues.end(), is_at_place);
    if (found == issues.end()) found = std::find_if(issues.begin(), issues.end(), is_around);
    return found == issues.end() ? nullptr : &*found;
}

std::string words_for(const Path& path) {
    return path.empty() ? "the payload" : "the value at " + issue::path_text(path);
}

Types types_at(const Survey& survey, const Goal& goal) {
    Types types = all_types;
    for (const plan::NodeId node : goal.nodes) types &= survey.types_of(node);
    return types;
}

// The wrong type comes first, and fits everywhere; what is more special is chosen more often, and what says little only
// where nothing else has been found.
const Manner& choose(const std::vector<Manner>& manners, bool is_early, Random& random) {
    const auto is_likely = [&](const Manner& manner) {
        const bool is_usual = manner.is_vague || &manner == &manners.front();
        return !is_usual || random.one_in(manner.is_vague && is_early ? 16 : 3);
    };
    std::vector<const Manner*> likely;
    for (const Manner& manner : manners) {
        if (is_likely(manner)) likely.push_back(&manner);
    }
    return likely.empty() ? manners.front() : *random.pick(likely);
}

}  // namespace

std::optional<Broken> break_payload(const Survey& survey, const Schema& schema, const Goal& goal,
                                    std::string_view payload, Random& random, Effort& effort) {
    json::Document document;
    if (document.read(payload, {payload.size(), 1000, false}).status != json::ReadStatus::ok) return std::nullopt;
    const std::vector<Place> places = places_of(survey, goal, document.root(), payload.size());
    const Draft whole = Draft::of(document.root());
    constexpr std::size_t tries = 80;
    for (std::size_t i = 0; i < tries; ++i) {
        const Place& place = random.pick(places);
        const std::optional<Demands> demands = demands_at(survey, place, payload.size());
        if (!demands) continue;
        Breaker breaker(survey, *demands, types_at(survey, place.goal), random, effort);
        const std::vector<Manner> manners = breaker.manners();
        const Manner& manner = choose(manners, i < tries / 2, random);
        Draft draft = whole;
        if (!manner.apply(draft_at(draft, place.way))) continue;
        std::string text = written(draft);
        const Result result = judged(schema, text);
        if (result.status() != Status::invalid || result.truncated() || result.patterns_stopped()) continue;
        const Path path = path_to(whole, place.way);
        const Issue* const issue = issue_of(result.issues(), manner, path);
        if (issue == nullptr) continue;
        return Broken{std::move(text), std::string(manner.name), words_for(path) + " " + std::string(manner.words),
                      issue->path,     code_of(*issue),          false};
    }
    return std::nullopt;
}

std::optional<Broken> break_text(const Schema& schema, std::string_view payload, Random& random) {
    constexpr std::string_view strays = "}],:x\"";
    constexpr std::size_t tries = 20;
    for (std::size_t i = 0; i < tries; ++i) {
        std::string text(payload);
        std::string_view words = "the text has a character too many at its end";
        if (random.one_in(2)) {
            text += random.pick(strays);
        } else {
            text.resize(static_cast<std::size_t>(random.below(text.size())));
            // Not within a character: bytes that are not UTF-8 are another fault.
            while (!text.empty() && text::find_invalid_utf8(text) != text::npos) text.pop_back();
            words = "the text ends too early";
        }
        if (text.empty() || judged(schema, text).status() != Status::malformed) continue;
        return Broken{std::move(text), "malformed", std::string(words), {}, IssueCode::invalid_format, true};
    }
    return std::nullopt;
}

std::optional<Broken> break_anything(const Schema& schema, Random& random) {
    constexpr std::array<std::string_view, 6> payloads{"null", "true", "0", R"("zodgate")", "[]", "{}"};
    std::string text(random.pick(payloads));
    const Result result = judged(schema, text);
    if (result.status() != Status::invalid || result.issues().empty()) return std::nullopt;
    const Issue& issue = result.issues().front();
    return Broken{std::move(text), "other_value",  "the payload is another value than asked for",
                  issue.path,      code_of(issue), false};
}

}  // namespace zodgate::generate
