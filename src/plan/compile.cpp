#include "plan/plan.hpp"
#include "plan/shapes.hpp"
#include "schema/schema.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace zodgate::plan {
namespace {

using schema::Model;
using schema::Schema;
using schema::Type;

constexpr double max_safe_integer = 9007199254740991.0;

Type type_of(const json::Value& value) noexcept {
    switch (value.type) {
        case json::Type::null: return Type::null;
        case json::Type::boolean: return Type::boolean;
        case json::Type::number: return Type::number;
        case json::Type::string: return Type::string;
        case json::Type::array: return Type::array;
        case json::Type::object: break;
    }
    return Type::object;
}

bool admits(const std::vector<Type>& types, const json::Value& value) {
    return std::any_of(types.begin(), types.end(), [&value](Type type) {
        // An integer needs a look at the number, which the node for the type takes.
        return type == type_of(value);
    });
}

Constant to_constant(const json::Value& value) {
    Constant constant;
    switch (value.type) {
        case json::Type::null: constant.kind = Constant::Kind::null; break;
        case json::Type::boolean: constant.kind = Constant::Kind::boolean; break;
        case json::Type::number: constant.kind = Constant::Kind::number; break;
        case json::Type::string: constant.kind = Constant::Kind::string; break;
        default: constant.kind = Constant::Kind::structure;
    }
    constant.boolean = value.boolean;
    if (constant.kind == Constant::Kind::number) constant.number = value.number;
    if (constant.kind == Constant::Kind::string) constant.text = value.string();
    if (constant.kind == Constant::Kind::structure) json::append_value(constant.text, value);
    return constant;
}

class Compiler {
  public:
    Compiler(const Model& model, Plan& plan) : model_(model), plan_(plan), ids_(model.schemas.size(), unknown) {}

    void run() {
        plan_.root = node_for(0);
        while (!waiting_.empty()) {
            const schema::Id id = waiting_.back();
            waiting_.pop_back();
            plan_.nodes[ids_[id]] = compile(model_.at(id));
        }
        refuse_endless_references();
    }

  private:
    static constexpr NodeId unknown = std::numeric_limits<NodeId>::max();

    NodeId add(Node node) {
        plan_.nodes.push_back(node);
        return static_cast<NodeId>(plan_.nodes.size() - 1);
    }

    template <class Entry>
    static Node entry(Kind kind, std::vector<Entry>& table, Entry value) {
        table.push_back(std::move(value));
        return {kind, static_cast<std::uint32_t>(table.size() - 1)};
    }

    // The node for a schema, filled in later, so that schemas may refer to each other in circles.
    NodeId node_for(schema::Id id) {
        id = skip_references(model_, id);
        if (ids_[id] == unknown) {
            ids_[id] = add({});
            waiting_.push_back(id);
        }
        return ids_[id];
    }

    // The order of the parts is Zod's: z.fromJSONSchema puts an intersection of the schema's own keywords and the
    // union on the right.
    Node compile(const Schema& schema) {
        if (schema.boolean) return {*schema.boolean ? Kind::any : Kind::never, 0};
        if (schema.accepts_nothing) return {Kind::never, 0};
        std::vector<Node> parts;
        if (schema.reference != schema::none) parts.push_back(group(Kind::all, {node_for(schema.reference)}));
        if (const std::optional<Node> own = own_keywords(schema)) parts.push_back(*own);
        if (!schema.any_of.empty()) parts.push_back(any_of(schema));
        if (!schema.one_of.empty()) parts.push_back(one_of(schema));
        if (!schema.all_of.empty() && !are_further_checks(schema)) parts.push_back(all_of(schema, parts.empty()));
        return parts.empty() ? Node() : combined(Kind::all, parts);
    }

    // A group of nodes, or the only one there is.
    Node combined(Kind kind, const std::vector<Node>& parts) {
        if (parts.size() == 1) return parts.front();
        std::vector<NodeId> members;
        members.reserve(parts.size());
        for (const Node part : parts) members.push_back(add(part));
        return group(kind, std::move(members));
    }

