// What it takes to judge a request, from its bytes to the verdict and to the body of the answer: by zodgate, and by
// what else reads or judges JSON in C++, on the same bytes. tests/bench/run.mjs makes a table of it, with the peers
// under Node. Benchmarks are named CASE/PEER; a label says what a peer does otherwise.
#include "payloads.hpp"

#include <zodgate/zodgate.hpp>

#include <rapidjson/document.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/schema.h>

#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <benchmark/benchmark.h>

#include <boost/regex.hpp>

#include <algorithm>
#include <cstring>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using zodgate::bench::Case;

// --- zodgate ------------------------------------------------------------------------------------------------------

struct Verdict {
    zodgate::Schema schema;
    bool operator()(std::string_view body) const { return schema.validate(body).valid(); }
};

struct VerdictAndValue {
    zodgate::Schema schema;
    std::string value{};
    bool operator()(std::string_view body) { return schema.validate(body, value).valid(); }
};

struct Answer {
    zodgate::Schema schema;
    bool operator()(std::string_view body) const {
        std::string answer;
        const zodgate::Status status = schema.answer(body, zodgate::bench::error_text, answer);
        benchmark::DoNotOptimize(answer.data());
        return status == zodgate::Status::valid;
    }
};

// --- RapidJSON, as it comes: with RAPIDJSON_SSE2 the invite's DOM and the list's events take longer -----------------

// No reading at all: the floor.
struct Copy {
    explicit Copy(const Case& of) : buffer(of.body.size()) {}
    bool operator()(std::string_view body) {
        std::memcpy(buffer.data(), body.data(), body.size());
        benchmark::DoNotOptimize(buffer.data());
        benchmark::ClobberMemory();
        return true;
    }
    std::vector<char> buffer;
};

struct FreshDocument {
    bool operator()(std::string_view body) const {
        rapidjson::Document document;
        document.Parse(body.data(), body.size());
        return !document.HasParseError();
    }
};

// As RapidJSON's manual has it: values and parser stack in memory that is used again for each document.
class PooledDocument {
  public:
    using Pool = rapidjson::MemoryPoolAllocator<>;
    using Document = rapidjson::GenericDocument<rapidjson::UTF8<>, Pool, Pool>;

