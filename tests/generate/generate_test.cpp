// The generator as its users call it: seeds, errors, limits, and the mutator.
#include <zodgate/generate.hpp>
#include <zodgate/zodgate.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace zodgate;

namespace {

std::string reason_of(std::string_view document) {
    try {
        const std::string payload = Generator(Schema::parse(document)).valid(0);
        return "made " + payload;
    } catch (const GenerateError& error) {
        return error.what();
    }
}

constexpr std::string_view tree =
    R"({"type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":8},"size":{"type":"integer","minimum":0,"maximum":9},"kind":{"enum":["leaf","node",null]},"children":{"type":"array","items":{"$ref":"#"},"maxItems":4}},"required":["name","children"],"additionalProperties":false})";

}  // namespace

TEST_CASE("a payload is a matter of schema and seed") {
    const Generator generator(Schema::parse(tree));
    const Generator other(Schema::parse(tree));
    std::set<std::string> payloads;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const std::string payload = generator.valid(seed);
        CHECK(payload == other.valid(seed));
        CHECK(generator.invalid(seed).payload == other.invalid(seed).payload);
        payloads.insert(payload);
    }
    CHECK(payloads.size() > 150);
}

TEST_CASE("payloads of one release are the same everywhere") {
    const Generator invite(schemas::invite_request());
    const Generator numbers(Schema::parse(
        R"({"type":"array","minItems":6,"items":{"anyOf":[{"type":"number"},{"type":"number","multipleOf":0.01,"minimum":-3},{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1}]}})"));
    const Generator formats(Schema::parse(
        R"({"type":"array","minItems":4,"items":{"anyOf":[{"type":"string","format":"uri"},{"type":"string","format":"jwt"},{"type":"string","format":"iban"},{"type":"string","minLength":3}]}})"));
    CHECK(
        formats.valid(2) ==
        R"(["mailto:kwrgj5@v.example","YI665EO5298T10Z","https://h.test:47528/jq468ic5m/","eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJxZHgyeXQiLCJpYXQiOjEwNjI0MTA3MjR9.aGhtbHlpbWV4eTY1MjFlbG9waHpubG1sZ25sejA2amc"])");
    CHECK(invite.valid(1) == R"({"email":"N--.RH.Ana.vic@0Hi6jK.v.AW","role":"admin","extra37":null})");
    const Broken broken = invite.invalid(1);
    CHECK(broken.payload == R"({"email":"O5.wjWH.hrD@J.LykLDlp","extra4":4398046511103,"extra35":-189.5095032102576})");
    CHECK(broken.manner == "missing_member");
    CHECK(broken.explanation == "the payload lacks a member that is required");
    CHECK(broken.path == Path{std::string("role")});
    CHECK(broken.code == IssueCode::invalid_value);
    CHECK(Generator(Schema::parse(tree)).valid(2) == R"({"name":"f","size":0,"kind":null,"children":[]})");
    CHECK(numbers.valid(3) ==
          "[0.3922129707653574,0.26,-47,-640.1687242711629,5e-324,348564071,0.33035265379734186,-1.49]");
}

TEST_CASE("strings of all formats and encodings are made, and fit") {
    Options all;
    all.formats = Formats::all;
    all.check_content = true;
    std::size_t made = 0;
    const auto make = [&](const std::string& keywords) {
        CAPTURE(keywords);
        const Schema schema = Schema::parse(R"({"type":"string",)" + keywords + "}", all);
        const Generator generator(schema);
        std::set<std::string> payloads;
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const std::string payload = generator.valid(seed);
            CAPTURE(payload);
            CHECK(schema.validate(payload).valid());
            payloads.insert(payload);
        }
        CHECK(payloads.size() > 10);
        ++made;
    };
    for (const char* format : {"uri", "uri-reference", "iri", "iri-reference", "idn-email", "idn-hostname", "hostname",
                               "json-pointer", "relative-json-pointer", "uri-template", "regex"}) {
        make(R"("format":")" + std::string(format) + "\"");
    }
    for (const char* encoding : {"base64", "base64url", "base32", "base32hex", "base16"}) {
        make(R"("contentEncoding":")" + std::string(encoding) + "\"");
    }
    CHECK(made == 16);
}

TEST_CASE("threads share a generator") {
    const Generator generator(Schema::parse(tree));
    const auto make = [&generator] {
        std::vector<std::string> payloads;
        for (std::uint64_t seed = 0; seed < 300; ++seed) payloads.push_back(generator.valid(seed));
        return payloads;
    };
    const std::vector<std::string> expected = make();
    std::array<std::vector<std::string>, 4> found;
    std::vector<std::thread> threads;
    threads.reserve(found.size());
    for (std::vector<std::string>& list : found) threads.emplace_back([&list, &make] { list = make(); });
    for (std::thread& thread : threads) thread.join();
    for (const std::vector<std::string>& list : found) CHECK(list == expected);
}

