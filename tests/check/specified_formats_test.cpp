// Formats and patterns as the whole library enforces them with Semantics::json_schema.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;

namespace {

Options options_with(Formats formats) {
    Options options = Options::json_schema();
    options.formats = formats;
    return options;
}

// "valid", or the issues. Both ways of asking must say the same.
std::string judged(std::string_view schema, std::string_view payload, const Options& options) {
    const Schema parsed = Schema::parse(schema, options);
    std::string value;
    const Result result = parsed.validate(payload, value);
    CHECK(parsed.validate(payload).valid() == result.valid());
    return result.valid() ? "valid" : to_json(result.issues());
}

std::string format(std::string_view name, std::string_view text, Formats formats = Formats::all) {
    return judged(R"({"format":")" + std::string(name) + "\"}", "\"" + std::string(text) + "\"", options_with(formats));
}

bool matches(std::string_view pattern, std::string_view text) {
    const std::string schema = R"({"pattern":")" + std::string(pattern) + "\"}";
    const std::string names = R"({"patternProperties":{")" + std::string(pattern) + R"(":false}})";
    const bool fits = judged(schema, "\"" + std::string(text) + "\"", Options::json_schema()) == "valid";
    CHECK((judged(names, "{\"" + std::string(text) + "\":1}", Options::json_schema()) == "valid") == !fits);
    return fits;
}

}  // namespace

TEST_CASE("specified formats mean what their RFCs say, and not what Zod's patterns do") {
    CHECK(format("date-time", "1998-12-31T23:59:60Z") == "valid");
    CHECK(format("date-time", "1963-06-19t08:30:06z") == "valid");
    CHECK(format("date-time", "x") ==
          R"([{"code":"invalid_format","format":"date-time","path":[],"message":"Invalid date-time"}])");
    CHECK(format("email", R"(\"a b\"@c)") == "valid");
    CHECK(format("email", "x") ==
          R"([{"code":"invalid_format","format":"email","path":[],"message":"Invalid email address"}])");
    CHECK(format("uri", "http://a b") ==
          R"([{"code":"invalid_format","format":"uri","path":[],"message":"Invalid uri"}])");
    CHECK(format("uri", "HTTP://EXAMPLE.com") == "valid");
    CHECK(format("uuid", "2eb8aa08-aa98-11ea-f4aa-73b441d16380") == "valid");
    CHECK(format("hostname", "a.") ==
          R"([{"code":"invalid_format","format":"hostname","path":[],"message":"Invalid hostname"}])");
    CHECK(format("duration", "PT0.5S") ==
          R"([{"code":"invalid_format","format":"duration","path":[],"message":"Invalid ISO duration"}])");
    CHECK(format("time", "12:00:00") ==
          R"([{"code":"invalid_format","format":"time","path":[],"message":"Invalid ISO time"}])");
}

