// The public class.
#include "generate/breaking.hpp"
#include "generate/effort.hpp"
#include "generate/judged.hpp"
#include "generate/maker.hpp"
#include "generate/mutation.hpp"
#include "issue/path_text.hpp"

#include <zodgate/generate.hpp>

#include <algorithm>
#include <utility>

namespace zodgate {
namespace {

using generate::Draft;
using generate::Effort;
using generate::Failure;
using generate::Goal;
using generate::Maker;
using generate::Random;
using generate::Survey;

std::string describe(const Path& path, const std::string& reason) {
    return "no payload was made: " + (path.empty() ? std::string() : "at " + issue::path_text(path) + ": ") + reason;
}

Failure refusal_of(const Result& result) {
    if (result.issues().empty()) return {{}, "there is not enough memory"};
    const Issue& issue = result.issues().front();
    return {issue.path, "what was made is refused: " + message_of(issue)};
}

}  // namespace

GenerateError::GenerateError(Path path, std::string reason)
    : std::runtime_error(describe(path, reason)), path_(std::move(path)), reason_(std::move(reason)) {}

struct Generator::Parts {
    Parts(const Schema& of, std::shared_ptr<const plan::Plan> plan) : schema(of), survey(std::move(plan)) {
        goal.nodes.push_back(survey.plan().root);
    }

    // From several seeds, the later ones for small payloads; of failures the first is told, which is the most usual.
    std::string make(Random& random, Effort& effort, std::size_t max_bytes = SIZE_MAX) const {
        if (survey.height_of(survey.plan().root) == Survey::unreachable) {
            throw GenerateError({}, "nothing satisfies the schema");
        }
        constexpr std::size_t tries = 12;
        Failure failure;
        for (std::size_t i = 0; i < tries && !effort.is_spent(); ++i) {
            Random own(random.next());
            Maker maker(survey, own, effort);
            Draft draft;
            Failure failed;
            if (maker.make(goal, draft, i >= tries / 2)) {
                std::string text = written(draft);
                const Result result = generate::judged(schema, text);
                if (result.valid() && text.size() <= max_bytes) return text;
                failed = result.valid() ? Failure{{}, "it would be longer than asked for"} : refusal_of(result);
            } else {
                failed = maker.failure();
            }
            if (failure.reason.empty()) failure = std::move(failed);
        }
        if (failure.reason.empty()) failure.reason = "too many tries have failed";
        throw GenerateError(std::move(failure.path), std::move(failure.reason));
    }

    Broken break_any(Random& random, Effort& effort) const {
        constexpr std::size_t tries = 6;
        const bool as_text = random.one_in(32);
        std::string payload;
        try {
            for (std::size_t i = 0; i == 0 || (i < tries && !effort.is_spent()); ++i) {
                payload = make(random, effort);
                if (as_text) break;
                if (std::optional<Broken> broken = break_payload(survey, schema, goal, payload, random, effort)) {
                    return std::move(*broken);
                }
            }
        } catch (const GenerateError&) {
            // What nothing satisfies, anything breaks.
            if (std::optional<Broken> broken = break_anything(schema, random)) return std::move(*broken);
            throw;
        }
        if (std::optional<Broken> broken = break_text(schema, payload, random)) return std::move(*broken);
        throw GenerateError({}, "nothing was found that the schema refuses");
    }

    std::optional<std::string> mutate(std::string_view payload, std::size_t max_bytes, Random& random,
                                      Effort& effort) const {
        const std::uint64_t way = random.below(16);
        if (way == 0) return make(random, effort, max_bytes);
        if (std::optional<std::string> near = mutated(survey, schema, goal, payload, max_bytes, random, effort)) {
            if (way > 2) return near;
            std::optional<Broken> broken = break_payload(survey, schema, goal, *near, random, effort);
            return broken ? std::optional(std::move(broken->payload)) : near;
        }
        return make(random, effort, max_bytes);
    }

    Schema schema;
    Survey survey;
    Goal goal;
};

Generator::Generator(const Schema& schema) : parts_(std::make_shared<const Parts>(schema, schema.plan_)) {}

std::string Generator::valid(std::uint64_t seed) const {
    Random random(seed);
    Effort effort;
    return parts_->make(random, effort);
}

Broken Generator::invalid(std::uint64_t seed) const {
    Random random(seed ^ 0x6272656B656E21U);  // other payloads than valid() makes of the seed
    Effort effort;
    return parts_->break_any(random, effort);
}

std::size_t Generator::mutate(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed,
                              MutateBytes bytes) const noexcept {
    Random random(seed);
    size = std::min(size, max_size);
    try {
        if (random.one_in(16) && size > 0) {
            return bytes != nullptr ? std::min(bytes(data, size, max_size), max_size)
                                    : generate::mutate_bytes(data, size, max_size, random);
        }
        const std::string input(reinterpret_cast<const char*>(data), size);
        Effort effort;
        const std::optional<std::string> mutant = parts_->mutate(input, max_size, random, effort);
        if (!mutant || mutant->size() > max_size) return size;
        std::transform(mutant->begin(), mutant->end(), data, [](char c) { return static_cast<std::uint8_t>(c); });
        return mutant->size();
    } catch (...) {
        return size;  // nothing satisfies the schema in so few bytes, or memory ran out
    }
}

}  // namespace zodgate
