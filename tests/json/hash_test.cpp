#include "json/hash.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

using namespace zodgate::json;

namespace {

constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
constexpr ReadOptions ample{1U << 20U, 100};

// With what has been looked at.
std::pair<std::optional<std::uint64_t>, std::size_t> hash(std::string_view text, std::size_t most = any) {
    Document document;
    REQUIRE(document.read(text, ample).status == ReadStatus::ok);
    std::size_t left = most;
    const std::optional<std::uint64_t> found = hash_of(document.root(), left);
    return {found, most - left};
}

}  // namespace

TEST_CASE("equal values have one hash, and others hardly ever") {
    CHECK(hash("0").first == hash("-0.0").first);
    CHECK(hash("1").first == hash("1.0").first);
    CHECK(hash(R"({"a":1,"b":[2]})").first == hash(R"({"b":[2],"a":1})").first);
    CHECK(hash(R"("a")").first == hash(R"("\u0061")").first);
    const std::string_view different[] = {"null",
                                          "true",
                                          "false",
                                          "0",
                                          "1",
                                          R"("")",
                                          R"("a")",
                                          "[]",
                                          "{}",
                                          "[0]",
                                          "[[]]",
                                          "[0,1]",
                                          "[1,0]",
                                          "[[0],1]",
                                          "[[0,1]]",
                                          "[{}]",
                                          R"(["a"])",
                                          R"({"a":0})",
                                          R"({"0":"a"})",
                                          R"({"a":{}})",
                                          R"({"a":[]})",
                                          R"({"a":0,"b":1})",
                                          R"({"a":1,"b":0})",
                                          R"({"a":{"b":0}})",
                                          R"({"b":{"a":0}})"};
    for (const std::string_view& left : different) {
        for (const std::string_view& right : different) {
            CAPTURE(left, right);
            CHECK((hash(left).first == hash(right).first) == (left == right));
        }
    }
}

TEST_CASE("what has more to look at than may be has no hash, and little is looked at") {
    CHECK(hash("[1,[2,3]]").second == 5);
    CHECK(hash("[1,[2,3]]", 5).first == hash("[1,[2,3]]").first);
    CHECK_FALSE(hash("[1,[2,3]]", 4).first);
    CHECK_FALSE(hash("0", 0).first);
    const std::string letters(80, 'a');
    CHECK(hash("\"" + letters + "\"").second == 1 + 10);
    CHECK_FALSE(hash("\"" + letters + "\"", 10).first);
    CHECK(hash("{\"" + letters + "\":1}").second == 1 + 10 + 1);
    CHECK_FALSE(hash("{\"" + letters + "\":1}", 11).first);
    std::string wide = "[0";
    for (int i = 0; i < 1000; ++i) wide += ",0";
    CHECK(hash(wide + "]", 100).second == 1);
}
