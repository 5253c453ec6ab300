// The parsed value of valid payloads. What Zod returns for them is asked in the golden files; here is what those do not
// reach: the library's own options and handlers.
#include <zodgate/adapters/rapidjson.hpp>
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

using namespace zodgate;

namespace {

std::string value_of(std::string_view document, std::string_view payload, const Options& options = Options()) {
    std::string value = "left over";
    const Result result = Schema::parse(document, options).validate(payload, value);
    return result.valid() ? value : "refused:" + value;
}

constexpr std::string_view person =
    R"({"type":"object","properties":{"name":{"type":"string"},"role":{"type":"string","default":"member"}},"required":["name"]})";

}  // namespace

TEST_CASE("the parsed value has defaults, Zod's order, and no unknown members") {
    CHECK(value_of(person, R"({"x":1,"role":"admin","name":"Ada"})") == R"({"name":"Ada","role":"admin"})");
    CHECK(value_of(person, R"({"name":"Ada"})") == R"({"name":"Ada","role":"member"})");
    CHECK(value_of(person, R"({"name":1})") == "refused:");
    CHECK(value_of(person, R"({"name":)") == "refused:");
    CHECK(value_of("true", R"( [1e400, -0, 1.50, "\u0041\n", {"__proto__": 1, "b": 1, "1": 2}] )") ==
          R"([null,0,1.5,"A\n",{"1":2,"__proto__":1,"b":1}])");
}

TEST_CASE("what changes deep within is in the parsed value") {
    const std::string list =
        R"({"type":"object","properties":{"list":{"type":"array","items":)" + std::string(person) + "}}}";
    CHECK(value_of(list, R"({"list":[{"name":"Ada","role":"admin"}]})") ==
          R"({"list":[{"name":"Ada","role":"admin"}]})");
    CHECK(value_of(list, R"({"list":[{"role":"admin","name":"Ada"}]})") ==
          R"({"list":[{"name":"Ada","role":"admin"}]})");
    CHECK(value_of(list, R"({"list":[{"name":"Ada"}]})") == R"({"list":[{"name":"Ada","role":"member"}]})");
    CHECK(value_of(list, R"({"list":[{"name":"Ada","role":"","x":1}]})") == R"({"list":[{"name":"Ada","role":""}]})");
    CHECK(value_of(R"({"type":"object","properties":{"a":{},"__proto__":{}}})", R"({"a":1,"__proto__":2})") ==
          R"({"a":1})");
    CHECK(value_of(R"({"type":"object","properties":{"a":{"type":"string","format":"uri"}}})",
                   R"({"a":" http://a "})") == R"({"a":"http://a"})");
}

TEST_CASE("unknown members are kept when asked") {
    Options options;
    options.unknown_keys = UnknownKeys::keep;
    CHECK(value_of(person, R"({"x":1,"name":"Ada","2":[]})", options) ==
          R"({"2":[],"name":"Ada","role":"member","x":1})");
    CHECK(value_of(person, R"({"name":"Ada","__proto__":{}})", options) == R"({"name":"Ada","role":"member"})");
}

TEST_CASE("only what is written as z.object() writes it strips members") {
    const std::string_view payload = R"({"b":1,"a":"x"})";
    const auto with = [](const std::string& rest) {
        return R"({"type":"object","properties":{"a":{"type":"string"}})" + rest + "}";
    };
    CHECK(value_of(with(""), payload) == R"({"a":"x"})");
    CHECK(value_of(with(R"(,"additionalProperties":{})"), payload) == R"({"a":"x","b":1})");
    CHECK(value_of(with(R"(,"additionalProperties":true)"), payload) == R"({"a":"x","b":1})");
    CHECK(value_of(R"({"type":"object"})", payload) == payload);
    CHECK(value_of(with(R"(,"required":["b"])"), payload) == R"({"a":"x","b":1})");
}

TEST_CASE("the value of the option that was taken") {
    const std::string_view nested =
        R"({"anyOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},)"
        R"({"type":"object","properties":{"b":{"anyOf":[{"type":"null"},{"$ref":"#"}]}},"required":["b"]}]})";
    CHECK(value_of(nested, R"({"b":{"b":{"a":1,"b":2},"a":"x"},"c":3})") == R"({"b":{"b":{"a":1}}})");
    CHECK(value_of(R"({"oneOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},true]})",
                   R"({"a":"x","b":1})") == R"({"a":"x","b":1})");
}

TEST_CASE("a default in the place of what is missing") {
    CHECK(
        value_of(
            R"({"type":"array","prefixItems":[{"type":"string"},{"type":"number"},{"default":5}],"items":false,"minItems":1})",
            R"(["a"])") == R"(["a",null,5])");
    CHECK(value_of(R"({"type":"array","prefixItems":[{"type":"string"},{"type":"number"}],"items":false,"minItems":1})",
                   R"(["a"])") == R"(["a"])");
    CHECK(
        value_of(
            R"({"type":"object","properties":{"a":{"anyOf":[{"type":"number"},{"type":"string","default":"x"}]},"b":{"$ref":"#/$defs/d"},"c":{"anyOf":[{"$ref":"#/$defs/d"},{"type":"null"}]},"e":{"$ref":"#/$defs/d","default":[]}},"$defs":{"d":{"type":"object","default":{"k":[1,{"l":null}]}}}})",
            "{}") == R"({"a":"x","b":{"k":[1,{"l":null}]},"c":{"k":[1,{"l":null}]},"e":[]})");
    // The default of a member that must be there fills nothing in.
    CHECK(value_of(R"({"type":"object","properties":{"a":{"type":"string","default":"x"}},"required":["a"]})", "{}") ==
          "refused:");
}

