// JSON texts for a schema document: fitting, nearly fitting and wild. Texts, not values, so that repeated keys,
// escapes, odd numbers and broken syntax can be written.

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
  "length", "email", "role", "value", "children", "name", "next", "a b", "ü😀", "a@b.co", "1.5", "-0", "1.0", "1e3"];

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

/** Something near one of several schemas, or, of objects, with members of all. */
function nearAll(document, schemas, random, depth, wildness) {
  const parts = schemas.map((part) => (part.$ref ? resolve(document, part.$ref) : part));
  if (random.chance(0.3) || !parts.every((part) => part.type === "object")) return near(document, random.pick(parts), random, depth - 1, wildness);
  const texts = parts.map((part) => near(document, part, random, depth - 1, wildness)).filter((text) => /^\{.*\}$/s.test(text));
  return `{${texts.map((text) => text.slice(1, -1)).filter((text) => text.trim() !== "").join(",")}}`;
}

/** A text that is likely to fit the schema, or nearly. */
export function near(document, schema, random, depth = 5, wildness = 0.08) {
  const again = (sub) => near(document, sub, random, depth - 1, wildness);
  if (typeof schema === "boolean" || depth <= 0 || random.chance(wildness)) return wild(random, Math.min(depth, 2));
  if (schema.$ref) return again(resolve(document, schema.$ref));
  if (schema.anyOf && (!schema.type || random.chance(0.5))) return again(random.pick(schema.anyOf));
  if (schema.oneOf) return again(random.pick(schema.oneOf));
  if (schema.allOf && !schema.type) return nearAll(document, schema.allOf, random, depth, wildness);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return JSON.stringify(random.pick(schema.enum));
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
  switch (type) {
    case "null":
      return "null";
    case "boolean":
      return random.pick(["true", "false"]);
    case "integer":
    case "number": {
      const bounds = [schema.minimum, schema.maximum, schema.exclusiveMinimum, schema.exclusiveMaximum].filter((b) => b !== undefined);
      if (bounds.length === 0 || random.chance(0.4)) return random.pick(numbers);
      return JSON.stringify(random.pick(bounds) + random.pick([-1, 0, 1, 0.5]));
    }
    case "string": {
      if (schema.format === "email" && random.chance(0.9)) return quote(random.pick(random.chance(0.4) ? emails.slice(0, 5) : emails), random);
      if (schema.minLength === undefined && schema.maxLength === undefined) return quote(random.pick(strings), random);
      const size = count(schema.minLength, schema.maxLength, random);
      return quote(random.pick(["a", "é", "😀"]).repeat(size), random);
    }
    case "array": {
      const prefix = schema.prefixItems ?? (Array.isArray(schema.items) ? schema.items : []);
      const rest = Array.isArray(schema.items) ? schema.additionalItems : schema.items;
      const size = count(schema.minItems ?? prefix.length, schema.maxItems ?? (prefix.length || undefined), random);
      return array(Array.from({ length: size }, (_, i) => again(prefix[i] ?? rest ?? true)), random);
    }
    case "object": {
      const members = [];
      for (const [key, sub] of Object.entries(schema.properties ?? {})) {
        const required = (schema.required ?? []).includes(key);
        if (random.chance(required ? 0.9 : 0.5)) members.push([key, again(sub)]);
      }
      for (const part of schema.anyOf ?? []) {
        for (const [key, sub] of Object.entries(part.properties ?? {})) {
          if (random.chance(0.5)) members.push([key, again(sub)]);
        }
      }
      if (schema.propertyNames) {
        for (let names = random.below(4); names > 0; --names) {
          const key = JSON.parse(near(document, schema.propertyNames, random, 2, wildness));
          members.push([typeof key === "string" ? key : random.pick(keys), again(schema.additionalProperties)]);
        }
      }
      while (random.chance(0.25)) members.push([random.pick(keys), again(schema.additionalProperties ?? true)]);
      return object(members, random);
    }
    default:
      return wild(random);
  }
}

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
