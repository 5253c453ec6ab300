// Writes what the tests of the issue room compare with, the same every time:
//   forms_golden.ndjson       what real Zod makes of the errors of schemas and payloads with flattenError, treeifyError,
//                             formatError and prettifyError
//   forms_golden_made.ndjson  the same of lists of issues that no schema need have raised
//   formats_golden.ndjson     the issue that real Zod raises for each string format
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { documentOf, judge } from "./oracle.mjs";
import { Random } from "./random.mjs";

function formsOf(error) {
  return {
    flatten: JSON.stringify(z.flattenError(error)),
    tree: JSON.stringify(z.treeifyError(error)),
    format: JSON.stringify(z.formatError(error)),
    pretty: z.prettifyError(error),
  };
}

// --- from payloads ---------------------------------------------------------------------------------------------------

const invite = z.object({ email: z.email(), role: z.enum(["admin", "member"]) });
const person = z.object({ name: z.string().min(2), tags: z.array(z.string().max(3)).max(2), address: z.object({ zip: z.string().length(5), lines: z.array(z.string()).min(1) }).nullable() });
const tree = z.object({
  value: z.int(),
  get children() {
    return z.array(tree);
  },
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
const oddKeys = z.strictObject({ "": z.int(), "a b": z.int(), "ü": z.int(), 'q"\\': z.int(), $x_1: z.int(), "a.b": z.int(), _errors: z.int(), errors: z.int(), 10: z.int(), 2: z.int(), "01": z.int(), 4294967295: z.int() });
const oddNames = ["", "a b", "ü", 'q"\\', "$x_1", "a.b", "_errors", "errors", "10", "2", "01", "4294967295", "constructor", "toString", "hasOwnProperty", "line\nbreak", "properties", "items"];
const withOddNames = (value, names = oddNames) => Object.fromEntries(names.map((name) => [name, value]));
const nest = (value, depth, wrap) => (depth === 0 ? value : wrap(nest(value, depth - 1, wrap)));

const cases = [
  [invite, [null, [], {}, { email: 1 }, { email: "x", role: "y" }, { email: "a@b.co", role: null }, { role: "admin" }, { email: ["a@b.co"], role: {} }, true, "text", { email: "a@b.co", role: "admin" }]],
  [z.string(), [null, 1, {}, []]],
  [z.array(z.int()), [["a"], [1, 2, "a"], ["a", 1, "b", 1, 1, "c"], [...Array(12).fill(1), "x"], [1.5, "x", null], {}, [[], {}, 1]]],
  [z.array(z.array(z.int()).max(2)).min(2), [[[1, 2, 3]], [[1, "a", 3], "x"], [["a"]], [[], [1, 2, 3, 4]], []]],
  [person, [{}, { name: "a", tags: ["long", "x", "longer"], address: null }, { name: 1, tags: "x", address: { zip: "1", lines: [] } }, { name: "ab", tags: [1, 2, 3], address: { zip: "12345", lines: [1, "a", 2] } }, { name: "", tags: [], address: 1 }, []]],
  [z.object({ users: z.array(person) }), [{ users: [null, { name: "a", tags: [], address: null }] }, { users: [{ name: "ab", tags: [], address: null }, { name: "ab", tags: ["x", "long"], address: { zip: "", lines: [1] } }] }, { users: {} }, {}]],
  [z.strictObject({ a: z.string(), b: z.int().optional() }), [{ a: "x", c: 1, d: 2 }, { a: 1, b: "x", toString: 1 }, { c: 1 }, { b: 1.5, e: null }, { "a\"b": 1, a: "" }]],
  [z.object({ inner: z.strictObject({ a: z.string().min(2) }) }), [{ inner: { a: "", b: 1 } }, { inner: { b: 1, c: 2 } }, { inner: null }]],
  [z.int().min(100).multipleOf(3).multipleOf(5), [7, 15, 1.5, 22]],
  [z.object({ a: z.int().multipleOf(3).multipleOf(5) }), [{ a: 7 }, { a: 9 }, { a: 10 }]],
  [oddKeys, [{}, withOddNames("x"), { ...withOddNames("x"), more: 1 }]],
  [z.record(z.string(), z.int()), [withOddNames("x"), { 7: "a", b: "c", 0: "d", "-1": "e" }, { a: { b: 1 } }, []]],
  [z.record(z.string(), z.record(z.string(), z.array(z.int()))), [withOddNames(withOddNames(["x"], ["_errors", "1", "a b"])), { _errors: { _errors: [1, "a"] } }, { a: { b: 1 }, _errors: 1 }, { "0": { "0": ["x", 1, "y"] } }]],
  [z.record(z.string().min(2), z.int()), [{ a: 1 }, { a: "x", bc: "y" }, { a: 1, b: 2, 3: 4 }, { _: 1, "": 1, ok: 1 }]],
  [z.object({ map: z.record(z.email(), z.int()) }), [{ map: { x: 1, "a@b.co": "y" } }, { map: { _errors: 1 } }, { map: 1 }, { map: { 1: 1, 0: 1 } }]],
  [z.array(z.record(z.string().min(3), z.strictObject({ v: z.null() }))), [[{ ab: { v: null } }, { abc: { v: 1, w: 2 } }], [1, { a: 1, abc: 1 }]]],
  [z.tuple([z.string(), z.number()]), [[], ["a"], [1, "b"], ["a", 1, 2], ["a", "b", "c"], {}]],
  [z.tuple([z.string(), z.number()]).rest(z.int()), [["a", 1, "x", 2, "y"], [1], [1, "a", 1.5]]],
  [z.object({ pair: z.tuple([z.object({ a: z.int() }), z.array(z.int())]) }), [{ pair: [{ a: "x" }, [1, "y"]] }, { pair: [] }, { pair: [{}, {}] }]],
  [z.union([z.string().min(3), z.number().min(5)]), ["a", 1, null, []]],
  [z.object({ a: z.union([z.string().min(3), z.email()]) }), [{ a: "x" }, { a: 1 }, {}]],
  [z.union([z.object({ a: z.string().min(2) }), z.strictObject({ b: z.int() }), z.array(z.int())]), [{}, { a: "" }, { b: "x", c: 1 }, { a: "", b: 1 }, [1, "x"], null]],
  [z.object({ x: z.union([z.object({ y: z.union([z.string(), z.object({ z: z.string().min(2) })]) }), z.boolean()]) }), [{ x: { y: { z: "" } } }, { x: { y: 1 } }, { x: 1 }, {}]],
  [z.array(z.union([z.array(z.union([z.array(z.int()), z.string()])), z.boolean()])), [[[["x"]]], [1, [1, ["a", 1, "b"]]], [true, [[], [null]]]]],
  [expression, [null, { operator: "add", operands: [1, "x"] }, { operator: "negate", operands: [{ operator: "add", operands: [1, { operator: "x", operands: [] }] }] }, { operands: [] }, nest({}, 6, (inner) => ({ operator: "add", operands: [inner] }))]],
  [tree, [nest({ value: "x", children: 1 }, 8, (inner) => ({ value: 1, children: [inner] })), { value: 1.5, children: [{ value: 1, children: [] }, { value: 1, children: [{}, null] }] }]],
  [z.xor([z.string().min(2), z.string().max(3)]), ["ab", 1]],
  [z.object({ a: z.array(z.xor([z.string().min(2), z.string().max(3)])) }), [{ a: ["abcd", "ab", 1, "abc"] }]],
  [z.discriminatedUnion("x", [z.object({ x: z.literal("a"), a: z.string() }), z.strictObject({ x: z.enum(["b", "c"]), b: z.int() })]), [{ x: "d" }, {}, { x: "a" }, { x: "b", b: "x", c: 1 }, null]],
  [z.array(z.discriminatedUnion("x", [z.object({ x: z.literal("a") }), z.object({ x: z.literal(1), y: z.array(z.int()) })])), [[{ x: "b" }, { x: 1, y: ["q"] }, 1, { x: "a" }]]],
  [z.union([z.record(z.string().min(2), z.int()), z.array(z.int())]), [{ a: 1 }, { a: "x", bc: "y" }, ["x"]]],
  [z.record(z.string(), z.union([z.record(z.email(), z.int()), z.tuple([z.int()])])), [{ _errors: { x: 1 }, 1: ["x"], a: [] }, { "a b": { _errors: 1, y: "z" } }]],
  [z.record(z.enum(["a", "b", "1"]), z.string()), [{}, { a: 1, c: 2 }, { 1: 1, a: "x", b: "y" }]],
  [z.object({ a: z.any(), b: z.unknown() }), [{}, { a: 1 }]],
  [z.object({ a: z.never().optional() }), [{ a: 1 }]],
  [z.record(z.string(), z.any()), [[], "x"]],
  [z.object({ a: z.array(z.int()), 0: z.array(z.int()), b: z.int() }), [{ a: ["x"], 0: [1, "x"], b: "x" }, { b: 1.5 }, [1]]],
  [z.object({ a: z.object({ b: z.object({ c: z.object({ d: z.array(z.object({ e: z.int() })) }) }) }) }), [{ a: { b: { c: { d: [{ e: 1 }, { e: "x" }, {}] } } } }, { a: { b: { c: {} } } }, { a: { b: null } }, {}]],
  [z.object({ a: z.union([z.object({ 1: z.int(), b: z.int() }), z.array(z.int()).length(2)]), c: z.string() }), [{ a: { 1: "x" } }, { a: [1] }, { a: ["x", 1.5, 2], c: 1 }, { c: "x" }]],
  [z.intersection(z.object({ a: z.int() }), z.object({ a: z.number().min(5), b: z.array(z.int()) })), [{ a: "x" }, { a: 1.5, b: [1, null] }, {}]],
  [z.object({ a: z.literal(["x", 1]), b: z.enum(["y"]), c: z.boolean(), d: z.null() }), [{}, { a: 2, b: "z", c: 0, d: 0 }, { a: "x", b: "y", c: "true", d: null }]],
];

function payloadLines() {
  const lines = [];
  for (const [schema, values] of cases) {
    const document = JSON.stringify(documentOf(schema));
    for (const value of values) {
      const payload = JSON.stringify(value);
      const { verdict } = judge(schema, payload);
      const error = verdict === "valid" ? new z.ZodError([]) : schema.safeParse(JSON.parse(payload)).error;
      lines.push({ document, payload, ...formsOf(error) });
    }
  }
  return lines;
}

// --- from issues made up ---------------------------------------------------------------------------------------------

const segments = ["a", "a", "b", "", "_errors", "_errors", "errors", "items", "properties", "__proto__", "constructor", "toString", "length", "0", "1", "10", "01", "-1", "1.5", "4294967294", "4294967295", "18446744073709551615", "18446744073709551616", "a.b", "a b", "$_1", "é", '"', "\u0000", 0, 0, 1, 1, 2, 3, 10, 37];
const words = ["Required", 'say "no"', "two\nlines", "ä 😀", "\\"];

function madePath(random) {
  return Array.from({ length: random.pick([0, 1, 1, 1, 2, 2, 3, 5]) }, () => random.pick(segments));
}

function madeIssues(random, depth) {
  return Array.from({ length: random.below(6) }, () => {
    const path = madePath(random);
    const message = random.pick(words);
    const kind = depth > 0 ? random.below(6) : 5;
    if (kind === 0) return { code: "invalid_key", issues: madeIssues(random, depth - 1), path, message };
    if (kind === 1) return { code: "invalid_union", errors: Array.from({ length: random.below(4) }, () => madeIssues(random, depth - 1)), path, message };
    return { code: "custom", path, message };
  });
}

function madeLines() {
  const random = new Random(467);
  return Array.from({ length: 300 }, (_, i) => {
    const issues = madeIssues(random, i % 4);
    return { issues, ...formsOf({ issues }) };
  });
}

// --- string formats --------------------------------------------------------------------------------------------------

const formats = [
  [z.email()], [z.uuid()], [z.uuidv4()], [z.uuidv6()], [z.guid()], [z.nanoid()], [z.cuid(), "!"], [z.cuid2(), "!"], [z.ulid()], [z.xid()], [z.ksuid()], [z.emoji()],
  [z.iso.datetime()], [z.iso.datetime({ offset: true, local: true, precision: 3 })], [z.iso.date()], [z.iso.time()], [z.iso.duration()],
  [z.ipv4()], [z.ipv6()], [z.mac()], [z.cidrv4()], [z.cidrv6()], [z.base64()], [z.base64url(), "!"], [z.e164()], [z.jwt()], [z.creditCard()], [z.iban()], [z.currencyCode()],
  [z.hostname(), "!"], [z.hex(), "!"], [z.hash("sha256"), "!"], [z.stringFormat("my-own", /^$/)], [z.templateLiteral(["a", z.number()])],
  [z.url()], [z.httpUrl(), "http:/a"], [z.httpUrl(), "http://a_/"], [z.url({ protocol: /^https$/ }), "http://a.b"],
  [z.string().regex(/a\/"b/)], [z.string().regex(/é/iu)], [z.email({ pattern: z.regexes.unicodeEmail })], [z.string().lowercase(), "X"], [z.string().uppercase()],
  [z.string().startsWith('p"')], [z.string().endsWith("s\\")], [z.string().includes("\n")],
];

function formatLines() {
  return formats.map(([schema, value = "x"]) => {
    const [issue] = schema.safeParse(value).error.issues;
    const [, pattern, flags] = /^\/(.*)\/([a-z]*)$/s.exec(issue.pattern ?? "") ?? [null, issue.pattern ?? "", ""];
    const affix = issue.prefix ?? issue.suffix ?? issue.includes ?? "";
    return { format: issue.format, pattern, affix, note: issue.note ?? "", flags, issue: JSON.stringify(issue) };
  });
}

function write(name, lines) {
  writeFileSync(new URL(`../issue/${name}`, import.meta.url), lines.map((line) => JSON.stringify(line) + "\n").join(""));
  console.log(`${name}: ${lines.length} lines`);
}

write("forms_golden.ndjson", payloadLines());
write("forms_golden_made.ndjson", madeLines());
write("formats_golden.ndjson", formatLines());
