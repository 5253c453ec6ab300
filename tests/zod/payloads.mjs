// JSON texts for a schema document: fitting, nearly fitting and wild. Texts, not values, so that repeated keys,
// escapes, odd numbers and broken syntax can be written.
import { z } from "zod";
import { formatSchemas } from "./format_schemas.mjs";
import { stringFor } from "./format_strings.mjs";
import { findRegex } from "./regexes.mjs";

const emails = [
  "ada.lovelace@example.com", "a@b.co", "A_+-'x@ex-ample.co.uk", "a'b@c.de", "x@1.2.io",
  "", "a", "@b.co", "a@", "a@b", "a@b.c", ".a@b.co", "a.@b.co", "a..b@c.de", "a'@b.co", "a@b..co", "a@-b.co", "a@b-.co",
  "a@b.c0", "a b@c.de", "a@b.co ", "ä@b.co", "a@b.có", "a@@b.co", "a@b.co\n", "\"a\"@b.co", "a@[127.0.0.1]",
];
const strings = [
  "", "a", "ab", "abc", "abcd", "abcde", "é", "e\u0301", "😀", "😀😀", "😀😀😀", "😀😀😀😀", "\u0000", "\n\t\"\\/", "\u2028",
  "admin", "member", "Admin", "null", "1", "toString", "only", "b", "add", "negate", "a \"quoted\" \\ word\n",
];
const numbers = [
  "0", "-0", "0.0", "1", "-1", "1.5", "1.0", "10e-1", "2", "3", "4", "5", "6", "7", "9", "10", "11", "0.1", "0.3", "0.25", "2.03", "1e21",
  "1e22", "123456789012345680000", "1E400", "-1e400", "1e-400", "9007199254740991", "9007199254740992", "9007199254740993",
  "-9007199254740991", "-9007199254740993", "1e30", "-1e30", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295",
  "4294967296", "3.4028234663852886e38", "3.5e38", "5e-324", "1.7976931348623157e308", "1" + "0".repeat(308), "1" + "0".repeat(309),
  "0." + "0".repeat(20) + "1", "-1.5", "-1.6", "0e999", "-7",
];
const keys = ["a", "b", "c", "d", "x", "y", "z", "0", "1", "2", "10", "01", "-1", "4294967294", "4294967295", "", "__proto__", "constructor", "toString",
  "length", "email", "role", "value", "children", "name", "next", "a b", "ü😀", "a@b.co", "1.5", "-0", "1.0", "1e3",
  "valueOf", "hasOwnProperty", "__defineGetter__"];

