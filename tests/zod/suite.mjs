// Runs Zod's own tests (in the npm package, src/v4/classic/tests) for the calls they make, and compares the library with
// real Zod on each whose schema has a JSON Schema and whose input is JSON:
//     node suite.mjs PEER [--report FILE] [--why REASON]
// PEER is the program zodgate_oracle_peer. Calls whose document does not carry what the schema says are listed by reason;
// all others must agree, or it exits with 1.
import { build } from "esbuild";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { expect } from "./vitest_stub.mjs";
import { AMBIGUITIES, allOf, ambiguitiesOf, checksOf, partsOf } from "./ambiguities.mjs";
import { judge } from "./oracle.mjs";
import { ask, difference } from "./peer.mjs";

const source = fileURLToPath(new URL("./node_modules/zod/src/v4/", import.meta.url));
const tests = join(source, "classic/tests");

// --- the tests, with every call recorded ---

const missing = `const it = new Proxy(function () {}, { get: (_, name) => (name === "then" || typeof name === "symbol" ? undefined : it), apply: () => it, construct: () => it });
module.exports = { checkSync: it, Validator: it, File: it };`;

/** Puts a recording before the places where a schema is run on a value. */
const recording = {
  name: "recording",
  setup({ onLoad, onResolve }) {
    const load = (filter, pattern, replacement, places) =>
      onLoad({ filter }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        const found = text.match(pattern)?.length ?? 0;
        if (found !== places) throw new Error(`${path}: ${found} places to record at, not ${places}`);
        return { contents: text.replace(pattern, replacement), loader: "ts" };
      });
    load(/v4\/core\/parse\.ts$/, /^ +const ctx: schemas\.ParseContextInternal = _ctx\b/gm, "globalThis.zodgateRecord?.(schema, value, _ctx);\n$&", 6);
    load(/v4\/core\/schemas\.ts$/, /(validate: \(value: unknown\) => \{)/g, "$1 globalThis.zodgateRecord?.(inst, value);", 1);
    onResolve({ filter: /^recorded:/ }, ({ path }) => ({ path: path.slice("recorded:".length), namespace: "recorded" }));
    const entry = (file) => `import "zod-itself"; import "./${file}";`;
    onLoad({ filter: /.*/, namespace: "recorded" }, ({ path }) => ({ contents: entry(path), resolveDir: tests, loader: "ts" }));
    // Zod's package says that its files have no effect but what they export.
    onResolve({ filter: /\.test\.ts$/ }, ({ path }) => ({ path: join(tests, path), sideEffects: true }));
    onResolve({ filter: /^zod-itself$/ }, ({ path }) => ({ path, namespace: "itself" }));
    const itself = 'import * as z from "zod/v4"; globalThis.zodgateZod = z;';
    onLoad({ filter: /.*/, namespace: "itself" }, () => ({ contents: itself, resolveDir: tests, loader: "ts" }));
    onResolve({ filter: /^vitest$/ }, () => ({ path: fileURLToPath(new URL("./vitest_stub.mjs", import.meta.url)) }));
    // Packages that some tests use beside Zod are not installed; those tests do without.
    onResolve({ filter: /^(?:recheck|@seriousme\/.*|@web-std\/.*)$/ }, ({ path }) => ({ path, namespace: "missing" }));
    onLoad({ filter: /.*/, namespace: "missing" }, () => ({ contents: missing, loader: "js" }));
  },
};

/** Each file with a copy of Zod of its own, as some change it. */
async function bundle(files, folder) {
  await build({
    entryPoints: files.map((file) => ({ in: `recorded:${file}`, out: basename(file, ".ts") })),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["@zod/source"],
    logLevel: "error",
    plugins: [recording],
  });
}

/** True for a value that is the same after JSON.stringify and JSON.parse. */
function isJson(value, around = []) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || around.includes(value) || around.length > 200) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== (Array.isArray(value) ? Array.prototype : Object.prototype)) return false;
  const keys = Reflect.ownKeys(value).filter((key) => !Array.isArray(value) || key !== "length");
  if (Array.isArray(value) && keys.length !== value.length) return false;
  return keys.every((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    return typeof key === "string" && property.enumerable && "value" in property && isJson(property.value, [...around, value]);
  });
}

