#include "json/order.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

using namespace zodgate::json;

namespace {

// Values of texts, which live as long as this does.
class Values {
  public:
    const Value& of(std::string_view text) {
        constexpr ReadOptions ample{1U << 20U, 100};
        Document& document = documents_.emplace_front();
        REQUIRE(document.read(text, ample).status == ReadStatus::ok);
        return document.root();
    }

  private:
    std::forward_list<Document> documents_;
};

std::string object_of(int first, int count, int step, std::string_view value) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += (i == 0 ? "{\"k" : ",\"k") + std::to_string(first + i * step) + "\":" + std::string(value);
    }
    return text + "}";
}

int order_of(const Value& left, const Value& right) {
    std::size_t looks = 0;
    const int order = compare(left, right, looks);
    CHECK(looks > 0);
    return order;
}

}  // namespace

TEST_CASE("values have one order, in which equal ones are one") {
    std::vector<std::string> texts = {"null",
                                      "true",
                                      "false",
                                      "0",
                                      "-0.0",
                                      "1",
                                      "1.0",
                                      "-1",
                                      "1e400",
                                      "\"\"",
                                      "\"a\"",
                                      "\"\\u0061\"",
                                      "\"b\"",
                                      "\"ab\"",
                                      "\"\\u0000\"",
                                      "[]",
                                      "{}",
                                      "[0]",
                                      "[-0]",
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
                                      R"({"b":1,"a":0})",
                                      R"({"a":1,"b":0})",
                                      R"({"b":0,"a":0})",
                                      R"({"a":0,"c":1})",
                                      R"({"a":{"b":0}})",
                                      R"({"b":{"a":0}})",
                                      R"({"__proto__":1})",
                                      R"({"a":1,"a":0})"};
    // With an index of their names and without; the first two are the same, in two orders.
    for (const int count : {15, 16, 17, 40}) {
        texts.push_back(object_of(0, count, 1, "1"));
        texts.push_back(object_of(count - 1, count, -1, "1.0"));
        texts.push_back(object_of(count - 1, count, -1, "2"));
        texts.push_back(object_of(1, count, 1, "1"));
    }
    Values kept;
    std::vector<const Value*> values;
    for (const std::string& text : texts) values.push_back(&kept.of(text));
    std::size_t same = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = 0; j < values.size(); ++j) {
            CAPTURE(texts[i], texts[j]);
            const int order = order_of(*values[i], *values[j]);
            CHECK((order == 0) == equal(*values[i], *values[j]));
            CHECK((order < 0) == (order_of(*values[j], *values[i]) > 0));
            if (order == 0) ++same;
            for (const Value* const third : values) {
                if (order <= 0 && order_of(*values[j], *third) <= 0) CHECK(order_of(*values[i], *third) <= 0);
            }
        }
    }
    CHECK(same == texts.size() + 2 * (5 + 1 + 4));
}

TEST_CASE("what is compared is counted as far as values have it in common") {
    Values kept;
    const auto looks_at = [&kept](const std::string& left, const std::string& right) {
        std::size_t looks = 0;
        compare(kept.of(left), kept.of(right), looks);
        return looks;
    };
    CHECK(looks_at("1", "null") == 1);
    CHECK(looks_at("[1,2,3]", "[1,2]") == 1);
    CHECK(looks_at("[1,2,3]", "[1,3,2]") == 3);
    CHECK(looks_at("[[1,[2]],3]", "[[1,[2]],3]") == 6);
    CHECK(looks_at(R"({"a":1,"b":2})", R"({"a":1,"c":2})") == 2);
    CHECK(looks_at(R"({"a":1,"b":2})", R"({"b":2,"a":1})") == 4);
    // Names are brought into order first, of which their own order decides how long that takes.
    std::string in_order;
    std::string reversed;
    for (char name = 'a'; name <= 'p'; ++name) {
        const std::string member = std::string("\"") + name + "\":1";
        in_order += (in_order.empty() ? "" : ",") + member;
        reversed = member + (reversed.empty() ? "" : ",") + reversed;
    }
    CHECK(looks_at("{" + in_order + "}", "{" + in_order + "}") == 1 + (15 + 15 + 16 + 3) / 4 + 16);
    CHECK(looks_at("{" + reversed + "}", "{" + in_order + "}") == 1 + (120 + 15 + 16 + 3) / 4 + 16);
    const std::string text(640, 'x');
    CHECK(looks_at("{\"" + text + "\":1}", "{\"" + text + "\":1}") == 1 + (11 + 3) / 4 + 1);
    CHECK(looks_at("\"" + text + "\"", "\"" + text + "y\"") == 11);
}
