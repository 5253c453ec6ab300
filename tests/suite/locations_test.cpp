// Where in the schema the issues come from that the JSON Schema Test Suite leads to, in both readings.
#include "check/located.hpp"
#include "verdict.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

namespace {

struct Counts {
    std::size_t here = 0;       ///< issues of the schema's own document
    std::size_t elsewhere = 0;  ///< of one that a reference leads to
    std::size_t built_in = 0;   ///< of a meta-schema that the library brings

    bool operator==(const Counts&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
    return out << counts.here << " here, " << counts.elsewhere << " elsewhere, " << counts.built_in << " built in";
}

rapidjson::Document parse(std::string_view text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
    REQUIRE_FALSE(document.HasParseError());
    return document;
}

class Sweep {
  public:
    Sweep() {
        for (const auto& [uri, text] : suite::read_remotes()) {
            const auto added = remotes_.emplace(uri, parse(text)).first;
            const rapidjson::Document& document = added->second;
            if (document.IsObject() && document.HasMember("$id")) {
                remotes_.emplace(std::string(located::text_of(document["$id"])), parse(text));
            }
        }
    }

    Counts of(const suite::Draft& draft, zodgate::Semantics semantics) {
        counts_ = {};
        for (const suite::Group& group : suite::read_groups(draft)) {
            zodgate::Options options = suite::options_for(draft, group, semantics);
            options.schema_locations = true;
            const suite::Loaded loaded = suite::load(group, options);
            if (!loaded.schema) continue;
            const rapidjson::Document document = parse(group.schema);
            for (const suite::Case& example : group.cases) {
                CAPTURE(draft.name, group.schema, example.data);
                check(document, *loaded.schema, example.data);
            }
        }
        return counts_;
    }

  private:
    void check(const rapidjson::Document& document, const zodgate::Schema& schema, const std::string& payload) {
        const zodgate::Result result = schema.validate(payload);
        for (const zodgate::Issue* const issue : located::all_of(result.issues())) {
            const std::string& location = issue->schema_location;
            const std::string uri(located::uri_in(location));
            const auto remote = remotes_.find(uri);
            if (!uri.empty() && remote == remotes_.end()) {
                ++counts_.built_in;
                continue;
            }
            ++(uri.empty() ? counts_.here : counts_.elsewhere);
            const bool fits = located::is_at_its_place(*issue, uri.empty() ? document : remote->second);
            if (fits) continue;
            CAPTURE(to_json(*issue), location);
            CHECK(fits);
        }
    }

    std::map<std::string, rapidjson::Document> remotes_;
    Counts counts_;
};

}  // namespace

TEST_CASE("JSON Schema Test Suite: every issue is where its schema says it") {
    using zodgate::Semantics;
    Sweep sweep;
    CHECK(sweep.of(suite::drafts[0], Semantics::json_schema) == Counts{493, 10, 4});
    CHECK(sweep.of(suite::drafts[1], Semantics::json_schema) == Counts{656, 13, 8});
    CHECK(sweep.of(suite::drafts[2], Semantics::json_schema) == Counts{859, 14, 8});
    CHECK(sweep.of(suite::drafts[3], Semantics::json_schema) == Counts{1154, 18, 8});
    CHECK(sweep.of(suite::drafts[4], Semantics::json_schema) == Counts{1108, 24, 8});
    CHECK(sweep.of(suite::drafts[0], Semantics::zod) == Counts{493, 10, 4});
    CHECK(sweep.of(suite::drafts[1], Semantics::zod) == Counts{621, 13, 8});
    CHECK(sweep.of(suite::drafts[2], Semantics::zod) == Counts{721, 14, 8});
    CHECK(sweep.of(suite::drafts[3], Semantics::zod) == Counts{1019, 18, 8});
    CHECK(sweep.of(suite::drafts[4], Semantics::zod) == Counts{988, 22, 8});
}
