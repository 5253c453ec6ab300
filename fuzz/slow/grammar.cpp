#include "grammar.hpp"

#include <array>
#include <cstddef>
#include <random>
#include <string_view>

namespace slow {
namespace {

// Each '@' stands for a schema of the value that it says something of.

// Of a value within the value.
constexpr std::array<std::string_view, 24> steps{
    R"({"type":"object","properties":{"child":@},"required":["child"]})",
    R"({"type":"object","properties":{"child":@},"additionalProperties":false})",
    R"({"type":"object","properties":{"child":@},"additionalProperties":{}})",
    R"({"type":"object","properties":{"child":@},"additionalProperties":@})",
    R"({"type":"object","properties":{"a":{"default":1},"a1":{"type":"null"},"child":@}})",
    R"({"type":"object","additionalProperties":@})",
    R"({"type":"object","propertyNames":{"type":"string","minLength":1},"additionalProperties":@})",
    R"({"type":"object","propertyNames":{"type":"string","format":"email"},"additionalProperties":@})",
    R"({"type":"object","propertyNames":{"type":"string","pattern":"^c"},"additionalProperties":@})",
    R"({"type":"object","propertyNames":{"enum":["child","a"]},"additionalProperties":@})",
    R"({"type":"object","propertyNames":{"anyOf":[{"const":"child"},{"type":"string","minLength":9}]},
        "additionalProperties":@})",
    R"({"type":"object","patternProperties":{"^c":@},"additionalProperties":false})",
    R"({"type":"object","patternProperties":{"^c":@,"d$":@,"^(a|child)[0-9]*$":@}})",
    R"({"type":"object","properties":{"a":{"default":{}}},"patternProperties":{"d$":@}})",
    R"({"type":"object","unevaluatedProperties":@})",
    R"({"properties":{"child":@},"unevaluatedProperties":false})",
    R"({"type":"object","properties":{"child":@},"dependentRequired":{"a":["b"]},"minProperties":1})",
    R"({"type":"object","maxProperties":2,"properties":{"child":@}})",
    R"({"type":"array","items":@})",
    R"({"type":"array","prefixItems":[@],"items":@})",
    R"({"type":"array","prefixItems":[@],"items":false})",
    R"({"type":"array","contains":@})",
    R"({"type":"array","items":@,"uniqueItems":true})",
    R"({"type":["object","array"],"properties":{"child":@},"items":@})",
};

// Of the value itself.
constexpr std::array<std::string_view, 25> looks{
    R"({"anyOf":[{"type":"string"},@]})",
    R"({"anyOf":[@,{"type":"number"}]})",
    R"({"anyOf":[@,@]})",
    R"({"anyOf":[@,@,{"type":"array","items":{"type":"number"}},{"type":"object","additionalProperties":{}}]})",
    R"({"oneOf":[{"type":"string"},@]})",
    R"({"oneOf":[@,@]})",
    R"({"oneOf":[{"type":"object","properties":{"kind":{"const":"b"}},"required":["kind"]},@]})",
    R"({"allOf":[@,@]})",
    R"({"allOf":[@,@,@]})",
    R"({"allOf":[@,{"type":"object","additionalProperties":{}}]})",
    R"({"allOf":[@,{"type":"object","propertyNames":{"type":"string","format":"email"},"additionalProperties":{}}]})",
    R"({"allOf":[{"type":"object","properties":{},"additionalProperties":false},@]})",
    R"({"allOf":[{"type":["object","null"]},@]})",
    R"({"allOf":[{"anyOf":[@,{"type":"null"}]},@]})",
    R"({"not":{"not":@}})",
    R"({"not":{"allOf":[@,@]}})",
    R"({"if":{"type":"object"},"then":@,"else":@})",
    R"({"if":@,"then":@})",
    R"({"if":@,"else":false})",
    R"({"dependentSchemas":{"child":@,"a":@}})",
    R"({"errorMessage":"no","anyOf":[{"type":"null"},@]})",
    R"({"default":{},"anyOf":[@,{"type":"null"}]})",
    R"({"allOf":[@],"unevaluatedProperties":{"type":"number"}})",
    R"({"anyOf":[@,{"required":["a"]}],"unevaluatedProperties":false})",
    R"({"type":["object","array","null"],"anyOf":[@,{"enum":[{},[],{"a":1},[0],1,2,3,{"a":2},{"a":3},[1],[2],[3]]}]})",
};

constexpr std::array<std::string_view, 5> ends{
    R"({"type":"number"})", R"({"type":"string"})", R"({"type":"object"})", "{}", R"({"enum":["a",null,7]})",
};

class Writer {
  public:
    explicit Writer(std::uint64_t seed) : random_(seed) {}

    std::string document() {
        std::string document = R"({"$ref":"#/$defs/l0","$defs":{)";
        for (std::size_t i = 0; i < levels_; ++i) {
            if (i != 0) document += ',';
            looks_left_ = below(6);
            document.append("\"l").append(std::to_string(i)).append("\":").append(look());
        }
        return document + "}}";
    }

  private:
    // What a distribution makes of the numbers, each library does in its own way.
    std::size_t below(std::size_t count) { return random_() % count; }

    std::string look() {
        if (looks_left_ == 0) return below(12) == 0 ? std::string(ends[below(ends.size())]) : step();
        --looks_left_;
        return filled(looks[below(looks.size())], [this] { return look(); });
    }

    // References lead to a level through a step alone, so that none leads to itself.
    std::string step() {
        return filled(steps[below(steps.size())],
                      [this] { return R"({"$ref":"#/$defs/l)" + std::to_string(below(levels_)) + "\"}"; });
    }

    template <typename Next>
    static std::string filled(std::string_view around, const Next& next) {
        std::string out;
        for (const char c : around) c == '@' ? out += next() : out += c;
        return out;
    }

    std::mt19937_64 random_;
    std::size_t levels_ = 1 + below(3);
    std::size_t looks_left_ = 0;
};

}  // namespace

std::string recursive_document(std::uint64_t seed) { return Writer(seed).document(); }

}  // namespace slow
