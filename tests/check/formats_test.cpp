// Formats as the whole library enforces them: which issues they give, and what becomes of the value.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace zodgate;

namespace {

// The parsed value, or the issues.
std::string judged(std::string_view schema, std::string_view payload, const Options& options = {}) {
    std::string value;
    const Result result = Schema::parse(schema, options).validate(payload, value);
    return result.valid() ? value : to_json(result.issues());
}

Options all_formats() {
    Options options;
    options.formats = Formats::all;
    return options;
}

}  // namespace

TEST_CASE("formats that code judges show no pattern") {
    CHECK(judged(R"({"type":"string","format":"ipv6"})", R"("x")") ==
          R"([{"code":"invalid_format","format":"ipv6","path":[],"message":"Invalid IPv6 address"}])");
    CHECK(judged(R"({"type":"string","format":"cidr-v6"})", R"("::1")") ==
          R"([{"code":"invalid_format","format":"cidrv6","path":[],"message":"Invalid IPv6 range"}])");
    CHECK(judged(R"({"type":"string","format":"uri"})", R"("/a")") ==
          R"([{"code":"invalid_format","format":"url","path":[],"message":"Invalid URL"}])");
    CHECK(judged(R"({"type":"string","format":"jwt"})", R"("a.b")") ==
          R"([{"code":"invalid_format","format":"jwt","path":[],"message":"Invalid JWT"}])");
    CHECK(judged(R"({"type":"string","format":"ipv6"})", R"("::ffff:1.2.3.4")") == R"("::ffff:1.2.3.4")");
}

TEST_CASE("patterns of Zod's with the flag u keep it, though a document has no flags") {
    CHECK(judged(R"({"type":"string","format":"email","pattern":"^[^\\s@\"]{1,64}@[^\\s@]{1,255}$"})", R"("x")") ==
          R"([{"origin":"string","code":"invalid_format","format":"email",)"
          R"("pattern":"/^[^\\s@\"]{1,64}@[^\\s@]{1,255}$/u","path":[],"message":"Invalid email address"}])");
    // 64 code points, which are 128 units.
    std::string local;
    for (int i = 0; i < 64; ++i) local += "😀";
    const std::string_view email = R"({"format":"email","pattern":"^[^\\s@\"]{1,64}@[^\\s@]{1,255}$"})";
    CHECK(judged(email, "\"" + local + "@b\"") == "\"" + local + "@b\"");
    CHECK(judged(email, "\"a" + local + "@b\"").find("invalid_format") != std::string::npos);
    CHECK(judged(R"({"type":"string","format":"emoji"})", R"("1")").find(R"(\\p{Emoji_Component}]+$/u")") !=
          std::string::npos);
    CHECK(judged(R"({"type":"string","format":"emoji"})", R"("1️⃣")") == R"("1️⃣")");
}

TEST_CASE("a pattern of one's own beside a format that code judges is a check of its own") {
    const std::string_view schema = R"({"type":"string","format":"ipv6","pattern":"^fe80"})";
    CHECK(judged(schema, R"("fe80::1")") == R"("fe80::1")");
    CHECK(judged(schema, R"("::1")") ==
          R"([{"origin":"string","code":"invalid_format","format":"regex","pattern":"/^fe80/","path":[],)"
          R"("message":"Invalid string: must match pattern /^fe80/"}])");
    CHECK(judged(schema, R"("fe80")") ==
          R"([{"code":"invalid_format","format":"ipv6","path":[],"message":"Invalid IPv6 address"}])");
    // Its own pattern, of this release or another, is not judged, as Zod has it: this one knows no IPv4 at the end.
    CHECK(judged(R"({"format":"base64url","pattern":"^[A-Za-z0-9_-]*$"})", R"("a")").find("base64url") !=
          std::string::npos);
}