TEST_CASE("boundaries, options, and what may be left out all come up") {
    const Generator generator(Schema::parse(tree));
    std::set<std::string> seen;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        const std::string payload = generator.valid(seed);
        for (const std::string_view part : {R"("size":0)", R"("size":9)", R"("kind":"leaf")", R"("kind":"node")",
                                            R"("kind":null)", R"("children":[])", R"("children":[{)", R"(},{)"}) {
            if (payload.find(part) != std::string::npos) seen.insert(std::string(part));
        }
        if (payload.find("size") == std::string::npos) seen.insert("no size");
        if (payload.find("kind") == std::string::npos) seen.insert("no kind");
        if (payload.find("\xF0\x9F") != std::string::npos) seen.insert("a character beyond U+FFFF");
        if (payload.find('\\') != std::string::npos) seen.insert("an escape");
    }
    CHECK(seen.size() == 12);
}

TEST_CASE("all ways of breaking come up where they can") {
    const Schema schema = Schema::parse(
        R"({"type":"object","properties":{"s":{"type":"string","minLength":2,"maxLength":4},"e":{"type":"string","format":"email"},"n":{"type":"integer","minimum":2,"maximum":20,"multipleOf":2},"l":{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2,"uniqueItems":true},"k":{"enum":["a","b"]},"u":{"oneOf":[{"type":"object","properties":{"t":{"const":"x"}},"required":["t"]},{"type":"object","properties":{"t":{"const":"y"}},"required":["t"]}]},"r":{"type":"object","propertyNames":{"type":"string","maxLength":6},"additionalProperties":{"type":"null"}}},"required":["s","e","n","l","k","u","r"],"additionalProperties":false})");
    const Generator generator(schema);
    std::set<std::string> manners;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) manners.insert(generator.invalid(seed).manner);
    for (const std::string manner :
         {"wrong_type", "missing_member", "too_short", "too_long", "broken_format", "not_integer", "too_small",
          "too_big", "not_multiple", "too_few_items", "too_many_items", "repeated_item", "unknown_value",
          "unknown_discriminator", "invalid_key", "unrecognized_key", "malformed"}) {
        CAPTURE(manner);
        CHECK(manners.count(manner) == 1);
    }
}