TEST_CASE("members whose names a record's pattern does not know stay as they are, whatever the pattern takes") {
    // Without steps, and with them: a back reference.
    for (const std::string_view pattern : {"oo", R"(^(.)\\1)"}) {
        const std::string document = R"({"type":"object","properties":{"a":{"type":"number","default":1}},)"
                                     R"("patternProperties":{")" +
                                     std::string(pattern) +
                                     R"(":{"type":"object","properties":{"x":{"type":"number","default":2}}}}})";
        CAPTURE(document);
        CHECK(value_of(document, R"({"b":{},"oo":{}})") == R"({"a":1,"b":{},"oo":{"x":2}})");
        CHECK(value_of(document, R"({"oo":{},"o":{"y":1},"a":3,"ooo":{"x":4}})") ==
              R"({"a":3,"oo":{"x":2},"o":{"y":1},"ooo":{"x":4}})");
        CHECK(value_of(document, R"({"o":{"x":"none"},"oo":{"x":"none"}})") == "refused:");
    }
}

TEST_CASE("what the sides of an intersection make is put together, whatever the order of members") {
    constexpr std::string_view document = R"({"allOf":[
        {"type":"object","properties":{"c":{"type":"object","properties":{"x":{"default":1}},"additionalProperties":{}},
         "a":{"default":2}},"additionalProperties":{}},
        {"type":"object","properties":{"b":{"default":3},"a":{},"c":{"type":"object","properties":{"y":{"default":4}},
         "additionalProperties":{}}},"additionalProperties":{}}]})";
    CHECK(value_of(document, R"({"a":5,"b":6,"c":{"z":7}})") == R"({"c":{"x":1,"z":7,"y":4},"a":5,"b":6})");
    CHECK(value_of(document, R"({"d":0,"c":{"y":8},"b":6})") == R"({"c":{"x":1,"y":8},"a":2,"d":0,"b":6})");
    CHECK(value_of(document, R"({"c":{"y":8,"x":9}})") == R"({"c":{"x":9,"y":8},"a":2,"b":3})");
    CHECK(value_of(document, "{}") == R"({"a":2,"b":3})");
}

TEST_CASE("a handler is told the value piece by piece, and only of valid payloads") {
    class Recorder final : public ValueHandler {
      public:
        std::string said;
        void null() override { said += "null "; }
        void boolean(bool value) override { said += value ? "true " : "false "; }
        void number(double value) override { said += std::to_string(value) + " "; }
        void string(std::string_view value) override { said.append("'").append(value).append("' "); }
        void start_array(std::size_t items) override { said += "[" + std::to_string(items) + " "; }
        void end_array(std::size_t items) override { said += "]" + std::to_string(items) + " "; }
        void start_object(std::size_t members) override { said += "{" + std::to_string(members) + " "; }
        void key(std::string_view name) override { said.append(name).append(": "); }
        void end_object(std::size_t members) override { said += "}" + std::to_string(members) + " "; }
    };
    const Schema schema = Schema::parse(R"({"type":"array"})");
    Recorder valid;
    CHECK(schema.validate(R"([null,true,{"a":"b"},1.5])", valid).valid());
    CHECK(valid.said == "[4 null true {1 a: 'b' }1 1.500000 ]4 ");
    Recorder invalid;
    CHECK_FALSE(schema.validate("{}", invalid).valid());
    CHECK(invalid.said.empty());
}

TEST_CASE("a handler that throws ends the validation") {
    class Exhausted final : public ValueHandler {
      public:
        void null() override { throw std::bad_alloc(); }
        void boolean(bool) override { throw std::runtime_error("not allowed here"); }
        void number(double) override {}
        void string(std::string_view) override {}
        void start_array(std::size_t) override {}
        void end_array(std::size_t) override {}
        void start_object(std::size_t) override {}
        void key(std::string_view) override {}
        void end_object(std::size_t) override {}
    };
    Exhausted handler;
    CHECK(Schema::parse("true").validate("null", handler).status() == Status::out_of_memory);
    CHECK(Schema::parse("true").validate("true", handler).status() == Status::out_of_memory);
    CHECK(Schema::parse("true").validate("1", handler).valid());
}

