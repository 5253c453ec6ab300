// Where several native Zod schemas write one document, and so the document cannot tell which was meant. The usual one is
// taken; each entry here names the schemas that then mean something else, with two schemas and a payload as a witness:
// both write one document, and Zod's answers differ. `node ambiguities.mjs [PEER]` checks the witnesses.
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { judge } from "./oracle.mjs";
import { ask, difference } from "./peer.mjs";

// --- what a schema is made of ---

const wrappers = new Set(["optional", "nullable", "default", "prefault", "nonoptional", "catch", "readonly", "success", "promise"]);

/** The schemas that a schema's definition names, one step down. */
export function partsOf(schema) {
  const def = schema._zod.def;
  if (wrappers.has(def.type)) return [def.innerType];
  switch (def.type) {
    case "object":
      return [...Reflect.ownKeys(def.shape).map((key) => def.shape[key]), ...(def.catchall ? [def.catchall] : [])];
    case "array":
      return [def.element];
    case "tuple":
      return [...def.items, ...(def.rest ? [def.rest] : [])];
    case "union":
      return def.options;
    case "intersection":
      return [def.left, def.right];
    case "record":
    case "map":
      return [def.keyType, def.valueType];
    case "set":
      return [def.valueType];
    case "lazy":
      return [schema._zod.innerType];
    case "pipe":
      return [def.in, def.out];
    case "template_literal":
      return def.parts.filter((part) => part !== null && typeof part === "object");
    default:
      return [];
  }
}

/** A schema and all that it is made of, each once. */
export function allOf(schema) {
  const seen = new Set([schema]);
  for (const one of seen) for (const part of partsOf(one)) if (part?._zod) seen.add(part);
  return [...seen];
}

/** What stands behind z.lazy() and wrappers that write nothing of their own into a document. */
function bare(schema, types = ["lazy", "optional", "nonoptional"]) {
  while (types.includes(schema._zod.def.type)) [schema] = partsOf(schema);
  return schema;
}

/** The checks of a schema, a format schema being its own first. */
export function checksOf(schema) {
  const checks = schema._zod.def.checks ?? [];
  return schema._zod.traits.has("$ZodCheck") ? [schema, ...checks] : checks;
}

const checkDefs = (schema) => checksOf(schema).map((check) => check._zod.def);
const formatsOf = (schema) => checkDefs(schema).filter((def) => def.check === "string_format");
const primitives = new Set(["string", "number", "boolean", "null"]);

// --- what a document tells ---

