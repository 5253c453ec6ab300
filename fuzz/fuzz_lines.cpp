// Lines of payloads, cut into blocks and judged by several threads: what is written of them and what is counted is the
// same as of one line after the other. Four bytes choose the report and the number of threads, the size of blocks, that
// of reads, and the longest line that is judged; then comes the text.
#include "harness.hpp"
#include "stream.hpp"

#include "cli/pipeline.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"

#include <zodgate/schema.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using harness::require;
using namespace zodgate::cli;

// What comes of a text.
struct Sum {
    std::string records;
    std::vector<std::string> warnings;
    Tally tally;
};

// What is said of a payload.
class Judge {
  public:
    Judge(const Report& report, std::size_t max_bytes) : report_(report) { limits_.max_bytes = max_bytes; }

    void judge(const Payload& payload, std::string& records, Tally& tally) const {
        static const zodgate::Schema schema = zodgate::Schema::parse(
            R"({"type":"object","properties":{"a":{"type":"integer","maximum":9},)"
            R"("b":{"type":"array","items":{"enum":["x","y"]}}},"required":["a"],"additionalProperties":false})");
        const zodgate::Result result = judged(schema, payload, limits_);
        tally.add(payload, result);
        report_.append(records, payload, result);
    }

  private:
    const Report& report_;
    zodgate::Limits limits_;
};

Sum sum_of_blocks(const std::string& path, const Judge& judge, const BlockOptions& options, unsigned jobs) {
    Sum sum;
    const std::unique_ptr<Blocks> blocks = read_blocks({path}, options);
    Pipeline pipeline(
        *blocks, options.max_bytes,
        [&judge](const Payload& payload, Outcome& outcome) {
            judge.judge(payload, outcome.records, outcome.tally);
            return true;
        },
        [&sum](Outcome& outcome) {
            require(outcome.input == 0 && outcome.failures.empty() && outcome.file_bytes == 0 && !outcome.is_last);
            sum.records += outcome.records;
            sum.warnings.insert(sum.warnings.end(), outcome.warnings.begin(), outcome.warnings.end());
            sum.tally.merge(outcome.tally);
            return true;
        });
    pipeline.run(jobs);
    return sum;
}

// The plain way: one line after the other.
Sum sum_of_lines(const std::string& path, std::string_view text, const Judge& judge) {
    Sum sum;
    const InputFile file(path);
    for (std::uint64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool is_empty =
            std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
        if (!is_empty) judge.judge({file, number, line}, sum.records, sum.tally);
    }
    if (sum.tally.payloads == 0) sum.warnings.push_back(path + " holds no payload");
    return sum;
}

bool same(const Fault& left, const Fault& right) {
    return left.change == right.change && left.path == right.path && left.code == right.code &&
           left.count == right.count && left.payloads == right.payloads && left.message == right.message &&
           left.schema_location == right.schema_location && left.file == right.file &&
           left.place.line == right.place.line && left.place.column == right.place.column;
}

void compare(const Tally& left, const Tally& right) {
    require(left.payloads == right.payloads && left.valid == right.valid && left.invalid == right.invalid);
    require(left.malformed == right.malformed && left.unreadable == 0 && left.other_faults == right.other_faults);
    const std::vector<Fault> of_left = left.faults();
    const std::vector<Fault> of_right = right.faults();
    require(std::equal(of_left.begin(), of_left.end(), of_right.begin(), of_right.end(), same));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::array<std::unique_ptr<Report>, 4> reports{make_ndjson_report(true), make_json_report(),
                                                                make_text_report(false, true), make_payload_report()};
    constexpr std::size_t header = 4;
    constexpr unsigned most_jobs = 3;
    if (size < header) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data + header), size - header);
    const std::size_t report = data[0] % reports.size();
    const auto jobs = static_cast<unsigned>(data[0] / reports.size() % most_jobs + 1);
    BlockOptions options;
    options.all_lines = true;
    options.block_bytes = data[1] + std::size_t{1};
    // Of lines that are too long, those that show what they judge have but a part.
    const bool shows_lines = report >= 2;
    options.max_bytes = shows_lines ? std::numeric_limits<std::size_t>::max() / 2 : data[3] * std::size_t{4};

    const harness::Stream stream = harness::Stream::pipe(text, data[2]);
    if (!stream.is_whole()) return 0;
    const Judge judge(*reports[report], options.max_bytes);
    const Sum sum = sum_of_blocks(stream.path(), judge, options, jobs);
    const Sum plain = sum_of_lines(stream.path(), text, judge);
    require(sum.records == plain.records && sum.warnings == plain.warnings);
    compare(sum.tally, plain.tally);
    return 0;
}
