// Payloads chosen by chance, in one pass over inputs of any length (Vitter's algorithm R).
#include "cli/blocks.hpp"
#include "cli/interrupt.hpp"
#include "generate/random.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace zodgate::cli {
namespace {

class SampledBlocks : public Blocks {
  public:
    SampledBlocks(std::unique_ptr<Blocks> blocks, std::size_t count, std::uint64_t seed)
        : blocks_(std::move(blocks)), count_(count), chance_(seed) {}

    bool next(Block& block) override {
        if (!is_read_) read();
        block.clear();
        if (next_ == chosen_.size() || has_reading_ended()) return false;
        block = std::move(chosen_[next_++].block);
        return true;
    }

    std::uint64_t bytes_read() const noexcept override { return blocks_->bytes_read(); }

  private:
    struct Chosen {
        std::uint64_t number;
        Block block;
    };

    void read() {
        is_read_ = true;
        Block block;
        while (blocks_->next(block)) {
            take_lines(block);
            for (std::string& file : block.files) take_file(block, std::move(file));
            if (!block.failure.empty() || !block.warning.empty()) say(block, block.failure, block.warning);
        }
        // Of a number, what is said comes behind the payload.
        const auto by_number = [](const Chosen& left, const Chosen& right) { return left.number < right.number; };
        std::sort(chosen_.begin(), chosen_.end(), by_number);
        const auto middle = static_cast<std::ptrdiff_t>(chosen_.size());
        std::move(said_.begin(), said_.end(), std::back_inserter(chosen_));
        std::inplace_merge(chosen_.begin(), chosen_.begin() + middle, chosen_.end(), by_number);
    }

    void take_lines(const Block& block) {
        std::uint64_t number = block.first_line;
        std::string_view rest = block.lines;
        for (; !rest.empty(); ++number) {
            const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
            rest.remove_prefix(line.size());
            if (is_blank(line)) continue;
            if (Chosen* const place = place_for_next()) {
                place->block = Block{block.input, block.file, number, std::string(line), {}, {}, {}};
            }
        }
    }

    // What cannot be opened is said whether it would be chosen or not, and is no payload.
    void take_file(const Block& block, std::string file) {
        try {
            if (file != standard_input) const Source source(file);
        } catch (const InputError& error) {
            say(block, error.what(), {});
            return;
        }
        if (Chosen* const place = place_for_next()) place->block = of_file(block, std::move(file));
    }

    void say(const Block& block, const std::string& failure, const std::string& warning) {
        said_.push_back({seen_, Block{block.input, block.file, 1, {}, {}, failure, warning}});
    }

    static Block of_file(const Block& block, std::string file) {
        Block one;
        one.input = block.input;
        one.files.push_back(std::move(file));
        return one;
    }

    // Where to put the payload that comes now, or nothing.
    Chosen* place_for_next() {
        ++seen_;
        if (chosen_.size() < count_) return &chosen_.emplace_back(Chosen{seen_, {}});
        const std::uint64_t place = chance_.below(seen_);
        if (place >= count_) return nullptr;
        chosen_[place].number = seen_;
        return &chosen_[place];
    }

    const std::unique_ptr<Blocks> blocks_;
    const std::size_t count_;
    generate::Random chance_;
    bool is_read_ = false;
    std::uint64_t seen_ = 0;
    std::vector<Chosen> chosen_;
    std::vector<Chosen> said_;
    std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Blocks> sample_blocks(std::unique_ptr<Blocks> blocks, std::size_t count, std::uint64_t seed) {
    return std::make_unique<SampledBlocks>(std::move(blocks), count, seed);
}

}  // namespace zodgate::cli