const escaped = (literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function isLiteral(source) {
  if (source === "(?:)" || source === "") return true;
  const literal = source.replaceAll("\\/", "/").replaceAll("\\n", "\n").replaceAll("\\r", "\r").replaceAll(/\\([^A-Za-z0-9])/g, "$1");
  return new RegExp(escaped(literal)).source === source;
}

const formatSources = new Set(Object.values(z.core.regexes).flatMap((regex) => (regex instanceof RegExp ? [regex.source] : [])));
for (const make of [z.uuidv4, z.uuidv6, z.uuidv7, z.uuid, z.mac, z.iso.datetime]) formatSources.add(make()._zod.def.pattern.source);

/** The formats whose check does not run their pattern. */
const codeFormats = new Set(["url", "jwt", "ipv6", "cidrv6", "base64", "base64url", "credit_card", "iban"]);

/** The patterns for which Zod writes stricter ones into documents. */
const laxSources = new Set([z.base64(), z.base64url()].map((schema) => schema._zod.def.pattern.source));

/** The patterns that Zod writes without the name of their format. */
const unnamedSources = new Set();
const timeOf = (precision) => z.iso.time({ precision })._zod.def.pattern.source;
for (const precision of [undefined, null, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
  if (precision !== -1 && precision !== 0) unnamedSources.add(timeOf(precision));
  for (const offset of [false, true]) for (const local of precision === -1 ? [false, true] : [true]) unnamedSources.add(z.iso.datetime({ precision, offset, local })._zod.def.pattern.source);
}
for (const source of unnamedSources) formatSources.add(source);

/** True if a pattern is told by its source alone: it is that of a check with a name. */
function isKnownSource(source) {
  if (formatSources.has(source)) return true;
  if (source.startsWith("^") && source.endsWith(".*") && isLiteral(source.slice(1, -2))) return true;
  if (source.startsWith(".*") && source.endsWith("$") && isLiteral(source.slice(2, -1))) return true;
  return isLiteral(source.replace(/^\^\.\{\d+,\}/, ""));
}

/** The values that a member must have, by option; undefined if the document does not name them. */
function memberValues(option, name) {
  const schema = bare(option, ["lazy", "readonly"]);
  const def = schema._zod.def;
  if (def.type === "union" && def.inclusive === false && def.options.length > 0) {
    const values = def.options.map((inner) => memberValues(inner, name));
    return values.every((list) => list !== undefined) ? [...new Set(values.flat())] : undefined;
  }
  if (def.type !== "object" || !Object.hasOwn(def.shape, name)) return undefined;
  const member = def.shape[name];
  if (member._zod.optin !== undefined || member._zod.values === undefined) return undefined;
  return [...member._zod.values];
}

function candidates(option) {
  const schema = bare(option, ["lazy", "readonly"]);
  const def = schema._zod.def;
  if (def.type === "union" && def.inclusive === false && def.options.length > 0) return candidates(def.options[0]);
  return def.type === "object" ? Object.keys(def.shape) : [];
}

/** The member by which a document's oneOf is read as a discriminated union; undefined if it is not. */
function discriminatorOf(options) {
  if (options.length === 0) return undefined;
  return candidates(options[0]).find((name) => {
    const values = options.map((option) => memberValues(option, name));
    return values.every((list) => list?.length > 0) && new Set(values.flat()).size === values.flat().length;
  });
}

const isExclusive = (def) => def.type === "union" && def.inclusive === false;
const isDiscriminated = (def) => def.discriminator !== undefined;

// --- the order of checks ---

const ranks = { string_format: 0, number_format: 0, min_length: 1, length_equals: 1, greater_than: 1, max_length: 2, less_than: 2, multiple_of: 3 };

function rankOf(def) {
  return def.check === "string_format" && def.format === "regex" ? 3 : ranks[def.check];
}

function isOrdered(schema) {
  const order = checkDefs(schema).map(rankOf).filter((rank) => rank !== undefined);
  return order.every((rank, i) => i === 0 || order[i - 1] <= rank);
}

/** What of a check shows in a document, for finding those that show once though they are there twice. */
function marksOf(def) {
  switch (def.check) {
    case "string_format":
      return [`pattern ${def.pattern?.source ?? def.format}`];
    case "multiple_of":
      return [`step ${Math.abs(def.value)}`];
    case "min_length":
      return ["lower"];
    case "greater_than":
      return def.value < Number.MIN_SAFE_INTEGER || (def.inclusive && def.value === Number.MIN_SAFE_INTEGER) ? ["lower", "unsafe lower"] : ["lower"];
    case "max_length":
      return ["upper"];
    case "less_than":
      return def.value > Number.MAX_SAFE_INTEGER || (def.inclusive && def.value === Number.MAX_SAFE_INTEGER) ? ["upper", "unsafe upper"] : ["upper"];
    case "length_equals":
      return ["lower", "upper"];
    case "number_format":
      return ["number format", ...(def.format === "safeint" ? ["unsafe lower", "unsafe upper"] : ["lower", "upper"])];
    default:
      return [];
  }
}

/** The names of records' keys that a document lists. */
const hasNumberKeys = (schema) => allOf(schema).some((part) => part._zod.def.type === "number" || [...(part._zod.values ?? [])].some((value) => typeof value === "number"));

/**
 * @type {{name: string, reason: string, applies: (schema, def, written) => boolean, witness: [() => any, () => any, string]}[]}
 * `written` is what the document has for the schema, before references.
 */
export const AMBIGUITIES = [
  {
    name: "order of checks",
    reason: "A document has no order of checks: formats (startsWith and its like among them) are taken to come first, then minimum, maximum, multipleOf or regex.",
    applies: (schema) => !isOrdered(schema),
    witness: [() => z.string().min(3).startsWith("b"), () => z.string().startsWith("b").min(3), '"a"'],
  },
  {
    name: "checks that show once",
    reason: "Of several minimums or maximums a document has the tightest, and of equal patterns and divisors one; a number format loses its name, or a bound beside it, to the tighter one.",
    applies: (schema) => {
      const marks = checkDefs(schema).flatMap(marksOf);
      return new Set(marks).size < marks.length;
    },
    witness: [() => z.string().min(3).min(2), () => z.string().min(3), '"a"'],
  },
  {
    name: "min and max that are equal",
    reason: "Equal minimum and maximum are taken for .length(n).",
    applies: (schema) => checkDefs(schema).some((def) => def.check === "min_length" && checkDefs(schema).some((other) => other.check === "max_length" && other.maximum === def.minimum)),
    witness: [() => z.string().min(2).max(2), () => z.string().length(2), '"a"'],
  },
  {
    name: "a regex like a named check",
    reason: "Of several patterns on a string only the last keeps the name of its check, so the others are told by their source: one such as ^a.* is taken for .startsWith(\"a\"), and a format's own pattern for that format.",
    applies: (schema) => {
      const formats = formatsOf(schema).filter((def) => def.pattern);
      return formats.some((def) => def.format === "regex" && (formats.length > 1 ? isKnownSource(def.pattern.source) : unnamedSources.has(def.pattern.source)));
    },
    witness: [() => z.string().regex(/^a.*/).regex(/b$/), () => z.string().startsWith("a").regex(/b$/), '"b"'],
  },
  {
    name: "a format that lost its name",
    reason: "A document names one format, the last: an earlier one is told by its pattern only if that is the usual one of a format of Zod's, and not at all if it has none.",
    applies: (schema) => {
      const formats = formatsOf(schema);
      return formats.slice(0, -1).some((def) => def.format !== "regex" && (!def.pattern || def.fn || !isKnownSource(def.pattern.source)));
    },
    witness: [() => z.email({ pattern: /^\S+@\S+$/ }).regex(/b/), () => z.string().regex(/^\S+@\S+$/).regex(/b/), '"a"'],
  },
  {
    name: "parameters that a format does not show",
    reason: "The hostname, protocol and normalize of z.url(), which z.httpUrl() sets, and the alg of z.jwt() are in no document; a pattern of one's own beside a format that Zod judges by code is taken for another check, where Zod passes over it.",
    applies: (schema) =>
      formatsOf(schema).some((def) => def.hostname || def.protocol || def.normalize || def.alg || (codeFormats.has(def.format) && def.pattern && !formatSources.has(def.pattern.source) && !laxSources.has(def.pattern.source))),
    witness: [() => z.httpUrl(), () => z.url(), '"ftp://example.com"'],
  },
  {
    name: "a format of one's own by a known name",
    reason: "z.stringFormat() with the name of one of Zod's own formats is taken for that format.",
    applies: (schema) => schema._zod.traits.has("$ZodCustomStringFormat") && schema._zod.def.format in { email: 1, starts_with: 1, ends_with: 1, includes: 1, lowercase: 1, uppercase: 1, regex: 1, uri: 1, "date-time": 1 },
    witness: [() => z.stringFormat("email", /^a/), () => z.email({ pattern: /^a/ }), '"b"'],
  },
  {
    name: "times to the minute or to the second",
    reason: "z.iso.time() names no format, and with precision -1 or 0 it writes a pattern that people write themselves, which is taken for .regex().",
    applies: (schema) => formatsOf(schema).some((def) => def.format === "time" && [timeOf(-1), timeOf(0)].includes(def.pattern.source)),
    witness: [() => z.iso.time({ precision: -1 }), () => z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/), '"b"'],
  },
  {
    name: "template literals",
    reason: "z.templateLiteral() writes a pattern alone, which is taken for .regex().",
    applies: (_, def) => def.type === "template_literal",
    witness: [() => z.templateLiteral(["a", z.number()]), () => z.string().regex(/^a-?\d+(?:\.\d+)?$/), '"b"'],
  },
  {
    name: "negative divisors",
    reason: "A document has the absolute value of a divisor, and the issue names the divisor.",
    applies: (schema) => checkDefs(schema).some((def) => def.check === "multiple_of" && def.value < 0),
    witness: [() => z.number().multipleOf(-2), () => z.number().multipleOf(2), "1"],
  },
  {
    name: "choices of nothing",
    reason: "An empty z.enum() or z.literal() writes what z.never() writes.",
    applies: (_, def) => (def.type === "enum" || def.type === "literal") && [...(def.values ?? Object.values(def.entries))].length === 0,
    witness: [() => z.enum([]), () => z.never(), "1"],
  },
  {
    name: "a union with null at its end",
    reason: "A union of one schema and then null is taken for .nullable(), whose issues are those of the schema.",
    applies: (_, def, written) => {
      if (def.type !== "union" || isExclusive(def) || def.options.length !== 2) return false;
      const last = written.anyOf?.[1];
      return bare(def.options[1])._zod.def.type === "null" || (last?.type === "null" && !("const" in last));
    },
    witness: [() => z.union([z.int(), z.null()]), () => z.int().nullable(), '"a"'],
  },
  {
    name: "unions written as a list of types",
    reason: "A union of types without checks is written as a list, nested ones as one list and repeated types once; a list [T, null] is taken for .nullable(), any other for a union of these types.",
    applies: (_, def, written) => {
      if ((def.type !== "union" || isExclusive(def)) && def.type !== "nullable") return false;
      if (written.anyOf !== undefined || written.type === undefined) return false;
      const parts = def.type === "union" ? def.options : [def.innerType];
      const types = parts.map((part) => bare(part)._zod.def.type);
      if (def.type === "union" && types.length === 1) return !primitives.has(types[0]);
      return !types.every((type) => primitives.has(type)) || new Set(types).size < types.length || (def.type === "nullable" && types[0] === "null");
    },
    witness: [() => z.union([z.string(), z.number()]).nullable(), () => z.union([z.string(), z.number(), z.null()]), "[]"],
  },
  {
    name: "intersections written as one object",
    reason: "An intersection of objects that are written out is written as one object, and over a union as a union of such, and taken for that.",
    applies: (_, def, written) => def.type === "intersection" && written.allOf === undefined,
    witness: [() => z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })), () => z.object({ a: z.string(), b: z.string() }), "1"],
  },
  {
    name: "intersections of what may be absent",
    reason: "An intersection is required even where both its sides are optional or have a default, and the document does not say what they make of nothing.",
    applies: (_, def) => def.type === "intersection" && [def.left, def.right].some((side) => side._zod.optin !== undefined),
    witness: [() => z.object({ a: z.intersection(z.string().optional(), z.email().optional()) }), () => z.object({ a: z.intersection(z.string(), z.email()) }), "{}"],
  },
  {
    name: "z.nonoptional() without a default inside",
    reason: "A required member is taken for a schema that is not optional to begin with; z.nonoptional() of an optional one has another issue where the member is missing.",
    applies: (_, def) => def.type === "nonoptional" && def.innerType._zod.optin !== "defaulted",
    witness: [() => z.object({ a: z.string().optional().nonoptional() }), () => z.object({ a: z.string() }), "{}"],
  },
  {
    name: "prefault",
    reason: "A default of a member that may be missing is taken for .default(); that of .prefault() is judged itself.",
    applies: (_, def) => def.type === "prefault",
    witness: [() => z.object({ a: z.string().min(2).prefault("x") }), () => z.object({ a: z.string().min(2).default("x") }), "{}"],
  },
  {
    name: "catch",
    reason: "A default of a required member is taken for z.nonoptional() around .default(); .catch() writes the same and lets everything through.",
    applies: (_, def) => def.type === "catch",
    witness: [() => z.object({ a: z.string().catch("x") }), () => z.object({ a: z.nonoptional(z.string().default("x")) }), '{"a":1}'],
  },
  {
    name: "records of names whose values may be absent",
    reason: "Where no name is required, a record of an enum's names is taken for z.record() if its values have a default and for z.partialRecord() if not.",
    applies: (_, def) => def.type === "record" && def.keyType._zod.values !== undefined && (def.partial ? def.valueType._zod.optin === "defaulted" : def.valueType._zod.optin === "optional"),
    witness: [() => z.partialRecord(z.enum(["a"]), z.int().default(1)), () => z.record(z.enum(["a"]), z.int().default(1)), "{}"],
  },
  {
    name: "records by numbers",
    reason: "Names are strings in a document, so numbers among a record's keys lose their checks, and a list of numbers is taken for a list of strings.",
    applies: (_, def) => {
      if (def.type !== "record" || !hasNumberKeys(def.keyType)) return false;
      const key = def.keyType;
      const formats = checkDefs(key);
      const plain = key._zod.def.type === "number" && (formats.length === 0 || (formats.length === 1 && formats[0].format === "safeint"));
      return !plain;
    },
    witness: [() => z.record(z.number().min(5), z.any()), () => z.record(z.number(), z.any()), '{"1":1}'],
  },
  {
    name: "loose records whose keys are not told by patterns",
    reason: "patternProperties has a key's patterns alone, and means each of several; z.looseRecord() with other keys writes what z.record() writes.",
    applies: (_, def) => {
      if (def.type !== "record" || def.mode !== "loose") return false;
      const key = def.keyType;
      if (key._zod.def.type !== "string") return true;
      return checksOf(key).length > 0 && !(checksOf(key).length === 1 && formatsOf(key)[0]?.pattern);
    },
    witness: [() => z.looseRecord(z.string().min(2), z.int()), () => z.record(z.string().min(2), z.int()), '{"a":1}'],
  },
  {
    name: "oneOf by other members",
    reason: "Options that share a required member with distinct constants are taken for a discriminated union by the first such member, any others for z.xor().",
    applies: (_, def) => isExclusive(def) && discriminatorOf(def.options) !== def.discriminator,
    witness: [
      () => z.xor([z.object({ x: z.literal("a") }), z.object({ x: z.literal("b") })]),
      () => z.discriminatedUnion("x", [z.object({ x: z.literal("a") }), z.object({ x: z.literal("b") })]),
      '{"x":"c"}',
    ],
  },
  {
    name: "discriminated unions with a fallback",
    reason: "A document does not say that a discriminated union tries all options where none has the value.",
    applies: (_, def) => isDiscriminated(def) && def.unionFallback === true,
    witness: [
      () => z.discriminatedUnion("x", [z.object({ x: z.literal("a") }), z.object({ x: z.literal("b") })], { unionFallback: true }),
      () => z.discriminatedUnion("x", [z.object({ x: z.literal("a") }), z.object({ x: z.literal("b") })]),
      '{"x":"c"}',
    ],
  },
  {
    name: "tuples with optional items before others",
    reason: "A document has the number of a tuple's required items, so an optional item before a required one is taken for a required one, and .exactOptional() before a default for .optional().",
    applies: (_, def) => {
      if (def.type !== "tuple") return false;
      const first = def.items.findIndex((item) => item._zod.optin !== undefined);
      if (first < 0) return false;
      const later = def.items.slice(first + 1);
      if (def.rest && later.some((item) => item._zod.optin === undefined)) return true;
      const isExact = (item) => bare(item, ["lazy", "nullable", "readonly"])._zod.traits.has("$ZodExactOptional");
      return def.items.some((item, i) => isExact(item) && def.items.slice(i + 1).some((other) => other._zod.optout !== "optional"));
    },
    witness: [() => z.tuple([z.string().optional(), z.int()]).rest(z.any()), () => z.tuple([z.string(), z.int()]).rest(z.any()), "[]"],
  },
  {
    name: "tuples with checks on their length",
    reason: "A tuple writes the number of its items where a check on its length would be written.",
    applies: (schema, def) => def.type === "tuple" && checkDefs(schema).some((other) => other.check in ranks),
    witness: [() => z.tuple([z.string().optional()]).rest(z.null()).check(z.minLength(1)), () => z.tuple([z.string()]).rest(z.null()), "[]"],
  },
];

