#include "found.hpp"

#include <catch2/catch.hpp>

using found::in;
using found::Lines;

TEST_CASE("the schemas of an OpenAPI document are looked at") {
    CHECK(in(R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},
"paths":{"/a/{b}":{
"parameters":[{"name":"b","in":"path","schema":{"patern":1}}],
"post":{
"parameters":[{"name":"c","in":"query","content":{"application/json":{"schema":{"patern":1}}}}],
"requestBody":{"content":{"application/json":{"schema":{"minimum":2,"maximum":1}}}},
"responses":{"200":{"headers":{"h":{"schema":{"patern":1}}},
"content":{"application/json":{"schema":{"$ref":"#/components/schemas/S"}}}}}}}},
"components":{"schemas":{"S":{"properties":{"p":{"type":"number","minLength":1}}},"T":{"enum":[1,1]}},
"parameters":{"P":{"name":"p","in":"query","schema":{"format":"datetime"}}}}})") ==
          Lines{"3:49 unknown-keyword /paths/~1a~1{b}/parameters/0/schema/patern",
                "5:81 unknown-keyword /paths/~1a~1{b}/post/parameters/0/content/application~1json/schema/patern",
                "6:57 never-valid /paths/~1a~1{b}/post/requestBody/content/application~1json/schema/minimum",
                "7:47 unknown-keyword /paths/~1a~1{b}/post/responses/200/headers/h/schema/patern",
                "9:66 keyword-without-type /components/schemas/S/properties/p/minLength",
                "9:98 always-same /components/schemas/T/enum/1",
                "10:63 format-not-checked /components/parameters/P/schema/format"});
}

TEST_CASE("OpenAPI 3.0 has a dialect of its own") {
    const std::string head = R"({"openapi":"3.0.3","info":{},"components":{"schemas":{"A":{"type":"string"},"S":)";
    CHECK(in(head + R"({"$ref":"#/components/schemas/A","minLength":1}}}})") ==
          Lines{"1:114 ignored-beside-ref /components/schemas/S/minLength"});
    CHECK(in(head + R"({"type":"string","nullable":true,"enum":["a",null]}}}})") == Lines{});
    CHECK(in(head + R"({"minimum":1,"exclusiveMinimum":true,"maximum":1}}}})") ==
          Lines{"1:82 never-valid /components/schemas/S/minimum"});
    CHECK_THROWS_AS(in(head + R"({"$ref":"#/nowhere"}}}})"), zodgate::SchemaError);
    CHECK_THROWS_AS(in(R"({"openapi":"2.0","info":{}})"), zodgate::SchemaError);
}

TEST_CASE("OpenAPI documents with odd parts are passed over where there is no schema") {
    CHECK(in(R"({"openapi":"3.1.0","info":{},"paths":{"/a":{"get":1,"parameters":{"x":[]},"$ref":"#"},"/b":[]},
"components":{"schemas":{},"responses":{"R":{"content":{"a":{"schema":{}}}}}}})") == Lines{});
}
