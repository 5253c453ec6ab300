#include "schemas.hpp"

#include "../harness.hpp"
#include "../json_text.hpp"

#include <zodgate/generate.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace slow {
namespace {

using json_text::Node;
using zodgate::Semantics;

constexpr std::size_t longest_sample = 1000;
constexpr std::size_t most_samples = 4;

std::filesystem::path root() { return ZODGATE_ROOT; }

std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> read_lines(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path.string());
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void append_utf8(std::string& out, unsigned unit) {
    if (unit < 0x80) {
        out += static_cast<char>(unit);
    } else if (unit < 0x800) {
        out += static_cast<char>(0xC0U | unit >> 6U);
        out += static_cast<char>(0x80U | (unit & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | unit >> 12U);
        out += static_cast<char>(0x80U | (unit >> 6U & 0x3FU));
        out += static_cast<char>(0x80U | (unit & 0x3FU));
    }
}

// Of a string as the files of the tree write them: surrogates are not escaped there, but where they are lone, which
// become what is no UTF-8.
std::string unquoted(std::string_view token) {
    constexpr std::string_view letters = "bfnrt";
    constexpr std::string_view meanings = "\b\f\n\r\t";
    std::string out;
    for (std::size_t i = 1; i + 1 < token.size(); ++i) {
        if (token[i] != '\\') {
            out += token[i];
            continue;
        }
        const char kind = token[++i];
        if (kind == 'u') {
            append_utf8(out, static_cast<unsigned>(std::stoul(std::string(token.substr(i + 1, 4)), nullptr, 16)));
            i += 4;
        } else {
            const std::size_t letter = letters.find(kind);
            out += letter == std::string_view::npos ? kind : meanings[letter];
        }
    }
    return out;
}

const Node* member(const Node& object, std::string_view key) {
    const std::string quoted = '"' + std::string(key) + '"';
    for (const json_text::Member& found : object.members) {
        if (found.key == quoted) return &found.value;
    }
    return nullptr;
}

std::string text_member(const Node& object, std::string_view key) {
    const Node* const found = member(object, key);
    if (found == nullptr || !json_text::is_string(*found)) throw std::runtime_error("no text " + std::string(key));
    return unquoted(found->token);
}

zodgate::Resolver remotes() {
    const auto texts = std::make_shared<std::map<std::string, std::string, std::less<>>>();
    for (const std::string& line : read_lines(root() / "tests/suite/remotes.ndjson")) {
        const Node entry = json_text::read(line);
        texts->emplace(text_member(entry, "uri"), text_member(entry, "text"));
    }
    return [texts](std::string_view uri) -> std::optional<std::string> {
        const auto found = texts->find(uri);
        if (found == texts->end()) return std::nullopt;
        return found->second;
    };
}

void add_words(const Node& node, std::set<std::string>& words) {
    if (json_text::is_string(node)) words.insert(node.token);
    for (const json_text::Member& member : node.members) {
        if (!member.key.empty()) words.insert(member.key);
        add_words(member.value, words);
    }
}

// The same but for its dialect is the same.
std::string without_dialect(std::string_view document) {
    Node node = json_text::read(document);
    auto& members = node.members;
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [](const json_text::Member& member) { return member.key == "\"$schema\""; }),
                  members.end());
    return json_text::text_of(node);
}

// @returns "" if the generator finds none
std::string made_up(const zodgate::Generator& generator, std::uint64_t seed, bool valid) {
    try {
        return valid ? generator.valid(seed) : generator.invalid(seed).payload;
    } catch (const zodgate::GenerateError&) {
        return {};
    }
}

class Collection {
  public:
    void add(const std::string& name, const std::string& document, Semantics semantics,
             const std::vector<std::string>& samples = {}, std::string_view dialect = {}) {
        const bool by_zod = semantics == Semantics::zod;
        if (!known_.emplace(without_dialect(document), by_zod).second) return;
        zodgate::Options options;
        options.semantics = semantics;
        options.formats = zodgate::Formats::all;
        options.check_content = !by_zod;
        options.resolver = remotes_;
        if (!dialect.empty()) options.default_dialect = dialect;
        try {
            const zodgate::Schema schema = zodgate::Schema::parse(document, options);
            Subject& subject =
                subjects.emplace_back(Subject{name + (by_zod ? "" : " (json-schema)"), document, schema, {}, {}});
            add_details(subject, samples);
        } catch (const zodgate::SchemaError&) {  // of the tree's documents some are not to load
        }
    }

    std::vector<Subject> subjects;

  private:
    static void add_details(Subject& subject, const std::vector<std::string>& samples) {
        std::set<std::string> words;
        add_words(json_text::read(subject.document), words);
        subject.words.assign(words.begin(), words.end());
        const zodgate::Generator generator(subject.schema);
        std::vector<std::string> candidates{made_up(generator, 1, true), made_up(generator, 2, true)};
        candidates.insert(candidates.end(), samples.begin(), samples.end());
        candidates.push_back(made_up(generator, 1, false));
        for (const std::string& sample : candidates) {
            const auto& taken = subject.samples;
            if (sample.empty() || sample.size() > longest_sample || taken.size() == most_samples) continue;
            if (std::find(taken.begin(), taken.end(), sample) == taken.end()) subject.samples.push_back(sample);
        }
    }

