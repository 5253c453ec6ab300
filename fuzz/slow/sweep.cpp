// Every schema of the test tree against a catalogue of large payloads, by the time that each keeps a core: tells the
// worst, and fails if any takes longer than it may.
//     slow_sweep [--bytes N] [--most-milliseconds N] [--part I/N] [--schema NAME] [--whole 1]
// Unless it is the whole, what is done first is a quarter of the size: of what takes hardly longer there than the
// schema `true` does, which nothing but reading takes time with, the large one is passed over.
#include "ask.hpp"
#include "clock.hpp"
#include "options.hpp"
#include "payloads.hpp"
#include "schemas.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t fewest_bytes = 16384;  // a quarter holds the deepest shapes, too

struct Choices {
    std::size_t bytes = std::size_t{1} << 20U;
    double most = 100;
    std::size_t part = 0;
    std::size_t parts = 1;
    std::string schema;  ///< a part of the names of those that are looked at
    bool whole = false;
};

constexpr std::string_view usage = R"(slow_sweep [OPTION VALUE]...
Judges a catalogue of large payloads by every schema of the test tree; tells those that keep a core longest, and fails if
one does too long. It takes a quarter of an hour.
  --bytes N                of the large payloads (1048576)
  --most-milliseconds N    that a payload may take (100)
  --part I/N               one of N parts of the schemas, I from 0 on
  --schema NAME            the schemas that have this in their names
  --whole 1                looks at all large payloads, not at smaller ones first; much longer
)";

bool take(Choices& choices, const std::string& name, const std::string& value) {
    if (name == "--bytes") {
        choices.bytes = std::stoul(value);
        if (choices.bytes < fewest_bytes) throw std::invalid_argument("--bytes is 16384 at least");
    } else if (name == "--most-milliseconds") {
        choices.most = std::stod(value);
    } else if (name == "--schema") {
        choices.schema = value;
    } else if (name == "--whole") {
        choices.whole = value == "1";
    } else if (name == "--part") {
        const std::size_t slash = value.find('/');
        choices.part = std::stoul(value.substr(0, slash));
        choices.parts = std::stoul(value.substr(slash + 1));
        if (choices.part >= choices.parts) throw std::invalid_argument("--part is one of 0/N to N-1/N");
    } else {
        return false;
    }
    return true;
}

struct Time {
    double milliseconds = 0;
    zodgate::Status status = zodgate::Status::valid;
};

template <typename Judge>
Time time_of(const Judge& judge, double matters) {
    Time time;
    time.milliseconds = slow::least_milliseconds_of([&] { time.status = judge(); }, matters);
    return time;
}

class Sweep {
  public:
    explicit Sweep(const Choices& choices) : choices_(choices) {
        if (!choices_.whole) small_ = slow::general_shapes(choices_.bytes / smaller);
        large_ = slow::general_shapes(choices_.bytes);
    }

    void judge(const slow::Subject& subject) {
        ++schemas_;
        const bool strings = slow::looks_into_strings(subject);
        for (std::size_t i = 0; i < large_.size(); ++i) {
            if (large_[i].is_string && !strings) continue;
            if (choices_.whole || stands_out(subject, small_[i])) judge(subject, large_[i]);
        }
        std::set<std::string> suspects;
        if (!choices_.whole) {
            slow::each_shape_of(subject, choices_.bytes / smaller, [&](const slow::Shape& shape) {
                if (stands_out(subject, shape)) suspects.insert(shape.name);
            });
            if (suspects.empty()) return;
        }
        slow::each_shape_of(subject, choices_.bytes, [&](const slow::Shape& shape) {
            if (choices_.whole || suspects.count(shape.name) != 0) judge(subject, shape);
        });
    }

    int tell() const {
        if (schemas_ == 0) throw std::invalid_argument("no schema has " + choices_.schema + " in its name");
        std::printf(
            "%zu schemas, %zu payloads of up to %zu bytes, %zu of up to %zu bytes; %zu took more than %.0f ms; "
            "the slowest of each of the ten slowest schemas:\n",
            schemas_, looked_at_, choices_.bytes / smaller, payloads_, choices_.bytes, over_, choices_.most);
        std::multimap<double, const std::string*, std::greater<>> order;
        for (const auto& [name, slowest] : slowest_) order.emplace(slowest.first, &slowest.second);
        std::size_t told = 0;
        for (const auto& [milliseconds, line] : order) {
            if (++told > 10 && milliseconds <= choices_.most) break;
            std::printf("%8.1f ms %s\n", milliseconds, line->c_str());
        }
        return over_ != 0 ? 1 : 0;
    }

  private:
    static constexpr std::size_t smaller = 4;

    // What takes time in proportion to the square of the size takes sixteen times as long at four times the size.
    bool stands_out(const slow::Subject& subject, const slow::Shape& shape) {
        ++looked_at_;
        const double matters = choices_.most / 32;
        const auto ask = [&] {
            if (subject.schema.validate(shape.payload).valid()) (void)subject.schema.validate(shape.payload, value_);
        };
        const double taken = slow::milliseconds_of(ask);
        if (taken <= matters) return false;
        const double reading = slow::milliseconds_of([&] {
            (void)anything_.validate(shape.payload);
            (void)anything_.validate(shape.payload, value_);
        });
        return taken > reading + matters;
    }

    void judge(const slow::Subject& subject, const slow::Shape& shape) {
        ++payloads_;
        const auto asked = [&](std::size_t way) {
            return time_of([&] { return slow::ask(subject.schema, shape.payload, way, value_); }, choices_.most / 2);
        };
        const Time verdict = asked(0);
        note(verdict, subject, shape, "");
        // What is refused, the parsed value's way refuses by the same work.
        if (verdict.status == zodgate::Status::valid) note(asked(1), subject, shape, " with its value");
    }

    void note(const Time& time, const slow::Subject& subject, const slow::Shape& shape, const char* way) {
        if (time.milliseconds > choices_.most) ++over_;
        auto& [milliseconds, line] = slowest_[subject.name];
        if (time.milliseconds <= milliseconds) return;
        if (time.milliseconds > choices_.most) {
            std::fprintf(stderr, "%.1f ms: %s | %s%s\n", time.milliseconds, subject.name.c_str(), shape.name.c_str(),
                         way);
        }
        milliseconds = time.milliseconds;
        line = subject.name + " | " + shape.name + way + " | " + std::string(zodgate::to_string(time.status)) + " | " +
               std::to_string(shape.payload.size()) + " bytes";
    }

    const Choices choices_;
    const zodgate::Schema anything_ = zodgate::Schema::parse("true");
    std::vector<slow::Shape> small_;
    std::vector<slow::Shape> large_;
    std::size_t schemas_ = 0;
    std::size_t looked_at_ = 0;
    std::map<std::string, std::pair<double, std::string>> slowest_;
    std::string value_;
    std::size_t payloads_ = 0;
    std::size_t over_ = 0;
};

}  // namespace

int main(int count, char** words) {
    Choices choices;
    return slow::run_with_options(count, words, usage, choices, take, [&] {
        const std::vector<slow::Subject> subjects = slow::all_subjects();
        Sweep sweep(choices);
        for (std::size_t i = choices.part; i < subjects.size(); i += choices.parts) {
            if (subjects[i].name.find(choices.schema) != std::string::npos) sweep.judge(subjects[i]);
        }
        return sweep.tell();
    });
}
