// What of the library needs no other at run time, the reading and writing of JSON and the scanners of formats, over
// files and over their beginnings. Links nothing but the standard library, so that MemorySanitizer and other machines'
// words can be tried where Boost and ICU are not compiled for them. Ends with the first thing that does not hold.
#include "json/json.hpp"
#include "text/encodings.hpp"
#include "text/scanners.hpp"
#include "text/text.hpp"
#include "text/url.hpp"
#include "text/url_host.hpp"

#include <dirent.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

// Names of hosts beyond ASCII are ICU's: here there are none.
namespace zodgate::text {
bool pay_for_domain(std::size_t bytes, std::size_t& steps) { return pay(bytes, steps); }
bool map_domain(std::string_view, std::string&) { return false; }
}  // namespace zodgate::text

namespace {

namespace json = zodgate::json;
namespace text = zodgate::text;

void require(bool holds, const char* what) {
    if (holds) return;
    std::printf("does not hold: %s\n", what);
    std::exit(1);
}

// Bytes of exactly that length, of which a read beyond either end is seen.
class Exact {
  public:
    explicit Exact(std::string_view bytes) : bytes_(std::make_unique<char[]>(bytes.size())), size_(bytes.size()) {
        std::copy(bytes.begin(), bytes.end(), bytes_.get());
    }
    std::string_view view() const noexcept { return {bytes_.get(), size_}; }

