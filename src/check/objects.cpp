// Objects and records.
#include "check/asked.hpp"
#include "check/numbers.hpp"
#include "check/rewrite.hpp"
#include "check/stored.hpp"
#include "check/walk.hpp"

#include <optional>
#include <span>
#include <utility>

namespace zodgate::check {

Outcome Walk::judge_member(NodeId node, std::string_view key, const Value* value) {
    path_.push_back({key});
    const Outcome outcome = judge(node, value);
    path_.pop_back();
    return outcome;
}

// zod core/schemas, $ZodObject and handleCatchall.
Outcome Walk::judge_object(const plan::ObjectNode& node, const Value* value) {
    if (!is(value, json::Type::object)) return wrong_type(Expected::object, value);
    Outcome outcome;
    const std::size_t outer = where_;
    where_ = value->offset;
    judge_members(node, *value, outcome);
    check_required(node.also_required, *value, outcome);
    if (node.unknown != plan::ObjectNode::Unknown::allowed && !is_settled(outcome))
        judge_unknown(node, *value, outcome);
    where_ = outer;
    return outcome;
}

// Most payloads have the members that are declared, in that order, and no others: then Zod changes nothing of the
// object. Where a verdict alone is asked for, the member that tells options of unions apart comes first.
void Walk::judge_members(const plan::ObjectNode& node, const Value& object, Outcome& outcome) {
    if (quiet_ && node.tag && !has_tag(node.properties[*node.tag], object)) {
        lose(Continue::unsaid);
        outcome.add(Continue::unsaid);
        if (is_settled(outcome)) return;
    }
    const AskedProperties asked(node, object, node.missed);
    charge_comparisons(asked.comparisons());
    may_change_ = may_change_ || (asked.is_part() && !node.filled.empty());
    const json::Member* next = object.members;
    const json::Member* const end = next + object.size;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (is_settled(outcome)) return;
        const plan::Property& property = asked[i];
        const std::string_view key = property.name;
        const bool is_next = next != end && next->key == key;
        const Value* member = is_next ? &next++->value : find_member(object, key);
        const bool changes = is_next ? property.is_ignored || key == "__proto__" : member != nullptr || property.absent;
        may_change_ = may_change_ || changes;
        if (member == nullptr && property.inherited) member = &*property.inherited;
        if (member == nullptr && !property.required) continue;
        const Outcome judged = judge_member(property.node, key, member);
        if (member == nullptr && !judged.failed) outcome.add(missing(key));
        outcome.add(judged);
    }
    may_change_ = may_change_ || next != end;
}

bool Walk::has_tag(const plan::Property& tag, const Value& object) {
    const Value* const member = find_member(object, tag.name);
    if (member == nullptr) return false;
    std::size_t looks = 0;  // at arrays and objects, which are no tags: none
    return plan_.values[plan_.nodes[tag.node].index].holds(*member, looks);
}

void Walk::check_required(const std::vector<std::string>& names, const Value& object, Outcome& outcome) {
    for (const std::string& name : names) {
        if (is_settled(outcome)) return;
        if (find_member(object, name) == nullptr) outcome.add(missing(name));
    }
}

Continue Walk::missing(std::string_view key) {
    path_.push_back({key});
    const Continue next = report(InvalidType{Expected::nonoptional, Received::undefined}, nullptr, Continue::unsaid);
    path_.pop_back();
    return next;
}

void Walk::judge_unknown(const plan::ObjectNode& node, const Value& object, Outcome& outcome) {
    if (node.unknown == plan::ObjectNode::Unknown::refused) {
        return refuse_keys(object, outcome, [&](std::string_view key) { return is_among(node.sorted_names, key); });
    }
    for (const json::Member& member : json::members_of(object)) {
        // Zod passes over this key, which it could not copy into its result.
        const bool is_passed = member.key == "__proto__" && !node.knows_prototype;
        if (is_settled(outcome)) return;
        if (is_passed || is_among(node.sorted_names, member.key)) continue;
        outcome.add(judge_member(node.catchall, member.key, &member.value));
    }
}

void Walk::refuse_keys(const Value& object, Outcome& outcome, const KnowsKey& knows, Continue next, bool is_final) {
    charge(object.size / 2);
    const bool is_list_wanted = has_room() || (is_pooled() && !is_final);
    std::pmr::vector<std::string_view> unrecognized(&memory_.issues);
    const json::Member* first = nullptr;
    for (const json::Member& member : json::members_of(object)) {
        if (knows(member.key)) continue;
        if (first == nullptr) first = &member;
        if (!is_list_wanted) break;
        unrecognized.push_back(member.key);
    }
    if (first == nullptr) return;
    // They are sorted, to be compared with those of other sides.
    constexpr std::size_t looks = 6;
    charge(looks * unrecognized.size());
    const std::size_t outer = where_;
    where_ = first->key_offset;
    const issue::KeysFinding finding{stored<std::string_view>(unrecognized, memory_.issues), is_final};
    outcome.add(report(finding, nullptr, next));
    where_ = outer;
}

