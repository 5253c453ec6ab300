// Writes what tests/http/rejection_test.cpp compares with, the same every time:
//   hono_golden.ndjson        what Hono's validators answer by default to payloads that Zod refuses, with the same
//                             errors as z.flattenError() and z.treeifyError() give them, beside the error
//   hono_query_golden.ndjson  the same to query strings
//   hono_text_golden.ndjson   what Hono and its middleware answer to what is not about a value
import { writeFileSync } from "node:fs";
import { OpenAPIHono, createRoute } from "@hono/zod-openapi";
import { zValidator } from "@hono/zod-validator";
import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { methodNotAllowed } from "hono/method-not-allowed";
import { z } from "zod";
import { documentOf, judge } from "./oracle.mjs";

const error = "Validation error";
const done = (context) => context.text("done");

async function answerOf(response) {
  return { status: response.status, content_type: response.headers.get("content-type"), body: await response.text() };
}

/** What the validators of both packages answer. Throws where they differ, which would leave nothing to agree with. */
async function same(first, second) {
  const answers = [await answerOf(await first), await answerOf(await second)];
  if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1])) throw new Error(`they differ: ${JSON.stringify(answers)}`);
  return answers[0];
}

// --- payloads --------------------------------------------------------------------------------------------------------

const words = (schema, errorMessage) => schema.meta({ errorMessage });
const invite = z.object({ email: z.email(), role: z.enum(["admin", "member"]) });
const person = z.object({
  name: z.string().min(2),
  tags: z.array(z.string().max(3)).max(2),
  address: z.object({ zip: z.string().length(5), lines: z.array(z.string()).min(1) }).nullable(),
});
const expression = z.union([
  z.number(),
  z.object({
    operator: z.enum(["add", "negate"]),
    get operands() {
      return z.array(expression).min(1);
    },
  }),
]);
const tree = z.object({
  value: z.int(),
  get children() {
    return z.array(tree);
  },
});
const operands = (depth) => (depth === 0 ? {} : { operator: "add", operands: [operands(depth - 1)] });
const children = (depth) => (depth === 0 ? { value: "x", children: 1 } : { value: 1, children: [children(depth - 1)] });
const oddNames = ["", "a b", "ü", "😀", 'q"\\', "a/b", "a~b", "%25", "line\nbreak", "\u0000\u001f\u007f", "\u2028", "10", "2", "01", "{", "[1,2]", "}:,", "</script>", "toString", "errors"];
const withOddNames = (value) => Object.fromEntries(oddNames.map((name) => [name, value]));