TEST_CASE("z.url() hands on what the URL parser reads") {
    const std::string_view url = R"({"type":"string","format":"uri","maxLength":12})";
    CHECK(judged(url, R"("  http://a.b/\t \n")") == R"("http://a.b/")");
    CHECK(judged(url, R"("http://\ta.b/\r\nc")") == R"("http://a.b/c")");
    CHECK(judged(url, "\"\xC2\xA0http://a.b/\xE3\x80\x80\"") == R"("http://a.b/")");
    CHECK(judged(url, R"("http://a.b/ccc")").find("too_big") != std::string::npos);
    // A string that is no URL is measured as it is.
    CHECK(judged(url, R"("               x")").find("too_big") != std::string::npos);
    CHECK(judged(R"({"type":"string","format":"uri","pattern":"^ "})", R"(" http://a")").find("regex") !=
          std::string::npos);
    CHECK(judged(R"({"type":["string","null"],"format":"uri"})", R"(" http://a")") == R"("http://a")");
    CHECK(judged(R"({"anyOf":[{"type":"number"},{"type":"string","format":"uri"}]})", R"(" http://a")") ==
          R"("http://a")");
    CHECK(judged(R"({"type":"array","items":{"$ref":"#/$defs/u"},"$defs":{"u":{"type":"string","format":"uri"}}})",
                 R"([" a:b","a:b "])") == R"(["a:b","a:b"])");
}

TEST_CASE("names of records that are URLs are handed on as z.url() does") {
    const std::string_view record =
        R"({"type":"object","propertyNames":{"type":"string","format":"uri"},"additionalProperties":{"type":"number"}})";
    CHECK(judged(record, R"({" a:b":1,"c:d":2})") == R"({"a:b":1,"c:d":2})");
    CHECK(judged(record, R"({" a:b":1,"c:d":2,"a:b":3})") == R"({"a:b":3,"c:d":2})");
    CHECK(judged(record, R"({"x":1})") ==
          R"([{"code":"invalid_key","origin":"record","issues":[{"code":"invalid_format","format":"url","path":[],)"
          R"("message":"Invalid URL"}],"path":["x"],"message":"Invalid key in record"}])");
    const std::string_view choice = R"({"type":"object","propertyNames":{"anyOf":[{"type":"string","maxLength":2},)"
                                    R"({"type":"string","format":"uri"}]},"additionalProperties":true})";
    CHECK(judged(choice, R"({" a":1," a:b":2})") == R"({" a":1,"a:b":2})");
}

TEST_CASE("what JSON Schema alone knows is an annotation unless it is asked for") {
    const std::string_view iri = R"({"type":"string","format":"iri"})";
    CHECK(judged(iri, R"("x")") == R"("x")");
    CHECK(judged(iri, R"("x")", all_formats()) ==
          R"([{"code":"invalid_format","format":"iri","path":[],"message":"Invalid iri"}])");
    CHECK(judged(iri, R"("http://ä")", all_formats()) == R"("http://ä")");
    CHECK(judged(R"({"format":"uri-reference"})", R"("/a?b")", all_formats()) == R"("/a?b")");
    CHECK(judged(R"({"format":"uri-reference"})", R"("\\")", all_formats()).find("uri-reference") != std::string::npos);
    CHECK(judged(R"({"format":"uri-reference"})", "1", all_formats()) == "1");
    CHECK(judged(R"({"type":"string","format":"nobody-knows-it"})", R"("x")", all_formats()) == R"("x")");
    // With a pattern it is a z.stringFormat(), until it is asked for.
    const std::string_view both = R"({"type":"string","format":"json-pointer","pattern":"^/a"})";
    CHECK(judged(both, R"("/b")") ==
          R"([{"code":"invalid_format","format":"json-pointer","path":[],"message":"Invalid json-pointer"}])");
    CHECK(judged(both, R"("/a~")") == R"("/a~")");
    CHECK(judged(both, R"("/a~")", all_formats()) ==
          R"([{"code":"invalid_format","format":"json-pointer","path":[],"message":"Invalid json-pointer"}])");
    CHECK(judged(both, R"("/b")", all_formats()).find(R"("format":"regex")") != std::string::npos);
}

TEST_CASE("a host that would take too many steps is not taken for one that fits nowhere") {
    std::string host;
    for (int i = 0; i < 20000; ++i) host += "\xE4\xB8" + std::string(1, static_cast<char>(0x80 + i % 64));
    const std::string payload = "\"http://" + host + "\"";
    const Result result = Schema::parse(R"({"type":"string","format":"uri"})").validate(payload);
    CHECK(result.status() == Status::invalid);
    CHECK(result.patterns_stopped());
    const Result option =
        Schema::parse(R"({"oneOf":[{"type":"string","format":"uri"},{"type":"string"}]})").validate(payload);
    CHECK(option.status() == Status::over_limit);
}
