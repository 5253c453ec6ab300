#include "json/order.hpp"
#include "plan/absent.hpp"
#include "plan/chains.hpp"
#include "plan/content.hpp"
#include "plan/locations.hpp"
#include "plan/numbers.hpp"
#include "plan/overlay.hpp"
#include "plan/plan.hpp"
#include "plan/questions.hpp"
#include "plan/shapes.hpp"
#include "plan/strings.hpp"
#include "plan/tags.hpp"
#include "plan/takers.hpp"
#include "schema/schema.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace zodgate::plan {
namespace {

using schema::Model;
using schema::Schema;
using schema::Type;

Type type_of(const json::Value& value) noexcept {
    switch (value.type) {
        case json::Type::null: return Type::null;
        case json::Type::boolean: return Type::boolean;
        case json::Type::number: return Type::number;
        case json::Type::string: return Type::string;
        case json::Type::array: return Type::array;
        case json::Type::object:
        case json::Type::function: break;
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
    Compiler(const Model& model, Plan& plan)
        : model_(model),
          plan_(plan),
          ids_(model.schemas.size(), unknown),
          patterns_(model.is_specification() ? text::Reading::unicode : text::Reading::guessed) {}

    void run() {
        plan_.root = node_for(0);
        for (const schema::DynamicAnchor& anchor : model_.dynamic_anchors) {
            plan_.dynamic_anchors.push_back({anchor.resource, std::string(anchor.name), node_for(anchor.schema)});
        }
        while (!waiting_.empty()) {
            const schema::Id id = waiting_.back();
            waiting_.pop_back();
            schema_ = id;
            const Node node = compile(model_.at(id));
            plan_.nodes[ids_[id]] = node;
        }
        std::sort(plan_.dynamic_anchors.begin(), plan_.dynamic_anchors.end(), [](const auto& left, const auto& right) {
            return std::tie(left.resource, left.name) < std::tie(right.resource, right.name);
        });
        if (const std::optional<Chain> chain = find_endless_chain(plan_)) throw chain_error(chain->node, chain->why);
        fill_absent(plan_);
    }

  private:
    static constexpr NodeId unknown = std::numeric_limits<NodeId>::max();

    NodeId add(Node node) { return add(node, schema_); }

    NodeId add(Node node, schema::Id schema) {
        plan_.nodes.push_back(node);
        if (plan_.locations) plan_.locations->by_node.push_back(schema);
        return static_cast<NodeId>(plan_.nodes.size() - 1);
    }

    template <class Entry>
    static Node entry(Kind kind, std::vector<Entry>& table, Entry value) {
        table.push_back(std::move(value));
        return {kind, static_cast<std::uint32_t>(table.size() - 1)};
    }

    // The node for a schema, filled in later, so that schemas may refer to each other in circles.
    NodeId node_for(schema::Id id) {
        // Every resource on the way may say where a dynamic reference leads.
        if (model_.dynamic_anchors.empty()) id = skip_references(model_, id);
        if (ids_[id] == unknown) {
            ids_[id] = add({}, id);
            waiting_.push_back(id);
        }
        return ids_[id];
    }

    Node compile(const Schema& schema) {
        const std::optional<Schema> overlaid = model_.is_specification() ? std::nullopt : overlay(model_, schema);
        const Schema& judged = overlaid ? *overlaid : schema;
        if (plan_.locations) note_merged(judged);
        Node node = asserted(judged);
        if (schema.nullable) node = {Kind::nullable, add(node)};
        if (schema.error_message) node = worded(*schema.error_message, node);
        if (schema.default_value != nullptr) {
            node = entry(Kind::defaulted, plan_.defaulted, DefaultedNode{add(node), *schema.default_value});
        }
        if (model_.dynamic_anchors.empty() || schema.boolean) return node;
        return entry(Kind::scoped, plan_.scoped, ScopedNode{schema.resource, add(node)});
    }

    // Checks of one schema that stand in several.
    void note_merged(const Schema& schema) {
        std::vector<std::uint32_t>& merged = plan_.locations->schemas[schema_].merged;
        merged = schema.definitions;
        if (are_further_divisors(model_, schema) || are_further_patterns(model_, schema)) {
            merged.insert(merged.end(), schema.all_of.begin(), schema.all_of.end());
        }
    }

    Node worded(const schema::ErrorMessage& message, Node inner) {
        const auto sorted = [](const schema::ErrorMessage::Words& words) {
            WordedNode::Words out(words.begin(), words.end());
            std::sort(out.begin(), out.end());
            return out;
        };
        WordedNode node;
        node.inner = add(inner);
        node.any = message.any;
        node.by_name = sorted(message.by_name);
        node.required = message.required;
        node.required_members = sorted(message.required_members);
        node.properties = sorted(message.properties);
        return entry(Kind::worded, plan_.worded, std::move(node));
    }

    // The order of the parts is Zod's: z.fromJSONSchema puts an intersection of the schema's own keywords and the
    // union on the right.
    Node asserted(const Schema& schema) {
        if (schema.boolean) return {*schema.boolean ? Kind::any : Kind::never, 0};
        if (schema.accepts_nothing) return {Kind::never, 0, Keyword::negation};
        return has_refinements(schema) ? refined(schema, said_by_zod(schema)) : said_by_zod(schema);
    }

    Node said_by_zod(const Schema& schema) {
        std::vector<Node> parts;
        if (schema.reference != schema::none) parts.push_back(group(Kind::all, {node_for(schema.reference)}));
        if (schema.dynamic_reference) parts.push_back(dynamic(*schema.dynamic_reference));
        if (const std::optional<Node> own = own_keywords(schema)) parts.push_back(*own);
        if (!schema.any_of.empty()) parts.push_back(any_of(schema));
        if (!schema.one_of.empty()) parts.push_back(one_of(schema));
        if (!schema.all_of.empty() && !are_further_divisors(model_, schema) && !are_further_patterns(model_, schema)) {
            parts.push_back(all_of(schema, parts.empty()));
        }
        return parts.empty() ? Node() : combined(Kind::all, parts);
    }

    Node dynamic(const schema::DynamicReference& reference) {
        if (!reference.anchor) return group(Kind::all, {node_for(reference.target)});
        return entry(Kind::dynamic, plan_.dynamic,
                     DynamicNode{std::string(*reference.anchor), node_for(reference.target)});
    }

    // The parsed value is that of the schema beside a check, so that what a check alone leaves out would come through.
    void refuse_ignored(const Schema& schema, std::string_view keyword, schema::Id below) const {
        if (model_.source.direction != schema::Direction::request || below == schema::none) return;
        if (!ignores_members(model_, below)) return;
        throw model_.error(
            schema, keyword,
            "a \"readOnly\" member below \"" + std::string(keyword) + "\" is not enforced by this version in requests");
    }

    void refuse_ignored(const Schema& schema) const {
        refuse_ignored(schema, "then", schema.then_schema);
        refuse_ignored(schema, "else", schema.else_schema);
        refuse_ignored(schema, "unevaluatedItems", schema.unevaluated_items);
        refuse_ignored(schema, "unevaluatedProperties", schema.unevaluated_properties);
        for (const schema::Property& property : schema.dependent_schemas) {
            refuse_ignored(schema, "dependentSchemas", property.schema);
        }
    }

    Node refined(const Schema& schema, Node inner) {
        refuse_ignored(schema);
        RefinedNode node;
        node.inner = add(inner);
        if (schema.not_schema != schema::none) node.checks.push_back(add({Kind::negated, node_for(schema.not_schema)}));
        // Alone, `if` still says what has been evaluated.
        if (schema.if_schema != schema::none) node.checks.push_back(add(conditional(schema)));
        if (!schema.dependent_required.empty() || !schema.dependent_schemas.empty()) {
            node.checks.push_back(add(dependent(schema)));
        }
        if (const std::optional<ContentNode> content = content_of(schema)) {
            node.checks.push_back(add(entry(Kind::content, plan_.contents, *content)));
        }
        node.unevaluated_items = optional_node(schema.unevaluated_items);
        node.unevaluated_properties = optional_node(schema.unevaluated_properties);
        return entry(Kind::refined, plan_.refined, std::move(node));
    }

    std::optional<NodeId> optional_node(schema::Id id) {
        return id == schema::none ? std::nullopt : std::optional<NodeId>(node_for(id));
    }

    Node conditional(const Schema& schema) {
        ConditionalNode node;
        node.condition = node_for(schema.if_schema);
        node.then_node = optional_node(schema.then_schema);
        node.else_node = optional_node(schema.else_schema);
        return entry(Kind::conditional, plan_.conditional, node);
    }

    Node dependent(const Schema& schema) {
        DependentNode node;
        for (const auto& [name, required] : schema.dependent_required) {
            node.dependencies.push_back({std::string(name), {required.begin(), required.end()}, std::nullopt});
        }
        for (const schema::Property& property : schema.dependent_schemas) {
            node.dependencies.push_back({std::string(property.name), {}, node_for(property.schema)});
        }
        return entry(Kind::dependent, plan_.dependent, std::move(node));
    }

    // A group of nodes, or the only one there is.
    Node combined(Kind kind, const std::vector<Node>& parts) {
        if (parts.size() == 1) return parts.front();
        std::vector<NodeId> members;
        members.reserve(parts.size());
        for (const Node part : parts) members.push_back(add(part));
        return group(kind, std::move(members));
    }

    Node group(Kind kind, std::vector<NodeId> members, Keyword keyword = Keyword::of_kind) {
        Node node = entry(kind, plan_.groups, GroupNode{std::move(members), {}});
        node.keyword = keyword;
        return node;
    }

    // enum and const come first, as in z.fromJSONSchema; JSON Schema's other keywords then judge what those let
    // through, which Zod would not do.
    std::optional<Node> own_keywords(const Schema& schema) {
        std::vector<Node> parts;
        if (schema.enumeration != nullptr) {
            parts.push_back(values(json::items_of(*schema.enumeration), Keyword::enumeration));
        }
        if (schema.constant != nullptr) parts.push_back(values({schema.constant, 1}, Keyword::constant));
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

    Node values(json::Items items, Keyword keyword) {
        if (items.count == 0) return {Kind::never, 0, keyword};
        ValuesNode node;
        std::vector<Constant> constants;
        constants.reserve(items.count);
        for (const json::Value& value : items) {
            constants.push_back(to_constant(value));
            if (value.type == json::Type::string) {
                node.sorted_strings.push_back(value.string());
            } else if (value.type == json::Type::number) {
                node.sorted_numbers.push_back(value.number);
            } else {
                node.others.push_back(value);
            }
        }
        std::sort(node.sorted_strings.begin(), node.sorted_strings.end());
        std::sort(node.sorted_numbers.begin(), node.sorted_numbers.end());
        node.others_in_order.resize(node.others.size());
        std::iota(node.others_in_order.begin(), node.others_in_order.end(), std::uint32_t{0});
        std::size_t looks = 0;
        std::sort(node.others_in_order.begin(), node.others_in_order.end(),
                  [&node, &looks](std::uint32_t a, std::uint32_t b) {
                      return json::compare(node.others[a], node.others[b], looks) < 0;
                  });
        node.issue.values = std::make_shared<const std::vector<Constant>>(std::move(constants));
        Node made = entry(Kind::values, plan_.values, std::move(node));
        made.keyword = keyword;
        return made;
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
        return group(Kind::one_of_several, std::move(options), Keyword::type);
    }

    Node typed(const Schema& schema, Type type) {
        switch (type) {
            case Type::null: return {Kind::null, 0};
            case Type::boolean: return {Kind::boolean, 0};
            case Type::integer: return number(schema, true);
            case Type::number: return number(schema, false);
            case Type::string: return string(schema);
            case Type::array: return guarded_array(schema, schema.prefix_items ? tuple(schema) : array(schema));
            case Type::object: break;
        }
        if (!model_.is_specification() && schema.property_names != schema::none) {
            if (const std::optional<Node> named = record(schema)) return guarded_object(schema, *named, false);
        }
        return guarded_object(schema, schema.pattern_properties ? patterned_object(schema) : object(schema),
                              schema.property_names != schema::none);
    }

    Node guarded_object(const Schema& schema, Node object, bool has_names) {
        if (!schema.min_properties && !schema.max_properties && !has_names) return object;
        GuardedNode node;
        node.inner = add(object);
        if (has_names) node.names = node_for(schema.property_names);
        node.fewest_members = schema.min_properties;
        node.most_members = schema.max_properties;
        return entry(Kind::guarded, plan_.guarded, node);
    }

    Node guarded_array(const Schema& schema, Node array) {
        if (!schema.unique_items && schema.contains == schema::none) return array;
        GuardedNode node;
        node.inner = add(array);
        node.unique_items = schema.unique_items;
        if (schema.contains != schema::none) {
            node.contains = node_for(schema.contains);
            node.fewest_matches = schema.min_contains.value_or(1);
            node.most_matches = schema.max_contains;
            node.matches_count = schema.dialect != schema::Dialect::draft_2019_09;
        }
        return entry(Kind::guarded, plan_.guarded, node);
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
        // Without a type no Zod schema is meant that would change the value.
        if (has_string_keywords(schema)) plan_.strings.back().rewrites = false;
        set(json::Type::array, has_array_keywords(schema), Type::array);
        set(json::Type::object, has_object_keywords(schema), Type::object);
        return entry(Kind::by_type, plan_.by_types, node);
    }

    Node string(const Schema& schema) {
        return entry(Kind::string, plan_.strings, compile_string(model_, schema, patterns_));
    }

    Node number(const Schema& schema, bool integer) {
        return entry(Kind::number, plan_.numbers, compile_number(model_, schema, integer));
    }

    NodeId node_or_any(schema::Id id) { return id == schema::none ? add({}) : node_for(id); }

    Node array(const Schema& schema) {
        ArrayNode node;
        node.item = node_or_any(schema.items);
        node.has_items = schema.items != schema::none;
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
        node.has_items = schema.items != schema::none;
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
        node.knows_prototype = model_.is_specification();
        std::vector<std::string_view> required = schema.required;
        std::sort(required.begin(), required.end());
        const auto is_required = [&required](std::string_view name) {
            return std::binary_search(required.begin(), required.end(), name);
        };
        if (schema.properties) {
            for (const schema::Property& property : *schema.properties) {
                // Zod knows this member, but passes over it.
                const bool prototype = property.name == "__proto__" && !node.knows_prototype;
                const NodeId judge = prototype ? add({}) : node_for(property.schema);
                node.properties.push_back({std::string(property.name), judge, !prototype && is_required(property.name),
                                           node.knows_prototype ? std::nullopt : inherited_member(property.name),
                                           std::nullopt, property.is_ignored});
            }
        }
        // Beside patterns other members are those that no pattern knows either.
        node.has_additional = schema.additional_properties != schema::none && !schema.pattern_properties;
        if (node.has_additional) {
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

    // z.looseRecord() with a pattern for its names writes patternProperties alone. Several patterns, and members beside
    // them, are an intersection, as in z.fromJSONSchema.
    Node patterned_object(const Schema& schema) {
        std::vector<Node> parts;
        const bool names_members = (schema.properties && !schema.properties->empty()) || !schema.required.empty();
        if (names_members || schema.pattern_properties->empty()) parts.push_back(object(schema));
        std::vector<StringCheck> patterns;
        for (const schema::Property& property : *schema.pattern_properties) {
            RecordNode node;
            node.keys = RecordKeys::matching;
            node.knows_prototype = model_.is_specification();
            node.name_check = compile_names(model_, schema, property.name, patterns_);
            node.value = node_for(property.schema);
            patterns.push_back(node.name_check);
            parts.push_back(entry(Kind::record, plan_.records, std::move(node)));
        }
        const Node together = combined(model_.is_specification() ? Kind::all : Kind::intersection, parts);
        if (schema.additional_properties == schema::none) return together;
        refuse_ignored(schema, "additionalProperties", schema.additional_properties);
        RefinedNode refined;
        refined.inner = add(together);
        refined.checks.push_back(add(additional(schema, std::move(patterns))));
        return entry(Kind::refined, plan_.refined, std::move(refined));
    }

    Node additional(const Schema& schema, std::vector<StringCheck> patterns) {
        AdditionalNode node;
        if (schema.properties) {
            for (const schema::Property& property : *schema.properties) node.names.emplace_back(property.name);
        }
        std::sort(node.names.begin(), node.names.end());
        node.patterns = std::move(patterns);
        node.knows_prototype = model_.is_specification();
        node.node = node_for(schema.additional_properties);
        return entry(Kind::additional, plan_.additional, std::move(node));
    }

    // zod core/schemas, $ZodRecord. Nothing: it is no shape that Zod writes for records.
    std::optional<Node> record(const Schema& schema) {
        if (schema.properties || schema.additional_properties == schema::none || schema.pattern_properties) {
            return std::nullopt;
        }
        RecordNode node;
        node.value = node_for(schema.additional_properties);
        if (const std::optional<Values> names = literal_values(model_, schema.property_names)) {
            known_names(node, *names, schema);
        } else if (const RecordKeys numeric = numeric_keys(model_.at(schema.property_names));
                   numeric != RecordKeys::judged) {
            node.keys = numeric;
        } else {
            node.key = node_for(schema.property_names);
        }
        if (node.keys != RecordKeys::exhaustive && !schema.required.empty()) return std::nullopt;
        return entry(Kind::record, plan_.records, std::move(node));
    }

    // z.record() has all of an enum's names, which Zod leaves out of `required` where their values have a default.
    void known_names(RecordNode& node, const Values& names, const Schema& schema) {
        for (const json::Value* const name : names) {
            if (name->type != json::Type::string) continue;
            node.names.emplace_back(name->string());
            node.inherited.push_back(inherited_member(name->string()));
        }
        node.sorted_names.assign(node.names.begin(), node.names.end());
        std::sort(node.sorted_names.begin(), node.sorted_names.end());
        const bool filled = schema.required.empty() && has_default(model_, schema.additional_properties);
        node.keys = filled || all_required(node, schema) ? RecordKeys::exhaustive : RecordKeys::known;
    }

    static bool all_required(const RecordNode& node, const Schema& schema) {
        return !node.names.empty() && schema.required.size() == node.names.size() &&
               std::all_of(schema.required.begin(), schema.required.end(),
                           [&node](std::string_view name) { return node.knows(name); });
    }

    // z.toJSONSchema writes keys that are numbers as strings with the source of Zod's own patterns for them.
    static RecordKeys numeric_keys(const Schema& names) {
        if (!names.pattern || !names.types || *names.types != std::vector<Type>{Type::string} ||
            !has_only(names, {"type", "pattern"})) {
            return RecordKeys::judged;
        }
        if (*names.pattern == R"(^-?\d+(?:\.\d+)?$)") return RecordKeys::numbers;
        if (*names.pattern == R"(^-?\d+$)") return RecordKeys::integers;
        return RecordKeys::judged;
    }

    void finish_object(ObjectNode& node, const Schema& schema) const {
        list_names(node);
        for (const std::string_view name : schema.required) {
            if (!node.declares(name)) node.also_required.emplace_back(name);
        }
        // What no z.object() writes is as z.fromJSONSchema has it, which keeps unknown members.
        const bool is_zods = !schema.pattern_properties && schema.property_names == schema::none &&
                             !has_refinements(schema) && !model_.is_specification();
        node.strips =
            is_zods && schema.properties && node.also_required.empty() && schema.additional_properties == schema::none;
    }

    static void list_names(ObjectNode& node) {
        for (std::uint32_t i = 0; i < node.properties.size(); ++i) {
            node.by_name.push_back(i);
            if (node.properties[i].required || node.properties[i].inherited) node.missed.push_back(i);
        }
        const auto name_of = [&node](std::uint32_t i) -> std::string_view { return node.properties[i].name; };
        std::sort(node.by_name.begin(), node.by_name.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return name_of(a) < name_of(b); });
        std::transform(node.by_name.begin(), node.by_name.end(), std::back_inserter(node.sorted_names), name_of);
    }

    // As .nullable() writes it; with an annotation it is an option like any other.
    bool is_null(schema::Id id) const {
        const Schema& schema = model_.at(id);
        return schema.types && *schema.types == std::vector<Type>{Type::null} && has_only(schema, {"type"});
    }

    Node any_of(const Schema& schema) {
        if (schema.discriminator) return by_discriminator(schema, schema.any_of, Keyword::any_of);
        if (schema.any_of.size() == 2 && is_null(schema.any_of.back())) {
            return {Kind::nullable, node_for(schema.any_of.front())};
        }
        std::vector<NodeId> options;
        options.reserve(schema.any_of.size());
        for (const schema::Id id : schema.any_of) options.push_back(node_for(id));
        return group(Kind::one_of_several, std::move(options), Keyword::any_of);
    }

    // Several Zod schemas write oneOf: discriminated unions, when their options tell each other apart by a member, and
    // z.xor().
    Node one_of(const Schema& schema) {
        if (schema.discriminator) return by_discriminator(schema, schema.one_of, Keyword::one_of);
        // By the first member by which every option is told apart.
        for (const std::string_view name : candidates(model_, schema.one_of.front())) {
            if (const auto values = values_apart(model_, schema.one_of, name))
                return discriminated(schema.one_of, name, *values, Keyword::one_of);
        }
        std::vector<NodeId> options;
        options.reserve(schema.one_of.size());
        for (const schema::Id id : schema.one_of) options.push_back(node_for(id));
        return group(Kind::exactly_one, std::move(options), Keyword::one_of);
    }

    Node discriminated(const std::vector<schema::Id>& options, std::string_view name, const std::vector<Values>& values,
                       Keyword keyword) {
        DiscriminatedNode node;
        std::vector<Constant> constants;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const NodeId option = node_for(options[i]);
            for (const json::Value* const value : values[i]) {
                constants.push_back(to_constant(*value));
                if (value->type == json::Type::string) {
                    node.by_string.emplace_back(value->string(), option);
                } else if (value->type == json::Type::number) {
                    node.by_number.emplace_back(value->number, option);
                } else {
                    node.by_other.emplace_back(*value, option);
                }
            }
        }
        return discriminated(std::move(node), name, std::move(constants), keyword);
    }

    Node discriminated(DiscriminatedNode node, std::string_view name, std::vector<Constant> constants,
                       Keyword keyword) {
        std::sort(node.by_string.begin(), node.by_string.end());
        std::sort(node.by_number.begin(), node.by_number.end());
        std::sort(node.by_other.begin(), node.by_other.end(), [](const auto& left, const auto& right) {
            std::size_t looks = 0;
            return json::compare(left.first, right.first, looks) < 0;
        });
        node.discriminator = name;
        node.issue.discriminator = name;
        node.issue.options = std::make_shared<const std::vector<Constant>>(std::move(constants));
        Node made = entry(Kind::discriminated, plan_.discriminated, std::move(node));
        made.keyword = keyword;
        return made;
    }

    // OpenAPI's: by the constants of the options where they have such, as Zod has it, else by the names of their
    // schemas.
    Node by_discriminator(const Schema& schema, const std::vector<schema::Id>& options, Keyword keyword) {
        const schema::Discriminator& discriminator = *schema.discriminator;
        if (const auto values = values_apart(model_, options, discriminator.property)) {
            return discriminated(options, discriminator.property, *values, keyword);
        }
        DiscriminatedNode node;
        std::vector<Constant> constants;
        for (const schema::Id option : options) {
            const schema::Id target = skip_references(model_, option);
            bool has_name = false;
            for (const auto& [value, selected] : discriminator.mapping) {
                if (skip_references(model_, selected) != target) continue;
                has_name = true;
                node.by_string.emplace_back(value, node_for(option));
                constants.push_back({Constant::Kind::string, false, 0, std::string(value)});
            }
            if (!has_name) {
                throw model_.error(schema, "discriminator",
                                   "an option has neither a constant \"" + std::string(discriminator.property) +
                                       "\" of its own nor a name by which it could be selected");
            }
        }
        return discriminated(std::move(node), discriminator.property, std::move(constants), keyword);
    }

    // Alone, allOf is what z.intersection() writes. Zod pools what objects in it know of keys; a document that has side
    // by side what Zod would have folded into one object is not Zod's, and judged as it stands.
    Node all_of(const Schema& schema, bool alone) {
        std::vector<NodeId> members;
        members.reserve(schema.all_of.size());
        for (const schema::Id id : schema.all_of) members.push_back(node_for(id));
        const bool is_zods = std::none_of(schema.all_of.begin(), schema.all_of.end(),
                                          [this](schema::Id id) { return says_more(id, 0); });
        if (members.size() == 1 || model_.is_specification() || !is_zods) return group(Kind::all, std::move(members));
        return group(alone && !would_be_folded(schema) ? Kind::intersection : Kind::all, std::move(members));
    }

    // Whether a side of an intersection has keywords that no Zod schema says: what it refuses, no other takes back.
    // What a schema says at a depth is asked once, whatever ways lead there: they may be very many.
    bool says_more(schema::Id id, std::size_t depth) {
        constexpr std::size_t deepest = 16;
        if (depth > deepest) return true;
        const schema::Id own = skip_references(model_, id);
        const std::size_t asked = std::size_t{own} * (deepest + 1) + depth;
        if (const auto known = says_more_.find(asked); known != says_more_.end()) return known->second;
        const Schema& schema = model_.at(own);
        const bool has_other_members = schema.pattern_properties && schema.additional_properties != schema::none;
        const bool says = has_refinements(schema) || schema.dynamic_reference || has_other_members ||
                          std::any_of(schema.all_of.begin(), schema.all_of.end(),
                                      [&](schema::Id side) { return says_more(side, depth + 1); });
        says_more_.emplace(asked, says);
        return says;
    }

    // zod core/to-json-schema, foldIntersection: objects, of which one may be a choice of objects.
    bool would_be_folded(const Schema& schema) const {
        const auto is_object = [this](schema::Id id) { return is_foldable(model_.at(id)); };
        std::vector<schema::Id> others;
        std::copy_if(schema.all_of.begin(), schema.all_of.end(), std::back_inserter(others), std::not_fn(is_object));
        if (others.empty()) return true;
        if (others.size() > 1) return false;
        const Schema& choice = model_.at(others.front());
        const std::vector<schema::Id>& options = choice.one_of.empty() ? choice.any_of : choice.one_of;
        return !choice.boolean && (has_only(choice, {"oneOf"}) || has_only(choice, {"anyOf"})) && !options.empty() &&
               std::all_of(options.begin(), options.end(), is_object);
    }

    static bool is_foldable(const Schema& schema) {
        return !schema.boolean && schema.types && *schema.types == std::vector<Type>{Type::object} &&
               has_only(schema, {"type", "properties", "required", "additionalProperties"});
    }

    SchemaError chain_error(NodeId id, const std::string& why) const {
        const auto found = std::find(ids_.begin(), ids_.end(), id);
        const auto index = static_cast<std::size_t>(found == ids_.end() ? 0 : found - ids_.begin());
        const Schema& schema = model_.schemas[index];
        return SchemaError(model_.resources.documents()[schema.document].name, schema.pointer, "the schema " + why,
                           schema.offset);
    }

    const Model& model_;
    Plan& plan_;
    std::vector<NodeId> ids_;                          // by schema
    std::unordered_map<std::size_t, bool> says_more_;  // by schema and depth
    std::vector<schema::Id> waiting_;
    schema::Id schema_ = 0;  // the one that is being compiled
    Patterns patterns_;
};

}  // namespace

std::optional<std::uint32_t> ObjectNode::position_of(std::string_view name) const noexcept {
    const auto found = std::lower_bound(sorted_names.begin(), sorted_names.end(), name);
    if (found == sorted_names.end() || *found != name) return std::nullopt;
    return by_name[static_cast<std::size_t>(found - sorted_names.begin())];
}

bool AdditionalNode::declares(std::string_view name) const noexcept {
    return std::binary_search(names.begin(), names.end(), name);
}

bool RecordNode::knows(std::string_view name) const noexcept {
    return std::binary_search(sorted_names.begin(), sorted_names.end(), name);
}

std::optional<NodeId> DiscriminatedNode::option_for(const json::Value& value, std::size_t& looks) const noexcept {
    if (value.type == json::Type::string) {
        const auto found =
            std::lower_bound(by_string.begin(), by_string.end(), value.string(),
                             [](const auto& known, std::string_view wanted) { return known.first < wanted; });
        if (found == by_string.end() || found->first != value.string()) return std::nullopt;
        return found->second;
    }
    if (value.type == json::Type::number) {
        const auto found = std::lower_bound(by_number.begin(), by_number.end(), value.number,
                                            [](const auto& known, double wanted) { return known.first < wanted; });
        if (found == by_number.end() || found->first != value.number) return std::nullopt;
        return found->second;
    }
    // No payload is compared with all of many constants.
    const auto found = std::lower_bound(by_other.begin(), by_other.end(), value,
                                        [&looks](const auto& known, const json::Value& wanted) {
                                            return json::compare(known.first, wanted, looks) < 0;
                                        });
    if (found == by_other.end() || json::compare(found->first, value, looks) != 0) return std::nullopt;
    return found->second;
}

bool ValuesNode::holds(const json::Value& value, std::size_t& looks) const noexcept {
    if (value.type == json::Type::string) {
        return std::binary_search(sorted_strings.begin(), sorted_strings.end(), value.string());
    }
    if (value.type == json::Type::number) {
        return std::binary_search(sorted_numbers.begin(), sorted_numbers.end(), value.number);
    }
    const auto at = std::lower_bound(others_in_order.begin(), others_in_order.end(), value,
                                     [this, &looks](std::uint32_t other, const json::Value& wanted) {
                                         return json::compare(others[other], wanted, looks) < 0;
                                     });
    return at != others_in_order.end() && json::compare(others[*at], value, looks) == 0;
}

namespace {

// Nodes do not move any more: what is prepared looks at their issues.
void prepare_issues(Plan& plan) {
    const auto prepare = [](auto& known) { known.prepared = zod4::prepare(&std::as_const(known.issue)); };
    for (StringNode& node : plan.strings) {
        std::for_each(node.formats.begin(), node.formats.end(), prepare);
        std::for_each(node.patterns.begin(), node.patterns.end(), prepare);
    }
    std::for_each(plan.values.begin(), plan.values.end(), prepare);
    std::for_each(plan.discriminated.begin(), plan.discriminated.end(), prepare);
}

// What one side of an intersection must not take, another must not bring in again.
class IgnoredMembers {
  public:
    explicit IgnoredMembers(Plan& plan) : plan_(plan) {}

    void mark() {
        const bool none = std::none_of(plan_.objects.begin(), plan_.objects.end(), [](const ObjectNode& object) {
            return std::any_of(object.properties.begin(), object.properties.end(),
                               [](const Property& property) { return property.is_ignored; });
        });
        if (none) return;
        for (const Node& node : plan_.nodes) {
            if (node.kind != Kind::intersection && node.kind != Kind::all) continue;
            seen_.clear();
            names_.clear();
            for (const NodeId member : plan_.groups[node.index].members) add(member);
            plan_.groups[node.index].ignored.assign(names_.begin(), names_.end());
        }
    }

  private:
    void add(NodeId first) {
        std::vector<NodeId> waiting{first};
        while (!waiting.empty()) {
            const NodeId id = waiting.back();
            waiting.pop_back();
            if (!seen_.insert(id).second) continue;
            const Node& node = plan_.nodes[id];
            switch (node.kind) {
                case Kind::object:
                    for (const Property& property : plan_.objects[node.index].properties) {
                        if (property.is_ignored) names_.insert(property.name);
                    }
                    break;
                case Kind::nullable: waiting.push_back(node.index); break;
                case Kind::defaulted: waiting.push_back(plan_.defaulted[node.index].inner); break;
                case Kind::worded: waiting.push_back(plan_.worded[node.index].inner); break;
                case Kind::guarded: waiting.push_back(plan_.guarded[node.index].inner); break;
                case Kind::refined: waiting.push_back(plan_.refined[node.index].inner); break;
                case Kind::scoped: waiting.push_back(plan_.scoped[node.index].inner); break;
                case Kind::one_of_several:
                case Kind::exactly_one:
                case Kind::intersection:
                case Kind::all:
                case Kind::sequence:
                    for (const NodeId member : plan_.groups[node.index].members) waiting.push_back(member);
                    break;
                default: break;
            }
        }
    }

    Plan& plan_;
    std::set<NodeId> seen_;
    std::set<std::string_view> names_;
};

}  // namespace

std::shared_ptr<const Plan> compile(const schema::Model& model, const Options& options) {
    auto plan = std::make_shared<Plan>();
    plan->options = options;
    plan->options.resolver = nullptr;  // what it holds is not to live as long as the plan
    if (options.schema_locations) plan->locations = locate_schemas(model);
    Compiler(model, *plan).run();
    mark_rewritten_strings(*plan);
    mark_only_takers(*plan);
    mark_tags(*plan);
    mark_asked_again(*plan);
    IgnoredMembers(*plan).mark();
    prepare_issues(*plan);
    for (const schema::Document& document : model.resources.documents()) plan->documents.push_back(document.json);
    plan->copies = model.copies;
    plan->acceptance = compile_acceptance(*plan);
    return plan;
}

}  // namespace zodgate::plan