const cases = [
  [invite, [{}, null, [], true, "text", 1, { email: 1 }, { email: "x", role: "y" }, { email: "a@b.co", role: null }, { role: "admin" }, { email: ["a@b.co"], role: {} }]],
  [z.string(), [null, 1, {}, []]],
  [z.number(), ["1", null, { a: 1 }]],
  [z.int(), [1.5, 1e21, "1", 9007199254740992]],
  [z.number().max(1e21), [1e22, 1.7976931348623157e308, "x"]],
  [z.number().min(-1e-7).lt(0.1), [-1, 0.1, 1e300]],
  [z.int().min(100).multipleOf(3).multipleOf(5), [7, 15, 1.5, 22]],
  [z.int32(), [2147483648, -2147483649, 0.5]],
  [z.boolean(), ["true", 0]],
  [z.null(), [0, "null"]],
  [z.literal(["x", 1, true, null]), ["y", 2, false, []]],
  [z.literal('say "no"\n'), ["say", null]],
  [z.enum(['a"b', "line\nbreak", "ü😀", "\\", "{", "[],:"]), ["x", 1, null]],
  [z.string().min(3).max(5), ["ab", "abcdef", "😀"]],
  [z.string().length(2).regex(/^[a-z"\\/]+$/), ["A", "abc"]],
  [z.string().regex(/^\p{L}[{}\[\],:]$/u), ["x", "{}"]],
  [z.string().startsWith('p"').endsWith("s\\").includes("\n"), ["x", 'p"']],
  [z.object({ email: z.email(), url: z.url(), uuid: z.uuid(), ipv4: z.ipv4(), ipv6: z.ipv6(), date: z.iso.date(), at: z.iso.datetime(), time: z.iso.time(), jwt: z.jwt(), base64: z.base64(), ulid: z.ulid(), cidr: z.cidrv4() }), [Object.fromEntries(["email", "url", "uuid", "ipv4", "ipv6", "date", "at", "time", "jwt", "base64", "ulid", "cidr"].map((name) => [name, "!"])), {}, { email: "@", url: 1, uuid: null }]],
  [z.array(z.int()), [["a"], [1, 2, "a"], ["a", 1, "b", 1, 1, "c"], [...Array(12).fill(1), "x"], [1.5, "x", null], {}, [[], {}, 1]]],
  [z.array(z.array(z.int()).max(2)).min(2), [[[1, 2, 3]], [[1, "a", 3], "x"], [["a"]], [[], [1, 2, 3, 4]], []]],
  [person, [{}, { name: "a", tags: ["long", "x", "longer"], address: null }, { name: 1, tags: "x", address: { zip: "1", lines: [] } }, { name: "ab", tags: [1, 2, 3], address: { zip: "12345", lines: [1, "a", 2] } }, { name: "", tags: [], address: 1 }]],
  [z.object({ users: z.array(person) }), [{ users: [null, { name: "a", tags: [], address: null }] }, { users: [{ name: "ab", tags: [], address: null }, { name: "ab", tags: ["x", "long"], address: { zip: "", lines: [1] } }] }, { users: {} }, {}]],
  [z.strictObject({ a: z.string(), b: z.int().optional() }), [{ a: "x", c: 1, d: 2 }, { a: 1, b: "x", toString: 1 }, { c: 1 }, { b: 1.5, e: null }, { 'a"b': 1, a: "" }, { a: "x", "line\nbreak": 1, "ü😀": 2, "\\": 3, "\u2028": 4 }]],
  [z.object({ inner: z.strictObject({ a: z.string().min(2) }) }), [{ inner: { a: "", b: 1 } }, { inner: { b: 1, c: 2 } }, { inner: null }]],
  [z.record(z.string(), z.int()), [withOddNames("x"), { 7: "a", b: "c", 0: "d", "-1": "e" }, { a: { b: 1 } }, []]],
  [z.record(z.string().min(2), z.int()), [{ a: 1 }, { a: "x", bc: "y" }, { a: 1, b: 2, 3: 4 }, { '"': 1, "\n": 2, "": 3 }]],
  [z.object({ map: z.record(z.email(), z.array(z.int())) }), [{ map: { x: [], "a@b.co": ["y"] } }, { map: { _errors: 1 } }, { map: 1 }]],
  [z.tuple([z.string(), z.number()]), [[], ["a"], [1, "b"], ["a", 1, 2], ["a", "b", "c"], {}]],
  [z.object({ pair: z.tuple([z.object({ a: z.int() }), z.array(z.int())]) }), [{ pair: [{ a: "x" }, [1, "y"]] }, { pair: [] }, { pair: [{}, {}] }]],
  [z.union([z.string().min(3), z.number().min(5)]), ["a", 1, null, []]],
  [z.union([z.object({ a: z.string().min(2) }), z.strictObject({ b: z.int() }), z.array(z.int())]), [{}, { a: "" }, { b: "x", c: 1 }, { a: "", b: 1 }, [1, "x"], null]],
  [z.object({ x: z.union([z.object({ y: z.union([z.string(), z.object({ z: z.string().min(2) })]) }), z.boolean()]) }), [{ x: { y: { z: "" } } }, { x: { y: 1 } }, { x: 1 }, {}]],
  [z.array(z.union([z.array(z.union([z.array(z.int()), z.string()])), z.boolean()])), [[[["x"]]], [1, [1, ["a", 1, "b"]]], [true, [[], [null]]]]],
  [expression, [null, { operator: "add", operands: [1, "x"] }, { operands: [] }, operands(5), operands(20)]],
  [tree, [children(3), children(40), { value: 1.5, children: [{ value: 1, children: [] }, { value: 1, children: [{}, null] }] }]],
  [z.xor([z.string().min(2), z.string().max(3)]), ["ab", 1]],
  [z.object({ a: z.array(z.xor([z.string().min(2), z.string().max(3)])) }), [{ a: ["abcd", "ab", 1, "abc"] }]],
  [z.discriminatedUnion("x", [z.object({ x: z.literal("a"), a: z.string() }), z.strictObject({ x: z.enum(["b", "c"]), b: z.int() })]), [{ x: "d" }, {}, { x: "a" }, { x: "b", b: "x", c: 1 }, null]],
  [z.record(z.enum(["a", "b", "1"]), z.string()), [{}, { a: 1, c: 2 }, { 1: 1, a: "x", b: "y" }]],
  [z.object({ a: z.any(), b: z.unknown() }), [{}, { a: 1 }]],
  [z.object({ a: z.never().optional() }), [{ a: 1 }]],
  [z.object({ a: z.object({ b: z.object({ c: z.object({ d: z.array(z.object({ e: z.int() })) }) }) }) }), [{ a: { b: { c: { d: [{ e: 1 }, { e: "x" }, {}] } } } }, { a: { b: { c: {} } } }, { a: { b: null } }, {}]],
  [z.intersection(z.object({ a: z.int() }), z.object({ a: z.number().min(5), b: z.array(z.int()) })), [{ a: "x" }, { a: 1.5, b: [1, null] }, {}]],
  ...['say "no"', "two\nlines\r\n\ttab", "ä 😀 \u2028", "\\ \\n \\\"", "{[]}: , {} []", "\u0000\u0007\u001b"].map((text) => [
    z.object({ a: words(z.string({ error: text }), text), b: z.array(words(z.int({ error: text }), text)) }),
    [{ a: 1, b: [1, "x"] }, { b: ["x", "y"] }],
  ]),
];

const malformed = ["", " ", "{", '{"email":', "{'email':1}", "[1,]", '"', '"\n"', "nul", "1 2", '{"email":"a@b.co"}}', "NaN"];

const json = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body });

function appsFor(schema) {
  const route = createRoute({
    method: "post",
    path: "/",
    request: { body: { required: true, content: { "application/json": { schema } } } },
    responses: { 200: { description: "" } },
  });
  return [new Hono().post("/", zValidator("json", schema), done), new OpenAPIHono().openapi(route, done)];
}

async function payloadLines() {
  const lines = [];
  for (const [schema, values] of cases) {
    const document = JSON.stringify(documentOf(schema));
    const apps = appsFor(schema);
    for (const value of values) {
      const payload = JSON.stringify(value);
      const { verdict } = judge(schema, payload);
      if (verdict !== "invalid") throw new Error(`${verdict}: ${document} ${payload}`);
      const refused = schema.safeParse(JSON.parse(payload)).error;
      lines.push({
        schema: document,
        payload,
        ...(await same(...apps.map((app) => app.request("/", json(payload))))),
        flatten: JSON.stringify({ error, ...z.flattenError(refused) }),
        tree: JSON.stringify({ error, ...z.treeifyError(refused) }),
      });
    }
  }
  const apps = appsFor(invite);
  const document = JSON.stringify(documentOf(invite));
  for (const payload of malformed) {
    lines.push({ schema: document, payload, ...(await same(...apps.map((app) => app.request("/", json(payload))))) });
  }
  return lines;
}

// --- query strings ---------------------------------------------------------------------------------------------------

const numbers = z.object({ n: z.coerce.number() });
const queries = ["n=abc", "n=1x", ""];

function queryAppsFor(schema) {
  const route = createRoute({ method: "get", path: "/", request: { query: schema }, responses: { 200: { description: "" } } });
  return [new Hono().get("/", zValidator("query", schema), done), new OpenAPIHono().openapi(route, done)];
}

async function queryLines() {
  const apps = queryAppsFor(numbers);
  const lines = [];
  for (const query of queries) lines.push({ query, ...(await same(...apps.map((app) => app.request(`/?${query}`)))) });
  return lines;
}

// --- what is not about a value ---------------------------------------------------------------------------------------

/** What the runtime says of a form differs by its version, so that it is made to say what Node says from 20 on. */
async function withNodesWords(ask) {
  const { formData } = Response.prototype;
  Response.prototype.formData = () => Promise.reject(new TypeError("Failed to parse body as FormData."));
  try {
    return await ask();
  } finally {
    Response.prototype.formData = formData;
  }
}

async function textLines() {
  const app = new Hono();
  app.use(methodNotAllowed({ app }));
  app.post("/form", zValidator("form", z.object({ a: z.string() })), done);
  app.get("/mine", bearerAuth({ token: "t" }), done);
  app.post("/elsewhere", csrf(), done);
  app.post("/long", bodyLimit({ maxSize: 3 }), done);
  app.get("/broken", () => Promise.reject(new Error("broken")));
  const [validated, openApi] = appsFor(invite);
  const form = (type) => ({ method: "POST", headers: { "content-type": type }, body: "x" });
  const log = console.error;
  console.error = () => {};  // Hono tells of what a handler throws
  const answers = [
    ["malformed_json", await same(validated.request("/", json("{")), openApi.request("/", json("{")))],
    ["missing_body", await same(validated.request("/", json(undefined)), openApi.request("/", json(undefined)))],
    ["bad_form", await answerOf(await withNodesWords(() => app.request("/form", form("multipart/form-data; boundary=y"))))],
    ["unauthorized", await same(app.request("/mine"), app.request("/mine", { headers: { authorization: "Bearer x" } }))],
    ["forbidden", await answerOf(await app.request("/elsewhere", { ...form("text/plain"), headers: { "content-type": "text/plain", origin: "http://elsewhere.test" } }))],
    ["not_found", await same(app.request("/nowhere"), openApi.request("/nowhere"))],
    ["method_not_allowed", await answerOf(await app.request("/form"))],
    ["too_large", await answerOf(await app.request("/long", { method: "POST", body: "long" }))],
    ["unsupported_media_type", await answerOf(await openApi.request("/", form("text/xml")))],
    ["internal", await answerOf(await app.request("/broken"))],
  ];
  console.error = log;
  return answers.map(([kind, answer]) => ({ kind, ...answer }));
}

function write(name, lines) {
  writeFileSync(new URL(`../http/${name}`, import.meta.url), lines.map((line) => JSON.stringify(line) + "\n").join(""));
  console.log(`${name}: ${lines.length} lines`);
}

write("hono_golden.ndjson", await payloadLines());
write("hono_query_golden.ndjson", await queryLines());
write("hono_text_golden.ndjson", await textLines());
