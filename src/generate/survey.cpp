#include "generate/survey.hpp"

#include "text/format.hpp"

#include <algorithm>
#include <utility>

namespace zodgate::generate {
namespace {

using json::Type;
using plan::Kind;
using plan::NodeId;

std::uint32_t above(std::uint32_t height) noexcept {
    return height >= Survey::unreachable - 1 ? Survey::unreachable : height + 1;
}

}  // namespace

Survey::Survey(std::shared_ptr<const plan::Plan> plan) : plan_(std::move(plan)), facts_(plan_->nodes.size()) {
    find_options();
    find_facts();
    find_patterns();
}

void Survey::find_options() {
    options_.resize(plan_->discriminated.size());
    for (std::size_t i = 0; i < options_.size(); ++i) {
        const plan::DiscriminatedNode& node = plan_->discriminated[i];
        std::vector<NodeId>& options = options_[i];
        const auto add = [&options](const auto& list) {
            for (const auto& [value, option] : list) options.push_back(option);
        };
        add(node.by_string);
        add(node.by_number);
        add(node.by_other);
        std::sort(options.begin(), options.end());
        options.erase(std::unique(options.begin(), options.end()), options.end());
    }
}

// Types only become more, and heights less, so that this ends.
void Survey::find_facts() {
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = facts_.size(); i-- > 0;) {
            const Facts found = look_at(plan_->nodes[i]);
            if (found == facts_[i]) continue;
            facts_[i] = found;
            changed = true;
        }
    }
}

Survey::Facts Survey::look_at(const plan::Node& node) const {
    switch (node.kind) {
        case Kind::never: return {};
        case Kind::null: return {bit_of(Type::null), 0};
        case Kind::boolean: return {bit_of(Type::boolean), 0};
        case Kind::string: return {bit_of(Type::string), 0};
        case Kind::number: return {bit_of(Type::number), 0};
        case Kind::values: return look_at_values(plan_->values[node.index]);
        case Kind::nullable: return {static_cast<Types>(facts_[node.index].types | bit_of(Type::null)), 0};
        case Kind::guarded: return facts_[plan_->guarded[node.index].inner];
        case Kind::defaulted: return facts_[plan_->defaulted[node.index].inner];
        case Kind::worded: return facts_[plan_->worded[node.index].inner];
        case Kind::scoped: return facts_[plan_->scoped[node.index].inner];
        case Kind::one_of_several:
        case Kind::exactly_one: return any_of(plan_->groups[node.index].members);
        case Kind::discriminated: return any_of(options_[node.index]);
        case Kind::intersection:
        case Kind::all:
        case Kind::sequence: return all_of(plan_->groups[node.index].members);
        case Kind::by_type: return look_at_types(plan_->by_types[node.index]);
        case Kind::refined: {
            std::vector<NodeId> members = plan_->refined[node.index].checks;
            members.push_back(plan_->refined[node.index].inner);
            return all_of(members);
        }
        default: return look_at_structure(node);
    }
}

Survey::Facts Survey::look_at_structure(const plan::Node& node) const {
    switch (node.kind) {
        case Kind::array: {
            const plan::ArrayNode& array = plan_->arrays[node.index];
            const bool needs_item = array.length.minimum.value_or(0) > 0;
            const std::uint32_t height = needs_item ? above(facts_[array.item].height) : 0;
            return height == unreachable ? Facts() : Facts{bit_of(Type::array), height};
        }
        case Kind::tuple: return look_at_tuple(plan_->tuples[node.index]);
        case Kind::object: return look_at_object(plan_->objects[node.index]);
        case Kind::record: {
            const plan::RecordNode& record = plan_->records[node.index];
            const bool needs_value = record.keys == plan::RecordKeys::exhaustive && !record.names.empty();
            const std::uint32_t height = needs_value ? above(facts_[record.value].height) : 0;
            return height == unreachable ? Facts() : Facts{bit_of(Type::object), height};
        }
        // What these ask of values is found out by trying.
        default: return {all_types, 0};
    }
}

Survey::Facts Survey::any_of(const std::vector<NodeId>& nodes) const {
    Facts facts;
    for (const NodeId node : nodes) {
        facts.types |= facts_[node].types;
        facts.height = std::min(facts.height, facts_[node].height);
    }
    return facts;
}

Survey::Facts Survey::all_of(const std::vector<NodeId>& nodes) const {
    Facts facts{all_types, 0};
    for (const NodeId node : nodes) {
        facts.types &= facts_[node].types;
        facts.height = std::max(facts.height, facts_[node].height);
    }
    return facts.types == 0 || facts.height == unreachable ? Facts() : facts;
}

Survey::Facts Survey::look_at_object(const plan::ObjectNode& node) const {
    std::uint32_t height = 0;
    for (const plan::Property& property : node.properties) {
        if (property.required) height = std::max(height, above(facts_[property.node].height));
    }
    return height == unreachable ? Facts() : Facts{bit_of(Type::object), height};
}

Survey::Facts Survey::look_at_tuple(const plan::TupleNode& node) const {
    std::uint32_t height = 0;
    for (std::size_t i = 0; i < std::min(node.required, node.items.size()); ++i) {
        height = std::max(height, above(facts_[node.items[i]].height));
    }
    return height == unreachable ? Facts() : Facts{bit_of(Type::array), height};
}

Survey::Facts Survey::look_at_values(const plan::ValuesNode& node) const {
    Facts facts;
    if (!node.sorted_strings.empty()) facts.types |= bit_of(Type::string);
    if (!node.sorted_numbers.empty()) facts.types |= bit_of(Type::number);
    for (const json::Value& value : node.others) facts.types |= bit_of(value.type);
    if (facts.types != 0) facts.height = 0;
    return facts;
}

Survey::Facts Survey::look_at_types(const plan::ByTypeNode& node) const {
    Facts facts;
    for (std::size_t i = 0; i < 6; ++i) {
        const Types bit = bit_of(static_cast<Type>(i));
        const Facts& within = facts_[node.nodes[i]];
        if ((within.types & bit) == 0) continue;
        facts.types |= bit;
        facts.height = std::min(facts.height, within.height);
    }
    return facts;
}

void Survey::find_patterns() {
    for (const plan::StringNode& node : plan_->strings) {
        for (const plan::StringCheck& check : node.formats) add_pattern(check);
        for (const plan::StringCheck& check : node.patterns) add_pattern(check);
    }
    for (const plan::RecordNode& node : plan_->records) {
        if (node.keys == plan::RecordKeys::matching) add_pattern(node.name_check);
    }
}

void Survey::add_pattern(const plan::StringCheck& check) {
    std::string_view source = check.known_source;
    bool unicode = !check.issue.flags.empty();
    if (check.pattern) {
        source = check.pattern->source();
        unicode = check.pattern->unicode();
    } else if (source.empty() && (check.scan || check.search != nullptr)) {
        // JSON Schema's own formats by the names of Zod's, whose patterns are stricter.
        const text::Format* const format = text::find_format(check.issue.format);
        if (format != nullptr) source = format->pattern;
    }
    if (source.empty()) return;
    try {
        patterns_.try_emplace(&check, source, unicode);
    } catch (const text::PatternError&) {
        // A pattern of Zod's that is read with the flag u.
        patterns_.try_emplace(&check, source, !unicode);
    }
}

const PatternSource* Survey::pattern_of(const plan::StringCheck& check) const noexcept {
    const auto found = patterns_.find(&check);
    return found == patterns_.end() ? nullptr : &found->second;
}

}  // namespace zodgate::generate
