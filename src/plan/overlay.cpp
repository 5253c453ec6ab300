#include "plan/overlay.hpp"

#include "plan/content.hpp"
#include "plan/numbers.hpp"
#include "plan/shapes.hpp"
#include "plan/strings.hpp"
#include "text/format.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace zodgate::plan {
namespace {

using schema::Model;
using schema::Schema;
using schema::Type;

bool is_bare_reference(const Schema& schema) { return schema.reference != schema::none && has_only(schema, {"$ref"}); }

// Until draft-07 nothing may stand beside `$ref`, so Zod moves it into allOf, behind what was there.
Schema without_all_of_reference(const Model& model, Schema schema) {
    if (!schema::has_lone_references(schema.dialect) || schema.reference != schema::none || schema.all_of.empty()) {
        return schema;
    }
    const Schema& last = model.at(schema.all_of.back());
    if (!is_bare_reference(last)) return schema;
    schema.reference = last.reference;
    schema.all_of.pop_back();
    return schema;
}

// Adds own bounds to those of the definition. A side of a number has one bound in a document, the tighter one.
class Bounds {
  public:
    explicit Bounds(Schema& base) : base_(base) {}

    void tighten(const Schema& own) {
        raise(base_.min_length, own.min_length);
        lower(base_.max_length, own.max_length);
        raise(base_.min_items, own.min_items);
        lower(base_.max_items, own.max_items);
        // Of equal bounds the exclusive one is the tighter.
        const bool lower_is_looser = base_.exclusive_minimum && !own.exclusive_minimum && lowest(own) == lowest(base_);
        const bool upper_is_looser =
            base_.exclusive_maximum && !own.exclusive_maximum && highest(own) == highest(base_);
        if (lowest(own) >= lowest(base_) && !lower_is_looser)
            take(base_.minimum, base_.exclusive_minimum, own.minimum, own.exclusive_minimum);
        if (highest(own) <= highest(base_) && !upper_is_looser)
            take(base_.maximum, base_.exclusive_maximum, own.maximum, own.exclusive_maximum);
    }

  private:
    using Bound = std::optional<double>;

    static void raise(Bound& base, const Bound& own) {
        if (own) base = std::max(base.value_or(*own), *own);
    }
    static void lower(Bound& base, const Bound& own) {
        if (own) base = std::min(base.value_or(*own), *own);
    }
    static void take(Bound& base, Bound& exclusive_base, const Bound& own, const Bound& exclusive_own) {
        if (!own && !exclusive_own) return;
        base = own;
        exclusive_base = exclusive_own;
    }
    static double lowest(const Schema& schema) {
        constexpr double none = -std::numeric_limits<double>::infinity();
        return std::max(schema.minimum.value_or(none), schema.exclusive_minimum.value_or(none));
    }
    static double highest(const Schema& schema) {
        constexpr double none = std::numeric_limits<double>::infinity();
        return std::min(schema.maximum.value_or(none), schema.exclusive_maximum.value_or(none));
    }

    Schema& base_;
};

class Overlay {
  public:
    Overlay(const Model& model, const Schema& own, Schema base) : model_(model), own_(own), base_(std::move(base)) {}

    std::optional<Schema> run() {
        if (!base_.types || base_.types->size() != 1 || base_.reference != schema::none || !base_.any_of.empty() ||
            !base_.one_of.empty() || base_.enumeration != nullptr || base_.constant != nullptr) {
            return std::nullopt;
        }
        // What is the same in both has been left out already.
        if (own_.types) return std::nullopt;
        if (own_.items != schema::none) return std::nullopt;
        if (!merge_lists()) return std::nullopt;
        Bounds(base_).tighten(own_);
        // What the definition has of its own stays there; these stand beside the reference.
        base_.pointer = own_.pointer;
        base_.offset = own_.offset;
        base_.default_value = nullptr;
        base_.error_message.reset();
        return std::move(base_);
    }

  private:
    bool merge_lists() {
        switch (base_.types->front()) {
            case Type::string: return !has_number_keywords(own_) && !has_array_keywords(own_) && merge_patterns();
            case Type::integer:
            case Type::number: return !has_string_keywords(own_) && !has_array_keywords(own_) && merge_divisors();
            case Type::array:
                return !has_string_keywords(own_) && !has_number_keywords(own_) && !own_.prefix_items &&
                       own_.all_of.empty() && base_.all_of.empty();
            default: return false;
        }
    }

    // Zod writes the patterns of both into one list, and the format of the last check.
    bool merge_patterns() {
        const std::optional<std::string_view> format = format_beside_patterns();
        if (!merge_patterns_alone()) return false;
        if (format && base_.format != format) base_.first_format = format;
        return true;
    }

