// The JSON Schema Test Suite, judged as Zod would: another verdict needs a reason.
#include "verdict.hpp"
#include "zod_reasons.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

namespace {

using Used = std::set<const suite::ZodReason*>;

void check_group(const suite::Group& group, const zodgate::Schema& schema, Used& used) {
    const suite::ZodReason* const reason = suite::find_zod_reason(group);
    for (const suite::Case& example : group.cases) {
        const suite::Verdict verdict = suite::judge(schema, example);
        if (verdict.accepted == verdict.explained && verdict.agrees_with(example)) continue;
        CAPTURE(group.file, group.description, example.description, group.schema, example.data, example.valid,
                verdict.issues);
        CHECK(verdict.accepted == verdict.explained);
        CHECK(reason != nullptr);
        used.insert(reason);
    }
}

}  // namespace

TEST_CASE("JSON Schema Test Suite under Zod's semantics: what differs has a reason") {
    Used used;
    std::size_t groups = 0;
    for (const suite::Draft& draft : suite::drafts) {
        CAPTURE(draft.name);
        for (const suite::Group& group : suite::read_groups(draft)) {
            ++groups;
            // Schemas that no Zod schema is like may be refused.
            const suite::Loaded loaded = suite::load(group, suite::options_for(draft, group, zodgate::Semantics::zod));
            if (loaded.schema) check_group(group, *loaded.schema, used);
        }
    }
    CHECK(groups == 1705);
    used.erase(nullptr);
    CHECK(used.size() == suite::zod_reasons.size());
}
