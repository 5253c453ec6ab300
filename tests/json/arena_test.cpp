#include "json/json.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory_resource>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace zodgate::json;

namespace {

constexpr ReadOptions ample{1U << 30U, 1000, false};

std::string written(const Value& value) {
    std::string out;
    append_value(out, value);
    return out;
}

std::string many_orders(int count) {
    std::string text = "[";
    for (int i = 0; i < count; ++i) {
        text += std::string(i == 0 ? "" : ",") + R"({"id":)" + std::to_string(i) + R"(,"name":"Ada","tags":["a","b"]})";
    }
    return text + "]";
}

}  // namespace

TEST_CASE("an arena's pieces are aligned, and apart from each other") {
    Arena arena;
    std::vector<std::pair<unsigned char*, std::size_t>> pieces;
    unsigned char mark = 0;
    for (const std::size_t bytes : {1U, 3U, 8U, 24U, 100U, 1000U, 5000U, 70000U, 3U, 600000U, 1U}) {
        for (const std::size_t alignment : {1U, 2U, 8U, 16U, 64U, 4096U}) {
            auto* const piece = static_cast<unsigned char*>(arena.allocate(bytes, alignment));
            CHECK(reinterpret_cast<std::uintptr_t>(piece) % alignment == 0);
            std::memset(piece, ++mark, bytes);
            pieces.emplace_back(piece, bytes);
        }
    }
    mark = 0;
    for (const auto& [piece, bytes] : pieces) {
        const std::string wanted(bytes, static_cast<char>(++mark));
        CHECK(std::memcmp(piece, wanted.data(), bytes) == 0);
    }
}

TEST_CASE("an arena hands the same memory out again") {
    Arena arena;
    void* const first = arena.allocate(100);
    CHECK(arena.allocate(100) != first);
    arena.release();
    CHECK(arena.allocate(100) == first);
    // Through the interface of the standard library too.
    std::pmr::memory_resource& resource = arena;
    CHECK(static_cast<std::byte*>(resource.allocate(4, 4)) == static_cast<std::byte*>(first) + 100);
    resource.deallocate(first, 100);
    CHECK(arena.allocate(100) != first);
    CHECK(resource.is_equal(arena));
    CHECK_FALSE(resource.is_equal(*std::pmr::new_delete_resource()));
}

TEST_CASE("an arena grows to what is needed again and again, and then takes nothing more") {
    Arena arena;
    const auto use = [&arena] {
        for (int i = 0; i < 1000; ++i) arena.allocate(100, 4);
        arena.allocate(20000, 1);
        const std::size_t taken = arena.taken();
        arena.release();
        return taken;
    };
    CHECK(use() >= 120000);
    CHECK(use() >= 120000);
    const std::size_t kept = arena.taken();
    CHECK(kept >= 120000);
    CHECK(use() == kept);
    CHECK(use() == kept);
    CHECK(arena.taken() == kept);
}

TEST_CASE("what an arena has handed out does not depend on what it has kept") {
    Arena arena;
    const auto use = [&arena] {
        for (int i = 0; i < 10; ++i) arena.allocate(100, 4);
        arena.allocate(50000, 64);
        return arena.handed_out();
    };
    CHECK(arena.handed_out() == 0);
    CHECK(use() == 51000);
    arena.release();
    CHECK(arena.handed_out() == 0);
    arena.allocate(Arena::most_retained / 2);
    arena.release();
    CHECK(arena.taken() > 51000);
    CHECK(use() == 51000);
    CHECK(use() == 102000);
}

TEST_CASE("an arena does not keep what a single large text has taken") {
    Arena arena;
    for (const std::size_t bytes : {std::size_t{50} << 20U, Arena::most_retained, Arena::most_retained / 2}) {
        for (int i = 0; i < 3; ++i) {
            arena.allocate(1);
            arena.allocate(bytes);
            arena.allocate(Arena::most_retained / 8);
            arena.release();
            CHECK(arena.taken() <= Arena::most_retained);
        }
    }
    for (int i = 0; i < 1000000; ++i) arena.allocate(8, 8);
    CHECK(arena.taken() <= 8000000 + 2 * Arena::most_retained);
    arena.release();
    CHECK(arena.taken() <= Arena::most_retained);
}

TEST_CASE("an arena takes in proportion to what it is asked for") {
    for (const std::size_t bytes : {1U, 40U, 1000U, 3000U, 5000U, 66000U, 300000U}) {
        Arena arena;
        std::size_t asked = 0;
        while (asked < std::size_t{4} << 20U) {
            arena.allocate(bytes, 1);
            asked += bytes;
            REQUIRE(arena.taken() <= 4096 + 3 * asked);
        }
    }
}

