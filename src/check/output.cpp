#include "check/output.hpp"

#include "check/asked.hpp"
#include "check/rewrite.hpp"

#include <algorithm>
#include <string>

namespace zodgate::check {

using json::Member;
using json::Value;
using plan::Kind;

namespace {

// Zod does not copy this member into the objects that it makes, lest it replace their prototype.
bool is_prototype(std::string_view key) noexcept { return key == "__proto__"; }

// A value to stand for one that is missing between others, as JSON.stringify writes undefined.
Value missing_item() noexcept { return {}; }

// Looks for members, which mostly stand in the order in which they are asked for.
class Finder {
  public:
    explicit Finder(const Value& object) noexcept : object_(object) {}

    const Value* find(std::string_view key) noexcept {
        const bool is_next = next_ < object_.size && object_.members[next_].key == key;
        const Member* const found = is_next ? object_.members + next_ : json::find_member(object_, key);
        if (found == nullptr) return nullptr;
        next_ = static_cast<std::size_t>(found - object_.members) + 1;
        return &found->value;
    }

  private:
    const Value& object_;
    std::size_t next_ = 0;  // behind the one found last
};

}  // namespace

Value Output::of(plan::NodeId id, const Value& value) {
    // Which option a value has taken depends on the way to it then, which is not known any more.
    if (!plan_.dynamic_anchors.empty() || stays_as_it_is(plan_, value)) return value;
    while (over_ == Over::nothing) {
        const plan::Node& node = plan_.nodes[id];
        switch (node.kind) {
            case Kind::array: return of_array(plan_.arrays[node.index], value);
            case Kind::tuple: return of_tuple(plan_.tuples[node.index], value);
            case Kind::object: return of_object(plan_.objects[node.index], value);
            case Kind::record: return of_record(plan_.records[node.index], value);
            case Kind::discriminated: id = option_of(plan_.discriminated[node.index], value); break;
            case Kind::one_of_several:
            case Kind::exactly_one: {
                const plan::GroupNode& options = plan_.groups[node.index];
                id = options.members[options.members.size() == 1 ? 0 : choices_.of(options, &value)];
                break;
            }
            case Kind::intersection:
            case Kind::all: return of_all(plan_.groups[node.index], value);
            case Kind::nullable:
                if (value.type == json::Type::null) return value;
                id = node.index;
                break;
            case Kind::worded: id = plan_.worded[node.index].inner; break;
            case Kind::guarded: id = plan_.guarded[node.index].inner; break;
            case Kind::refined: id = plan_.refined[node.index].inner; break;
            case Kind::scoped: id = plan_.scoped[node.index].inner; break;
            case Kind::defaulted: id = plan_.defaulted[node.index].inner; break;
            case Kind::string: return of_string(plan_.strings[node.index], value);
            // Other scalars are what they are; a value of a list, one judged by type alone, and what a dynamic
            // reference leads to, is taken as it is.
            default: return value;
        }
    }
    return {};
}

plan::NodeId Output::option_of(const plan::DiscriminatedNode& options, const Value& value) {
    constexpr std::size_t looks_a_member = 4;
    std::size_t looks = 0;
    const plan::NodeId option = *options.option_for(*json::find(value, options.discriminator), looks);
    charge(looks / looks_a_member);
    return option;
}

// A payload of many small objects must not make a huge value of the schema's defaults.
bool Output::pay_for(const plan::Default& absent, std::string_view key) {
    const std::size_t cost = sizeof(Member) + key.size() + absent.bytes;
    if (cost > bytes_left_) over_ = Over::defaults;
    if (over_ == Over::nothing) bytes_left_ -= cost;
    return over_ == Over::nothing;
}

// In proportion to the payload, but for what white space in it adds.
std::size_t Output::members_within(const Limits& limits, std::size_t bytes) noexcept {
    constexpr std::size_t bytes_a_member = 4;
    return std::max(limits.max_union_work, limits.max_union_work + std::min(bytes / bytes_a_member, limits.max_values));
}

void Output::charge_text(std::size_t bytes) { charge(bytes / bytes_a_look); }

// Every side of an intersection makes a value of its own, and sides may themselves be intersections.
void Output::charge(std::size_t members) {
    if (sides_ == 0) return;
    const std::size_t work = members + 1;
    if (work > work_left_) over_ = Over::work;
    work_left_ -= std::min(work, work_left_);
}

void Output::add_default(const std::optional<plan::Default>& absent, std::string_view key, Rebuilt<Member>& members) {
    if (absent && pay_for(*absent, key)) members.push_back({key, 0, absent->value});
}

Value Output::of_array(const plan::ArrayNode& node, const Value& value) {
    if (plan_.nodes[node.item].kind == Kind::any) return value;
    charge(value.size);
    Rebuilt<Value> items = rebuilt_items(value);
    for (const Value& item : json::items_of(value)) items.push_back(of(node.item, item));
    return array_of(items, value);
}

// zod core/schemas, handleTupleResults: what is missing at the end stays missing, but for defaults.
Value Output::of_tuple(const plan::TupleNode& node, const Value& value) {
    Rebuilt<Value> items = rebuilt_items(value);
    std::size_t present = std::max<std::size_t>(value.size, node.required);
    const std::size_t count = std::max(present, node.filled);
    for (std::size_t i = 0; i < count; ++i) {
        if (i < value.size) {
            items.push_back(i < node.items.size() ? of(node.items[i], value.items[i])
                                                  : of(node.rest.value_or(0), value.items[i]));
        } else {
            const std::optional<plan::Default>& absent = node.absent[i];
            const bool filled = absent && pay_for(*absent, {});
            items.push_back(filled ? absent->value : missing_item());
            if (filled) present = i + 1;
        }
    }
    if (items.size() > present) items.elements().resize(present);
    charge(items.size());
    return array_of(items, value);
}

// What a part of a value has become is shared with it where nothing has changed, so that merging it is no work.
Value Output::object_of(Rebuilt<Member>& members, const Value& like) {
    charge(members.size());
    if (over_ != Over::nothing || members.is_unchanged()) return like;
    charge(members.size());  // once more for their order and their index
    std::vector<Member>& all = members.elements();
    json::order_members(all.data(), all.data() + all.size());
    if (members.is_unchanged()) return like;
    return json::make_object(all.data(), all.size(), memory_);
}

Value Output::array_of(Rebuilt<Value>& items, const Value& like) {
    if (over_ != Over::nothing || items.is_unchanged()) return like;
    const std::vector<Value>& all = items.elements();
    return json::make_array(all.data(), all.size(), memory_);
}

// zod core/schemas, $ZodObject: members in the order in which they are declared, then the others in the payload's.
Value Output::of_object(const plan::ObjectNode& node, const Value& value) {
    Rebuilt<Member> members = rebuilt_members(value);
    Finder finder(value);
    const AskedProperties asked(node, value, node.filled);
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const plan::Property& property = asked[i];
        if ((is_prototype(property.name) && !node.knows_prototype) || property.is_ignored) continue;
        if (const Value* const member = finder.find(property.name)) {
            members.push_back({property.name, 0, of(property.node, *member)});
        } else if (!property.inherited) {
            add_default(property.absent, property.name, members);
        }
    }
    const bool keeps = !node.strips || plan_.options.unknown_keys == UnknownKeys::keep;
    if (keeps && node.unknown != plan::ObjectNode::Unknown::refused) {
        for (const Member& member : json::members_of(value)) {
            if (node.declares(member.key) || (is_prototype(member.key) && !node.knows_prototype)) continue;
            const bool judged = node.unknown == plan::ObjectNode::Unknown::judged;
            members.push_back({member.key, 0, judged ? of(node.catchall, member.value) : member.value});
        }
    }
    return object_of(members, value);
}