    // One whose check shows in no pattern.
    std::optional<std::string_view> format_beside_patterns() const {
        const text::Format* const format = base_.format ? text::find_format(*base_.format) : nullptr;
        if (format == nullptr || !has_no_other_pattern(model_, *format)) return std::nullopt;
        const bool shows = base_.pattern && text::is_pattern_of(*format, text::regexp_source(*base_.pattern));
        return shows ? std::nullopt : base_.format;
    }

    bool merge_patterns_alone() {
        if (own_.all_of.empty()) {
            if (!own_.pattern) return !own_.format || own_.format == base_.format;
            if (base_.pattern ? base_.pattern != own_.pattern : !base_.all_of.empty()) return false;
            base_.pattern = own_.pattern;
            base_.format = own_.format;
            return true;
        }
        Schema list = own_;
        list.types = base_.types;
        list.reference = schema::none;
        if (!are_further_patterns(model_, list) || !has_all_patterns_of_base()) return false;
        // The format is left out where it is the definition's, and where the last check has none.
        const std::string_view last = *model_.at(own_.all_of.back()).pattern;
        const bool same_last =
            last == last_pattern_of_base() || (base_.format && is_usual_pattern(*base_.format, last));
        if (own_.format || !same_last) base_.format = own_.format;
        base_.pattern.reset();
        base_.all_of = own_.all_of;
        return true;
    }

    std::string_view last_pattern_of_base() const {
        if (base_.pattern) return *base_.pattern;
        return base_.all_of.empty() ? std::string_view() : *model_.at(base_.all_of.back()).pattern;
    }

    bool has_all_patterns_of_base() const {
        const auto is_own = [this](std::string_view pattern) {
            return std::any_of(own_.all_of.begin(), own_.all_of.end(),
                               [&](schema::Id id) { return model_.at(id).pattern == pattern; });
        };
        if (base_.pattern && !is_own(*base_.pattern)) return false;
        return std::all_of(base_.all_of.begin(), base_.all_of.end(),
                           [&](schema::Id id) { return model_.at(id).pattern && is_own(*model_.at(id).pattern); });
    }

    bool merge_divisors() {
        if (own_.multiple_of && base_.multiple_of) {
            if (own_.multiple_of != base_.multiple_of) return false;
        } else if (own_.multiple_of) {
            base_.multiple_of = own_.multiple_of;
        }
        const bool base_has_list = !base_.all_of.empty();
        for (const schema::Id id : own_.all_of) {
            if (!model_.at(id).multiple_of) return false;
            const bool known = std::any_of(base_.all_of.begin(), base_.all_of.end(), [&](schema::Id other) {
                return model_.at(other).multiple_of == model_.at(id).multiple_of;
            });
            if (!known) base_.all_of.push_back(id);
        }
        return base_.all_of.empty() || (are_further_divisors(model_, base_) && (base_has_list || base_.multiple_of));
    }

    const Model& model_;
    const Schema& own_;
    Schema base_;
};

std::optional<Schema> overlay(const Model& model, const Schema& schema, std::size_t depth) {
    constexpr std::size_t deepest = 32;
    const Schema own = without_all_of_reference(model, schema);
    const bool has_checks = has_string_keywords(own) || has_number_keywords(own) || has_array_keywords(own);
    if (depth > deepest || own.reference == schema::none || (!has_checks && own.all_of.empty()) ||
        has_object_keywords(own) || !own.any_of.empty() || !own.one_of.empty() || own.accepts_nothing ||
        has_refinements(own) || own.dynamic_reference || own.unique_items || own.contains != schema::none ||
        own.enumeration != nullptr || own.constant != nullptr || content_of(own)) {
        return std::nullopt;
    }
    const schema::Id target_id = skip_references(model, own.reference);
    const Schema& target = model.at(target_id);
    // Longer lists are no checks that somebody wrote one by one; comparing and copying them would cost their square.
    constexpr std::size_t longest_list = 100;
    const bool is_long = own.all_of.size() > longest_list || target.all_of.size() > longest_list ||
                         (target.prefix_items && target.prefix_items->size() > longest_list);
    if (is_long || has_object_keywords(target)) return std::nullopt;
    // The definition may itself be a reference and further checks.
    std::optional<Schema> base = overlay(model, target, depth + 1);
    if (!base) base = target;
    base->definitions.insert(base->definitions.begin(), target_id);
    return Overlay(model, own, std::move(*base)).run();
}

}  // namespace

std::optional<Schema> overlay(const Model& model, const Schema& schema) { return overlay(model, schema, 0); }

}  // namespace zodgate::plan