TEST_CASE("a RapidJSON document of the value") {
    const Schema schema = Schema::parse(
        R"({"type":"object","properties":{"n":{"type":"integer"},"d":{"type":"number"},"s":{"type":"string","default":"\u0000x"},"l":{"type":"array"}}})");
    rapidjson::Document document;
    REQUIRE(adapters::validate(schema, R"({"l":[1,-2,9007199254740993,null,false],"d":0.5,"n":7,"x":1})", document)
                .valid());
    CHECK(document["n"].GetInt() == 7);
    CHECK(document["l"][1].GetInt() == -2);
    CHECK(document["l"][2].IsUint64());
    CHECK(document["d"].GetDouble() == 0.5);
    CHECK(document["s"].GetStringLength() == 2);
    CHECK_FALSE(document.HasMember("x"));
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    document.Accept(writer);
    CHECK(std::string_view(buffer.GetString(), buffer.GetSize()) ==
          R"({"n":7,"d":0.5,"s":"\u0000x","l":[1,-2,9007199254740992,null,false]})");
    const Result refused = adapters::validate(schema, R"({"n":"x"})", document);
    CHECK(refused.issues().size() == 1);
    CHECK(document.IsNull());
    CHECK(adapters::validate(schema, "[", document).status() == Status::malformed);
    CHECK(document.IsNull());
}

TEST_CASE("a number beyond a double is null in a RapidJSON document, and the payload may be what becomes the value") {
    rapidjson::Document document;
    REQUIRE(adapters::validate(Schema::parse("{}"), R"({"a":1e400})", document).valid());
    CHECK(document["a"].IsNull());
    std::string both = R"( { "b" : [ "a long enough string to be outside" ] } )";
    REQUIRE(Schema::parse("{}").validate(both, both).valid());
    CHECK(both == R"({"b":["a long enough string to be outside"]})");
    both = "[1";
    CHECK(Schema::parse("{}").validate(both, both).status() == Status::malformed);
    CHECK(both.empty());
}

TEST_CASE("a deep value, and one of many members") {
    const Schema tree = Schema::parse(
        R"({"type":"object","properties":{"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}},"required":["next"]})");
    std::string payload;
    for (int i = 0; i < 250; ++i) payload += R"({"x":0,"next":)";
    payload += "null" + std::string(250, '}');
    std::string value;
    REQUIRE(tree.validate(payload, value).valid());
    CHECK(value.size() == payload.size() - std::size_t{250} * 6);

    std::string wide = "{";
    for (int i = 0; i < 20000; ++i) wide += "\"k" + std::to_string(i) + "\":0,";
    wide += "\"last\":1}";
    CHECK(value_of(R"({"allOf":[{"type":"object","additionalProperties":{}},{"type":"object"}]})", wide) == wide);
}

TEST_CASE("options are remembered for each of many values") {
    // In one table, by the thousand: of numbers the second option, of strings and objects the first and the third.
    const Schema schema = Schema::parse(R"({"type":"array","items":{"anyOf":[{"type":"string"},{"type":"number"},)"
                                        R"({"type":"object","properties":{"a":{"default":7}}}]}})");
    std::string payload = "[";
    std::string expected = "[";
    for (int i = 0; i < 5000; ++i) {
        const std::string number = std::to_string(i);
        payload.append(i == 0 ? "" : ",").append(number).append(",\"").append(number).append(R"(",{"b":1})");
        expected.append(i == 0 ? "" : ",").append(number).append(",\"").append(number).append(R"(",{"a":7})");
    }
    std::string value;
    CHECK(schema.validate(payload + "]", value).valid());
    CHECK(value == expected + "]");
}

TEST_CASE("an object of few members is judged the same by a schema of many that may be missing") {
    const std::string_view some = R"("z":{"type":"string"},"need":{"type":"string"},"b":{"type":"string","default":"d"},
        "10":{"type":"number"},"toString":{"type":"string"},"2":{"type":"number"},"a":{"type":"string"})";
    std::string more;
    for (int i = 0; i < 40; ++i) more += ",\"m" + std::to_string(i) + R"(":{"type":"null"})";
    const auto schema = [&](const std::string& properties, const std::string& rest) {
        return Schema::parse(R"({"type":"object","properties":{)" + properties + R"(},"required":["need","also"])" +
                             rest + "}");
    };
    std::size_t valid = 0;
    for (const std::string rest :
         {"", R"(,"additionalProperties":false)", R"(,"additionalProperties":{"type":"null"})"}) {
        const Schema few = schema(std::string(some), rest);
        const Schema many = schema(std::string(some) + more, rest);
        for (const std::string_view payload :
             {R"({"a":"x","toString":"t","need":"n","z":"y","also":null})",
              R"({"also":null,"10":1,"2":2,"toString":"t","need":"n","b":"b","a":"x"})",
              R"({"toString":"t","need":"n","also":null})", R"({"need":1,"a":1,"2":"x","also":null})", "{}",
              R"({"also":null,"need":"n"})", R"({"x":null,"toString":"t","need":"n","also":null,"y":null})"}) {
            CAPTURE(rest, payload);
            std::string value_of_few;
            std::string value_of_many;
            const Result result = few.validate(payload, value_of_few);
            CHECK(to_json(many.validate(payload, value_of_many).issues()) == to_json(result.issues()));
            CHECK(value_of_many == value_of_few);
            valid += result.valid() ? 1 : 0;
        }
    }
    CHECK(valid == 8);
}
