// What it takes to check a short string: by a scanner, by a pattern, and by the regular expressions of Boost and of the
// standard library with the same source. tests/bench/run.mjs makes a table of it.
#include "text/pattern.hpp"
#include "text/pattern_engine.hpp"
#include "text/scanners.hpp"

#include <benchmark/benchmark.h>

#include <boost/regex.hpp>

#include <array>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace text = zodgate::text;

struct Case {
    std::string name;
    std::string source;
    std::string subject;                       // which matches
    bool (*scan)(std::string_view) = nullptr;  // null: no scanner does the same
};

// Sources of zod 4.6.7's core/regexes, but for the last three.
const std::array cases{
    Case{
        "email",
        R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re",
        "ada.lovelace@example.com", [](std::string_view subject) { return text::is_email(subject); }},
    Case{
        "uuid",
        R"re(^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$)re",
        "3f2a8c1e-5b7d-4e9a-9c3f-1a2b3c4d5e6f", [](std::string_view subject) { return text::is_uuid(subject); }},
    Case{
        "date-time",
        R"re(^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$)re",
        "2024-02-29T23:59:59.123Z", [](std::string_view subject) { return text::is_datetime(subject, {}); }},
    Case{
        "ipv4",
        R"re(^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$)re",
        "192.168.178.254", [](std::string_view subject) { return text::is_ipv4(subject); }},
    Case{"one of 5 literals", "^(?:GET|POST|PUT|PATCH|DELETE)$", "DELETE"},
    Case{"a class", "^[a-z][a-z0-9_]{2,31}$", "user_name_42"},
    Case{"de-AT", "^(?:[a-z]{2}|[a-z]{2}-[A-Z]{2})$", "de-AT"},
};

// The pattern as it is matched where nothing but backtracking does: by Boost.Regex, over kinds of characters and with
// its steps counted.
class Backtracking {
  public:
    explicit Backtracking(const std::string& source)
        : tree_(make_tree(source)), alphabet_(tree_), matcher_(tree_, alphabet_) {}

    bool operator()(std::string_view subject) const {
        std::size_t steps = text::default_pattern_steps;
        return matcher_.search({subject, alphabet_.ascii()}, steps) == text::Found::yes;
    }

  private:
    static text::pattern::Tree make_tree(const std::string& source) {
        text::pattern::Tree tree = text::pattern::parse(source, false);
        text::pattern::resolve_references(tree);
        text::pattern::simplify(tree);
        return tree;
    }

    text::pattern::Tree tree_;
    text::pattern::Alphabet alphabet_;
    text::pattern::Matcher matcher_;
};

template <typename Check>
void add(const Case& of, const std::string& by, Check check) {
    if (!check(of.subject) || check(of.subject + "!")) {
        std::cerr << of.name << ": " << by << " is mistaken\n";
        std::exit(1);
    }
    benchmark::RegisterBenchmark((of.name + '/' + by).c_str(), [&of, check](benchmark::State& state) {
        std::string_view subject = of.subject;
        for (auto _ : state) {
            benchmark::DoNotOptimize(subject);
            benchmark::DoNotOptimize(check(subject));
        }
    });
}

void add_all(const Case& of) {
    if (of.scan != nullptr) add(of, "scanner", of.scan);
    add(of, "pattern", [pattern = text::Pattern(of.source)](std::string_view subject) {
        return pattern.search(subject, text::default_pattern_steps) == text::Found::yes;
    });
    const auto backtracking = std::make_shared<const Backtracking>(of.source);
    add(of, "backtracking", [backtracking](std::string_view subject) { return (*backtracking)(subject); });
    add(of, "boost::regex", [regex = boost::regex(of.source)](std::string_view subject) {
        return boost::regex_match(subject.begin(), subject.end(), regex);
    });
    add(of, "std::regex", [regex = std::regex(of.source)](std::string_view subject) {
        return std::regex_match(subject.begin(), subject.end(), regex);
    });
}

const bool added = [] {
    for (const Case& one : cases) add_all(one);
    return true;
}();

}  // namespace
