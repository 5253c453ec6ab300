// What a schema takes, as far as it matters for turning text into values.
#pragma once

#include "plan/plan.hpp"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace zodgate::http {

/// The types of values that may fit a schema, and those of the values within, one level down.
struct Shape {
    using Types = std::uint8_t;
    static constexpr Types null = 1;
    static constexpr Types boolean = 2;
    static constexpr Types number = 4;
    static constexpr Types string = 8;
    static constexpr Types array = 16;
    static constexpr Types object = 32;
    static constexpr Types text = boolean | number | string;  ///< what a text may be, other than a list or an object
    static constexpr Types scalar = null | boolean | number | string;
    static constexpr Types all = 63;

    struct Property;

    Types types = all;
    std::shared_ptr<const Shape> item;  ///< of an array, and of an object's other members; null: anything
    std::vector<Property> properties;   ///< of an object, in JavaScript's order
    bool has_mixed_items = false;       ///< a tuple whose items are of several types
    bool is_untyped = false;            ///< keywords of some types, and no type that is asked for
    bool takes_others = false;          ///< an object may have members of other names, and they count

    bool may_be(Types some) const noexcept { return (types & some) != 0; }
    /// A list whatever comes: of one item, where there is one text.
    bool is_list() const noexcept { return may_be(array) && !may_be(text); }
    const Property* find(std::string_view name) const noexcept;
};

struct Shape::Property {
    std::string_view name;  ///< in the plan
    Shape shape;
};

/// @param levels  how many levels of values within are looked at: beyond these, anything
Shape shape_of(const plan::Plan& plan, plan::NodeId id, unsigned levels = 2);

}  // namespace zodgate::http
