#include "payloads.hpp"

#include <zodgate/schemas.hpp>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace zodgate::bench {
namespace {

// SplitMix64: the distributions of the standard library differ from one library to the next.
class Random {
  public:
    std::uint64_t below(std::uint64_t end) {
        state_ += 0x9E3779B97F4A7C15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) % end;
    }

    bool once_in(std::uint64_t times) { return below(times) == 0; }

    template <std::size_t count>
    std::string_view pick(const std::array<std::string_view, count>& of) {
        return of.at(below(count));
    }

    std::string_view word() {
        return pick<12>({"copper", "kettle", "large", "garden", "blue", "wooden", "chair", "lamp", "folded", "Größe",
                         "café", "travel"});
    }

    /// The form with # replaced by a digit, % by a hexadecimal one, ~ by a lower case letter and ^ by an upper case
    /// one.
    std::string fill(std::string form) {
        for (char& character : form) {
            if (character == '#') character = one_of("0123456789");
            if (character == '%') character = one_of("0123456789abcdef");
            if (character == '~') character = one_of("abcdefghijklmnopqrstuvwxyz");
            if (character == '^') character = one_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        }
        return form;
    }

  private:
    char one_of(std::string_view characters) { return characters[below(characters.size())]; }

    std::uint64_t state_ = 42;
};

// --- JSON text --------------------------------------------------------------------------------------------------

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string member(std::string_view name, std::string_view value) { return quoted(name) + ':' + std::string(value); }

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty()) text += ',';
        text += part;
    }
    return text;
}

std::string object(const std::vector<std::string>& members) { return '{' + joined(members) + '}'; }
std::string array(const std::vector<std::string>& items) { return '[' + joined(items) + ']'; }

template <typename Make>
std::string array_of(std::size_t count, Make make) {
    std::vector<std::string> items;
    for (std::size_t index = 0; index < count; ++index) items.push_back(make());
    return array(items);
}

// --- values, as JSON text: each draws in an order that C++ lays down -----------------------------------------------

std::string filled(Random& random, std::string form) { return quoted(random.fill(std::move(form))); }

std::string uuid(Random& random) { return filled(random, "%%%%%%%%-%%%%-4%%%-a%%%-%%%%%%%%%%%%"); }

std::string day(Random& random) {
    const std::string_view month =
        random.pick<12>({"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"});
    const std::string_view decade = random.pick<3>({"0", "1", "2"});
    return random.fill("20##-" + std::string(month) + '-' + std::string(decade) + '7');
}

std::string date_time(Random& random) {
    const std::string date = day(random);
    return quoted(date + random.fill("T1#:2#:3#.###Z"));
}

std::string price(Random& random) {
    const std::string whole = std::to_string(1 + random.below(500));
    return whole + random.fill(".#5");
}

std::string email(Random& random) {
    std::string text = random.fill(std::string(3 + random.below(6), '~')) + '.';
    text += random.fill(std::string(4 + random.below(8), '~')) + '@';
    text += random.fill(std::string(4 + random.below(8), '~')) + ".example.com";
    return quoted(text);
}

std::string words(Random& random, std::uint64_t count) {
    std::string text;
    for (std::uint64_t index = 0; index < count; ++index) {
        if (!text.empty()) text += ' ';
        text += random.word();
    }
    return quoted(text);
}

// --- orders -----------------------------------------------------------------------------------------------------

std::string address(Random& random) {
    std::vector<std::string> members{
        member("street", quoted(std::to_string(1 + random.below(200)) + " Analytical Engine Road")),
        member("city", quoted(random.pick<4>({"London", "Graz", "Zürich", "New Haven"}))),
        member("postal_code", filled(random, "#####")),
        member("country", quoted(random.pick<4>({"GB", "AT", "CH", "US"})))};
    if (random.once_in(3)) members.push_back(member("note", words(random, 8)));
    return object(members);
}

std::string line_item(Random& random) {
    std::vector<std::string> members{
        member("sku", filled(random, "^^^-####")), member("title", words(random, 2 + random.below(4))),
        member("quantity", std::to_string(1 + random.below(20))), member("unit_price", price(random))};
    if (random.once_in(4)) members.push_back(member("discount", "0.15"));
    if (random.once_in(2)) {
        members.push_back(member("tags", array_of(1 + random.below(3), [&] { return words(random, 1); })));
    }
    return object(members);
}

std::string customer(Random& random) {
    return object({member("id", uuid(random)), member("name", words(random, 2)), member("email", email(random)),
                   member("language", quoted(random.pick<4>({"en", "de-AT", "fr-CH", "it"})))});
}

std::string order(Random& random, std::string_view status, std::string_view gift) {
    std::vector<std::string> members{member("id", uuid(random)),
                                     member("number", filled(random, "ORD-########")),
                                     member("placed_at", date_time(random)),
                                     member("status", quoted(status)),
                                     member("currency", quoted(random.pick<5>({"EUR", "GBP", "USD", "JPY", "CHF"}))),
                                     member("customer", customer(random)),
                                     member("shipping_address", address(random))};
    if (random.once_in(2)) members.push_back(member("billing_address", address(random)));
    members.push_back(member("lines", array_of(3 + random.below(3), [&] { return line_item(random); })));
    members.push_back(member("total", price(random)));
    members.push_back(member("gift", gift));
    members.push_back(member("coupon", random.once_in(3) ? quoted("SPRING-15") : "null"));
    return object(members);
}

std::string any_order(Random& random) {
    const std::string_view status = random.pick<5>({"new", "paid", "packed", "shipped", "returned"});
    return order(random, status, random.once_in(5) ? "true" : "false");
}

