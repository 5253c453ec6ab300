// Schema::answer(), which judges and writes in one, and functions of the host that judge on the way.
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate;

namespace {

constexpr std::string_view two_faults = R"({"email":"nobody","role":"owner"})";
constexpr std::string_view valid = R"({"email":"ada@example.com","role":"admin"})";

std::string expected(std::string_view payload, std::string_view error = "no") {
    return error_body(error, schemas::invite_request().validate(payload).issues());
}

// A handler that judges something else whenever it is told something.
class Nested : public ValueHandler {
  public:
    std::vector<std::string> answers{};

    void null() override { judge(); }
    void boolean(bool) override { judge(); }
    void number(double) override { judge(); }
    void string(std::string_view text) override {
        strings_.emplace_back(text);
        judge();
    }
    void start_array(std::size_t) override { judge(); }
    void end_array(std::size_t) override { judge(); }
    void start_object(std::size_t) override { judge(); }
    void key(std::string_view name) override {
        strings_.emplace_back(name);
        judge();
    }
    void end_object(std::size_t) override { judge(); }

    const std::vector<std::string>& strings() const { return strings_; }

  private:
    void judge() {
        std::string body;
        schemas::invite_request().answer(two_faults, "no", body);
        answers.push_back(body);
    }

    std::vector<std::string> strings_{};
};

}  // namespace

TEST_CASE("an answer is the body of the issues, or nothing") {
    const Schema& schema = schemas::invite_request();
    std::string body = "what was there";
    CHECK(schema.answer(two_faults, "no", body) == Status::invalid);
    CHECK(body == expected(two_faults));
    CHECK(schema.answer(valid, "no", body) == Status::valid);
    CHECK(body.empty());
    for (const std::string_view malformed : {"", "{", "[1,]", "\xFF", "{}}", "\"\\ud800\""}) {
        CAPTURE(malformed);
        CHECK(schema.answer(malformed, "no", body) == Status::malformed);
        CHECK(body == expected(malformed));
    }
    CHECK(schema.answer(two_faults, "not \xFF UTF-8", body) == Status::invalid);
    CHECK(body == expected(two_faults, "not \xFF UTF-8"));
}

TEST_CASE("an answer goes where there is room, and may replace the payload") {
    std::string body(two_faults);
    body.reserve(4096);
    const char* const place = body.data();
    CHECK(schemas::invite_request().answer(body, "no", body) == Status::invalid);
    CHECK(body == expected(two_faults));
    CHECK(body.data() == place);
    body = valid;
    CHECK(schemas::invite_request().answer(body, "no", body) == Status::valid);
    CHECK(body.empty());
}

TEST_CASE("an answer is in the words and within the limits that are asked for") {
    const Schema& schema = schemas::invite_request();
    Messages words;
    words.set(IssueCode::invalid_value, [](const Issue& issue) -> std::optional<std::string> {
        return "not " + std::get<std::string>(issue.path.front());
    });
    std::string body;
    CHECK(schema.answer(two_faults, "no", body, words) == Status::invalid);
    CHECK(body == error_body("no", schema.validate(two_faults).issues(), words));
    CHECK(body.find("not role") != std::string::npos);
    Limits limits;
    limits.max_issues = 1;
    CHECK(schema.answer(two_faults, "no", body, Messages(), limits) == Status::invalid);
    CHECK(body == error_body("no", schema.validate(two_faults, limits).issues()));
    limits.max_bytes = 10;
    CHECK(schema.answer(valid, "no", body, Messages(), limits) == Status::over_limit);
    CHECK(body == error_body("no", schema.validate(valid, limits).issues()));
}

TEST_CASE("what a function throws passes, and the thread judges on") {
    Messages words;
    words.set([](const Issue& issue) -> std::optional<std::string> {
        if (issue.path == Path{"role"}) throw std::runtime_error("no words");
        return std::nullopt;
    });
    std::string body;
    CHECK_THROWS_AS(schemas::invite_request().answer(two_faults, "no", body, words), std::runtime_error);
    CHECK(schemas::invite_request().answer(two_faults, "no", body) == Status::invalid);
    CHECK(body == expected(two_faults));
}

TEST_CASE("functions of the host may judge payloads on the way") {
    const Schema tree = Schema::parse(R"({"type":"object","properties":{"name":{"type":"string"},
        "children":{"type":"array","items":{"$ref":"#"}}},"required":["name"],"additionalProperties":false})");
    Nested handler;
    CHECK(tree.validate(R"({"name":"a","children":[{"name":"b\u00e9"},{"name":"c"}]})", handler).valid());
    CHECK(handler.strings() == std::vector<std::string>{"name", "a", "children", "name", "b\xC3\xA9", "name", "c"});
    CHECK(handler.answers == std::vector<std::string>(handler.answers.size(), expected(two_faults)));

    Messages words;
    words.set([](const Issue&) -> std::optional<std::string> {
        std::string inner;
        schemas::invite_request().answer(R"({"email":1})", "inner", inner);
        return inner;
    });
    std::string body;
    const std::string_view wrong = R"({"name":1,"children":[{"name":2},{"nom":"c"}]})";
    CHECK(tree.answer(wrong, "no", body, words) == Status::invalid);
    CHECK(body == error_body("no", tree.validate(wrong).issues(), words));
}

TEST_CASE("issues hold the names of a payload and none of its values") {
    constexpr std::string_view schemas_that_refuse[] = {
        R"({"type":"number"})",
        R"({"type":"string","maxLength":2})",
        R"({"type":"string","format":"email"})",
        R"({"type":"string","pattern":"^a$"})",
        R"({"const":"b"})",
        R"({"enum":["b",1]})",
        R"({"anyOf":[{"type":"number"},{"type":"string","format":"uuid"}]})",
        R"({"oneOf":[{"type":"string"},{"type":"string","minLength":1}]})",
        R"({"not":{"type":"string"}})",
        R"({"type":"string","format":"jwt"})",
        R"({"type":"string","format":"regex","maxLength":1})",
    };
    std::size_t asked = 0;
    for (const std::string_view text : schemas_that_refuse) {
        CAPTURE(text);
        for (const std::string payload : {R"("hunter2secret")", R"("hunter2secret@")"}) {
            const Result result = Schema::parse(text).validate(payload);
            REQUIRE_FALSE(result.valid());
            CHECK(to_json(result.issues()).find("hunter2secret") == std::string::npos);
            ++asked;
        }
    }
    CHECK(asked == 22);
    const Result number = Schema::parse(R"({"type":"integer","maximum":5,"multipleOf":2})").validate("4242424243");
    CHECK(to_json(number.issues()).find("4242424243") == std::string::npos);
    const Result option =
        Schema::parse(R"({"oneOf":[{"type":"object","properties":{"k":{"const":"a"}},"required":["k"]},
        {"type":"object","properties":{"k":{"const":"b"}},"required":["k"]}]})")
            .validate(R"({"k":"hunter2secret"})");
    REQUIRE_FALSE(option.valid());
    CHECK(to_json(option.issues()).find("hunter2secret") == std::string::npos);
    const Result broken = Schema::parse("true").validate(R"({"a":"hunter2secret"hunter2secret})");
    CHECK(broken.status() == Status::malformed);
    CHECK(to_json(broken.issues()).find("hunter2secret") == std::string::npos);
}