  private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};

struct Counts {
    std::size_t inputs = 0;
    std::size_t documents = 0;  // that could be read
    std::size_t strings = 0;    // that some scanner has accepted
};

std::string written(const json::Value& value) {
    std::string out;
    json::append_value(out, value);
    return out;
}

void read_as_json(std::string_view bytes, Counts& counts) {
    constexpr json::ReadOptions ample{std::size_t{1} << 30U, json::deepest_text, false};
    json::Document document;
    const json::ReadError error = document.read(bytes, ample);
    if (error.status != json::ReadStatus::ok) {
        require(error.offset <= bytes.size(), "a fault lies within the text");
        const json::Position place = json::position_of(bytes, error.offset);
        require(place.line >= 1 && place.column >= 1, "places count from 1");
        return;
    }
    ++counts.documents;
    const std::string first = written(document.root());
    json::Document again;
    require(again.read(first, ample).status == json::ReadStatus::ok, "what is written can be read");
    require(written(again.root()) == first, "what is written stays as it is");
    require(json::equal(again.root(), again.root()), "a value is equal to itself");

    const json::ReadOptions strict{std::max<std::size_t>(bytes.size(), 1) - 1, json::deepest_text, true};
    require(json::Document().read(bytes, strict).status == json::ReadStatus::too_long, "max_bytes is asked first");
}

using Scanner = bool (*)(std::string_view);

constexpr Scanner scanners[] = {
    text::is_email,
    text::is_html5_email,
    text::is_rfc5322_email,
    text::is_unicode_email,
    text::is_uuid,
    text::is_guid,
    text::is_cuid,
    text::is_cuid2,
    text::is_ulid,
    text::is_xid,
    text::is_ksuid,
    text::is_earlier_uuid,
    text::is_earlier_cuid,
    text::is_earlier_ulid,
    text::is_date,
    text::is_duration,
    text::is_full_time,
    text::is_ipv4,
    text::is_ipv6,
    text::is_cidrv4,
    text::is_hostname,
    text::is_domain,
    text::is_e164,
    text::is_earlier_hostname,
    text::is_earlier_domain,
    text::is_earlier_e164,
    text::fits_ipv6_pattern,
    text::fits_cidrv6_pattern,
    text::fits_earlier_ipv6_pattern,
    text::fits_earlier_cidrv6_pattern,
    text::is_hex,
    text::is_base64,
    text::is_base64url,
    text::is_jwt,
    text::is_credit_card,
    text::is_iban,
    text::is_currency_code,
    text::fits_credit_card_pattern,
    text::fits_iban_pattern,
    text::is_emoji,
    text::is_earlier_emoji,
    text::is_rfc3339_datetime,
    text::is_rfc3339_time,
    text::is_rfc3339_duration,
    text::is_mailbox,
    text::is_ldh_name,
    text::is_uri,
    text::is_uri_reference,
    text::is_iri,
    text::is_iri_reference,
    text::is_json_pointer,
    text::is_relative_json_pointer,
    text::is_uri_template,
};

// Scanners take well-formed UTF-8, whatever it says.
void scan(std::string_view bytes, Counts& counts) {
    const std::string valid = text::to_valid_utf8(bytes);
    require(text::find_invalid_utf8(valid) == text::npos, "what is made valid UTF-8 is that");
    require(text::count_code_points(valid) <= valid.size(), "no character is shorter than a byte");
    const Exact exact(valid);
    const std::string_view view = exact.view();
    const auto accepts = [view](Scanner scanner) { return scanner(view); };
    const auto accepting = std::count_if(std::begin(scanners), std::end(scanners), accepts);
    require(!text::is_uri(view) || text::is_uri_reference(view), "a URI is a reference");
    require(!text::is_uri(view) || text::is_iri(view), "a URI is an IRI");
    require(!text::is_iban(view) || text::fits_iban_pattern(view), "an IBAN has its form");
    for (const char* name : {"base64", "base64url", "base32", "base32hex", "base16"}) {
        const auto encoding = text::encoding_named(name);
        require(encoding.has_value(), "encodings have their names");
        if (text::is_encoded(view, *encoding)) require(text::decoded(view, *encoding).size() <= view.size(), name);
    }
    bool in_time = false;
    for (std::int32_t precision = text::precision::any; precision < 4; ++precision) {
        text::DatetimeForm form;
        form.qualified = precision;
        form.offset = true;
        form.local = true;
        in_time = in_time || text::is_time(view, precision) || text::is_datetime(view, form);
    }
    if (in_time || accepting > 0) ++counts.strings;
}

// The strings of a document and the lines of a text are what scanners are for.
void scan_parts(const json::Value& value, Counts& counts) {
    if (value.type == json::Type::string) scan(value.string(), counts);
    if (value.type == json::Type::array) {
        for (const json::Value& item : json::items_of(value)) scan_parts(item, counts);
    }
    if (value.type == json::Type::object) {
        for (const json::Member& member : json::members_of(value)) {
            scan(member.key, counts);
            scan_parts(member.value, counts);
        }
    }
}

void judge(std::string_view bytes, Counts& counts) {
    const Exact exact(bytes);
    read_as_json(exact.view(), counts);
    scan(exact.view(), counts);
}

// By C's own functions, which sanitizers know: the standard library's are in a part that is compiled already.
std::string read_file(const std::string& path) {
    std::string whole;
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    require(file != nullptr, "inputs can be read");
    char piece[4096];
    for (std::size_t size = 1; size > 0; whole.append(piece, size)) size = std::fread(piece, 1, sizeof piece, file);
    std::fclose(file);
    return whole;
}

void judge_file(const std::string& path, Counts& counts) {
    const std::string whole = read_file(path);
    ++counts.inputs;
    constexpr std::size_t most_beginnings = 64;
    const std::size_t step = whole.size() / most_beginnings + 1;
    for (std::size_t length = 0; length < whole.size(); length += step) judge({whole.data(), length}, counts);
    judge(whole, counts);
    for (std::size_t from = 0; from < whole.size(); from += step)
        scan({whole.data() + from, whole.size() - from}, counts);

    json::Document document;
    if (document.read(whole, {whole.size(), 100, false}).status == json::ReadStatus::ok) {
        scan_parts(document.root(), counts);
    }
}

void judge_folder(const std::string& path, Counts& counts) {
    DIR* const folder = opendir(path.c_str());
    if (folder == nullptr) return judge_file(path, counts);
    while (const dirent* const entry = readdir(folder)) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") judge_folder(path + "/" + name, counts);
    }
    closedir(folder);
}

}  // namespace

int main(int count, char** words) {
    Counts counts;
    for (int i = 1; i < count; ++i) judge_folder(words[i], counts);
    std::printf("%zu inputs, %zu documents read, %zu strings accepted, words of %zu bits\n", counts.inputs,
                counts.documents, counts.strings, 8 * sizeof(void*));
    return counts.inputs > 500 && counts.documents > 150 && counts.strings > 500 ? 0 : 1;
}