    Node group(Kind kind, std::vector<NodeId> members) {
        return entry(kind, plan_.groups, GroupNode{std::move(members)});
    }

    // enum and const come first, as in z.fromJSONSchema; JSON Schema's other keywords then judge what those let
    // through, which Zod would not do.
    std::optional<Node> own_keywords(const Schema& schema) {
        std::vector<Node> parts;
        if (schema.enumeration != nullptr) parts.push_back(values(json::items_of(*schema.enumeration)));
        if (schema.constant != nullptr) parts.push_back(values({schema.constant, 1}));
        const bool has_values = !parts.empty();
        if (!has_values || has_typed_keywords(schema) || !type_follows_from_values(schema)) {
            if (const std::optional<Node> typed = typed_keywords(schema)) parts.push_back(*typed);
        }
        if (parts.empty()) return std::nullopt;
        return combined(Kind::sequence, parts);
    }

    static bool type_follows_from_values(const Schema& schema) {
        if (!schema.types) return true;
        const auto fits = [&schema](const json::Value& value) { return admits(*schema.types, value); };
        if (schema.constant != nullptr && fits(*schema.constant)) return true;
        if (schema.enumeration == nullptr) return false;
        const json::Items items = json::items_of(*schema.enumeration);
        return std::all_of(items.begin(), items.end(), fits);
    }

    Node values(json::Items items) {
        if (items.count == 0) return {Kind::never, 0};
        ValuesNode node;
        std::vector<Constant> constants;
        constants.reserve(items.count);
        for (const json::Value& value : items) {
            constants.push_back(to_constant(value));
            if (value.type == json::Type::string) {
                node.sorted_strings.push_back(value.string());
            } else {
                node.others.push_back(value);
            }
        }
        std::sort(node.sorted_strings.begin(), node.sorted_strings.end());
        node.constants = std::make_shared<const std::vector<Constant>>(std::move(constants));
        return entry(Kind::values, plan_.values, std::move(node));
    }

    std::optional<Node> typed_keywords(const Schema& schema) {
        if (!schema.types) return has_typed_keywords(schema) ? std::optional<Node>(by_type(schema)) : std::nullopt;
        const std::vector<Type>& types = *schema.types;
        if (types.size() == 1) return typed(schema, types.front());
        if (types.size() == 2 && types.back() == Type::null) {
            return Node{Kind::nullable, add(typed(schema, types.front()))};
        }
        std::vector<NodeId> options;
        options.reserve(types.size());
        for (const Type type : types) options.push_back(add(typed(schema, type)));
        return group(Kind::one_of_several, std::move(options));
    }

    Node typed(const Schema& schema, Type type) {
        switch (type) {
            case Type::null: return {Kind::null, 0};
            case Type::boolean: return {Kind::boolean, 0};
            case Type::integer: return integer(schema);
            case Type::number: return number(schema);
            case Type::string: return string(schema);
            case Type::array: return schema.prefix_items ? tuple(schema) : array(schema);
            case Type::object: break;
        }
        return object(schema);
    }

    Node by_type(const Schema& schema) {
        const NodeId any = add({});
        ByTypeNode node;
        node.nodes.fill(any);
        const auto set = [&](json::Type type, bool present, Type asked) {
            if (present) node.nodes[static_cast<std::size_t>(type)] = add(typed(schema, asked));
        };
        set(json::Type::number, has_number_keywords(schema), Type::number);
        set(json::Type::string, has_string_keywords(schema), Type::string);
        set(json::Type::array, has_array_keywords(schema), Type::array);
        set(json::Type::object, has_object_keywords(schema), Type::object);
        return entry(Kind::by_type, plan_.by_types, node);
    }

