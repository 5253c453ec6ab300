#include "issue/issue.hpp"

namespace zodgate {

std::string_view to_string(IssueCode code) noexcept {
    switch (code) {
        case IssueCode::invalid_type: return "invalid_type";
        case IssueCode::too_big: return "too_big";
        case IssueCode::too_small: return "too_small";
        case IssueCode::invalid_format: return "invalid_format";
        case IssueCode::not_multiple_of: return "not_multiple_of";
        case IssueCode::unrecognized_keys: return "unrecognized_keys";
        case IssueCode::invalid_union: return "invalid_union";
        case IssueCode::invalid_key: return "invalid_key";
        case IssueCode::invalid_value: return "invalid_value";
        case IssueCode::custom: break;
    }
    return "custom";
}

std::string_view to_string(Expected expected) noexcept {
    switch (expected) {
        case Expected::string: return "string";
        case Expected::number: return "number";
        case Expected::integer: return "int";
        case Expected::boolean: return "boolean";
        case Expected::null: return "null";
        case Expected::array: return "array";
        case Expected::tuple: return "tuple";
        case Expected::object: return "object";
        case Expected::record: return "record";
        case Expected::never: return "never";
        case Expected::nonoptional: break;
    }
    return "nonoptional";
}

std::string_view to_string(Received received) noexcept {
    switch (received) {
        case Received::undefined: return "undefined";
        case Received::null: return "null";
        case Received::boolean: return "boolean";
        case Received::number: return "number";
        case Received::infinity: return "Infinity";
        case Received::negative_infinity: return "-Infinity";
        case Received::nan: return "NaN";
        case Received::string: return "string";
        case Received::array: return "array";
        case Received::function: return "function";
        case Received::object: break;
    }
    return "object";
}

std::string_view to_string(IntegerFormat format) noexcept {
    switch (format) {
        case IntegerFormat::int32: return "int32";
        case IntegerFormat::uint32: return "uint32";
        case IntegerFormat::safeint:
        case IntegerFormat::none: break;
    }
    return "safeint";
}

std::string_view to_string(Origin origin) noexcept {
    switch (origin) {
        case Origin::string: return "string";
        case Origin::array: return "array";
        case Origin::number: return "number";
        case Origin::integer: return "int";
        case Origin::object: return "object";
        case Origin::unknown: break;
    }
    return "unknown";
}

}  // namespace zodgate
