#include <zodgate/framing.hpp>

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

using namespace zodgate::http;
using namespace std::string_view_literals;

namespace {

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

FramingReader read(const Fields& fields) {
    FramingReader reader;
    reader.add("Host", "localhost");
    for (const auto& [name, value] : fields) reader.add(name, value);
    return reader;
}

Framing framing_of(const Fields& fields, bool has_chunks = true) { return read(fields).framing(has_chunks); }

}  // namespace

TEST_CASE("A request without either field has no body") {
    CHECK(framing_of({}) == Framing::none);
    CHECK(framing_of({{"Content-Length", "0"}}) == Framing::none);
    CHECK(framing_of({{"Content-Length", "000"}}) == Framing::none);
    CHECK(framing_of({{"Content-Lengt", "5"}, {"Transfer-Encodings", "gzip"}}) == Framing::none);
}

TEST_CASE("A length is one number") {
    CHECK(framing_of({{"content-LENGTH", "12"}}) == Framing::length);
    CHECK(read({{"Content-Length", "012"}}).length() == 12);
    CHECK(read({{"Content-Length", "999999999999999999"}}).length() == 999999999999999999U);
    for (const std::string_view value :
         std::initializer_list<std::string_view>{"", "-1", "+5", "5.0", "0x5", "5, 5", "5 5", " 5", "5 ", "five",
                                                 "5\0"sv, "1000000000000000000", "00000000000000000005"}) {
        INFO(value);
        CHECK(framing_of({{"Content-Length", value}}) == Framing::unclear);
    }
    CHECK(framing_of({{"Content-Length", "5"}, {"content-length", "5"}}) == Framing::unclear);
    CHECK(framing_of({{"Content-Length", "0"}, {"content-length", "5"}}) == Framing::unclear);
}

TEST_CASE("Chunks are the only coding, and alone") {
    CHECK(framing_of({{"transfer-encoding", "Chunked"}}) == Framing::chunked);
    CHECK(framing_of({{"Transfer-Encoding", "chunked"}}, false) == Framing::unclear);
    for (const std::string_view value : std::initializer_list<std::string_view>{
             "", "gzip", "gzip, chunked", "chunked, gzip", "identity", "chunked;q=1", "xchunked", "chunked, chunked"}) {
        INFO(value);
        CHECK(framing_of({{"Transfer-Encoding", value}}) == Framing::unclear);
    }
    CHECK(framing_of({{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}) == Framing::unclear);
    CHECK(framing_of({{"Transfer-Encoding", "chunked"}, {"Content-Length", "5"}}) == Framing::unclear);
    CHECK(framing_of({{"Content-Length", "0"}, {"Transfer-Encoding", "chunked"}}) == Framing::unclear);
}

TEST_CASE("Names that are no tokens put the head in doubt") {
    for (const std::string_view name : std::initializer_list<std::string_view>{
             "Content-Length ", " Content-Length", "", "X Y", "X:", "X\t", "X\0"sv, "\xC3\xA9"}) {
        INFO(name);
        CHECK(framing_of({{name, "5"}}) == Framing::unclear);
        CHECK(framing_of({{"Content-Length", "5"}, {name, "5"}}) == Framing::unclear);
    }
    CHECK(framing_of({{"!#$%&'*+-.^_`|~09azAZ", "5"}}) == Framing::none);
}

TEST_CASE("Values of fields have no control characters but tabs") {
    CHECK(is_field_value(""));
    CHECK(is_field_value("a\tb \xC3\xA9"));
    for (const std::string_view text :
         std::initializer_list<std::string_view>{"a\r\nb"sv, "\n"sv, "\0"sv, "\x1F"sv, "\x7F"sv})
        CHECK_FALSE(is_field_value(text));
}

TEST_CASE("Sizes of chunks") {
    CHECK(read_chunk_size("0") == 0U);
    CHECK(read_chunk_size("1aF") == 0x1AFU);
    CHECK(read_chunk_size("fffffffffffffff") == 0xFFFFFFFFFFFFFFFU);
    for (const std::string_view text :
         std::initializer_list<std::string_view>{"", "g", "-1", "+5", "0x5", " 5", "5 ", "5;a", "1000000000000000"}) {
        INFO(text);
        CHECK_FALSE(read_chunk_size(text).has_value());
    }
}