/** What the document has for every schema in it, before references are written. */
function writtenOf(schema, params) {
  const written = new Map();
  z.toJSONSchema(schema, { ...params, override: ({ zodSchema, jsonSchema }) => written.set(zodSchema, jsonSchema) });
  return written;
}

/** The names of the ambiguities in a schema. */
export function ambiguitiesOf(schema, params = { io: "input" }) {
  const written = writtenOf(schema, params);
  const parts = allOf(schema);
  return AMBIGUITIES.filter(({ applies }) => parts.some((part) => applies(part, part._zod.def, written.get(part) ?? {}))).map(({ name }) => name);
}

/**
 * Checks that each entry is one: its schemas write one document and say different things of its payload. With a peer
 * also that the library says what the usual one, the second, does.
 */
function checkWitnesses(program) {
  let wrong = 0;
  for (const { name, witness } of AMBIGUITIES) {
    const [meant, usual] = [witness[0](), witness[1]()];
    const [document, other] = [meant, usual].map((schema) => JSON.stringify(z.toJSONSchema(schema, { io: "input" })));
    const [answer, verdict] = [meant, usual].map((schema) => judge(schema, witness[2]));
    const peer = program && ask(program, [{ schema: document, payloads: [witness[2]], keep: false }])[0];
    const problems = [
      document === other ? "" : `documents ${document} ${other}`,
      JSON.stringify(answer) === JSON.stringify(verdict) ? `answers ${JSON.stringify(answer)}` : "",
      ambiguitiesOf(meant).includes(name) ? "" : "the first schema is not found",
      ambiguitiesOf(usual).includes(name) ? "the second schema is found" : "",
      peer?.error ? `refused: ${peer.error.reason}` : "",
      peer?.results && difference(verdict, peer.results[0]) ? `the library says ${peer.results[0].issues}` : "",
    ].filter((problem) => problem !== "");
    if (problems.length > 0) ++wrong;
    console.log(`${problems.length === 0 ? "ok   " : "WRONG"} ${name} ${problems.join("; ")}`);
  }
  return wrong === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(checkWitnesses(process.argv[2]) ? 0 : 1);
