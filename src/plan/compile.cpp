#include "plan/plan.hpp"
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

bool has_string_keywords(const Schema& schema) {
    return schema.min_length || schema.max_length || schema.pattern ||
           (schema.format && text::find_format(*schema.format).support != text::FormatSupport::annotation);
}

bool has_number_keywords(const Schema& schema) {
    return schema.minimum || schema.maximum || schema.exclusive_minimum || schema.exclusive_maximum ||
           schema.multiple_of;
}

bool has_object_keywords(const Schema& schema) {
    return schema.properties || !schema.required.empty() || schema.additional_properties != schema::none;
}

bool has_array_keywords(const Schema& schema) {
    return schema.prefix_items || schema.items != schema::none || schema.min_items || schema.max_items;
}

bool has_typed_keywords(const Schema& schema) {
    return has_string_keywords(schema) || has_number_keywords(schema) || has_object_keywords(schema) ||
           has_array_keywords(schema);
}

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
        id = skip_references(id);
        if (ids_[id] == unknown) {
            ids_[id] = add({});
            waiting_.push_back(id);
        }
        return ids_[id];
    }

    // A schema that is nothing but a reference needs no node. One of a circle of them is left to be refused.
    schema::Id skip_references(schema::Id id) const {
        for (std::size_t steps = 0; steps < model_.schemas.size(); ++steps) {
            const Schema& schema = model_.at(id);
            const bool only_refers = schema.reference != schema::none && schema.any_of.empty() && !schema.types &&
                                     schema.enumeration == nullptr && schema.constant == nullptr &&
                                     !has_typed_keywords(schema);
            if (!only_refers) break;
            id = schema.reference;
        }
        return id;
    }

    // The order of the parts is Zod's: z.fromJSONSchema puts an intersection of the schema's own keywords and the
    // union on the right.
    Node compile(const Schema& schema) {
        if (schema.boolean) return {*schema.boolean ? Kind::any : Kind::never, 0};
        std::vector<Node> parts;
        if (schema.reference != schema::none) parts.push_back(group(Kind::all, {node_for(schema.reference)}));
        if (const std::optional<Node> own = own_keywords(schema)) parts.push_back(*own);
        if (!schema.any_of.empty()) parts.push_back(any_of(schema));
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
        node.values.reserve(items.count);
        for (const json::Value& value : items) {
            constants.push_back(to_constant(value));
            node.values.push_back(value);
        }
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
        node.multiple_of = schema.multiple_of;
        return entry(Kind::number, plan_.numbers, node);
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
        ObjectNode node;
        const auto is_required = [&schema](std::string_view name) {
            return std::find(schema.required.begin(), schema.required.end(), name) != schema.required.end();
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
               schema.enumeration == nullptr && schema.constant == nullptr && schema.any_of.empty() &&
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

    // Nodes that judge the same value as this one. (The items of arrays and members of objects are other values.)
    std::vector<NodeId> same_value(const Node& node) const {
        switch (node.kind) {
            case Kind::nullable: return {node.index};
            case Kind::one_of_several:
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

std::shared_ptr<const Plan> compile(schema::Model model, const Options& options) {
    auto plan = std::make_shared<Plan>();
    plan->options = options;
    Compiler(model, *plan).run();
    plan->document = std::move(model.document);
    return plan;
}

}  // namespace zodgate::plan
