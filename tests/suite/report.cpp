// zodgate_suite_report: where zodgate's verdicts are not those of the JSON Schema Test Suite.
#include "verdict.hpp"
#include "zod_reasons.hpp"

#include <cstdio>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view usage =
    "usage: zodgate_suite_report [--semantics json-schema|zod] [--draft NAME] [--file PREFIX] [--counts] [--refusals]\n"
    "  --draft     that draft alone, such as draft2020-12\n"
    "  --file      files whose names begin so, such as optional/format/\n"
    "  --counts    no list of cases\n"
    "  --refusals  how often each reason was given, and no list of cases\n";

struct Wish {
    zodgate::Semantics semantics = zodgate::Semantics::json_schema;
    std::string draft;
    std::string file;
    bool list = true;
    bool refusals = false;
};

bool read_wish(int count, char** arguments, Wish& wish) {
    for (int at = 1; at < count; ++at) {
        const std::string_view name = arguments[at];
        const std::string value = at + 1 < count ? arguments[at + 1] : "";
        if (name == "--counts") {
            wish.list = false;
        } else if (name == "--refusals") {
            wish.list = false;
            wish.refusals = true;
        } else if (++at >= count) {
            return false;
        } else if (name == "--semantics" && (value == "zod" || value == "json-schema")) {
            wish.semantics = value == "zod" ? zodgate::Semantics::zod : zodgate::Semantics::json_schema;
        } else if (name == "--draft") {
            wish.draft = value;
        } else if (name == "--file") {
            wish.file = value;
        } else {
            return false;
        }
    }
    return true;
}

struct Counts {
    std::size_t groups = 0;
    std::size_t refused_groups = 0;
    std::size_t agreed = 0;
    std::size_t differing = 0;
    std::size_t refused = 0;  ///< cases

    std::size_t cases() const noexcept { return agreed + differing + refused; }
};

std::string_view word_of(bool valid) noexcept { return valid ? "valid" : "invalid"; }

void print(const Counts& counts, std::string_view kind) {
    std::cout << "  " << kind << ": " << counts.cases() << " cases in " << counts.groups << " groups: " << counts.agreed
              << " as the suite, " << counts.differing << " not, " << counts.refused << " in " << counts.refused_groups
              << " groups refused\n";
}

void print_difference(const suite::Group& group, const suite::Case& example, const suite::Verdict& verdict) {
    std::cout << "    " << group.file << " | " << group.description << " | " << example.description << ": suite "
              << word_of(example.valid) << ", zodgate " << word_of(verdict.accepted);
    if (verdict.accepted != verdict.explained) std::cout << " but with the value " << word_of(verdict.explained);
    std::cout << "\n      " << verdict.issues << "\n";
}

class Report {
  public:
    Report(const suite::Draft& draft, const Wish& wish) : draft_(draft), wish_(wish) {}

    void run() {
        std::cout << draft_.name << "\n";
        for (const suite::Group& group : suite::read_groups(draft_)) {
            if (group.file.compare(0, wish_.file.size(), wish_.file) == 0) judge(group);
        }
        print(required_, "required");
        print(optional_, "optional");
        for (const auto& [reason, count] : reasons_) std::cout << "    " << count << " × not: " << reason << "\n";
        if (!wish_.refusals) return;
        for (const auto& [reason, count] : refusals_) std::cout << "    " << count << " × refused: " << reason << "\n";
    }

  private:
    void judge(const suite::Group& group) {
        Counts& counts = group.optional ? optional_ : required_;
        ++counts.groups;
        const suite::Loaded loaded = suite::load(group, suite::options_for(draft_, group, wish_.semantics));
        if (!loaded.schema) {
            ++counts.refused_groups;
            counts.refused += group.cases.size();
            ++refusals_[loaded.refusal];
            if (wish_.list) {
                std::cout << "    " << group.file << " | " << group.description << ": refused: " << loaded.refusal
                          << "\n";
            }
            return;
        }
        for (const suite::Case& example : group.cases) {
            const suite::Verdict verdict = suite::judge(*loaded.schema, example);
            const bool agrees = verdict.agrees_with(example);
            ++(agrees ? counts.agreed : counts.differing);
            if (!agrees && wish_.semantics == zodgate::Semantics::zod) {
                const suite::ZodReason* const reason = suite::find_zod_reason(group);
                ++reasons_[reason == nullptr ? "without a reason" : reason->reason];
            }
            if (wish_.list && !agrees) print_difference(group, example, verdict);
        }
    }

    const suite::Draft& draft_;
    const Wish& wish_;
    Counts required_;
    Counts optional_;
    std::map<std::string, std::size_t> refusals_;
    std::map<std::string_view, std::size_t> reasons_;
};

}  // namespace

int main(int count, char** arguments) {
    Wish wish;
    if (!read_wish(count, arguments, wish)) {
        std::cerr << usage;
        return 2;
    }
    try {
        for (const suite::Draft& draft : suite::drafts) {
            if (wish.draft.empty() || wish.draft == draft.name) Report(draft, wish).run();
        }
    } catch (const std::exception& error) {
        std::cerr << "zodgate_suite_report: " << error.what() << "\n";
        return 1;
    }
}