std::string order_of_1_kb(Random& random, std::string_view status, std::string_view gift) {
    std::string text;
    while (text.size() < 1000 || text.size() > 1050) text = order(random, status, gift);
    return text;
}

// --- the others -------------------------------------------------------------------------------------------------

std::string tree(Random& random, int levels) {
    std::string text;
    for (int level = 0; level < levels; ++level) {
        const std::string leaf = object({member("value", std::to_string(random.below(1000)))});
        std::vector<std::string> members{member("value", std::to_string(level))};
        if (!text.empty()) members.push_back(member("left", text));
        members.push_back(member("right", leaf));
        text = object(members);
    }
    return text;
}

std::string member_value(Random& random, std::size_t kind) {
    if (kind == 0) return words(random, 2);
    if (kind == 1) return price(random);
    if (kind == 2) return random.once_in(2) ? "true" : "false";
    return quoted(random.pick<2>({"low", "high"}));
}

std::string members(Random& random) {
    std::vector<std::string> all;
    for (std::size_t index = 0; index < 200; ++index) {
        all.push_back(member("member_" + std::to_string(index), member_value(random, index % 4)));
    }
    return object(all);
}

std::string input_event(Random& random) {
    const std::string x = member("x", price(random));
    const std::string y = member("y", price(random));
    switch (random.below(5)) {
        case 0:
            return object(
                {member("type", quoted("key")), member("key", filled(random, "~")), member("repeated", "false")});
        case 1: return object({member("type", quoted("move")), x, y});
        case 2: return object({member("type", quoted("click")), x, y, member("button", quoted("middle"))});
        case 3: return object({member("type", quoted("scroll")), member("delta", "-3")});
        default: return object({member("type", quoted("paste")), member("text", words(random, 6))});
    }
}

std::string option(Random& random) {
    switch (random.below(5)) {
        case 0: return price(random);
        case 1: return words(random, 1);
        case 2: return object({member("amount", price(random)), member("currency", quoted("EUR"))});
        case 3: return object({member("from", words(random, 1)), member("to", words(random, 1))});
        default: return array({"true", "false", "true"});
    }
}

std::string strings(Random& random) {
    constexpr std::size_t count = 20;
    const auto filled_ones = [&](const char* form) { return array_of(count, [&] { return filled(random, form); }); };
    return object({member("emails", array_of(count, [&] { return email(random); })),
                   member("ids", array_of(count, [&] { return uuid(random); })),
                   member("times", array_of(count, [&] { return date_time(random); })),
                   member("days", array_of(count, [&] { return quoted(day(random)); })),
                   member("hosts", filled_ones("192.168.1#.1##")), member("slugs", filled_ones("~~~~~~-~~~~-###")),
                   member("colours", array_of(count, [&] { return quoted('#' + random.fill("%%%%%%")); })),
                   member("versions", filled_ones("1#.2#.#-rc.1"))});
}

// --- documents --------------------------------------------------------------------------------------------------

std::string read_file(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    if (!file) throw std::runtime_error("there is no " + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string document(std::string_view name) {
    return read_file(ZODGATE_BENCH_SCHEMAS "/" + std::string(name) + ".schema.json");
}

constexpr std::string_view dialect = R"("$schema":"https://json-schema.org/draft/2020-12/schema")";

std::string orders_document(std::string one) {
    const std::size_t begin = one.find(R"("$schema")");
    one.erase(begin, one.find(',', begin) + 1 - begin);
    return object({std::string(dialect), member("type", quoted("array")), member("items", one)});
}

std::string members_document() {
    std::vector<std::string> properties;
    std::vector<std::string> required;
    constexpr std::array<std::string_view, 4> kinds{R"({"type":"string"})", R"({"type":"number"})",
                                                    R"({"type":"boolean"})",
                                                    R"({"type":"string","enum":["low","high"]})"};
    for (std::size_t index = 0; index < 200; ++index) {
        const std::string name = "member_" + std::to_string(index);
        properties.push_back(member(name, kinds.at(index % 4)));
        required.push_back(quoted(name));
    }
    return object({std::string(dialect), member("type", quoted("object")), member("properties", object(properties)),
                   member("required", array(required))});
}

}  // namespace

std::vector<Case> make_cases() {
    const std::string invite(schemas::invite_request_text());
    const auto example = [](std::string_view name) {
        return read_file(ZODGATE_SCHEMAS "/examples/" + std::string(name));
    };
    const std::string order_schema = document("order");
    Random random;
    std::vector<Case> cases{
        {"invite", "invite", invite, example("valid_admin.json"), true},
        {"invite_with_pattern", "invite_with_pattern", document("invite_with_pattern"), example("valid_admin.json"),
         true},
        {"invite_two_faults", "invite", invite, example("invalid_two_faults.json"), false},
        {"invite_malformed", "invite", invite, example("malformed_trailing_comma.json"), false},
        {"order", "order", order_schema, order_of_1_kb(random, "paid", "false"), true},
        {"order_two_faults", "order", order_schema, order_of_1_kb(random, "lost", "\"no\""), false},
        {"orders", "orders", orders_document(order_schema), array_of(1000, [&] { return any_order(random); }), true},
        {"tree", "tree", document("tree"), tree(random, 200), true},
        {"members", "members", members_document(), members(random), true},
        {"discriminated", "discriminated", document("discriminated"), array_of(50, [&] { return input_event(random); }),
         true},
        {"union", "union", document("union"), array_of(50, [&] { return option(random); }), true},
        {"strings", "strings", document("strings"), strings(random), true}};
    return cases;
}

}  // namespace zodgate::bench