TEST_CASE("recursion ends, and what nothing satisfies is told") {
    CHECK(reason_of(R"({"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"]})") ==
          "no payload was made: nothing satisfies the schema");
    CHECK(reason_of("false") == "no payload was made: nothing satisfies the schema");
    CHECK(reason_of(R"({"type":"object","properties":{"a":{"type":"string","pattern":"^(?=a)b"}},"required":["a"]})") ==
          "no payload was made: at a: no string was found that fits regex /^(?=a)b/");
    CHECK(reason_of(R"({"type":"number","minimum":2,"exclusiveMaximum":2})").find("no number was found from 2") !=
          std::string::npos);
    CHECK(reason_of(R"({"type":"string","minLength":1000000000})").find("no string was found of at least 1000000000") !=
          std::string::npos);
    const Generator generator(Schema::parse(
        R"({"$ref":"#/$defs/n","$defs":{"n":{"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"b":{"$ref":"#/$defs/n"},"c":{"type":"array","items":{"$ref":"#/$defs/n"}}}}}})"));
    std::size_t longest = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) longest = std::max(longest, generator.valid(seed).size());
    CHECK(longest > 200);
    CHECK(longest < 10000);
}

TEST_CASE("an error tells the place") {
    const Generator generator(Schema::parse(
        R"({"type":"array","minItems":1,"items":{"type":"object","properties":{"a":{"type":"number","minimum":2,"exclusiveMaximum":2}},"required":["a"]}})"));
    try {
        generator.valid(5);
        FAIL("a payload was made");
    } catch (const GenerateError& error) {
        CHECK(error.path() == Path{std::uint64_t{0}, std::string("a")});
        CHECK(error.reason().find("no number was found") == 0);
    }
    // What nothing satisfies can be broken all the same.
    const Broken broken = generator.invalid(5);
    CHECK_FALSE(broken.malformed);
}

TEST_CASE("what must be large is made, up to a limit") {
    const Schema list = Schema::parse(R"({"type":"array","minItems":20000,"items":{"type":"integer"}})");
    CHECK(list.validate(Generator(list).valid(1)).valid());
    CHECK(reason_of(R"({"type":"array","minItems":20001,"items":{"type":"integer"}})").find("of up to 20,000") !=
          std::string::npos);
    const Schema text = Schema::parse(R"({"type":"string","minLength":100000,"pattern":"^[a-z]+$"})");
    CHECK(text.validate(Generator(text).valid(1)).valid());
    CHECK(reason_of(
              R"({"type":"array","minItems":1000,"items":{"type":"array","minItems":1000,"items":{"type":"null"}}})")
              .find("more values would have to be made") != std::string::npos);
    const Schema wide = Schema::parse(R"({"type":"object","minProperties":500})");
    CHECK(wide.validate(Generator(wide).valid(1)).valid());
}

TEST_CASE("limits of the schema count") {
    Options options;
    options.limits.max_bytes = 40;
    const Generator generator(Schema::parse(R"({"type":"array","items":{"type":"string"}})", options));
    for (std::uint64_t seed = 0; seed < 200; ++seed) CHECK(generator.valid(seed).size() <= 40);
}

namespace {

/// What became of a run of mutations, each of the mutant before, or of the input where `repeats` is false.
struct Mutants {
    std::size_t valid = 0;
    std::size_t json = 0;
    std::size_t different = 0;
};

Mutants mutate(const Generator& generator, const Schema& schema, std::string input, std::size_t max_size,
               bool repeats) {
    static const Schema anything = Schema::parse("true");
    Mutants mutants;
    std::vector<std::uint8_t> data(max_size + 1, 0xEE);  // a byte beyond, which must stay
    for (unsigned seed = 0; seed < 2000; ++seed) {
        if (!input.empty()) std::memcpy(data.data(), input.data(), input.size());
        const std::size_t size = generator.mutate(data.data(), input.size(), max_size, seed);
        REQUIRE(size <= max_size);
        REQUIRE(data.back() == 0xEE);
        const std::string mutant(reinterpret_cast<const char*>(data.data()), size);
        mutants.valid += schema.validate(mutant).valid() ? 1U : 0U;
        mutants.json += anything.validate(mutant).valid() ? 1U : 0U;
        mutants.different += mutant != input ? 1U : 0U;
        if (repeats) input = mutant;
    }
    return mutants;
}

}  // namespace

TEST_CASE("mutants fit where they are to, and most of them fit the schema") {
    const Schema schema = Schema::parse(tree);
    const Generator generator(schema);
    const std::string valid = generator.valid(3);
    const std::vector<std::string> inputs{"", "not JSON \xFF\x01", valid, R"({"name":5,"other":[1,2]})",
                                          std::string(900, '[')};
    for (const std::string& input : inputs) {
        for (const bool repeats : {false, true}) {
            CAPTURE(input, repeats);
            const Mutants mutants = mutate(generator, schema, input, 1000, repeats);
            CHECK(mutants.valid >= 1000);
            CHECK(mutants.json >= 1700);
            CHECK(mutants.different >= 1900);
        }
    }
}

TEST_CASE("mutants fit into few bytes, or none") {
    const Schema schema = Schema::parse(tree);
    const Generator generator(schema);
    for (const std::size_t max_size :
         {std::size_t{0}, std::size_t{1}, std::size_t{12}, std::size_t{28}, std::size_t{64}}) {
        CAPTURE(max_size);
        mutate(generator, schema, "", max_size, true);
        mutate(generator, schema, std::string(max_size, 'x'), max_size, true);
    }
    CHECK(mutate(generator, schema, "", 64, true).valid > 500);
}

namespace {

std::size_t shout(std::uint8_t* data, std::size_t size, std::size_t max_size) {
    if (size < max_size) data[size] = '!';
    return size + 1;  // whatever max_size is
}

}  // namespace

TEST_CASE("bytes are left to the host's mutator") {
    const Generator generator(Schema::parse("false"));
    std::array<std::uint8_t, 4> data{'n', 'u', 'l', 'l'};
    std::size_t shouted = 0;
    for (unsigned seed = 0; seed < 400; ++seed) {
        const std::size_t size = generator.mutate(data.data(), 3, 4, seed, shout);
        CHECK(size <= 4);
        shouted += size == 4 && data[3] == '!' ? 1U : 0U;
        data[3] = 'l';
        // Nothing satisfies the schema, so that nothing else can be made.
        if (size == 3) CHECK(std::memcmp(data.data(), "nul", 3) == 0);
        CHECK(generator.mutate(data.data(), 4, 4, seed, shout) == 4);
    }
    CHECK(shouted > 5);
    CHECK(shouted < 100);
}
