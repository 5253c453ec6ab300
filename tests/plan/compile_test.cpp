#include "plan/plan.hpp"
#include "schema/schema.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;
using plan::Kind;

namespace {

std::shared_ptr<const plan::Plan> compiled(std::string_view text) {
    const Options options;
    return plan::compile(schema::load(text, options), options);
}

Kind root_kind(std::string_view text) {
    const auto plan = compiled(text);
    return plan->nodes[plan->root].kind;
}

std::string refusal(std::string_view text) {
    try {
        compiled(text);
    } catch (const SchemaError& error) {
        return error.pointer() + ": " + error.reason();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("shapes stand for the usual Zod schema") {
    CHECK(root_kind("true") == Kind::any);
    CHECK(root_kind("{}") == Kind::any);
    CHECK(root_kind("false") == Kind::never);
    CHECK(root_kind(R"({"type":["string","null"]})") == Kind::nullable);
    CHECK(root_kind(R"({"type":["null","string"]})") == Kind::one_of_several);
    CHECK(root_kind(R"({"anyOf":[{"type":"string"},{"type":"null"}]})") == Kind::nullable);
    CHECK(root_kind(R"({"anyOf":[{"type":"null"},{"type":"string"}]})") == Kind::one_of_several);
    CHECK(root_kind(R"({"type":"array","prefixItems":[]})") == Kind::tuple);
    CHECK(root_kind(R"({"type":"array","items":{}})") == Kind::array);
    CHECK(root_kind(R"({"type":"string","enum":["a"]})") == Kind::values);
    CHECK(root_kind(R"({"enum":["a"],"minLength":1})") == Kind::sequence);
    CHECK(root_kind(R"({"minLength":1})") == Kind::by_type);
    CHECK(root_kind(R"({"type":"string","anyOf":[true,false]})") == Kind::all);
    CHECK(root_kind(R"({"$ref":"#/$defs/a","title":"t","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"type":"null"}}})") ==
          Kind::null);
}

TEST_CASE("oneOf is a discriminated union where its options are told apart by a required member") {
    const auto option = [](const std::string& members, const std::string& required) {
        return R"({"type":"object","properties":{)" + members + R"(},"required":[)" + required + "]}";
    };
    const auto one_of = [](const std::string& left, const std::string& right) {
        return root_kind(R"({"oneOf":[)" + left + "," + right + "]}");
    };
    const std::string a = option(R"("x":{"const":"a"})", "\"x\"");
    CHECK(one_of(a, option(R"("x":{"enum":["b",1,null]})", "\"x\"")) == Kind::discriminated);
    CHECK(one_of(a, option(R"("y":{},"x":{"anyOf":[{"const":"b"},{"type":"null"}]})", "\"x\",\"y\"")) ==
          Kind::discriminated);
    CHECK(one_of(a, option(R"("x":{"enum":["b","a"]})", "\"x\"")) == Kind::exactly_one);  // not apart
    CHECK(one_of(a, option(R"("x":{"const":"b"})", "")) == Kind::exactly_one);            // not required
    CHECK(one_of(a, option(R"("x":{"type":"string"})", "\"x\"")) == Kind::exactly_one);   // not known
    CHECK(one_of(a, R"({"type":"string"})") == Kind::exactly_one);
    CHECK(root_kind(R"({"oneOf":[)" + a + "]}") == Kind::discriminated);
    const auto plan =
        compiled(R"({"oneOf":[)" + option(R"("w":{},"x":{"const":"a"},"y":{"const":1})", R"("w","x","y")") + "," +
                 option(R"("y":{"const":2},"x":{"const":"b"})", R"("x","y")") + "]}");
    CHECK(plan->discriminated.front().discriminator == "x");  // the first that serves, in the first option's order
}

TEST_CASE("objects that Zod would fold into one are judged side by side") {
    const std::string closed = R"({"type":"object","properties":{"a":{}},"additionalProperties":false})";
    CHECK(root_kind(R"({"allOf":[)" + closed + "," + closed + "]}") == Kind::all);
    CHECK(root_kind(R"({"$defs":{"c":)" + closed + R"(},"allOf":[{"$ref":"#/$defs/c"},{"$ref":"#/$defs/c"}]})") ==
          Kind::intersection);
    CHECK(root_kind(R"({"type":"string","allOf":[{"minLength":1},{"maxLength":2}]})") == Kind::all);
    CHECK(root_kind(R"({"type":"number","multipleOf":2,"allOf":[{"multipleOf":3}]})") == Kind::number);
    CHECK(root_kind(R"({"type":"number","multipleOf":2,"allOf":[{"multipleOf":3,"minimum":1}]})") == Kind::all);
}

TEST_CASE("integer bounds that Zod's formats imply are part of the format") {
    const auto number = [](std::string_view text) { return compiled(text)->numbers.front(); };
    const plan::NumberNode safe =
        number(R"({"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991})");
    CHECK(safe.integer == IntegerFormat::safeint);
    CHECK_FALSE(safe.minimum);
    CHECK_FALSE(safe.maximum);
    const plan::NumberNode small = number(R"({"type":"integer","minimum":-2147483648,"maximum":2147483647})");
    CHECK(small.integer == IntegerFormat::int32);
    CHECK_FALSE(small.minimum);
    const plan::NumberNode bounded = number(R"({"type":"integer","minimum":0,"maximum":9007199254740991})");
    CHECK(bounded.integer == IntegerFormat::safeint);
    CHECK(bounded.minimum == 0.0);
    CHECK_FALSE(bounded.maximum);
    const plan::NumberNode one_sided = number(R"({"type":"integer","maximum":9007199254740991})");
    CHECK(one_sided.maximum == 9007199254740991.0);
}

TEST_CASE("only what can be reached is compiled") {
    CHECK(refusal(R"({"$defs":{"unused":{"nullable":true}}})") == "accepted");
    CHECK(refusal(R"({"$defs":{"used":{"nullable":true}},"$ref":"#/$defs/used"})").substr(0, 22) ==
          "/$defs/used/nullable: ");
}

TEST_CASE("schemas that lead back to themselves within one value are refused") {
    CHECK(refusal(R"({"$ref":"#"})") == ": the schema leads back to itself without end");
    CHECK(refusal(R"({"anyOf":[{"type":"string"},{"$ref":"#"}]})") == ": the schema leads back to itself without end");
    CHECK(
        refusal(
            R"({"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"},{"type":"null"}]},"b":{"$ref":"#/$defs/a","minLength":1}},"$ref":"#/$defs/a"})")
            .find("leads back to itself") != std::string::npos);
    CHECK(refusal(R"({"properties":{"a":{"$ref":"#"}}})") == "accepted");
    CHECK(refusal(R"({"anyOf":[{"type":"array","items":{"$ref":"#"}},{"type":"string"}]})") == "accepted");
    std::string chain = R"({"$defs":{)";
    for (int i = 0; i < 100; ++i) {
        chain += "\"s" + std::to_string(i) + R"(":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/s)" +
                 std::to_string(i + 1) + "\"}]},";
    }
    chain += R"("s100":true},"$ref":"#/$defs/s0"})";
    CHECK(refusal(chain).find("leads through too many schemas in a row") != std::string::npos);
}

TEST_CASE("schemas that share parts without number are compiled all the same") {
    std::string definitions;
    for (int i = 0; i < 30; ++i) {
        const std::string next = R"({"$ref":"#/$defs/a)" + std::to_string(i + 1) + "\"}";
        definitions.append("\"a").append(std::to_string(i)).append(R"(":{"anyOf":[)" + next + "," + next + "]},");
    }
    CHECK(refusal(R"({"$defs":{)" + definitions + R"("a30":{"const":"x"}},"type":"object",)" +
                  R"("propertyNames":{"$ref":"#/$defs/a0"},"additionalProperties":true})") == "accepted");
    std::string required;
    for (int i = 0; i < 100000; ++i) required.append("\"k").append(std::to_string(i)).append("\",");
    CHECK(refusal(R"({"required":[)" + required + "\"last\"]}") == "accepted");
    CHECK(refusal(R"({"required":[)" + required + "\"k5\"]}") ==
          "/required: \"required\" must be a list of different strings");
}

TEST_CASE("patterns that cannot be used are refused by name") {
    CHECK(refusal(R"({"properties":{"a":{"pattern":"a{2,1}"}}})").find("/properties/a/pattern: the pattern cannot") ==
          0);
    CHECK(refusal(R"({"type":"object","patternProperties":{"(":true}})").find("/patternProperties: the pattern") == 0);
    CHECK(refusal(R"({"type":"object","patternProperties":{"(":true},"properties":{}})").find("/patternProperties: ") ==
          0);
    CHECK(refusal(R"({"type":"number","format":"uri"})") == "accepted");  // formats are for strings
    CHECK(refusal(R"({"type":"string","format":"nobody-knows-it"})") == "accepted");
    CHECK(refusal(R"({"type":"string","format":"uri","pattern":"("})").find("/pattern: the pattern cannot") == 0);
}

namespace {

// What the checks of a string are taken for: names in the order in which they run, lengths between them.
std::string checks_of(std::string_view text) {
    const auto plan = compiled(text);
    const plan::Node root = plan->nodes[plan->root];
    REQUIRE(root.kind == Kind::string);
    const plan::StringNode& node = plan->strings[root.index];
    std::string out;
    const auto add = [&out](const plan::StringCheck& check) {
        out += check.issue.format;
        if (!check.issue.affix.empty()) out += "(" + check.issue.affix + ")";
        if (check.position != 0) out += "@" + std::to_string(check.position);
        out += ' ';
    };
    for (const plan::StringCheck& check : node.formats) add(check);
    if (node.length.minimum || node.length.maximum) out += "length ";
    for (const plan::StringCheck& check : node.patterns) add(check);
    return out;
}

}  // namespace

TEST_CASE("patterns of a string are told apart as Zod writes them") {
    CHECK(checks_of(R"({"type":"string","pattern":"^a.*"})") == "regex ");
    CHECK(checks_of(R"({"type":"string","format":"starts_with","pattern":"^a.*","minLength":2})") ==
          "starts_with(a) length ");
    CHECK(checks_of(R"({"type":"string","format":"ends_with","pattern":".*a\\/\\.b$"})") == "ends_with(a/.b) ");
    CHECK(checks_of(R"({"type":"string","format":"includes","pattern":"a\\+b"})") == "includes(a+b) ");
    CHECK(checks_of(R"({"type":"string","format":"includes","pattern":"^.{3,}a"})") == "includes(a)@3 ");
    CHECK(checks_of(R"({"type":"string","format":"lowercase","pattern":"^[^A-Z]*$"})") == "lowercase ");
    // What Zod would not have written under the name is a pattern like any other.
    CHECK(checks_of(R"({"type":"string","format":"starts_with","pattern":"^a+.*"})") == "regex ");
    CHECK(checks_of(R"({"type":"string","format":"ends_with","pattern":".*a/b$"})") == "ends_with(a/b) ");
    CHECK(checks_of(R"({"type":"string","format":"lowercase","pattern":"a"})") == "regex ");
    CHECK(checks_of(R"({"type":"string","format":"starts_with"})").empty());
    CHECK(checks_of(R"({"type":"string","format":"email","pattern":"a"})") == "email ");
    // z.stringFormat().
    CHECK(checks_of(R"({"type":"string","format":"hex","pattern":"^[0-9a-fA-F]*$","maxLength":2})") == "hex length ");
    CHECK(
        checks_of(
            R"({"type":"string","minLength":1,"format":"ends_with","allOf":[{"pattern":"x+"},{"pattern":"^[^a-z]*$"},{"pattern":"^\\(.*"},{"pattern":".*\\)$"}]})") ==
        "uppercase starts_with(() ends_with()) length regex ");
    CHECK(checks_of(R"({"type":"string","allOf":[{"pattern":"a"},{"pattern":"b"}]})") == "includes(a) regex ");
    CHECK(root_kind(R"({"type":"string","allOf":[{"pattern":"a"},{"minLength":1}]})") == Kind::all);
    CHECK(root_kind(R"({"type":"string","pattern":"a","allOf":[{"pattern":"b"}]})") == Kind::all);
}

TEST_CASE("defaults and patterns of members") {
    CHECK(root_kind(R"({"type":"string","default":"a"})") == Kind::defaulted);
    CHECK(root_kind(R"({"type":"string","errorMessage":"a"})") == Kind::worded);
    CHECK(root_kind(R"({"type":"object","patternProperties":{"a":true}})") == Kind::record);
    CHECK(root_kind(R"({"type":"object","patternProperties":{"a":true,"b":true}})") == Kind::intersection);
    CHECK(refusal(R"({"errorMessage":1})").find("/errorMessage: ") == 0);
    CHECK(refusal(R"({"errorMessage":{"minLenght":"x"}})").find("/errorMessage: \"errorMessage\" has words for") == 0);
    CHECK(refusal(R"({"errorMessage":{"type":1}})").find("/errorMessage: ") == 0);
    CHECK(refusal(R"({"errorMessage":{"properties":"a"}})").find("/errorMessage: ") == 0);
    CHECK(refusal(R"({"errorMessage":{"required":{"a":[]}}})").find("/errorMessage: ") == 0);
    // A record of an enum's names is filled where its values have a default.
    const auto keys = [](std::string_view text) {
        const auto plan = compiled(text);
        return plan->records.at(0).keys;
    };
    const std::string names = R"({"type":"object","propertyNames":{"enum":["a","b"]},"additionalProperties":)";
    CHECK(keys(names + R"({"type":"string","default":"x"}})") == plan::RecordKeys::exhaustive);
    CHECK(keys(names + R"({"anyOf":[{"type":"string","default":"x"},{"type":"null"}]}})") ==
          plan::RecordKeys::exhaustive);
    CHECK(keys(names + R"({"type":"string"}})") == plan::RecordKeys::known);
}

TEST_CASE("it is known which groups of schemas are asked about a value once at most") {
    const auto asked_again = [](std::string_view text) {
        const auto plan = compiled(text);
        std::string told;
        for (const plan::GroupNode& group : plan->groups) told += group.composite.asked_again ? 'a' : '1';
        for (const plan::RefinedNode& refined : plan->refined) told += refined.composite.asked_again ? 'A' : 'I';
        return told;
    };
    const std::string objects = R"([{"type":"object","properties":{"a":{"type":"string"}}},{"type":"object"}])";
    const std::string both = R"({"allOf":)" + objects + "}";
    CHECK(asked_again(both) == "1");
    CHECK(asked_again(R"({"type":"array","items":)" + both + "}") == "1");
    CHECK(asked_again(R"({"allOf":[)" + both + R"(,{"type":"object","propertyNames":{"minLength":1}}]})") == "11");
    // Two members of one object are different values; the same members of two sides are not.
    const std::string definitions = R"(,"$defs":{"both":)" + both + "}}";
    const std::string member = R"({"type":"object","properties":{"a":{"$ref":"#/$defs/both"}}})";
    CHECK(asked_again(R"({"type":"object","properties":{"a":{"$ref":"#/$defs/both"},"b":{"$ref":"#/$defs/both"}})" +
                      definitions) == "1");
    CHECK(asked_again(R"({"allOf":[)" + member + "," + member + "]" + definitions) == "1a");
    // What is below a schema that is asked again, or leads back to itself, is so too.
    CHECK(asked_again(R"({"type":"object","properties":{"a":{"$ref":"#"},"b":)" + both + "}}") == "a");
    // Unions ask their options once more for issues, and are not asked again for that.
    CHECK(asked_again(R"({"anyOf":[{"type":"number","minimum":1},{"type":"number","maximum":0}]})") == "1");
    CHECK(asked_again(R"({"anyOf":[{"type":"object","properties":{"a":)" + both + R"(}},{"type":"object"}]})") == "1a");
}

TEST_CASE("it is known which members of a union may take values of a type") {
    // By null, boolean, number, string, array, object and function: the only member, or - for none, + for several.
    const auto takers = [](std::string_view options) {
        const auto plan = compiled(R"({"anyOf":)" + std::string(options) + "}");
        const plan::Node& root = plan->nodes[plan->root];
        REQUIRE(root.kind == Kind::one_of_several);
        std::string told;
        for (const std::uint32_t only : plan->groups[root.index].only) {
            const bool is_one = only < plan::GroupNode::nobody;
            told += is_one ? std::to_string(only) : only == plan::GroupNode::nobody ? "-" : "+";
        }
        return told;
    };
    REQUIRE(static_cast<int>(json::Type::null) == 0);
    CHECK(takers(R"([{"type":"number"},{"type":"string"}])") == "--01---");
    CHECK(takers(R"([{"type":"number"},{"type":"string"},{"type":"number","minimum":1}])") == "--+1---");
    CHECK(takers(R"([{"enum":["a",1]},{"type":"string"},{"const":null}])") == "2-0+---");
    CHECK(takers(R"([{"type":"string","errorMessage":"no"},{"type":"array","items":{}}])") == "---01--");
    CHECK(takers(R"([{"allOf":[{"type":["string","null"]},{"type":["string","number"]}]},{"type":"number"}])") ==
          "--10---");
    CHECK(takers(R"([{"allOf":[{"minLength":1},{"type":"string"}]},{"type":"number"}])") == "--10---");
    // Guards may let others speak first.
    CHECK(takers(R"([{"type":"array","items":{},"uniqueItems":true},{"type":"number"}])") == "--1-00-");
    // Keywords of one type take all values of others.
    CHECK(takers(R"([{"minLength":1},{"type":"number"}])") == "00+0000");
    CHECK(takers(R"([{"not":{"type":"number"}},{"type":"number"}])") == "00+0000");
    CHECK(takers(R"([{"type":"object","unevaluatedProperties":false},{"type":"number"}])") == "--1--0-");
}