    zodgate::Resolver remotes_ = remotes();
    std::set<std::pair<std::string, bool>> known_;
};

std::string place(const std::filesystem::path& path, std::size_t line) {
    return path.lexically_relative(root()).string() + ":" + std::to_string(line);
}

void add_documents(Collection& collection) {
    for (const char* const folder : {"schemas", "schemas/meta", "tests/bench/schemas", "tests/readme", "tests/embed"}) {
        for (const std::filesystem::path& path : files_in(root() / folder)) {
            if (path.extension() != ".json") continue;
            for (const Semantics semantics : {Semantics::zod, Semantics::json_schema}) {
                collection.add(place(path, 1), read_file(path), semantics);
            }
        }
    }
}

// A document in the first line, then payloads; or a document a line, with pairs of a payload and what is said of it.
void add_golden(Collection& collection) {
    for (const std::filesystem::path& path : files_in(root() / "tests/zod/golden")) {
        const std::vector<std::string> lines = read_lines(path);
        if (lines.at(0).rfind("{\"document\":", 0) != 0) {
            std::vector<std::string> samples;
            for (std::size_t i = 1; i < lines.size(); ++i) {
                const Node entry = json_text::read(lines[i]);
                if (text_member(entry, "verdict") == "valid") samples.push_back(text_member(entry, "payload"));
            }
            collection.add(place(path, 1), lines[0], Semantics::zod, samples);
            continue;
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Node entry = json_text::read(lines[i]);
            const Node* const pairs = member(entry, "pairs");
            std::vector<std::string> samples;
            for (const json_text::Member& pair : pairs->members) {
                samples.push_back(unquoted(pair.value.members.at(0).value.token));
            }
            collection.add(place(path, i + 1), text_member(entry, "document"), Semantics::zod, samples);
        }
    }
}

void add_suite(Collection& collection) {
    for (const auto& [name, dialect] : {std::pair("draft2020-12", "https://json-schema.org/draft/2020-12/schema"),
                                        std::pair("draft2019-09", "https://json-schema.org/draft/2019-09/schema"),
                                        std::pair("draft7", "http://json-schema.org/draft-07/schema#"),
                                        std::pair("draft6", "http://json-schema.org/draft-06/schema#"),
                                        std::pair("draft4", "http://json-schema.org/draft-04/schema#")}) {
        const std::filesystem::path path = root() / "tests/suite" / (std::string(name) + ".ndjson");
        const std::vector<std::string> lines = read_lines(path);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Node group = json_text::read(lines[i]);
            std::vector<std::string> samples;
            for (const json_text::Member& test : member(group, "tests")->members) {
                samples.push_back(text_member(test.value, "data"));
            }
            for (const Semantics semantics : {Semantics::json_schema, Semantics::zod}) {
                collection.add(place(path, i + 1), text_member(group, "schema"), semantics, samples, dialect);
            }
        }
    }
}

void add_strings(Collection& collection) {
    const auto add = [&collection](const std::filesystem::path& path, std::string_view keyword,
                                   std::string_view input) {
        const std::vector<std::string> lines = read_lines(path);
        std::map<std::string, std::vector<std::string>> samples;
        for (const std::string& line : lines) {
            const Node entry = json_text::read(line);
            const Node* const word = member(entry, keyword);
            if (word == nullptr) continue;
            auto& known = samples[word->token];
            if (const Node* const subject = member(entry, input)) known.push_back(subject->token);
        }
        for (const auto& [word, known] : samples) {
            const std::string document = "{\"type\":\"string\",\"" + std::string(keyword) + "\":" + word + "}";
            for (const Semantics semantics : {Semantics::zod, Semantics::json_schema}) {
                collection.add(place(path, 1) + " " + word, document, semantics, known);
            }
        }
    };
    add(root() / "tests/text/suite_patterns.ndjson", "pattern", "subject");
    add(root() / "tests/text/rfc_formats.ndjson", "format", "input");
    add(root() / "tests/issue/formats_golden.ndjson", "format", "input");
    add(root() / "tests/issue/formats_golden.ndjson", "pattern", "input");
}

// What fuzzing has begun with and found: a document up to a NUL.
void add_fuzzed(Collection& collection) {
    for (const char* const folder : {"fuzz/corpus/schema", "fuzz/regressions/schema"}) {
        for (const std::filesystem::path& path : files_in(root() / folder)) {
            const std::string input = read_file(path);
            for (const Semantics semantics : {Semantics::zod, Semantics::json_schema}) {
                collection.add(place(path, 1), input.substr(0, input.find('\0')), semantics);
            }
        }
    }
    for (const std::filesystem::path& path : files_in(root() / "fuzz/corpus/pattern")) {
        const std::string input = read_file(path);
        const std::size_t end = std::min(input.find('\0'), input.size());
        const std::string document = R"({"type":"string","pattern":)" + harness::quoted(input.substr(0, end)) + "}";
        std::vector<std::string> samples;
        if (end < input.size()) samples.push_back(harness::quoted(std::string_view(input).substr(end + 1)));
        collection.add(place(path, 1), document, Semantics::zod, samples);
    }
}

}  // namespace

std::vector<Subject> all_subjects() {
    Collection collection;
    add_documents(collection);
    add_golden(collection);
    add_suite(collection);
    add_strings(collection);
    add_fuzzed(collection);
    return std::move(collection.subjects);
}

}  // namespace slow
