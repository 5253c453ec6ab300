#include "expand.hpp"

#include <algorithm>
#include <vector>

namespace slow {
namespace {

constexpr std::size_t deepest = 300;

class Expansion {
  public:
    Expansion(std::string_view program, const Subject& subject, std::size_t most_bytes)
        : program_(program), subject_(subject), most_(most_bytes - std::min(most_bytes, deepest)) {}

    std::string run() {
        while (at_ < program_.size() && out_.size() < most_) step(program_[at_++]);
        close();
        return std::move(out_);
    }

  private:
    void step(char instruction) {
        switch (instruction) {
            case '\x01': return append_one_of(subject_.words);
            case '\x02': return append_one_of(subject_.samples);
            case '\x03': begins_.push_back(out_.size()); return;
            case '\x04': return repeat("", false);
            case '\x05': return repeat(",", false);
            case '\x06': return repeat(",", true);
            default: append(std::string_view(&instruction, 1));
        }
    }

    unsigned operand() { return at_ < program_.size() ? static_cast<unsigned char>(program_[at_++]) : 0; }

    void append_one_of(const std::vector<std::string>& texts) {
        const unsigned which = operand();
        if (!texts.empty()) append(texts[which % texts.size()]);
    }

    bool append(std::string_view text) {
        if (out_.size() + text.size() > most_) return false;
        out_ += text;
        return true;
    }

    void repeat(std::string_view between, bool numbered) {
        const unsigned power = operand() % 42;
        const std::size_t times = power % 2 == 0 ? std::size_t{1} << power / 2 : std::size_t{3} << power / 2 >> 1U;
        const std::size_t begin = begins_.empty() ? 0 : begins_.back();
        if (!begins_.empty()) begins_.pop_back();
        const std::string piece = out_.substr(std::min(begin, out_.size()));
        if (piece.empty()) return;
        if (numbered) out_.resize(out_.size() - piece.size());
        for (std::size_t i = numbered ? 0 : 1; i < times; ++i) {
            next_ = i == 0 ? std::string_view() : between;
            for (const char c : piece) numbered&& c == '#' ? next_ += std::to_string(i) : next_ += c;
            if (!append(next_)) break;
        }
    }

    void close() {
        std::string open;
        bool in_string = false;
        for (std::size_t i = 0; i < out_.size(); ++i) {
            const char c = out_[i];
            if (in_string) {
                if (c == '\\') ++i;
                in_string = c != '"';
                continue;
            }
            in_string = c == '"';
            if (c == '[') open += ']';
            if (c == '{') open += '}';
            if ((c == ']' || c == '}') && !open.empty()) open.pop_back();
        }
        if (in_string) out_ += '"';
        if (open.size() < deepest) out_.append(open.rbegin(), open.rend());
    }

    std::string_view program_;
    const Subject& subject_;
    const std::size_t most_;
    std::size_t at_ = 0;
    std::string out_;
    std::string next_;
    std::vector<std::size_t> begins_;
};

}  // namespace

std::string expand(std::string_view program, const Subject& subject, std::size_t most_bytes) {
    return Expansion(program, subject, most_bytes).run();
}

}  // namespace slow
