// Random Zod schemas, from every constructor whose JSON Schema tells it (ambiguities.mjs lists what it does not tell).
// A schema is made as the text of JavaScript, so that one that differs can be read and run again.
import { z } from "zod";
import { ambiguitiesOf } from "./ambiguities.mjs";
import { formatSchemas } from "./format_schemas.mjs";
import { regexes } from "./regexes.mjs";

const names = [
  "a", "b", "c", "d", "name", "x", "y", "z", "kind", "0", "1", "2", "10", "01", "-1", "", "a b", "ü😀", 'q"\\', "length", "__proto__",
  "constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "toLocaleString", "__defineGetter__", "__lookupSetter__",
  "4294967294", "4294967295", "value", "next", "children",
];
// Schemas of one string; more of them would say the same of lengths and of lists of patterns.
const formatCodes = formatSchemas.map(({ code }) => code).filter((code) => /^z\.(?!array|object|union|record|intersection|string)[\w.]+\((?:\{[^)]*\}|"[^)]*)?\)$/.test(code));
const inherited = new Set(["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "toLocaleString", "__defineGetter__", "__lookupSetter__", "__proto__"]);
const words = ["a", "b", "ab", "A", "foo", "a.b", "x+", "(", "[", "\\", "$", "é", "😀", " ", "-", "/", "a\nb", '"', "a*", "{2}", "^", "|", "1"];
const ids = ["Node", "T1", "Shape", "a/b", "a~b", "ü", "My Type", "x.y", "0", "$x"];
const someNumbers = [0, 1, 2, 3, 5, 10, 100, -1, -5, 0.5, 1.5, 0.1, 1e21, 9007199254740991, -2.25];

/** A value as JavaScript text. */
const text = (value) => JSON.stringify(value);
/** A member name in an object literal: computed, so that __proto__ is one like all others. */
const memberName = (name) => `[${text(name)}]`;

class Maker {
  constructor(random, wide) {
    this.random = random;
    this.wide = wide; // how often an object has many members that may be missing
    this.constants = []; // text of the declarations
    this.counter = 0;
    this.ids = 0;
    this.open = []; // names of the schemas around, with whether a step into the value lies between
    this.shared = []; // names of finished schemas that may be used again
  }

  pick(list) {
    return this.random.pick(list);
  }
  chance(probability) {
    return this.random.chance(probability);
  }
  several(minimum, maximum) {
    return minimum + this.random.below(maximum - minimum + 1);
  }
  distinct(list, count) {
    const rest = [...list];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(this.random.below(rest.length), 1)[0]);
  }
  id() {
    return this.chance(0.5) ? `S${++this.ids}` : `${this.pick(ids)}${++this.ids}`;
  }

  // --- strings ---

  regex() {
    return `.regex(${this.pick(regexes).regex})`;
  }

  sizes(most = 6) {
    const kind = this.random.below(6);
    const low = this.random.below(most - 1);
    if (kind === 0) return `.length(${low})`;
    if (kind === 1) return `.min(${low})`;
    if (kind === 2) return `.max(${low})`;
    if (kind === 3) return `.min(${low}).max(${low + 1 + this.random.below(3)})`;
    if (kind === 4 && this.chance(0.2)) return `.min(${low + 2}).max(${low})`;
    return "";
  }

  stringFormat() {
    switch (this.random.below(6)) {
      case 0:
        return `.startsWith(${text(this.pick(words))})`;
      case 1:
        return `.endsWith(${text(this.pick(words))})`;
      case 2:
        return `.includes(${text(this.pick(words))})`;
      case 3:
        return `.includes(${text(this.pick(words))}, { position: ${this.random.below(4)} })`;
      case 4:
        return ".lowercase()";
      default:
        return ".uppercase()";
    }
  }

  string() {
    if (this.chance(0.25)) return "z.string()";
    if (this.chance(0.05)) return `z.stringFormat("${this.pick(["my-format", "hex6", "slug"])}", ${this.pick(regexes).regex})${this.sizes()}`;
    let code = this.chance(0.15) ? "z.email()" : this.chance(0.2) ? this.pick(formatCodes) : "z.string()";
    const checks = [];
    for (let count = this.pick([0, 0, 0, 1, 1, 2, 3]); count > 0; --count) checks.push(this.stringFormat());
    if (code === "z.string()" && this.chance(0.06)) checks.splice(this.random.below(checks.length + 1), 0, ".email()");
    checks.push(this.sizes());
    for (let count = this.pick([0, 0, 0, 1, 1, 2]); count > 0; --count) checks.push(this.regex());
    if (this.chance(0.03)) checks.reverse();
    if (this.chance(0.03)) checks.push(this.pick([".url()", ".jwt()", ".ipv6()", ".base64()"]));
    return code + checks.join("");
  }

  // --- numbers ---

  bound() {
    const number = this.chance(0.8) ? this.random.below(12) - 3 : this.pick(someNumbers);
    return number;
  }

  number() {
    let code = this.pick(["z.number()", "z.number()", "z.int()", "z.int()", "z.number().int()", "z.int32()", "z.uint32()", "z.float32()", "z.float64()"]);
    if (/int32|float/.test(code)) return code;
    const low = this.bound();
    if (this.chance(0.4)) code += this.pick([`.gt(${low})`, `.gte(${low})`, `.min(${low})`, ".positive()", ".nonnegative()"]);
    const high = this.chance(0.85) ? low + this.random.below(10) + (code.startsWith("z.number()") ? this.pick([0, 0.5]) : 0) : this.bound();
    if (this.chance(0.4)) code += this.pick([`.lt(${high})`, `.lte(${high})`, `.max(${high})`, ".negative()", ".nonpositive()"]);
    const steps = [2, 3, 5, 10, 0.1, 0.5, 0.01, 1.5, 1e-7, 1e21];
    for (const step of this.distinct(steps, this.pick([0, 0, 0, 1, 1, 2, 3]))) code += this.pick([`.multipleOf(${step})`, `.step(${step})`]);
    return code;
  }

  // --- values ---

  literals(count) {
    const kinds = this.pick([["string"], ["string"], ["number"], ["string", "number", "boolean", "null"]]);
    const values = { string: ["a", "b", "c", "", "1", "é", 'say "no"', "toString", "true", "null"], number: [0, 1, 2, -1, 1.5, 1e21, 1e-7, 12], boolean: [true, false], null: [null] };
    return this.distinct(kinds.flatMap((kind) => values[kind]), count);
  }

  value() {
    switch (this.random.below(13)) {
      case 0:
        return `z.literal(${text(this.literals(1)[0])})`;
      case 1:
        return `z.literal(${text(this.literals(this.several(1, 4)))})`;
      case 2:
        return `z.enum(${text(this.distinct(["a", "b", "c", "", "1", "x y", "é😀", "toString", "B"], this.several(1, 4)))})`;
      case 3:
        return `z.enum(${this.pick(["{ A: 0, B: 1, 0: 'A', 1: 'B' }", "{ A: 'a', B: 'b' }", "{ A: 'a', B: 2 }", "{ A: 2, B: 1.5 }"])})`;
      case 4:
        return "z.null()";
      case 5:
      case 6:
        return "z.boolean()";
      case 7:
        return this.pick(["z.any()", "z.unknown()"]);
      case 8:
        return this.chance(0.3) ? "z.never()" : "z.boolean()";
      case 9:
        return this.chance(0.2) ? "z.json()" : "z.string()";
      case 10:
        return "z.number()";
      default:
        return "z.string()";
    }
  }

  /** A string, number or array with an id, and further checks, or words, on it. */
  extended() {
    const name = `s${++this.counter}`;
    const kind = this.random.below(3);
    const code = kind === 0 ? this.string() : kind === 1 ? this.number() : "z.array(z.string())";
    this.constants.push(`const ${name} = ${code}.meta({ id: ${text(this.id())} });`);
    if (this.chance(0.4)) return this.pick([name, `${name}.describe("what it is")`, `${name}.meta({ title: "T" })`, `${name}.readonly()`]);
    const further = kind === 0 ? [() => this.sizes(), () => this.regex(), () => this.stringFormat()] : kind === 1 ? [() => `.min(${this.bound()})`, () => `.lt(${this.bound()})`, () => ".multipleOf(7)"] : [() => this.sizes(4)];
    return `${name}${this.pick(further)()}`;
  }

  scalar() {
    if (this.chance(0.03)) return this.extended();
    const kind = this.random.below(3);
    return this.words(kind === 0 ? this.string() : kind === 1 ? this.number() : this.value());
  }

  /** Gives a schema words of its own, now and then. In Zod those of a choice are not for the issues of its options; here they are, so choices have none. */
  words(code) {
    if (!this.chance(0.05) || /^z\.(?:json|union|xor|discriminatedUnion|intersection)/.test(code)) return code;
    const codes = ["invalid_type", "too_small", "too_big", "invalid_format", "unrecognized_keys", "invalid_value", "not_multiple_of", "invalid_key", "invalid_union", "_"];
    const sentences = ["no", "so not \"this\"", "é😀", "bitte\nnicht"];
    const words = this.chance(0.5) ? this.pick(sentences) : Object.fromEntries(this.distinct(codes, this.several(1, 4)).map((name) => [name, this.pick(sentences)]));
    return `worded(${code}, ${text(words)})`;
  }

  // --- objects ---

  /** Takes a step into the value for what `make` makes. */
  inside(make) {
    const around = this.open;
    this.open = around.map(({ name }) => ({ name, reached: true }));
    const code = make();
    this.open = around;
    return code;
  }

  /** A default that fits often enough. */
  defaultFor(code) {
    const fitting = /^z\.(?:string|email)/.test(code) ? ["x", "", "ab"] : /^z\.(?:number|int|uint|float)/.test(code) ? [0, 5, -1.5] : /^z\.array|^z\.tuple/.test(code) ? [[], [1, "a", {}]] : /^z\.(?:object|record)/.test(code) ? [{}, { b: 1, a: [null], 2: 0, more: { x: 1 } }] : [null, "x", 1, false, [], {}];
    return text(this.chance(0.8) ? this.pick(fitting) : this.pick([null, "x", 1, [], { z: 1, 1: 2 }]));
  }

  /** What a member may be wrapped in. */
  member(code) {
    switch (this.random.below(16)) {
      case 0:
      case 1:
        return `${code}.optional()`;
      case 2:
        return `${code}.exactOptional()`;
      case 3:
        return `${code}.nullish()`;
      case 4:
      case 5:
        return `${code}.default(${this.defaultFor(code)})`;
      case 6:
        return this.pick([`${code}.nullable().default(null)`, `${code}.default(${this.defaultFor(code)}).nullable()`, `${code}.optional().default(${this.defaultFor(code)})`, `${code}.default(${this.defaultFor(code)}).optional()`, `${code}.default(${this.defaultFor(code)}).readonly()`, `${code}.readonly().optional()`]);
      case 7:
        return this.chance(0.4) ? `z.nonoptional(${code}.default(${this.defaultFor(code)}))` : code;
      case 8:
        return this.chance(0.3) ? `z.union([${code}.default(${this.defaultFor(code)}), z.literal("other")])` : code;
      default:
        return code;
    }
  }

  memberNames(count) {
    // Names that every object inherits are rare, as each missing one is an issue.
    return this.distinct(names.filter((name) => !inherited.has(name) || this.chance(0.2)), count);
  }

  object(depth, extra = []) {
    const members = this.memberNames(this.pick([0, 1, 2, 2, 3, 3, 4])).filter((name) => extra.every(([other]) => other !== name)).map((name) => [name, undefined]);
    members.splice(this.random.below(members.length + 1), 0, ...extra);
    const written = members.map(([name, code]) => {
      if (code !== undefined) return `${memberName(name)}: ${code}`;
      const made = this.inside(() => this.member(this.schema(depth - 1)));
      // A getter is resolved late, so it may name what is still being made.
      return /\bs\d+\b/.test(made) || this.chance(0.05) ? `get ${memberName(name)}() { return ${made} }` : `${memberName(name)}: ${made}`;
    });
    if (this.wide > 0 && this.chance(this.wide)) {
      for (let i = 0; i < 40; ++i) written.splice(this.random.below(written.length + 1), 0, `m${i}: ${this.pick(["z.null().optional()", "z.string().optional()", "z.any()", "z.string().default('x')"])}`);
    }
    const shape = `{ ${written.join(", ")} }`;
    switch (this.random.below(8)) {
      case 0:
      case 1:
        return `z.strictObject(${shape})`;
      case 2:
        return `z.looseObject(${shape})`;
      case 3:
        return `z.object(${shape}).catchall(${this.inside(() => this.schema(depth - 1, { lazily: true }))})`;
      default:
        return `z.object(${shape})`;
    }
  }

  recordKey() {
    switch (this.random.below(9)) {
      case 0:
      case 1:
        return "z.string()";
      case 2:
        return `z.string()${this.sizes()}`;
      case 3:
        return `z.string()${this.regex()}`;
      case 4:
        if (this.chance(0.4)) return this.pick(["z.url()", "z.email()", this.pick(formatCodes), `z.union([z.url(), z.string()${this.sizes()}])`]);
        return `z.string()${this.stringFormat()}${this.sizes()}`;
      case 5:
        return `z.enum(${text(this.distinct(["a", "b", "c", "", "1", "10", "x y", "toString", "__proto__"], this.several(1, 3)))})`;
      case 6:
        return `z.literal(${text(this.distinct(["a", "b", "2", "x"], this.several(1, 3)))})`;
      case 7:
        return this.pick(["z.number()", "z.int()", "z.any()"]);
      default:
        return `z.union([z.literal(${text(this.pick(["a", "b"]))}), ${this.chance(0.5) ? 'z.enum(["c", "d"])' : `z.string()${this.sizes()}${this.regex()}`}])`;
    }
  }

  record(depth) {
    const value = this.inside(() => this.schema(depth - 1, { lazily: true }));
    const key = this.recordKey();
    const hasNames = /^z\.(?:enum|literal)|c", "d"/.test(key);
    if (this.chance(0.25)) {
      const loose = this.pick([`z.string()${this.regex()}`, `z.string()${this.stringFormat()}`]);
      const one = `z.looseRecord(${loose}, ${value})`;
      return this.chance(0.3) ? `z.intersection(${one}, z.looseRecord(z.string()${this.regex()}, ${this.inside(() => this.schema(depth - 1, { lazily: true }))}))` : one;
    }
    if (hasNames && this.chance(0.4)) return `z.partialRecord(${key}, ${value})`;
    if (hasNames && this.chance(0.3)) return `z.record(${key}, ${value}.default(${this.defaultFor(value)}))`;
    return `z.record(${key}, ${value})`;
  }

  // --- arrays ---

  array(depth) {
    const element = this.inside(() => this.schema(depth - 1, { lazily: true }));
    const sizes = this.chance(0.5) ? "" : this.sizes(5);
    return `${this.chance(0.9) ? `z.array(${element})` : `${element}.array()`}${sizes === "" && this.chance(0.1) ? ".nonempty()" : sizes}`;
  }

  tuple(depth) {
    const make = () => this.inside(() => this.schema(depth - 1, { lazily: true }));
    const items = Array.from({ length: this.several(0, 3) }, make);
    for (let i = items.length - 1; i >= 0 && this.chance(0.4); --i) items[i] += this.pick([".optional()", ".exactOptional()", `.default(${this.defaultFor(items[i])})`]);
    if (items.length > 0 && this.chance(0.05)) items[0] += `.default(${this.defaultFor(items[0])})`;
    return `z.tuple([${items.join(", ")}])${this.chance(0.3) ? `.rest(${make()})` : ""}`;
  }

  // --- choices ---

  options(depth, count) {
    return Array.from({ length: count }, () => this.schema(depth - 1, { lazily: true }));
  }

  union(depth) {
    return `z.union([${this.options(depth, this.pick([1, 2, 2, 2, 3, 3, 4])).join(", ")}])`;
  }

  xor(depth) {
    return `z.xor([${this.options(depth, this.pick([1, 2, 2, 3])).join(", ")}])`;
  }

  discriminated(depth, fixed = []) {
    const key = this.pick(["kind", "x", "type", "a", "0", ...(this.chance(0.1) ? ["constructor", "__proto__x", "toString"] : [])]);
    const values = this.distinct(["a", "b", "c", "d", "e", 1, 2, 0, true, false, null, "1"], 8);
    const take = () => {
      const one = values.pop();
      switch (this.random.below(6)) {
        case 0:
          return `z.literal([${text(one)}, ${text(values.pop())}])`;
        case 1:
          return typeof one === "string" ? `z.enum([${text(one)}])` : `z.literal(${text(one)})`;
        case 2:
          return one === null ? "z.null()" : `z.union([z.literal(${text(one)}), z.literal(${text(values.pop())})])`;
        case 3:
          return one !== null && values.includes(null) ? (values.splice(values.indexOf(null), 1), `z.literal(${text(one)}).nullable()`) : `z.literal(${text(one)})`;
        default:
          return `z.literal(${text(one)})`;
      }
    };
    const options = Array.from({ length: this.pick([1, 2, 2, 3]) }, () => {
      const code = take();
      if (depth > 1 && fixed.length === 0 && this.chance(0.15) && /^z\.literal\([^[]/.test(code)) return this.discriminated(depth - 1, [[key, code]]);
      return this.object(depth - 1, [[key, code], ...fixed.filter(([name]) => name !== key)]);
    });
    return `z.discriminatedUnion(${text(key)}, [${options.join(", ")}])`;
  }

  intersection(depth) {
    const side = () => (this.chance(0.3) ? this.named(() => this.chance(0.7) ? this.object(depth - 1) : this.record(depth - 1)) : this.schema(depth - 1, { lazily: true }));
    return this.chance(0.8) ? `z.intersection(${side()}, ${side()})` : `z.intersection(${side()}, z.intersection(${side()}, ${side()}))`;
  }

  // --- names ---

  /** Declares what `make` makes as a constant, which may name itself inside. */
  named(make) {
    const name = `s${++this.counter}`;
    this.open = [...this.open, { name, reached: false }];
    const code = make();
    this.open = this.open.filter((entry) => entry.name !== name);
    const id = this.chance(0.5) ? `.meta({ id: ${text(this.id())} })` : "";
    this.constants.push(`const ${name} = ${code}${id};`);
    // It may lead to the schemas around it, so within these it must not come before a step into the value.
    this.shared.push({ name, around: this.open.map((entry) => entry.name) });
    return this.open.length > 0 ? `z.lazy(() => ${name})` : name;
  }

  /** A schema that may be one still being made, one made before, or a new one. */
  schema(depth, { lazily = false } = {}) {
    const code = this.bare(depth, lazily);
    if (this.chance(0.07)) return `${code}.nullable()`;
    if (this.chance(0.02)) return `${code}.readonly()`;
    if (this.chance(0.02)) return `${code}.describe("what it is")`;
    return code;
  }

  bare(depth, lazily) {
    const reached = this.open.filter((entry) => entry.reached);
    if (reached.length > 0 && this.chance(0.25)) {
      const { name } = this.pick(reached);
      return lazily || this.chance(0.3) ? `z.lazy(() => ${name})` : name;
    }
    const usable = this.shared.filter(({ around }) => this.open.every((entry) => entry.reached || !around.includes(entry.name)));
    if (usable.length > 0 && this.chance(0.1)) return `z.lazy(() => ${this.pick(usable).name})`;
    if (depth <= 0) return this.scalar();
    if (this.chance(0.08)) return this.named(() => this.container(depth));
    return this.chance(0.4) ? this.scalar() : this.container(depth);
  }

  container(depth) {
    return this.words(this.bareContainer(depth));
  }

  bareContainer(depth) {
    switch (this.random.below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
        return this.object(depth);
      case 5:
      case 6:
        return this.record(depth);
      case 7:
      case 8:
        return this.array(depth);
      case 9:
        return this.tuple(depth);
      case 10:
      case 11:
      case 12:
        return this.union(depth);
      case 13:
        return this.discriminated(depth);
      case 14:
        return this.xor(depth);
      default:
        return this.intersection(depth);
    }
  }
}

/** Where z.object() keeps unknown keys, as Options::unknown_keys can. */
const keeping = new Proxy(z, { get: (target, name) => (name === "object" ? target.looseObject : target[name]) });

/** A schema with words of its own: as Zod's `error`, and as the errorMessage that stands for it in a document. */
function worded(schema, words) {
  const def = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema._zod.def));
  def.error = typeof words === "string" ? words && (() => words) : (issue) => words[issue.code] ?? words._;
  return z.core.clone(schema, def).meta({ errorMessage: words });
}

/** Runs the text of a schema. */
export function build(code, { keep = false } = {}) {
  return new Function("z", "worded", code)(keep ? keeping : z, worded);
}

/**
 * A random schema: its text, the schema, its document, and how the document was asked for. Documents that would mean
 * something else are not made; `skipped` counts them by the name of their ambiguity. `wide` is how often objects have many
 * members that may be missing.
 */
export function randomSchema(random, skipped = new Map(), wide = 0) {
  for (;;) {
    const maker = new Maker(random, wide);
    const root = random.chance(0.15) ? maker.scalar() : random.chance(0.2) ? maker.named(() => maker.container(3)) : maker.schema(random.pick([1, 2, 2, 3, 3]));
    const code = `${maker.constants.join("\n")}${maker.constants.length > 0 ? "\n" : ""}return ${root};`;
    const params = { io: "input", ...(random.chance(0.2) ? { reused: "ref" } : {}), ...(random.chance(0.08) ? { target: "draft-07" } : {}) };
    const keep = random.chance(0.15);
    let schema;
    let document;
    z.globalRegistry.clear();
    try {
      schema = build(code);
      document = z.toJSONSchema(schema, params);
    } catch (error) {
      // Zod refuses the schema itself, such as a discriminated union with one value twice.
      if (error instanceof SyntaxError) throw new Error(`no JavaScript: ${code}`);
      count(skipped, `Zod: ${error.message.replace(/[“"].*/, "…")}`);
      continue;
    }
    const reasons = ambiguitiesOf(schema, params);
    if (reasons.length > 0) {
      for (const reason of reasons) count(skipped, reason);
      continue;
    }
    return { code, params, keep, schema: keep ? build(code, { keep }) : schema, document };
  }
}

export function count(counts, name) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