TEST_CASE("an arena refuses what cannot be") {
    Arena arena;
    constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
    CHECK_THROWS_AS(arena.allocate(all, 1), std::bad_alloc);
    CHECK_THROWS_AS(arena.allocate(all - 8, 4096), std::bad_alloc);
    CHECK_THROWS_AS(arena.allocate(all / 2, 1), std::bad_alloc);
    CHECK(arena.allocate(8) != nullptr);
}

TEST_CASE("values live in the arena, not in the text") {
    Arena arena;
    std::string text = R"({"email":"a\u0062c","n":[1,{"":""}],"x":"\ud83d\ude00"})";
    Value root;
    REQUIRE(read(text, ample, arena, root).status == ReadStatus::ok);
    // Reading another one leaves them as they are.
    Value other;
    REQUIRE(read(many_orders(1000), ample, arena, other).status == ReadStatus::ok);
    text.assign(text.size(), '#');
    CHECK(written(root) == R"({"email":"abc","n":[1,{"":""}],"x":"😀"})");
    CHECK(written(other) == many_orders(1000));
    const Value& empty = find(root, "n")->items[1];
    CHECK(empty.members[0].key.data() != nullptr);
    CHECK(empty.members[0].value.characters != nullptr);
}

TEST_CASE("reading a text again takes no memory") {
    Arena arena;
    Value root;
    for (const std::string& text : {std::string(R"({"email":"not-an-email","role":"owner"})"), many_orders(20)}) {
        for (int i = 0; i < 3; ++i) {
            arena.release();
            REQUIRE(read(text, ample, arena, root).status == ReadStatus::ok);
        }
        const std::size_t taken = arena.taken();
        arena.release();
        REQUIRE(read(text, ample, arena, root).status == ReadStatus::ok);
        CHECK(arena.taken() == taken);
        CHECK(written(root) == text);
    }
}

TEST_CASE("the memory that reading takes is linear in the text") {
    const auto taken_for = [](const std::string& text) {
        Arena arena;
        Value root;
        REQUIRE(read(text, ample, arena, root).status == ReadStatus::ok);
        return arena.taken();
    };
    std::string zeros = "[0";
    for (int i = 0; i < 200000; ++i) zeros += ",0";
    CHECK(taken_for(zeros + "]") <= 20 * zeros.size());
    std::string empty_keys = "{\"\":0";
    for (int i = 0; i < 50000; ++i) empty_keys += ",\"\":0";
    CHECK(taken_for(empty_keys + "}") <= 40 * empty_keys.size());
    std::string deep = "[0";
    for (int i = 0; i < 500; ++i) deep += "," + std::string(900, '[') + std::string(900, ']');
    CHECK(taken_for(deep + "]") <= 20 * deep.size());
}

TEST_CASE("long arrays stay where they are read, also among others") {
    std::string numbers = "0";
    for (int i = 1; i < 60000; ++i) numbers += "," + std::to_string(i);
    const std::string array = "[" + numbers + "]";
    Arena arena;
    Value root;
    for (const std::string& text :
         {array, "[" + array + "," + array + "]", "[" + numbers + "," + array + "]",
          "[[7]," + array + "," + numbers + "]",
          R"({"a":1,"b":)" + array + R"(,"c":[)" + array + R"(,"x"],"d":{"e":)" + array + "}}",
          "[" + numbers + ",[" + numbers + ",[" + numbers + "," + array + "]]]"}) {
        arena.release();
        REQUIRE(read(text, ample, arena, root).status == ReadStatus::ok);
        CHECK(written(root) == text);
        // In its own text, and once in memory: 24 bytes a value, and the growth of what is at hand.
        CHECK(arena.taken() < 10 * text.size());
    }
}

TEST_CASE("a value that could not be read is null") {
    Arena arena;
    for (const std::string_view text : {"", "[1", "[[1]]]", "\"\xFF\"", "{\"a\":\"\\ud800\"}"}) {
        Value root;
        root.type = Type::function;
        CHECK(read(text, ample, arena, root).status == ReadStatus::malformed);
        CHECK(root.type == Type::null);
    }
}

TEST_CASE("a document moves with its values, and can be read anew") {
    Document document;
    REQUIRE(document.read(R"({"a":["b"]})", ample).status == ReadStatus::ok);
    Document moved = std::move(document);
    CHECK(written(moved.root()) == R"({"a":["b"]})");
    Document assigned;
    REQUIRE(assigned.read("[1]", ample).status == ReadStatus::ok);
    assigned = std::move(moved);
    CHECK(written(assigned.root()) == R"({"a":["b"]})");
    REQUIRE(assigned.read(R"("c")", ample).status == ReadStatus::ok);
    CHECK(written(assigned.root()) == R"("c")");
}