/** Runs a test or a file of tests; what it threw, if it did. */
async function withTimeLimit(work) {
  let timer;
  const limit = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("out of time")), 5000)));
  try {
    await Promise.race([work(), limit]);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs the tests of a file; the calls they made, the Zod they used, and what stopped early. */
async function recorded(file, folder) {
  const calls = [];
  const broken = [];
  const suite = (globalThis.zodgateSuite = { tests: [], hooks: { beforeEach: [], afterEach: [] } });
  let where = file;
  globalThis.zodgateRecord = (schema, value, context) => {
    if (context?.direction === "backward" || !schema?._zod) return;
    calls.push({ where, schema, text: isJson(value) ? JSON.stringify(value) : undefined });
  };
  const { log, warn, error } = console;
  console.log = console.warn = console.error = () => {};
  const failure = await withTimeLimit(() => import(pathToFileURL(join(folder, `${basename(file, ".ts")}.mjs`))));
  const z = globalThis.zodgateZod;
  const usual = { ...z.config() };
  if (failure) broken.push(`${file} as a whole: ${failure.message}`);
  for (const { name, body, hooks } of suite.tests) {
    where = `${file}: ${name}`;
    for (const hook of hooks.beforeEach) await withTimeLimit(hook);
    const thrown = await withTimeLimit(async () => body({ expect }));
    if (thrown) broken.push(`${where}: ${String(thrown.message).split("\n")[0]}`);
    for (const hook of hooks.afterEach) await withTimeLimit(hook);
    for (const restore of suite.restore?.splice(0) ?? []) restore();
  }
  Object.assign(console, { log, warn, error });
  globalThis.zodgateRecord = undefined;
  for (const name of Object.keys(z.config())) z.config({ [name]: usual[name] });
  return { calls, z, run: suite.tests.length, broken };
}

// --- what a document does not carry ---

const plainChecks = new Set(["string_format", "number_format", "min_length", "max_length", "length_equals", "greater_than", "less_than", "multiple_of"]);
const definitionsOf = (schema) => [schema._zod.def, ...checksOf(schema).map((check) => check._zod.def)];
const own = (schema, name) => Object.hasOwn(schema._zod.def, name) && schema._zod.def[name];

/** Keywords that say more than an annotation does. */
const keywords = new Set(["type", "enum", "const", "properties", "required", "additionalProperties", "propertyNames", "patternProperties", "items", "prefixItems", "anyOf", "oneOf", "allOf", "not", "if", "pattern", "format", "minLength", "maxLength", "minimum", "maximum", "default", "errorMessage"]);

/** True if a schema leads to itself without a step into the value. */
function isEndless(schema) {
  const seen = new Set();
  const leads = (one) => {
    if (!["lazy", "union", "intersection", "optional", "nullable", "default", "readonly", "nonoptional"].includes(one._zod.def.type)) return false;
    for (const part of partsOf(one)) {
      if (part === schema) return true;
      if (seen.has(part)) continue;
      seen.add(part);
      if (leads(part)) return true;
    }
    return false;
  };
  return leads(schema);
}

/** Why a call need not agree: the document does not have it. The first that applies counts. */
const NOT_CARRIED = [
  ["a custom message", (schema) => definitionsOf(schema).some((def) => def.error !== undefined)],
  ["a refinement", (schema) => schema._zod.def.type === "custom" || checksOf(schema).some((check) => !plainChecks.has(check._zod.def.check) && check._zod.def.check !== "overwrite") || schema._zod.def.fn !== undefined],
  ["an overwrite, such as .trim()", (schema) => checksOf(schema).some((check) => check._zod.def.check === "overwrite") || schema._zod.def.normalize === true],
  ["a transform, pipe, codec or preprocess", (schema) => ["pipe", "transform"].includes(schema._zod.def.type)],
  ["a coercion", (schema) => own(schema, "coerce")],
  ["a check that aborts", (schema) => definitionsOf(schema).some((def) => def.abort === true && def.check !== "number_format")],
  ["a regex with flags", (schema) => checksOf(schema).some((check) => check._zod.def.format === "regex" && check._zod.def.pattern.flags !== "")],
  ["a file, promise or success", (schema) => ["file", "promise", "success"].includes(schema._zod.def.type)],
  ["keywords of JSON Schema as metadata", (schema) => Object.keys(z.globalRegistry.get(schema) ?? {}).some((name) => keywords.has(name))],
  ["a choice among no schemas, whose document is no JSON Schema", (schema) => schema._zod.def.type === "union" && schema._zod.def.options.length === 0],
  ["a schema that leads back to itself, which Zod does not always come to the end of", (schema) => isEndless(schema)],
  ["a default that is computed", (schema) => schema._zod.def.type === "default" && JSON.stringify(schema._zod.def.defaultValue) !== JSON.stringify(schema._zod.def.defaultValue)],
];

function reasonsOf(schema, params) {
  const parts = allOf(schema);
  const found = NOT_CARRIED.filter(([, applies]) => parts.some((part) => applies(part))).map(([name]) => name);
  return found.length > 0 ? found : ambiguitiesOf(schema, params).map((name) => `ambiguous: ${name}`);
}

// --- the comparison ---

const params = { io: "input" };

/** Sorts one call; what is to be compared has a document. */
function sorted(call, z) {
  let document;
  try {
    document = JSON.stringify(z.toJSONSchema(call.schema, params));
  } catch (error) {
    return { ...call, without: "no JSON Schema", detail: error.message.split("\n")[0] };
  }
  if (call.text === undefined) return { ...call, without: "input that is not JSON" };
  let reasons;
  try {
    reasons = reasonsOf(call.schema, params);
  } catch (error) {
    reasons = [`no definition to read: ${error.message}`];
  }
  try {
    const verdict = judge(call.schema, call.text, (value) => z.safeParse(call.schema, value));
    return { ...call, document, reasons, verdict };
  } catch {
    return { ...call, without: "a result that is not JSON" };
  }
}

function count(counts, name) {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function show({ where, different, document, text, verdict, refused, answer }) {
  const zod = `${verdict.verdict} ${verdict.issues ?? verdict.value ?? ""}`;
  const library = refused ?? `${answer.status} ${answer.status === "valid" ? answer.value : answer.issues}`;
  console.log([`${where}: ${different}`, `  document ${document}`, `  payload  ${text}`, `  zod      ${zod}`, `  library  ${library}`].join("\n"));
}

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { report: { type: "string" }, most: { type: "string", default: "20" }, why: { type: "string" } } });
  const [program] = positionals;
  const files = readdirSync(tests).filter((name) => name.endsWith(".test.ts")).sort();
  const folder = mkdtempSync(join(tmpdir(), "zodgate-suite-"));
  const calls = [];
  const broken = [];
  let run = 0;
  process.on("unhandledRejection", () => {});
  try {
    await bundle(files, folder);
    for (const file of files) {
      const one = await recorded(file, folder);
      run += one.run;
      broken.push(...one.broken);
      calls.push(...one.calls.map((call) => sorted(call, one.z)));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }

  const compared = calls.filter((call) => call.document !== undefined && call.verdict.verdict !== "none");
  const answers = ask(program, compared.map(({ document, text }) => ({ schema: document, payloads: [text], keep: false })));
  compared.forEach((call, i) => {
    const { error, results } = answers[i];
    call.refused = error && `${error.reason}, at "${error.pointer}"`;
    call.different = error ? "refused" : difference(call.verdict, results[0]);
    call.answer = results?.[0];
  });

  const without = new Map();
  for (const { without: reason } of calls) if (reason) count(without, reason);
  const rest = new Map();
  const refused = new Map();
  let required = 0;
  let agreed = 0;
  const wrong = [];
  for (const call of compared) {
    const [reason] = call.reasons;
    if (reason) {
      const entry = rest.get(reason) ?? { calls: 0, agree: 0, places: new Map() };
      ++entry.calls;
      if (!call.different) ++entry.agree;
      count(entry.places, call.where);
      rest.set(reason, entry);
    } else if (call.refused && / is not enforced by this version/.test(call.refused)) {
      count(refused, call.refused.replace(/, at.*/, ""));
    } else {
      ++required;
      if (call.different) wrong.push(call);
      else ++agreed;
    }
  }

  const lines = [
    `Zod's own tests: ${files.length} files, ${run} tests, ${calls.length} calls; ${[...without].map(([name, number]) => `${number} with ${name}`).join(", ")}, ${calls.filter((call) => call.verdict?.verdict === "none").length} where Zod itself throws.`,
    "",
    `Of the ${compared.length} others ${agreed} of ${required} agree; the rest:`,
    "",
    "| calls | agree all the same | why they need not |",
    "|---|---|---|",
    ...[...rest].sort((a, b) => b[1].calls - a[1].calls).map(([name, { calls: number, agree }]) => `| ${number} | ${agree} | ${name} |`),
    ...[...refused].sort((a, b) => b[1] - a[1]).map(([name, number]) => `| ${number} | | ${name} |`),
  ];
  console.log(lines.join("\n"));
  for (const call of wrong.slice(0, Number(values.most))) show(call);
  if (values.why) {
    // What the calls look like that need not agree for a reason, and do not.
    for (const call of compared.filter(({ reasons: [reason], different }) => reason === values.why && different)) show(call);
  }
  console.log(`${wrong.length} different`);
  if (values.report) {
    const places = [...rest].sort((a, b) => b[1].calls - a[1].calls).flatMap(([name, entry]) => ["", `## ${name[0].toUpperCase()}${name.slice(1)}`, "", ...[...entry.places].map(([place, number]) => `- ${place}${number > 1 ? ` (${number} calls)` : ""}`)]);
    const reasons = AMBIGUITIES.filter(({ name }) => rest.has(`ambiguous: ${name}`)).map(({ name, reason }) => `- ambiguous: ${name}: ${reason}`);
    const stopped = broken.length > 0 ? ["", "## Tests that stopped early, as they ask for more than their calls", "", ...broken.map((line) => `- ${line}`)] : [];
    const head = ["# Zod's own tests", "", "Written by `node suite.mjs PEER --report FILE`: every call whose answer need not be Zod's, by test and reason.", ""];
    writeFileSync(values.report, [...head, ...lines, "", ...reasons, ...places, ...stopped, ""].join("\n"));
  }
  process.exit(wrong.length === 0 ? 0 : 1);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(2);
});
