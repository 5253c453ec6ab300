// bad_documents.json: good documents, and small changes that each make a bad one. A document's author must be led to
// the place where the fault is.
#include <zodgate/http.hpp>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/pointer.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace zodgate;
using namespace zodgate::http;

namespace {

std::string read_file(const std::string& name) {
    std::ifstream file(std::string(ZODGATE_HTTP_TESTS) + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

rapidjson::Document read_table() {
    rapidjson::Document table;
    table.Parse(read_file("bad_documents.json").c_str());
    INFO(rapidjson::GetParseError_En(table.GetParseError()) << " at " << table.GetErrorOffset());
    REQUIRE_FALSE(table.HasParseError());
    return table;
}

std::string to_text(const rapidjson::Value& value) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value.Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

std::string string_in(const rapidjson::Value& value, const char* name) {
    return {value[name].GetString(), value[name].GetStringLength()};
}

// Puts values in their places and takes others out. Each place must be one that the document can have.
std::string changed(const rapidjson::Value& good, const rapidjson::Value& change) {
    rapidjson::Document document;
    document.CopyFrom(good, document.GetAllocator());
    if (change.HasMember("set")) {
        for (const auto& [place, value] : change["set"].GetObject()) {
            const rapidjson::Pointer pointer(place.GetString(), place.GetStringLength());
            REQUIRE(pointer.IsValid());
            rapidjson::Value copy(value, document.GetAllocator());
            pointer.Set(document, copy);
        }
    }
    if (change.HasMember("remove")) {
        for (const auto& place : change["remove"].GetArray()) {
            REQUIRE(rapidjson::Pointer(place.GetString(), place.GetStringLength()).Erase(document));
        }
    }
    return to_text(document);
}

std::string text_of(const rapidjson::Document& table, const rapidjson::Value& bad) {
    if (bad.HasMember("text")) return string_in(bad, "text");
    return changed(table["documents"][string_in(bad, "document").c_str()], bad);
}

void check_refused(const std::string& text, const std::string& pointer, const std::string& reason) {
    try {
        Api::from_openapi(text);
    } catch (const SchemaError& error) {
        INFO(error.what());
        CHECK(error.pointer() == pointer);
        CHECK_FALSE(error.reason().empty());
        CHECK(error.reason().find(reason) != std::string::npos);
        CHECK(error.offset() <= text.size());
        return;
    }
    FAIL_CHECK("it was not refused");
}

}  // namespace

TEST_CASE("Bad OpenAPI documents: the good ones they are made of load") {
    const rapidjson::Document table = read_table();
    CHECK(table["documents"].MemberCount() == 2);
    for (const auto& [name, document] : table["documents"].GetObject()) {
        INFO(name.GetString());
        CHECK_FALSE(Api::from_openapi(to_text(document)).operations().empty());
    }
}

TEST_CASE("Bad OpenAPI documents: each is refused, with the place of the fault") {
    const rapidjson::Document table = read_table();
    std::set<std::string> names;
    for (const auto& bad : table["cases"].GetArray()) {
        const std::string name = string_in(bad, "name");
        INFO(name);
        CHECK(names.insert(name).second);
        check_refused(text_of(table, bad), string_in(bad, "pointer"), string_in(bad, "reason"));
    }
    CHECK(names.size() == 206);
}
