// `contentEncoding` and `contentMediaType`, with Options::check_content.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;

namespace {

Options checking(Semantics semantics) {
    Options options = semantics == Semantics::zod ? Options() : Options::json_schema();
    options.check_content = true;
    return options;
}

// "valid", the keyword that fails, or the issues. Both ways of asking must say the same.
std::string judged(std::string_view schema, std::string_view payload, const Options& options) {
    const Schema parsed = Schema::parse(schema, options);
    std::string value;
    const Result result = parsed.validate(payload, value);
    CHECK(parsed.validate(payload).valid() == result.valid());
    if (result.valid()) return "valid";
    if (result.issues().size() == 1) {
        if (const auto* const failed = std::get_if<FailedKeyword>(&result.issues().front().parameters)) {
            return std::string(failed->keyword);
        }
    }
    return to_json(result.issues());
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string repeat(std::string_view part, std::size_t count) {
    std::string out;
    for (; count > 0; --count) out += part;
    return out;
}

}  // namespace

TEST_CASE("contents are annotations unless asked for") {
    for (const std::string_view schema :
         {R"({"contentEncoding":"base64"})", R"({"contentMediaType":"application/json"})",
          R"({"contentMediaType":"application/json","contentEncoding":"base64","contentSchema":{"type":"object"}})"}) {
        CHECK(judged(schema, R"("%")", {}) == "valid");
        CHECK(judged(schema, R"("%")", Options::json_schema()) == "valid");
    }
}

TEST_CASE("contents are of the encoding that is named, in both semantics") {
    for (const Semantics semantics : {Semantics::zod, Semantics::json_schema}) {
        const Options options = checking(semantics);
        const auto judge = [&](std::string_view encoding, std::string_view text) {
            return judged(R"({"contentEncoding":")" + std::string(encoding) + "\"}", quoted(text), options);
        };
        CHECK(judge("base64", "Zm9v") == "valid");
        CHECK(judge("base64", "") == "valid");
        CHECK(judge("base64", "Zm9") == "contentEncoding");
        CHECK(judge("BASE64", "Zm9%") == "contentEncoding");
        CHECK(judge("base64url", "-_") == "valid");
        CHECK(judge("base64url", "+/") == "contentEncoding");
        CHECK(judge("base32", "MY======") == "valid");
        CHECK(judge("base32", "MY") == "contentEncoding");
        CHECK(judge("base32hex", "CO======") == "valid");
        CHECK(judge("base32hex", "XY======") == "contentEncoding");
        CHECK(judge("base16", "00ff") == "valid");
        CHECK(judge("base16", "0") == "contentEncoding");
        for (const std::string_view other : {"7bit", "8bit", "binary", "quoted-printable", "base85", "", "x"}) {
            CHECK(judge(other, "%") == "valid");
        }
        for (const std::string_view value : {"1", "null", "true", "[]", "{}"}) {
            CHECK(judged(R"({"contentEncoding":"base64","contentMediaType":"application/json"})", value, options) ==
                  "valid");
        }
    }
}

TEST_CASE("contents are JSON where the media type says so") {
    for (const Semantics semantics : {Semantics::zod, Semantics::json_schema}) {
        const Options options = checking(semantics);
        const auto judge = [&](std::string_view media_type, std::string_view text) {
            return judged(R"({"contentMediaType":")" + std::string(media_type) + "\"}", quoted(text), options);
        };
        for (const std::string_view json : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                                            "application/problem+json", "image/x+json", "application/json ;a=b"}) {
            CAPTURE(json);
            CHECK(judge(json, R"({"a":[1]})") == "valid");
            CHECK(judge(json, "1") == "valid");
            CHECK(judge(json, "") == "contentMediaType");
            CHECK(judge(json, "{:}") == "contentMediaType");
            CHECK(judge(json, "1 2") == "contentMediaType");
        }
        for (const std::string_view other : {"text/plain", "application/jsonx", "json", "+json", "a/+json", "/a+json",
                                             "text/html", "", "application/json5"}) {
            CAPTURE(other);
            CHECK(judge(other, "{:}") == "valid");
        }
        const auto within = [&](std::string_view encoding, std::string_view text) {
            return judged(
                R"({"contentMediaType":"application/json","contentEncoding":")" + std::string(encoding) + "\"}",
                quoted(text), options);
        };
        CHECK(within("base64", "eyJmb28iOiAiYmFyIn0K") == "valid");
        CHECK(within("base64", "ezp9Cg==") == "contentMediaType");
        CHECK(within("base64", "{}") == "contentEncoding");
        CHECK(within("base64", "Iv8i") == "contentMediaType");  // a string of the byte FF
        CHECK(within("base16", "7b7D") == "valid");
        CHECK(within("7bit", "{}") == "valid");
        CHECK(within("binary", "{") == "contentMediaType");
        CHECK(within("quoted-printable", "{") == "valid");
    }
}