// zod core/schemas, $ZodRecord. A member whose name does not fit, which another side of an intersection has taken back,
// is left out; a loose record keeps it as it is.
Value Output::of_record(const plan::RecordNode& node, const Value& value) {
    Rebuilt<Member> members = rebuilt_members(value);
    if (node.keys == plan::RecordKeys::exhaustive) {
        if (value.size == 0 && !node.absent) return value;
        for (std::size_t i = 0; i < node.names.size(); ++i) {
            const std::string_view name = node.names[i];
            if (is_prototype(name)) continue;
            if (const Value* const member = json::find(value, name)) {
                members.push_back({name, 0, of(node.value, *member)});
            } else if (!node.inherited[i]) {
                add_default(node.absent, name, members);
            }
        }
        return object_of(members, value);
    }
    bool renamed = false;
    for (const Member& member : json::members_of(value)) {
        if (is_prototype(member.key) && !node.knows_prototype) continue;
        if (!rejects(node, member)) {
            const std::string_view key = key_of(node, member);
            renamed |= key != member.key;
            members.push_back({key, 0, of(node.value, member.value)});
        } else if (node.keys == plan::RecordKeys::matching) {
            members.push_back(member);
        }
    }
    if (renamed) {
        std::vector<Member>& all = members.elements();
        const Member* const last = json::drop_repeated(all.data(), all.data() + all.size());
        all.resize(static_cast<std::size_t>(last - all.data()));
    }
    return object_of(members, value);
}