    Node string(const Schema& schema) {
        StringNode node;
        node.length = {schema.min_length, schema.max_length};
        if (schema.format) {
            const text::FormatLookup found = text::find_format(*schema.format);
            if (found.support == text::FormatSupport::not_yet) {
                throw model_.error(
                    schema, "format",
                    "the format \"" + std::string(*schema.format) + "\" is not enforced by this version");
            }
            node.format = found.format;
        }
        if (schema.pattern &&
            (node.format == text::Format::none || !text::is_pattern_of(node.format, *schema.pattern))) {
            throw model_.error(
                schema, "pattern",
                "the keyword \"pattern\" is enforced by this version only beside \"format\": \"email\", as Zod 4 "
                "writes it");
        }
        if (node.format != text::Format::none) {
            node.pattern = schema.pattern ? *schema.pattern : text::format_info(node.format).pattern;
        }
        return entry(Kind::string, plan_.strings, std::move(node));
    }

    Node number(const Schema& schema) {
        NumberNode node;
        node.minimum = schema.minimum;
        node.maximum = schema.maximum;
        node.exclusive_minimum = schema.exclusive_minimum;
        node.exclusive_maximum = schema.exclusive_maximum;
        if (schema.multiple_of) node.multiple_of.push_back(*schema.multiple_of);
        if (are_further_checks(schema)) {
            for (const schema::Id id : schema.all_of) node.multiple_of.push_back(*model_.at(id).multiple_of);
        }
        return entry(Kind::number, plan_.numbers, std::move(node));
    }

    // Zod writes the second and further divisors of one number into allOf.
    bool are_further_checks(const Schema& schema) const {
        const bool is_number = schema.types && schema.types->size() == 1 && schema.multiple_of &&
                               (schema.types->front() == Type::number || schema.types->front() == Type::integer);
        return is_number && std::all_of(schema.all_of.begin(), schema.all_of.end(), [this](schema::Id id) {
                   const Schema& part = model_.at(id);
                   const bool bare =
                       !part.minimum && !part.maximum && !part.exclusive_minimum && !part.exclusive_maximum;
                   return part.multiple_of && bare && !part.types && part.reference == schema::none &&
                          part.enumeration == nullptr && part.constant == nullptr && !has_composition(part) &&
                          !has_string_keywords(part) && !has_object_keywords(part) && !has_array_keywords(part);
               });
    }

    // Zod writes the bounds of its integer formats into the document; they are part of the format's own check.
    Node integer(const Schema& schema) {
        const Node out = number(schema);
        NumberNode& node = plan_.numbers[out.index];
        node.integer = IntegerFormat::safeint;
        const bool has_lower = node.minimum || node.exclusive_minimum;
        const bool has_upper = node.maximum || node.exclusive_maximum;
        if (node.minimum == -2147483648.0 && node.maximum == 2147483647.0) {
            node.integer = IntegerFormat::int32;
        } else if (node.minimum == 0.0 && node.maximum == 4294967295.0) {
            node.integer = IntegerFormat::uint32;
        } else if (!has_lower || !has_upper) {
            return out;
        } else {
            if (node.minimum == -max_safe_integer) node.minimum.reset();
            if (node.maximum == max_safe_integer) node.maximum.reset();
            return out;
        }
        node.minimum.reset();
        node.maximum.reset();
        return out;
    }

    NodeId node_or_any(schema::Id id) { return id == schema::none ? add({}) : node_for(id); }

    Node array(const Schema& schema) {
        ArrayNode node;
        node.item = node_or_any(schema.items);
        node.length = {schema.min_items, schema.max_items};
        return entry(Kind::array, plan_.arrays, node);
    }

    // z.toJSONSchema writes the number of required items as minItems and that of all items, when no more may follow,
    // as maxItems. Other values are checks of their own.
    Node tuple(const Schema& schema) {
        TupleNode node;
        node.items.reserve(schema.prefix_items->size());
        for (const schema::Id id : *schema.prefix_items) node.items.push_back(node_for(id));
        const auto count = static_cast<double>(node.items.size());
        node.required = static_cast<std::size_t>(std::min(schema.min_items.value_or(0), count));
        const bool closed = schema.items != schema::none && model_.at(schema.items).boolean == false;
        if (!closed) node.rest = node_or_any(schema.items);
        // Zod's tuple with a rest counts no items, so what JSON Schema asks for without naming a schema is checked.
        if (schema.min_items && (*schema.min_items > count || schema.items == schema::none)) {
            node.length.minimum = schema.min_items;
        }
        if (schema.max_items && !(closed && *schema.max_items >= count)) node.length.maximum = schema.max_items;
        return entry(Kind::tuple, plan_.tuples, std::move(node));
    }

