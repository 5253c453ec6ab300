#include "plan/tags.hpp"

#include <map>
#include <string_view>

namespace zodgate::plan {
namespace {

// The constants that a property must have, if it must be there; those of strings and numbers alone, which take no time
// to look at. A property that every object inherits is always there.
const ValuesNode* constants_of(const Plan& plan, const Property& property) noexcept {
    const Node& node = plan.nodes[property.node];
    if (!property.required || property.inherited || node.kind != Kind::values) return nullptr;
    const ValuesNode& values = plan.values[node.index];
    return values.others.empty() ? &values : nullptr;
}

bool are_the_same(const ValuesNode& left, const ValuesNode& right) {
    return left.sorted_strings == right.sorted_strings && left.sorted_numbers == right.sorted_numbers;
}

class Tags {
  public:
    explicit Tags(Plan& plan) : plan_(plan) {}

    void mark(const GroupNode& options) {
        names_.clear();
        for (const NodeId option : options.members) compare(plan_.nodes[option]);
        for (const NodeId option : options.members) mark(plan_.nodes[option]);
    }

  private:
    struct Name {
        const ValuesNode* first = nullptr;  // of the first option that has such a property
        bool differs = false;
    };

    void compare(const Node& option) {
        if (option.kind != Kind::object) return;
        for (const Property& property : plan_.objects[option.index].properties) {
            const ValuesNode* const values = constants_of(plan_, property);
            if (values == nullptr) continue;
            Name& name = names_[property.name];
            if (name.first == nullptr) name.first = values;
            name.differs = name.differs || !are_the_same(*name.first, *values);
        }
    }

    void mark(const Node& option) {
        if (option.kind != Kind::object) return;
        ObjectNode& object = plan_.objects[option.index];
        for (std::uint32_t i = 0; i < object.properties.size() && !object.tag; ++i) {
            const Property& property = object.properties[i];
            if (constants_of(plan_, property) != nullptr && names_[property.name].differs) object.tag = i;
        }
    }

    Plan& plan_;
    std::map<std::string_view, Name> names_;
};

}  // namespace

void mark_tags(Plan& plan) {
    Tags tags(plan);
    for (const Node& node : plan.nodes) {
        if (node.kind == Kind::one_of_several || node.kind == Kind::exactly_one) tags.mark(plan.groups[node.index]);
    }
}

}  // namespace zodgate::plan