TEST_CASE("specified formats leave the value as it is") {
    std::string value;
    const Schema schema = Schema::parse(R"({"type":"string","format":"uri"})", options_with(Formats::all));
    CHECK(schema.validate(R"("HTTP://A/../b")", value).valid());
    CHECK(value == R"("HTTP://A/../b")");
}

TEST_CASE("specified formats: other names are annotations") {
    for (const std::string_view name : {"cuid", "jwt", "emoji", "base64", "cidrv4", "guid", "nanoid", "x"}) {
        CHECK(format(name, "%") == "valid");
    }
    for (const std::string_view name : {"uri", "email", "uuid", "iri"}) {
        CHECK(format(name, "%", Formats::none) == "valid");
    }
    // Those that Zod knows, too.
    CHECK(format("email", "%", Formats::zod) != "valid");
    CHECK(format("iri", "%", Formats::zod) == "valid");
    CHECK(format("iri", "%") != "valid");
    const std::string_view draft_04 = R"({"$schema":"http://json-schema.org/draft-04/schema#","format":"date"})";
    CHECK(judged(draft_04, R"("%")", options_with(Formats::all)) == "valid");
    const std::string_view draft_07 = R"({"$schema":"http://json-schema.org/draft-07/schema#","format":"date"})";
    CHECK(judged(draft_07, R"("%")", options_with(Formats::all)) != "valid");
}

TEST_CASE("specified formats and patterns are judged each on its own") {
    const std::string_view both = R"({"format":"email","pattern":"@example\\.com$"})";
    CHECK(judged(both, R"("a@example.com")", options_with(Formats::all)) == "valid");
    CHECK(judged(both, R"("a@b")", options_with(Formats::all)).find("regex") != std::string::npos);
    CHECK(judged(both, R"("@example.com")", options_with(Formats::all)).find("email") != std::string::npos);
    CHECK(judged(R"({"format":"jwt","pattern":"^a"})", R"("a")", options_with(Formats::all)) == "valid");
}

TEST_CASE("specified formats: values that are no strings pass") {
    for (const std::string_view value : {"1", "null", "{}", "[]", "false"}) {
        CHECK(judged(R"({"format":"uuid"})", value, options_with(Formats::all)) == "valid");
    }
}

TEST_CASE("patterns are read with the flag u where they can be") {
    CHECK(matches("^🐲*$", "🐲🐲"));
    CHECK_FALSE(matches("^🐲*$", "🐉"));
    CHECK(matches("^.$", "🐲"));
    CHECK(matches("^[🐲🐉]$", "🐉"));
    CHECK_FALSE(matches("^[^a]{2}$", "🐲"));
    CHECK(matches("^\\\\p{Letter}+$", "é"));
    CHECK(matches("^\\\\u{1F432}$", "🐲"));
    CHECK(matches("^\\\\ud83d\\\\udc32$", "🐲"));
    CHECK_FALSE(matches("\\\\udc32", "🐲"));
    CHECK(matches("^\\\\W$", "🐲"));
    // Zod writes this one; its scanner counts as it does without the flag.
    CHECK(matches("^[cC][^\\\\s-]{8,}$", "c12345678"));
    CHECK_FALSE(matches("^[cC][^\\\\s-]{8,}$", "c🐲🐲🐲🐲"));
    CHECK(judged(R"({"pattern":"^a"})", R"("b")", Options::json_schema()) ==
          R"([{"origin":"string","code":"invalid_format","format":"regex","pattern":"/^a/u","path":[],)"
          R"("message":"Invalid string: must match pattern /^a/u"}])");
}

TEST_CASE("patterns that cannot be read with the flag u are read without") {
    CHECK(matches("^a\\\\-b$", "a-b"));
    CHECK(matches("^\\\\_{2}$", "__"));
    CHECK(matches("^{$", "{"));
    CHECK(matches("^a{,2}$", "a{,2}"));
    CHECK(matches("^[\\\\w-.]+$", "a-."));
    CHECK(matches("^\\\\-..$", "-🐲"));
    CHECK(judged(R"({"pattern":"^a\\-b"})", R"("b")", Options::json_schema()).find(R"("/^a\\-b/",)") !=
          std::string::npos);
    CHECK_THROWS_AS(Schema::parse(R"({"pattern":"("})", Options::json_schema()), SchemaError);
    CHECK_THROWS_AS(Schema::parse(R"({"pattern":"\\-("})", Options::json_schema()), SchemaError);
}

TEST_CASE("Zod's patterns are read as ever") {
    CHECK(judged(R"({"pattern":"^.$"})", R"("🐲")", {}) != "valid");
    CHECK(judged(R"({"pattern":"^a"})", R"("b")", {}).find(R"("/^a/",)") != std::string::npos);
    CHECK(judged(R"({"format":"date-time"})", R"("1998-12-31T23:59:60Z")", {}) != "valid");
    CHECK(judged(R"({"format":"email"})", R"("a@b")", {}) != "valid");
}