    Node object(const Schema& schema) {
        if (schema.property_names != schema::none) return record(schema);
        ObjectNode node;
        std::vector<std::string_view> required = schema.required;
        std::sort(required.begin(), required.end());
        const auto is_required = [&required](std::string_view name) {
            return std::binary_search(required.begin(), required.end(), name);
        };
        if (schema.properties) {
            for (const schema::Property& property : *schema.properties) {
                node.properties.push_back(
                    {std::string(property.name), node_for(property.schema), is_required(property.name)});
            }
        }
        if (schema.additional_properties != schema::none) {
            const std::optional<bool> boolean = model_.at(schema.additional_properties).boolean;
            if (!boolean) {
                node.unknown = ObjectNode::Unknown::judged;
                node.catchall = node_for(schema.additional_properties);
            } else if (!*boolean) {
                node.unknown = ObjectNode::Unknown::refused;
            }
        }
        plan_.objects.push_back(std::move(node));
        finish_object(plan_.objects.back(), schema);
        return {Kind::object, static_cast<std::uint32_t>(plan_.objects.size() - 1)};
    }

    // zod core/schemas, $ZodRecord.
    Node record(const Schema& schema) {
        if (schema.properties || schema.additional_properties == schema::none) {
            throw model_.error(schema, "propertyNames",
                               "the keyword \"propertyNames\" is enforced by this version only beside "
                               "\"additionalProperties\" and without \"properties\", as Zod writes records");
        }
        RecordNode node;
        node.value = node_for(schema.additional_properties);
        if (const std::optional<Values> names = literal_values(model_, schema.property_names)) {
            for (const json::Value* const name : *names) {
                if (name->type == json::Type::string) node.names.emplace_back(name->string());
            }
            node.sorted_names.assign(node.names.begin(), node.names.end());
            std::sort(node.sorted_names.begin(), node.sorted_names.end());
            node.keys = all_required(node, schema) ? RecordKeys::exhaustive : RecordKeys::known;
        } else if (const RecordKeys numeric = numeric_keys(model_.at(schema.property_names));
                   numeric != RecordKeys::judged) {
            node.keys = numeric;
        } else {
            node.key = node_for(schema.property_names);
        }
        if (node.keys != RecordKeys::exhaustive && !schema.required.empty()) {
            throw model_.error(
                schema, "required",
                "the keyword \"required\" is enforced by this version beside \"propertyNames\" only if it "
                "names all of an enum's names, as Zod writes records");
        }
        return entry(Kind::record, plan_.records, std::move(node));
    }

    static bool all_required(const RecordNode& node, const Schema& schema) {
        return !node.names.empty() && schema.required.size() == node.names.size() &&
               std::all_of(schema.required.begin(), schema.required.end(),
                           [&node](std::string_view name) { return node.knows(name); });
    }

    // z.toJSONSchema writes keys that are numbers as strings with the source of Zod's own patterns for them.
    static RecordKeys numeric_keys(const Schema& names) {
        if (!names.pattern || !names.types || *names.types != std::vector<Type>{Type::string})
            return RecordKeys::judged;
        if (*names.pattern == R"(^-?\d+(?:\.\d+)?$)") return RecordKeys::numbers;
        if (*names.pattern == R"(^-?\d+$)") return RecordKeys::integers;
        return RecordKeys::judged;
    }

    static void finish_object(ObjectNode& node, const Schema& schema) {
        for (const Property& property : node.properties) node.sorted_names.push_back(property.name);
        std::sort(node.sorted_names.begin(), node.sorted_names.end());
        for (const std::string_view name : schema.required) {
            if (!node.declares(name)) node.also_required.emplace_back(name);
        }
    }

    bool is_null(schema::Id id) const {
        const Schema& schema = model_.at(id);
        return schema.types && schema.types->size() == 1 && schema.types->front() == Type::null &&
               schema.enumeration == nullptr && schema.constant == nullptr && !has_composition(schema) &&
               schema.reference == schema::none;
    }

