#include "http/shape.hpp"

#include <algorithm>

namespace zodgate::http {
namespace {

using plan::Kind;
using plan::NodeId;
using plan::Plan;

Shape::Types type_of(json::Type type) noexcept {
    switch (type) {
        case json::Type::null: return Shape::null;
        case json::Type::boolean: return Shape::boolean;
        case json::Type::number: return Shape::number;
        case json::Type::string: return Shape::string;
        case json::Type::array: return Shape::array;
        case json::Type::object:
        case json::Type::function: break;
    }
    return Shape::object;
}

// Unions and intersections may share parts, so that the paths through them are without number: past so many nodes a
// schema is taken to take anything.
class Look {
  public:
    explicit Look(const Plan& plan) : plan_(plan) {}

    Shape at(NodeId id, unsigned levels) {
        if (++steps_ > most_steps) return {};
        const plan::Node& node = plan_.nodes[id];
        switch (node.kind) {
            case Kind::any: return {};
            case Kind::never: return of(0);
            case Kind::null: return of(Shape::null);
            case Kind::boolean: return of(Shape::boolean);
            case Kind::string: return of(Shape::string);
            case Kind::number: return of(Shape::number);
            case Kind::array: return array(plan_.arrays[node.index], levels);
            case Kind::tuple: return tuple(plan_.tuples[node.index], levels);
            case Kind::object: return object(plan_.objects[node.index], levels);
            case Kind::record: return record(plan_.records[node.index], levels);
            case Kind::values: return values(plan_.values[node.index]);
            case Kind::nullable: return also(of(Shape::null), at(node.index, levels));
            case Kind::defaulted: return at(plan_.defaulted[node.index].inner, levels);
            case Kind::worded: return at(plan_.worded[node.index].inner, levels);
            case Kind::guarded: return at(plan_.guarded[node.index].inner, levels);
            case Kind::refined: return at(plan_.refined[node.index].inner, levels);
            case Kind::scoped: return at(plan_.scoped[node.index].inner, levels);
            case Kind::negated:
            case Kind::conditional:
            case Kind::dependent:
            case Kind::additional:
            case Kind::content:
            case Kind::dynamic: return {};
            case Kind::one_of_several:
            case Kind::exactly_one: return any_of(plan_.groups[node.index].members, levels);
            case Kind::discriminated: return discriminated(plan_.discriminated[node.index], levels);
            case Kind::intersection:
            case Kind::all:
            case Kind::sequence: return all_of(plan_.groups[node.index].members, levels);
            case Kind::by_type: break;
        }
        return by_type(plan_.by_types[node.index], levels);
    }

  private:
    static constexpr std::size_t most_steps = 10000;

    static Shape of(Shape::Types types) {
        Shape shape;
        shape.types = types;
        return shape;
    }

    std::shared_ptr<const Shape> within(NodeId id, unsigned levels) {
        return levels == 0 ? nullptr : std::make_shared<const Shape>(at(id, levels - 1));
    }

    Shape array(const plan::ArrayNode& node, unsigned levels) {
        Shape shape = of(Shape::array);
        shape.item = within(node.item, levels);
        return shape;
    }

    Shape tuple(const plan::TupleNode& node, unsigned levels) {
        Shape shape = of(Shape::array);
        if (levels == 0 || node.items.empty()) return shape;
        Shape item = of(0);
        const auto add = [&](NodeId id) {
            const Shape next = at(id, levels - 1);
            shape.has_mixed_items = shape.has_mixed_items || (item.types != 0 && item.types != next.types);
            item = also(std::move(item), next);
        };
        std::for_each(node.items.begin(), node.items.end(), add);
        if (node.rest) add(*node.rest);
        shape.item = std::make_shared<const Shape>(std::move(item));
        return shape;
    }

    Shape object(const plan::ObjectNode& node, unsigned levels) {
        Shape shape = of(Shape::object);
        shape.takes_others = !node.strips && node.unknown != plan::ObjectNode::Unknown::refused;
        if (levels == 0) return shape;
        if (node.unknown == plan::ObjectNode::Unknown::judged) shape.item = within(node.catchall, levels);
        for (const plan::Property& property : node.properties) {
            shape.properties.push_back({property.name, at(property.node, levels - 1)});
        }
        return shape;
    }

    Shape record(const plan::RecordNode& node, unsigned levels) {
        Shape shape = of(Shape::object);
        shape.takes_others = true;
        shape.item = within(node.value, levels);
        return shape;
    }

    Shape discriminated(const plan::DiscriminatedNode& node, unsigned levels) {
        Shape shape = of(Shape::object);
        const auto add = [&](const auto& option) { shape = also(std::move(shape), at(option.second, levels)); };
        std::for_each(node.by_string.begin(), node.by_string.end(), add);
        std::for_each(node.by_number.begin(), node.by_number.end(), add);
        std::for_each(node.by_other.begin(), node.by_other.end(), add);
        return shape;
    }

    static Shape values(const plan::ValuesNode& node) {
        Shape shape = of(0);
        if (!node.sorted_strings.empty()) shape.types |= Shape::string;
        if (!node.sorted_numbers.empty()) shape.types |= Shape::number;
        for (const json::Value& value : node.others) shape.types |= type_of(value.type);
        return shape;
    }

    // What either takes.
    static Shape also(Shape one, const Shape& other) {
        one.types |= other.types;
        if (one.item == nullptr) one.item = other.item;
        one.takes_others = one.takes_others || other.takes_others;
        one.is_untyped = one.is_untyped && other.is_untyped;
        one.has_mixed_items = one.has_mixed_items || other.has_mixed_items;
        for (const Shape::Property& property : other.properties) {
            if (one.find(property.name) == nullptr) one.properties.push_back(property);
        }
        return one;
    }

    Shape any_of(const std::vector<NodeId>& members, unsigned levels) {
        Shape shape = of(0);
        for (const NodeId id : members) shape = also(std::move(shape), at(id, levels));
        return shape;
    }

    Shape all_of(const std::vector<NodeId>& members, unsigned levels) {
        Shape shape = of(0);
        Shape::Types types = Shape::all;
        for (const NodeId id : members) {
            const Shape member = at(id, levels);
            types &= member.types;
            shape = also(std::move(shape), member);
        }
        shape.types = types;
        return shape;
    }

    Shape by_type(const plan::ByTypeNode& node, unsigned levels) {
        Shape shape = of(0);
        for (std::size_t i = 0; i < node.nodes.size(); ++i) {
            const Shape::Types type = type_of(static_cast<json::Type>(i));
            Shape member = at(node.nodes[i], levels);
            member.types &= type;
            shape = also(std::move(shape), member);
        }
        shape.is_untyped = true;
        return shape;
    }

    const Plan& plan_;
    std::size_t steps_ = 0;
};

}  // namespace

const Shape::Property* Shape::find(std::string_view name) const noexcept {
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [name](const Property& known) { return known.name == name; });
    return found == properties.end() ? nullptr : &*found;
}

Shape shape_of(const plan::Plan& plan, plan::NodeId id, unsigned levels) { return Look(plan).at(id, levels); }

}  // namespace zodgate::http