/** A string as JSON, sometimes with more escapes than it needs. */
function quote(text, random) {
  if (!random.chance(0.2)) return JSON.stringify(text);
  const unit = (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");
  return `"${text.split("").map((c) => (random.chance(0.5) || c < " " || c === '"' || c === "\\" || c > "~" ? unit(c) : c)).join("")}"`;
}

function space(random) {
  return random.chance(0.9) ? "" : random.pick([" ", "\n", "\t", "\r\n", "  "]);
}

function array(items, random) {
  return `[${items.map((item) => space(random) + item + space(random)).join(",")}]`;
}

function object(members, random) {
  const written = members.map(([key, value]) => `${space(random)}${quote(key, random)}${space(random)}:${space(random)}${value}`);
  if (written.length > 0 && random.chance(0.06)) {
    const [key] = random.pick(members);
    written.splice(random.below(written.length + 1), 0, `${quote(key, random)}:${wild(random, 1)}`);
  }
  if (random.chance(0.1)) written.reverse();
  return `{${written.join(",")}}`;
}

/** Any JSON at all. */
export function wild(random, depth = 3) {
  const kind = random.below(depth > 0 ? 10 : 7);
  if (kind === 0) return "null";
  if (kind === 1) return random.pick(["true", "false"]);
  if (kind <= 3) return random.pick(numbers);
  if (kind <= 6) return quote(random.pick(random.chance(0.2) ? emails : strings), random);
  const count = random.below(4);
  if (kind <= 8) return array(Array.from({ length: count }, () => wild(random, depth - 1)), random);
  return object(Array.from({ length: count }, () => [random.pick(keys), wild(random, depth - 1)]), random);
}

function resolve(document, reference) {
  if (reference === "#") return document;
  return reference
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .reduce((value, token) => value[token.replaceAll("~1", "/").replaceAll("~0", "~")], document);
}

function count(minimum, maximum, random) {
  const base = random.pick([minimum ?? 0, maximum ?? 3, (minimum ?? 0) - 1, (maximum ?? 2) + 1, random.below(5)]);
  return Math.max(0, Math.min(base, 8));
}

/** The sources of a string's patterns, alone or stacked. */
function patternsOf(schema) {
  return [schema.pattern, ...(schema.allOf ?? []).map((part) => part.pattern)].filter((pattern) => pattern !== undefined);
}

/** What a pattern of startsWith, endsWith, includes or a plain text asks for. */
function literalOf(pattern) {
  return pattern
    .replace(/^\^(?:\.\{\d+,\})?|^\.\*/, "")
    .replace(/(?<!\\)(?:\.\*|\$)$/, "")
    .replaceAll("\\n", "\n")
    .replaceAll(/\\(.)/g, "$1");
}

// Of a format without a pattern the name is all that a document has.
const generatorsOfFormats = new Map(
  formatSchemas
    .map(({ schema, generator }) => [z.toJSONSchema(schema, { io: "input" }), generator])
    .filter(([document]) => document.type === "string" && !document.allOf)
    .map(([document, generator]) => [document.pattern ?? document.format, generator]),
);

/** A text near one pattern. */
function nearPattern(pattern, random) {
  const generator = generatorsOfFormats.get(pattern);
  if (generator) return stringFor(generator, random);
  const regex = findRegex(pattern);
  if (regex) return random.pick(regex.no.length === 0 || random.chance(0.6) ? regex.yes : regex.no);
  if (pattern === "^[^A-Z]*$") return random.pick(["", "a", "abc é", "aBc", "Ü"]);
  if (pattern === "^[^a-z]*$") return random.pick(["", "A", "ABC É", "AbC", "ü"]);
  if (/^\^-\?\\d\+/.test(pattern)) return random.pick(["1", "-2", "1.5", "01", "-0", "1.", "x", ""]);
  const literal = literalOf(pattern);
  const ends = { before: pattern.startsWith("^") && !pattern.startsWith("^.{") ? "" : random.pick(["", "", "a", "xyz", "\n"]), after: pattern.endsWith("$") ? "" : random.pick(["", "", "z", "Abc", "\n"]) };
  if (random.chance(0.15)) ends.before += random.pick(["x", " ", "😀"]);
  if (random.chance(0.15)) ends.after += random.pick(["x", " ", "😀"]);
  return ends.before + (random.chance(0.1) ? literal.slice(1) : literal) + ends.after;
}

/** A string near all patterns and bounds of a schema. */
function nearString(schema, random) {
  const patterns = patternsOf(schema);
  if (patterns.length > 0 && random.chance(0.95)) {
    // In an order that may put the prefix first and the suffix last.
    const rank = (pattern) => (pattern.startsWith("^") && pattern.endsWith(".*") ? 0 : pattern.startsWith(".*") ? 2 : 1);
    const chosen = random.chance(0.3) ? [random.pick(patterns)] : patterns.toSorted((a, b) => rank(a) - rank(b));
    const text = chosen.map((pattern) => nearPattern(pattern, random)).join("");
    if (schema.minLength === undefined && schema.maxLength === undefined) return text;
    if (random.chance(0.4)) return text;
    const size = count(schema.minLength, schema.maxLength, random);
    const points = Array.from(text);
    while (points.length < size) points.splice(random.below(points.length + 1), 0, random.pick(["a", "é", "😀", "A"]));
    return points.slice(0, Math.max(size, 1)).join("");
  }
  if (schema.format === "email" && random.chance(0.9)) return random.pick(random.chance(0.4) ? emails.slice(0, 5) : emails);
  const generator = generatorsOfFormats.get(schema.format);
  if (generator && random.chance(0.95)) return stringFor(generator, random);
  if (schema.minLength === undefined && schema.maxLength === undefined) return random.pick(strings);
  if (random.chance(0.01)) return random.pick(["a", "é", "😀"]).repeat(20000);
  return random.pick(["a", "é", "😀"]).repeat(count(schema.minLength, schema.maxLength, random));
}

/** A number near the bounds and divisors of a schema. */
function nearNumber(schema, random) {
  const divisors = [schema.multipleOf, ...(schema.allOf ?? []).map((part) => part.multipleOf)].filter((divisor) => divisor !== undefined);
  if (divisors.length > 0 && random.chance(0.7)) {
    const step = random.chance(0.5) ? divisors.reduce((product, divisor) => product * divisor, 1) : random.pick(divisors);
    return JSON.stringify(step * random.pick([0, 1, 2, 3, 7, -5, 1000, 0.5, 1e6 + 1]));
  }
  const bounds = [schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum].filter((bound) => bound !== undefined);
  if (bounds.length === 0 || random.chance(0.4)) return random.pick(numbers);
  return JSON.stringify(random.pick(bounds) + random.pick([-1, 0, 1, 0.5, 2]));
}

/** Something near one of several schemas, or, of objects, with members of all. */
function nearAll(document, schemas, random, depth, wildness) {
  const parts = schemas.map((part) => (part.$ref ? resolve(document, part.$ref) : part));
  if (random.chance(0.3) || !parts.every((part) => part.type === "object")) return near(document, random.pick(parts), random, depth - 1, wildness);
  const texts = parts.map((part) => near(document, part, random, depth - 1, wildness)).filter((text) => /^\{.*\}$/s.test(text));
  return `{${texts.map((text) => text.slice(1, -1)).filter((text) => text.trim() !== "").join(",")}}`;
}

function constant(value, random) {
  return typeof value === "string" ? quote(value, random) : JSON.stringify(value);
}

/** Arrays and objects nested deeply, up to the bound of 256; within a member of the schema's, perhaps. */
export function deep(document, random) {
  const levels = random.pick([20, 60, 100, 200, 254, 256]);
  const [open, inner, close] = random.pick([["[", "1", "]"], ['{"a":', "null", "}"], ["[[", '"x"', "]]"], ['{"children":[', "true", "]}"], ['[{"next":', "null", "}]"]]);
  const width = (open.match(/[[{]/g) ?? []).length;
  const core = open.repeat(levels / width) + inner + close.repeat(levels / width);
  const [key] = Object.keys(document.properties ?? {}).slice(-1);
  return key !== undefined && levels < 255 && random.chance(0.5) ? `{${JSON.stringify(key)}:${core}}` : core;
}

/** A text that is likely to fit the schema, or nearly. */
export function near(document, schema, random, depth = 5, wildness = 0.08) {
  const again = (sub) => near(document, sub, random, depth - 1, wildness);
  if (typeof schema === "boolean" || depth <= 0 || random.chance(wildness)) return wild(random, Math.min(depth, 2));
  if (schema.$ref) return again(resolve(document, schema.$ref));
  if (schema.anyOf && (!schema.type || random.chance(0.5))) return again(random.pick(schema.anyOf));
  if (schema.oneOf) return random.chance(0.1) ? nearAll(document, schema.oneOf, random, depth, wildness) : again(random.pick(schema.oneOf));
  if (schema.allOf && !schema.type) return nearAll(document, schema.allOf, random, depth, wildness);
  if ("const" in schema) return constant(schema.const, random);
  if (schema.enum) return constant(random.pick(schema.enum), random);
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case "null":
      return "null";
    case "boolean":
      return random.pick(["true", "false"]);
    case "integer":
    case "number":
      return nearNumber(schema, random);
    case "string":
      return quote(nearString(schema, random), random);
    case "array": {
      const prefix = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : []);
      const rest = Array.isArray(schema.items) ? schema.additionalItems : schema.items;
      const size = count(schema.minItems ?? prefix.length, schema.maxItems ?? (prefix.length || undefined), random);
      return array(Array.from({ length: size }, (_, i) => again(prefix[i] ?? rest ?? true)), random);
    }
    case "object": {
      const members = [];
      // Of forty members most are left out now and then: an object of few is judged another way than one of many.
      const isWide = Object.keys(schema.properties ?? {}).length >= 40;
      for (const [key, sub] of Object.entries(schema.properties ?? {})) {
        const required = (schema.required ?? []).includes(key);
        if (random.chance(required ? 0.9 : isWide ? 0.15 : 0.5)) members.push([key, again(sub)]);
      }
      for (const part of schema.anyOf ?? []) {
        for (const [key, sub] of Object.entries(part.properties ?? {})) {
          if (random.chance(0.5)) members.push([key, again(sub)]);
        }
      }
      if (schema.propertyNames) {
        const names = random.chance(0.7) ? (schema.required ?? schema.propertyNames.enum ?? []) : [];
        for (const key of names) if (random.chance(0.85)) members.push([key, again(schema.additionalProperties ?? true)]);
        for (let names = random.below(4); names > 0; --names) {
          const key = JSON.parse(near(document, schema.propertyNames, random, 2, wildness));
          members.push([typeof key === "string" ? key : random.pick(keys), again(schema.additionalProperties ?? true)]);
        }
      }
      for (const [pattern, sub] of Object.entries(schema.patternProperties ?? {})) {
        for (let names = random.below(4); names > 0; --names) members.push([nearPattern(pattern, random), again(sub)]);
      }
      while (random.chance(0.25)) members.push([random.pick(keys), again(schema.additionalProperties ?? true)]);
      return object(members, random);
    }
    default:
      return wild(random);
  }
}

/** Texts that are JSON, but not plainly: repeated keys, escapes, numbers at the edges, depth up to the bound, size. */
export const oddTexts = [
  '{"a":1,"a":"x"}', '{"a":"x","a":1}', '{"a":1,"b":2,"a":3,"b":"x","c":{"d":1,"d":[]}}', '{"2":1,"1":2,"2":3}', '{"\\u0061":1,"a":"x"}', '{"a":{"a":1},"\\u0061":{"b":2}}',
  '{"__proto__":{"a":"x"}}', '{"__proto__":1,"__proto__":2,"a":"x"}', '{"\\u005f_proto__":{}}', '{"constructor":{"prototype":1}}', '{"":"","\\u0000":"\\u0000"}', '{"toString":null,"valueOf":1}',
  '"\\u0000"', '"\\b\\f\\n\\r\\t\\/\\\\\\""', '"\\u00e9\\u0065\\u0301"', '"\\ud83d\\ude00"', '"\\uD83D\\uDE00😀"', '"\\u2028\\u2029"', '"\u2028\u2029"', '"\u007f\u0080\ufeff\uffff"', '"\\ufeff"',
  "1e400", "-1e400", "[1e400,-1e400]", '{"a":1e400}', "-0", "[-0,0,-0.0,0e1,-0e-1]", '{"a":-0}', "9007199254740991", "9007199254740993", "-9007199254740993", "[9007199254740993]", "123456789012345678901234567890",
  "1e21", "1e-7", "0.1", "0.30000000000000004", "5e-324", "2e-324", "1.7976931348623157e308", "1.7976931348623159e308", "4.35", "1E2", "1e+2", "100e-2", "0." + "3".repeat(400), "1" + "0".repeat(400), "1." + "0".repeat(300) + "1",
  "[".repeat(256) + "]".repeat(256), "[".repeat(255) + '{"a":1}' + "]".repeat(255), '{"a":'.repeat(256) + "1" + "}".repeat(256), '[{"a":'.repeat(128) + "null" + "}]".repeat(128), "[[],[[],[]],[[],[[]]]]",
  '"' + "a".repeat(20000) + '"', '"' + "😀".repeat(5000) + '"', '["' + "x".repeat(5000) + '"]', '{"' + "k".repeat(5000) + '":1}', " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n", "[" + "1,".repeat(500) + '"x"]', "\ufeff1",
];

/** Breaks the syntax of a text, perhaps. Works on code points, as half a surrogate pair cannot be written as UTF-8. */
export function damage(text, random) {
  const points = Array.from(text);
  const at = random.below(points.length + 1);
  const insert = random.pick(["{", "}", "[", "]", ",", ":", '"', "\\", "0", "-", ".", "e", "\n", "\u0001", "x", " ", "\u0000", "/", "'"]);
  switch (random.below(3)) {
    case 0:
      return points.slice(0, at).join("");
    case 1:
      return points.toSpliced(at, 0, insert).join("");
    default:
      return points.toSpliced(at, 1).join("");
  }
}

/** Texts that are not JSON, one for each way of going wrong. */
export const brokenTexts = [
  "", " ", "\n", "{", "}", "[", "]", "{]", "[}", "[1", "[1,", "[1,]", "[,1]", "[1 2]", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', "{a:1}",
  "{'a':1}", '{1:1}', '{"a":1 "b":2}', '{"a":1;"b":2}', '{"a"::1}', "{,}", '"', '"a', '"\\', '"\\x"', '"\\u"', '"\\u12"', '"\\u12g4"', '"a\nb"', '"a\tb"',
  '"a\u0000b"', "nul", "nulll", "NULL", "True", "tru", "falsee", "undefined", "NaN", "Infinity", "-Infinity", "-", "+1", "01", "-01", "1.", ".5", "1.e5", "1e",
  "1e+", "0x10", "1_000", "1 1", "1,1", "{} {}", "[] x", "1\u0000", "\u0000", "1\u0000garbage", "// c\n1", "/* c */1", "1 // c", "#1", "`a`", "'a'", '"a" "b"',
  '{"email":"a@b.co","role":"admin"', '{"email":"a@b.co","role":"admin"}}', '{"email":"a@b.co",,"role":"admin"}', '{"email":"a@b.co" "role":"admin"}',
  '{"email":a@b.co,"role":"admin"}', '"\\ud800"', '"\\udc00"', '"\\ud800\\ud800"', '"\\ud83d\\u0041"', '{"\\udfff":1}', '"\\ud83d"', "\u00a01", "1\u00a0", "\u20281", "\f1", "\v1",
  "\ufeff\ufeff1", "1e5.5", "1.5.5", "--1", "1-", "[1,2,3", '["a",]', '{"a":[}', '{"a":{"b":}}', "[[[]]", "{\"a\":1}\u0001", "e5", "-e", "[-]", "[1e999x]", "1e400e",
];