TEST_CASE("contents: the issue, and what Zod says beside it") {
    const Options options = checking(Semantics::zod);
    std::string value;
    const auto issues = [&](std::string_view schema, std::string_view payload) {
        return to_json(Schema::parse(schema, options).validate(payload, value).issues());
    };
    CHECK(issues(R"({"contentEncoding":"base64"})", R"("%")") ==
          R"([{"code":"custom","params":{"keyword":"contentEncoding"},"path":[],)"
          R"("message":"Invalid input: fails \"contentEncoding\""}])");
    CHECK(issues(R"({"type":"object","properties":{"a":{"contentMediaType":"application/json"}}})", R"({"a":"{"})") ==
          R"([{"code":"custom","params":{"keyword":"contentMediaType"},"path":["a"],)"
          R"("message":"Invalid input: fails \"contentMediaType\""}])");
    // z.base64()
    const std::string_view base64 = R"({"type":"string","format":"base64","contentEncoding":"base64"})";
    CHECK(issues(base64, R"("%")") ==
          R"([{"code":"invalid_format","format":"base64","path":[],"message":"Invalid base64-encoded string"},)"
          R"({"code":"custom","params":{"keyword":"contentEncoding"},"path":[],)"
          R"("message":"Invalid input: fails \"contentEncoding\""}])");
    CHECK(to_json(Schema::parse(base64).validate(R"("%")").issues()) ==
          R"([{"code":"invalid_format","format":"base64","path":[],"message":"Invalid base64-encoded string"}])");
    CHECK(issues(base64, R"("Zm9v")") == "[]");
    CHECK(value == R"("Zm9v")");
    CHECK(issues(R"({"contentEncoding":"base16","errorMessage":{"contentEncoding":"no"}})", R"("x")").find(R"("no")") !=
          std::string::npos);
    // A definition and checks upon it.
    const std::string_view stacked = R"({"$ref":"#/$defs/b","minLength":2,"$defs":{"b":{"type":"string",)"
                                     R"("contentEncoding":"base16"}}})";
    CHECK(judged(stacked, R"("0")", options).find("contentEncoding") != std::string::npos);
    CHECK(judged(stacked, R"("00")", options) == "valid");
    const std::string_view beside = R"({"$ref":"#/$defs/b","contentEncoding":"base16","$defs":{"b":{"type":"string",)"
                                    R"("minLength":2}},"maxLength":5})";
    CHECK(judged(beside, R"("000")", options) == "contentEncoding");
}

TEST_CASE("contents are known since draft-07") {
    const auto schema = [](std::string_view dialect) {
        return R"({"$schema":")" + std::string(dialect) + R"(","contentEncoding":"base16"})";
    };
    const Options options = checking(Semantics::json_schema);
    CHECK(judged(schema("http://json-schema.org/draft-04/schema#"), R"("x")", options) == "valid");
    CHECK(judged(schema("http://json-schema.org/draft-06/schema#"), R"("x")", options) == "valid");
    CHECK(judged(schema("http://json-schema.org/draft-07/schema#"), R"("x")", options) == "contentEncoding");
    CHECK(judged(schema("https://json-schema.org/draft/2019-09/schema"), R"("x")", options) == "contentEncoding");
    CHECK(judged(schema("https://json-schema.org/draft/2020-12/schema"), R"("x")", options) == "contentEncoding");
}

TEST_CASE("contents are nested no deeper than payloads, from where they stand") {
    Options options = checking(Semantics::json_schema);
    options.limits.max_depth = 10;
    const std::string_view schema = R"({"contentMediaType":"application/json"})";
    const auto nested = [](std::size_t depth) { return quoted(repeat("[", depth) + repeat("]", depth)); };
    CHECK(judged(schema, nested(10), options) == "valid");
    CHECK(judged(schema, nested(11), options).find("max_depth") != std::string::npos);
    CHECK(judged(schema, nested(30'000), options).find("max_depth") != std::string::npos);
    const std::string_view items = R"({"items":{"items":{"contentMediaType":"application/json"}}})";
    CHECK(judged(items, "[[" + nested(8) + "]]", options) == "valid");
    CHECK(judged(items, "[[" + nested(9) + "]]", options).find("max_depth") != std::string::npos);
    // What is not looked at to its end is never let pass.
    CHECK(judged(R"({"not":{"contentMediaType":"application/json"}})", nested(11), options).find("max_depth") !=
          std::string::npos);
    options.limits.max_depth = 1000;
    CHECK(judged(schema, nested(1000), options) == "valid");
    CHECK(judged(schema, quoted(repeat(R"({"":)", 32'768)), options).find("max_depth") != std::string::npos);
}

TEST_CASE("contents within unions count for their work") {
    Options options = checking(Semantics::json_schema);
    options.limits.max_union_work = 1000;
    std::string schema = R"({"anyOf":[)";
    for (int i = 0; i < 500; ++i) schema += R"({"contentMediaType":"application/json","minLength":1000000},)";
    schema += "false]}";
    // Each option is asked, and what each takes is a share of the string.
    CHECK(judged(schema, quoted(repeat("1", 65'536)), options).find("max_union_work") != std::string::npos);
    options.refuse_repeated_keys = true;
    CHECK(judged(R"({"contentMediaType":"application/json"})", quoted(R"({"a":1,"a":2})"), options) ==
          "contentMediaType");
}

TEST_CASE("contents of 64 KiB of any kind are judged") {
    const Options options = checking(Semantics::json_schema);
    for (const std::string_view part : {"A", "=", "[", "{", "1", ",", "[1,", "%", "\u00E9"}) {
        for (const std::string_view encoding : {"base64", "base64url", "base32", "base32hex", "base16", "binary"}) {
            const std::string schema =
                R"({"contentMediaType":"application/json","contentEncoding":")" + std::string(encoding) + "\"}";
            const std::string judgement = judged(schema, quoted(repeat(part, 65'536)), options);
            const bool is_number = part == "1" && encoding == "binary";
            CHECK((judgement == "valid") == is_number);
        }
    }
}