    explicit PooledDocument(const Case& of)
        : value_memory_(65'536 + 16 * of.body.size()),
          stack_memory_(65'536 + 16 * of.body.size()),
          values_(value_memory_.data(), value_memory_.size()),
          stack_(stack_memory_.data(), stack_memory_.size()) {}

    /// Calls `use(document)` with the parsed document, which goes away afterwards.
    template <typename Use>
    bool parse(std::string_view body, Use use) {
        values_.Clear();
        stack_.Clear();
        Document document(&values_, 1024, &stack_);
        document.Parse(body.data(), body.size());
        return !document.HasParseError() && use(document);
    }

    bool operator()(std::string_view body) {
        return parse(body, [](const Document&) { return true; });
    }

  private:
    std::vector<char> value_memory_;
    std::vector<char> stack_memory_;
    Pool values_;
    Pool stack_;
};

// Events that nobody listens to; parsing in situ needs a copy of the body, which is counted.
struct InSitu {
    explicit InSitu(const Case& of) : buffer(of.body.size() + 1) {}
    bool operator()(std::string_view body) {
        std::memcpy(buffer.data(), body.data(), body.size());
        rapidjson::InsituStringStream stream(buffer.data());
        rapidjson::BaseReaderHandler<> handler;
        return !reader.Parse<rapidjson::kParseInsituFlag>(stream, handler).IsError();
    }
    std::vector<char> buffer;
    rapidjson::Reader reader{};
};

// Draft 4 without formats: it passes over what it does not know.
class SchemaValidator {
  public:
    explicit SchemaValidator(const Case& of)
        : schema_(rapidjson::Document().Parse(of.schema.data(), of.schema.size())), validator_(schema_) {}
    bool operator()(std::string_view body) {
        validator_.Reset();
        rapidjson::MemoryStream memory(body.data(), body.size());
        rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(memory);
        return !reader_.Parse(stream, validator_).IsError() && validator_.IsValid();
    }

  private:
    rapidjson::SchemaDocument schema_;
    rapidjson::SchemaValidator validator_;
    rapidjson::Reader reader_{};
};

// --- valijson -----------------------------------------------------------------------------------------------------

// Over the pooled document, which is the quicker one. Of formats it knows those of dates and times.
class Valijson {
  public:
    explicit Valijson(const Case& of) : document_(of) {
        rapidjson::Document document;
        document.Parse(of.schema.data(), of.schema.size());
        const valijson::adapters::RapidJsonAdapter adapter(document);
        valijson::SchemaParser().populateSchema(adapter, schema_);
    }
    bool operator()(std::string_view body) {
        return document_.parse(body, [&](const PooledDocument::Document& document) {
            using Adapter = valijson::adapters::GenericRapidJsonAdapter<
                rapidjson::GenericValue<rapidjson::UTF8<>, PooledDocument::Pool>>;
            valijson::ValidationResults results;
            return validator_.validate(schema_, Adapter(document), &results);
        });
    }

  private:
    PooledDocument document_;
    valijson::Schema schema_{};
    valijson::Validator validator_{};
};

// --- the benchmarks -----------------------------------------------------------------------------------------------

std::string full_name(const Case& of, std::string_view peer) { return of.name + '/' + std::string(peer); }

/// Makes a peer and lets it judge; says what it does not judge as zodgate does. A peer that throws is left out.
template <typename Make>
void add(const Case& of, std::string_view peer, Make make, bool judges = true) {
    try {
        const auto judge = make();
        const bool valid = (*judge)(of.body);
        const std::string label = judges && valid != of.valid ? "otherwise" : "";
        benchmark::RegisterBenchmark(full_name(of, peer).c_str(), [&of, judge, label](benchmark::State& state) {
            std::string_view body = of.body;
            for (auto _ : state) {
                benchmark::DoNotOptimize(body);
                benchmark::DoNotOptimize((*judge)(body));
            }
            state.SetLabel(label);
        });
    } catch (const std::exception& error) {
        std::cerr << full_name(of, peer) << ": " << error.what() << '\n';
    }
}

void add_case(const Case& of) {
    const zodgate::Schema schema = zodgate::Schema::parse(of.schema);
    add(of, "zodgate", [&] { return std::make_shared<Verdict>(Verdict{schema}); });
    add(of, "zodgate value", [&] { return std::make_shared<VerdictAndValue>(VerdictAndValue{schema}); });
    if (!of.valid) add(of, "zodgate answer", [&] { return std::make_shared<Answer>(Answer{schema}); });
    add(
        of, "memcpy", [&] { return std::make_shared<Copy>(of); }, false);
    add(
        of, "rapidjson sax", [&] { return std::make_shared<InSitu>(of); }, false);
    add(
        of, "rapidjson pool", [&] { return std::make_shared<PooledDocument>(of); }, false);
    add(
        of, "rapidjson dom", [&] { return std::make_shared<FreshDocument>(); }, false);
    add(of, "rapidjson schema", [&] { return std::make_shared<SchemaValidator>(of); });
    add(of, "valijson", [&] { return std::make_shared<Valijson>(of); });
}

// One schema, judged by 1 and by 2 threads at once.
void add_threads(const Case& of) {
    const auto schema = std::make_shared<const zodgate::Schema>(zodgate::Schema::parse(of.schema));
    for (const int threads : {1, 2}) {
        benchmark::RegisterBenchmark(("threads/" + std::to_string(threads)).c_str(),
                                     [&of, schema](benchmark::State& state) {
                                         for (auto _ : state) benchmark::DoNotOptimize(schema->validate(of.body));
                                         state.SetItemsProcessed(state.iterations());
                                     })
            ->Threads(threads)
            ->UseRealTime();
    }
}

void add_load(const Case& of) {
    benchmark::RegisterBenchmark(("load/" + of.document).c_str(), [&of](benchmark::State& state) {
        for (auto _ : state) benchmark::DoNotOptimize(zodgate::Schema::parse(of.schema));
    });
}

// The e-mail address of the invite alone, by the pattern that Zod has for it.
void add_email() {
    const boost::regex pattern(
        R"re(^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$)re");
    benchmark::RegisterBenchmark("email/boost::regex", [pattern](benchmark::State& state) {
        std::string_view email = "ada.lovelace@example.com";
        for (auto _ : state) {
            benchmark::DoNotOptimize(email);
            benchmark::DoNotOptimize(boost::regex_match(email.begin(), email.end(), pattern));
        }
    });
}

}  // namespace

int main(int count, char** arguments) {
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
    const std::vector<Case> cases = zodgate::bench::make_cases();
    for (const Case& one : cases) add_case(one);
    const auto named = [&](std::string_view name) -> const Case& {
        return *std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.name == name; });
    };
    add_threads(named("invite"));
    add_load(named("invite"));
    add_load(named("order"));
    add_email();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