    Node any_of(const Schema& schema) {
        if (schema.any_of.size() == 2 && is_null(schema.any_of.back())) {
            return {Kind::nullable, node_for(schema.any_of.front())};
        }
        std::vector<NodeId> options;
        options.reserve(schema.any_of.size());
        for (const schema::Id id : schema.any_of) options.push_back(node_for(id));
        return group(Kind::one_of_several, std::move(options));
    }

    // Several Zod schemas write oneOf: discriminated unions, when their options tell each other apart by a member, and
    // z.xor().
    Node one_of(const Schema& schema) {
        if (std::optional<DiscriminatedNode> node = discriminated(schema)) {
            return entry(Kind::discriminated, plan_.discriminated, std::move(*node));
        }
        std::vector<NodeId> options;
        options.reserve(schema.one_of.size());
        for (const schema::Id id : schema.one_of) options.push_back(node_for(id));
        return group(Kind::exactly_one, std::move(options));
    }

    // By the first member by which every option is told apart.
    std::optional<DiscriminatedNode> discriminated(const Schema& schema) {
        if (schema.one_of.size() < 2) return std::nullopt;
        for (const std::string_view name : candidates(model_, schema.one_of.front())) {
            const std::optional<std::vector<Values>> values = values_apart(schema, name);
            if (!values) continue;
            DiscriminatedNode node;
            node.discriminator = name;
            std::vector<Constant> constants;
            for (std::size_t i = 0; i < values->size(); ++i) {
                const NodeId option = node_for(schema.one_of[i]);
                for (const json::Value* const value : (*values)[i]) {
                    constants.push_back(to_constant(*value));
                    if (value->type == json::Type::string) {
                        node.by_string.emplace_back(value->string(), option);
                    } else {
                        node.by_other.emplace_back(*value, option);
                    }
                }
            }
            std::sort(node.by_string.begin(), node.by_string.end());
            node.constants = std::make_shared<const std::vector<Constant>>(std::move(constants));
            return node;
        }
        return std::nullopt;
    }

    // The values of a member by option, if no two options share one.
    std::optional<std::vector<Values>> values_apart(const Schema& schema, std::string_view name) const {
        Values all;
        std::vector<Values> by_option;
        for (const schema::Id option : schema.one_of) {
            std::optional<Values> values = member_values(model_, option, name);
            if (!values || values->empty()) return std::nullopt;
            for (const json::Value* const value : *values) {
                if (holds(all, value)) return std::nullopt;
                all.push_back(value);
            }
            by_option.push_back(std::move(*values));
        }
        return by_option;
    }

    static std::vector<NodeId> options_of(const DiscriminatedNode& node) {
        std::vector<NodeId> options;
        options.reserve(node.by_string.size() + node.by_other.size());
        for (const auto& [value, option] : node.by_string) options.push_back(option);
        for (const auto& [value, option] : node.by_other) options.push_back(option);
        return options;
    }

    // Alone, allOf is what z.intersection() writes. Zod pools what objects in it know of keys, but folds those that are
    // written out into one object; a document that has them side by side is not Zod's, and judged as it stands.
    Node all_of(const Schema& schema, bool alone) {
        std::vector<NodeId> members;
        members.reserve(schema.all_of.size());
        for (const schema::Id id : schema.all_of) members.push_back(node_for(id));
        const bool folded = std::all_of(schema.all_of.begin(), schema.all_of.end(),
                                        [this](schema::Id id) { return would_be_folded(model_.at(id)); });
        if (members.size() == 1) return group(Kind::all, std::move(members));
        return group(alone && !folded ? Kind::intersection : Kind::all, std::move(members));
    }

    static bool would_be_folded(const Schema& schema) {
        return schema.types && *schema.types == std::vector<Type>{Type::object} && schema.reference == schema::none &&
               !has_composition(schema) && schema.property_names == schema::none && schema.enumeration == nullptr &&
               schema.constant == nullptr;
    }