// Whether a record's keys do not fit the name of a member.
bool Output::rejects(const plan::RecordNode& node, const Member& member) {
    if (asks_names_again(node)) {
        charge_text(member.key.size());
        return !strings_.fits(node.name_check, member.key);
    }
    return choices_.rejects(node, &member.value);
}

// The name that a record gives to a member.
std::string_view Output::key_of(const plan::RecordNode& node, const Member& member) {
    switch (node.keys) {
        case plan::RecordKeys::numbers:
        case plan::RecordKeys::integers: return number_key(member.key);
        case plan::RecordKeys::judged:
            if (!node.rewrites_names) return member.key;
            return of(node.key, choices_.key_of(node, &member.value)).string();
        default: return member.key;
    }
}

// The name of a member by a number: "1" of "01" and "1.0".
std::string_view Output::number_key(std::string_view key) {
    std::string text;
    json::append_number(text, json::parse_number(key));
    return text == key ? key : json::copy_text(text, memory_);
}

Value Output::of_string(const plan::StringNode& node, const Value& value) {
    if (value.type != json::Type::string || !node.rewrites) return value;
    charge_text(value.size);
    const std::optional<std::string> text = rewritten(node, value.string());
    return text ? string_value(json::copy_text(*text, memory_), value.offset) : value;
}

// What every member of an intersection makes of the value, put together. Where intersections lie within intersections,
// all of them ask the inner ones, which make the same of it each time.
Value Output::of_all(const plan::GroupNode& node, const Value& value) {
    const bool is_kept = node.composite.asked_again && sides_ > 0;
    const auto number = static_cast<std::uint32_t>(&node - plan_.groups.data());
    if (const Value* const made = is_kept ? made_.find(number, &value) : nullptr) return *made;
    ++sides_;
    Value merged = of(node.members.front(), value);
    for (std::size_t i = 1; i < node.members.size() && over_ == Over::nothing; ++i) {
        merged = merge(merged, of(node.members[i], value));
    }
    --sides_;
    if (!node.ignored.empty() && merged.type == json::Type::object) merged = without(merged, node.ignored);
    if (is_kept) made_.set(number, &value, merged);
    return merged;
}

Value Output::without(const Value& object, const std::vector<std::string_view>& names) {
    Rebuilt<Member> members = rebuilt_members(object);
    for (const Member& member : json::members_of(object)) {
        if (!std::binary_search(names.begin(), names.end(), member.key)) members.push_back(member);
    }
    return object_of(members, object);
}

// zod core/schemas, mergeValues. Where Zod throws, since two defaults differ, the right side counts, and of a URL that
// one side trims, the trimmed one.
Value Output::merge(const Value& left, const Value& right) {
    if (over_ != Over::nothing) return left;  // nobody asks for the value any more
    if (left.type != right.type) return right;
    if (is_same(left, right)) return left;
    // What only one side trims; defaults have places of their own.
    if (left.type == json::Type::string && left.offset == right.offset) return left.size < right.size ? left : right;
    if (left.type == json::Type::array && left.size == right.size) {
        charge(left.size);
        Rebuilt<Value> items = rebuilt_items(left);
        for (std::uint32_t i = 0; i < left.size; ++i) items.push_back(merge(left.items[i], right.items[i]));
        return array_of(items, left);
    }
    if (left.type != json::Type::object) return right;
    Rebuilt<Member> members = rebuilt_members(left);
    Finder in_right(right);
    for (const Member& member : json::members_of(left)) {
        if (is_prototype(member.key)) continue;
        const Value* const other = in_right.find(member.key);
        members.push_back({member.key, 0, other == nullptr ? member.value : merge(member.value, *other)});
    }
    Finder in_left(left);
    for (const Member& member : json::members_of(right)) {
        if (!is_prototype(member.key) && in_left.find(member.key) == nullptr) members.push_back(member);
    }
    return object_of(members, left);
}

}  // namespace zodgate::check
