#include "plan/numbers.hpp"

#include "plan/shapes.hpp"

#include <algorithm>

namespace zodgate::plan {
namespace {

using schema::Model;
using schema::Schema;
using schema::Type;

constexpr double max_safe_integer = 9007199254740991.0;

// Zod writes the bounds of its integer formats into the document; they are part of the format's own check.
void find_integer_format(NumberNode& node) {
    node.integer = IntegerFormat::safeint;
    const bool has_lower = node.minimum || node.exclusive_minimum;
    const bool has_upper = node.maximum || node.exclusive_maximum;
    if (node.minimum == -2147483648.0 && node.maximum == 2147483647.0) {
        node.integer = IntegerFormat::int32;
    } else if (node.minimum == 0.0 && node.maximum == 4294967295.0) {
        node.integer = IntegerFormat::uint32;
    } else {
        if (!has_lower || !has_upper) return;
        if (node.minimum == -max_safe_integer) node.minimum.reset();
        if (node.maximum == max_safe_integer) node.maximum.reset();
        return;
    }
    node.minimum.reset();
    node.maximum.reset();
}

}  // namespace

bool are_further_divisors(const Model& model, const Schema& schema) {
    if (model.is_specification()) return false;
    const bool is_number = schema.types && schema.types->size() == 1 && schema.multiple_of &&
                           (schema.types->front() == Type::number || schema.types->front() == Type::integer);
    return is_number && std::all_of(schema.all_of.begin(), schema.all_of.end(), [&model](schema::Id id) {
               const Schema& part = model.at(id);
               const bool bare = !part.minimum && !part.maximum && !part.exclusive_minimum && !part.exclusive_maximum;
               return part.multiple_of && bare && !part.types && part.reference == schema::none &&
                      part.enumeration == nullptr && part.constant == nullptr && part.default_value == nullptr &&
                      !part.error_message && !has_composition(part) && !has_string_keywords(part) &&
                      !has_object_keywords(part) && !has_array_keywords(part);
           });
}

NumberNode compile_number(const Model& model, const Schema& schema, bool integer) {
    NumberNode node;
    node.minimum = schema.minimum;
    node.maximum = schema.maximum;
    node.exclusive_minimum = schema.exclusive_minimum;
    node.exclusive_maximum = schema.exclusive_maximum;
    if (schema.multiple_of) node.multiple_of.push_back(*schema.multiple_of);
    if (are_further_divisors(model, schema)) {
        for (const schema::Id id : schema.all_of) node.multiple_of.push_back(*model.at(id).multiple_of);
    }
    if (model.is_specification()) {
        node.is_specification = true;
        node.is_whole = integer;
    } else if (integer) {
        find_integer_format(node);
    }
    return node;
}

}  // namespace zodgate::plan