// zod core/schemas, $ZodRecord.
Outcome Walk::judge_record(const plan::RecordNode& node, const Value* value) {
    if (!is(value, json::Type::object)) return wrong_type(Expected::record, value);
    may_change_ = true;
    Outcome outcome;
    const std::size_t outer = where_;
    where_ = value->offset;
    if (node.keys == plan::RecordKeys::exhaustive) {
        judge_exhaustive(node, *value, outcome);
    } else {
        for (const json::Member& member : json::members_of(*value)) {
            if (is_settled(outcome)) break;
            if (member.key == "__proto__" && !node.knows_prototype) continue;
            if (judge_key(node, member, outcome)) {
                outcome.add(judge_member(node.value, member.key, &member.value));
            } else {
                charge(1);
                if (choices_ != nullptr) choices_->reject(node, &member.value);
            }
        }
    }
    const bool refuses = node.keys == plan::RecordKeys::known || node.keys == plan::RecordKeys::exhaustive;
    if (refuses && !is_settled(outcome)) {
        const bool strict = node.keys == plan::RecordKeys::exhaustive;
        refuse_keys(*value, outcome, [&](std::string_view key) {
            return is_among(node.sorted_names, key) || (!strict && key == "__proto__");
        });
    }
    where_ = outer;
    return outcome;
}

// All names of a record that must have them. Where a value may be missing, none is asked for that is: each object would
// be asked for all.
void Walk::judge_exhaustive(const plan::RecordNode& node, const Value& object, Outcome& outcome) {
    const Kind of_values = plan_.nodes[node.value].kind;
    if (of_values == Kind::any) return;
    for (std::size_t i = 0; i < node.names.size() && !is_settled(outcome); ++i) {
        const std::string_view name = node.names[i];
        if (name == "__proto__") continue;
        const Value* member = find_member(object, name);
        if (member == nullptr && node.inherited[i]) member = &*node.inherited[i];
        if (member == nullptr && of_values == Kind::defaulted) continue;
        outcome.add(judge_member(node.value, name, member));
    }
}

// What is wrong with a name, if anything is. It is one string, so that what is said of it is bounded by the schema: it
// has room of its own. What had no place there is told if the issue is, which another side of an intersection may take
// back.
std::optional<issue::KeyFinding> Walk::refuse_name(NodeId node, const Value& name) {
    constexpr std::size_t more_looks = 2;  // than the one that judging it counts for
    charge(more_looks);
    name_issues_.clear();
    const issue::Weight before = std::exchange(kept_, issue::Weight());
    const bool outer_truncated = std::exchange(truncated_, false);
    const Outcome lost = lost_;
    const Outcome judged = judge_aside(name_issues_, node, &name);
    kept_ = before;
    lost_ = lost;
    const bool is_cut = std::exchange(truncated_, outer_truncated);
    if (!judged.failed) return std::nullopt;
    return issue::KeyFinding{stored<issue::Finding>(name_issues_, memory_.issues), false, is_cut};
}

bool Walk::fits_name(const plan::StringCheck& check, std::string_view name) {
    charge_text(name.size());
    return strings_.fits(check, name);
}

// Whether the member's value is to be judged. Keys that an enum does not know are reported in one issue, later.
bool Walk::judge_key(const plan::RecordNode& node, const json::Member& member, Outcome& outcome) {
    if (node.keys == plan::RecordKeys::known) {
        charge(1);
        return is_among(node.sorted_names, member.key);
    }
    if (node.keys == plan::RecordKeys::matching) return fits_name(node.name_check, member.key);
    const Value own_key = string_value(member.key, member.key_offset);
    if (node.keys == plan::RecordKeys::judged && rules_take(node.key, &own_key)) return true;
    const bool keeps_key = node.rewrites_names && choices_ != nullptr;
    const Value& key = keeps_key ? choices_->keep_key(node, &member.value, own_key) : own_key;
    std::optional<issue::KeyFinding> refused;
    if (node.keys == plan::RecordKeys::judged) {
        refused = refuse_name(node.key, key);
    } else if (charge_text(member.key.size()); !is_number_key(member.key, node.keys == plan::RecordKeys::integers)) {
        const issue::Finding finding{
            InvalidType{Expected::number, Received::string}, {}, key.offset, nullptr, {}, true, node_};
        refused = issue::KeyFinding{stored<issue::Finding>(std::span(&finding, 1), memory_.issues)};
    }
    if (!refused) return true;
    path_.push_back({member.key});
    outcome.add(report(*refused, &key, Continue::unsaid));
    path_.pop_back();
    return false;
}

}  // namespace zodgate::check