    // Nodes that judge the same value as this one. (The items of arrays and members of objects are other values.)
    std::vector<NodeId> same_value(const Node& node) const {
        switch (node.kind) {
            case Kind::nullable: return {node.index};
            case Kind::discriminated: return options_of(plan_.discriminated[node.index]);
            case Kind::one_of_several:
            case Kind::exactly_one:
            case Kind::intersection:
            case Kind::all:
            case Kind::sequence: return plan_.groups[node.index].members;
            default: return {};
        }
    }

    // A schema that leads back to itself without taking a step into the value would never come to an end. Depth-first
    // over the edges within one value, on a stack of its own.
    void refuse_endless_references() const {
        struct Visit {
            NodeId id;
            std::vector<NodeId> next;
        };
        constexpr std::uint32_t fresh = 0;
        constexpr std::uint32_t open = ~std::uint32_t{0};
        std::vector<std::uint32_t> lengths(plan_.nodes.size(), fresh);  // of the longest chain, once it is known
        for (NodeId start = 0; start < plan_.nodes.size(); ++start) {
            if (lengths[start] != fresh) continue;
            std::vector<Visit> stack{{start, same_value(plan_.nodes[start])}};
            lengths[start] = open;
            while (!stack.empty()) {
                const NodeId id = stack.back().id;
                if (stack.back().next.empty()) {
                    lengths[id] = 1;
                    for (const NodeId member : same_value(plan_.nodes[id])) {
                        lengths[id] = std::max(lengths[id], lengths[member] + 1);
                    }
                    if (lengths[id] > longest_chain) throw chain_error(id, "leads through too many schemas in a row");
                    stack.pop_back();
                    continue;
                }
                const NodeId to = stack.back().next.back();
                stack.back().next.pop_back();
                if (lengths[to] == open) throw chain_error(to, "leads back to itself without end");
                if (lengths[to] != fresh) continue;
                lengths[to] = open;
                stack.push_back({to, same_value(plan_.nodes[to])});
            }
        }
    }

    SchemaError chain_error(NodeId id, const std::string& why) const {
        const auto found = std::find(ids_.begin(), ids_.end(), id);
        const auto index = static_cast<std::size_t>(found == ids_.end() ? 0 : found - ids_.begin());
        const Schema& schema = model_.schemas[index];
        return SchemaError(model_.document_name, schema.pointer, "the schema " + why, schema.offset);
    }

    // Nodes in a row that judge one value; the walk over a payload takes a stack frame for each.
    static constexpr std::uint32_t longest_chain = 64;

    const Model& model_;
    Plan& plan_;
    std::vector<NodeId> ids_;  // by schema
    std::vector<schema::Id> waiting_;
};

}  // namespace

bool ObjectNode::declares(std::string_view name) const noexcept {
    return std::binary_search(sorted_names.begin(), sorted_names.end(), name);
}

bool RecordNode::knows(std::string_view name) const noexcept {
    return std::binary_search(sorted_names.begin(), sorted_names.end(), name);
}

std::optional<NodeId> DiscriminatedNode::option_for(const json::Value& value) const noexcept {
    if (value.type == json::Type::string) {
        const auto found =
            std::lower_bound(by_string.begin(), by_string.end(), value.string(),
                             [](const auto& known, std::string_view wanted) { return known.first < wanted; });
        if (found == by_string.end() || found->first != value.string()) return std::nullopt;
        return found->second;
    }
    for (const auto& [known, option] : by_other) {
        if (json::equal(known, value)) return option;
    }
    return std::nullopt;
}

bool ValuesNode::holds(const json::Value& value) const noexcept {
    if (value.type == json::Type::string) {
        return std::binary_search(sorted_strings.begin(), sorted_strings.end(), value.string());
    }
    return std::any_of(others.begin(), others.end(),
                       [&value](const json::Value& constant) { return json::equal(constant, value); });
}

std::shared_ptr<const Plan> compile(schema::Model model, const Options& options) {
    auto plan = std::make_shared<Plan>();
    plan->options = options;
    Compiler(model, *plan).run();
    plan->document = std::move(model.document);
    return plan;
}

}  // namespace zodgate::plan
