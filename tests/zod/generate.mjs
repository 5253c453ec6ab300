// Writes the golden files that the C++ tests read: golden/NAME.ndjson, the document on the first line, then a payload
// a line with what real Zod says of it; golden/random.ndjson, a random document a line with such payloads; and
// golden/formats.ndjson, the same for each format. The same every time.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { formatSchemas } from "./format_schemas.mjs";
import { stringFor } from "./format_strings.mjs";
import { documentOf, judge } from "./oracle.mjs";
import { brokenTexts, damage, near, oddTexts, wild } from "./payloads.mjs";
import { Random } from "./random.mjs";
import { randomSchema } from "./random_schemas.mjs";
import { schemas } from "./schemas.mjs";

const folder = new URL("./golden/", import.meta.url);

const emails = ["a@b.co", "ada.lovelace@example.com", "a", "", "a@b", "a@b.c", ".a@b.co", "a..b@c.de", "a'@b.co", "ä@b.co", "a@b.co\n", 1, null, true, [], {}, ["a@b.co"], 1e21];
const roles = ["admin", "member", "owner", "Admin", "", " admin", 0, null, false, [], {}, ["admin"]];

/** Every pair of members of the invite request, each missing too; then what else a client may send. */
function invitePayloads() {
  const texts = [];
  for (const email of [undefined, ...emails]) {
    for (const role of [undefined, ...roles]) texts.push(JSON.stringify({ email, role }));
  }
  texts.push(
    ' { "role" : "member" ,\r\n\t"email" : "a@b.co" } ',
    '{"email":"a@b.co","role":"admin","extra":1}',
    '{"email":"x","email":"a@b.co","role":"admin"}',
    '{"email":"a@b.co","role":"admin","role":"x"}',
    '{"email":"a@b.co","role":"x","role":"admin"}',
    '{"\\u0065mail":"a@b.co","r\\u006fle":"\\u0061dmin"}',
    '{"email":"a\\u0040b.co","role":"admin"}',
    '{"EMAIL":"a@b.co","role":"admin"}',
    '{"email":{"email":"a@b.co","role":"admin"},"role":{"role":"admin"}}',
    '{"__proto__":{"email":"a@b.co","role":"admin"}}',
    '{"email":"a@b.co","role":"admin","__proto__":null}',
    '{"constructor":1,"toString":2,"email":"a@b.co","role":"admin"}',
    '[{"email":"a@b.co","role":"admin"}]',
    "[".repeat(200) + "]".repeat(200),
    '{"a":'.repeat(200) + "1" + "}".repeat(200),
    JSON.stringify({ email: "a".repeat(5000) + "@b.co", role: "admin" }),
    JSON.stringify({ email: "a@" + "b.".repeat(5000), role: "admin" }),
    JSON.stringify({ email: "a@b.co", role: "admin", ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, i])) }),
    "null", "true", "0", '"email"', "[]", "{}", "1e400", "-0",
  );
  return texts;
}

/** Schemas that take many kinds of values, for texts that are not plain. */
const open = new Set(["any", "json", "string", "number", "integer", "array_any", "record_any", "record_numbers", "object_loose", "object_strict", "object_empty", "string_max", "recursive_tree", "default_members", "inherited_prototype", "values_kept"]);

function payloadsFor({ name, document }, index) {
  const random = new Random(1000 + index);
  const texts = [...brokenTexts.slice(0, name.startsWith("invite_request") ? undefined : 3)];
  if (name.startsWith("invite_request")) texts.push(...invitePayloads());
  if (name === "invite_request") for (let i = 0; i < 200; ++i) texts.push(damage('{"email":"a@b.co","role":"admin"}', random));
  if (open.has(name)) texts.push(...oddTexts.filter((text) => text.length < 2000 || ["any", "string", "string_max"].includes(name)));
  for (let i = 0; i < 60; ++i) texts.push(near(document, document, random));
  for (let i = 0; i < 20; ++i) texts.push(wild(random));
  return [...new Set(texts)].filter((text) => text.length < 25000);
}

/** One golden line; what z.fromJSONSchema keeps is called so. */
function lineOf({ zod, keep }, payload) {
  const { verdict, issues, value } = judge(zod, payload);
  return { payload, verdict, issues, ...(keep ? { kept: value } : { value }) };
}

mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) rmSync(new URL(old, folder));
let total = 0;
schemas.forEach((schema, index) => {
  const lines = payloadsFor(schema, index)
    .map((payload) => lineOf(schema, payload))
    .filter(({ verdict }) => verdict !== "none")
    .map((line) => JSON.stringify(line));
  total += lines.length;
  writeFileSync(new URL(`${schema.name}.ndjson`, folder), [JSON.stringify(schema.document), ...lines, ""].join("\n"));
});
console.log(`${schemas.length} schemas, ${total} payloads`);

// --- the random pairs that are worth keeping: random.ndjson, a line a schema -------------------------------------------

const perSchema = 10;

/** How much there is to get wrong in an answer. */
function interest({ verdict, issues, value }, payload) {
  if (verdict === "malformed") return 0.5;
  if (verdict === "valid") return value === JSON.stringify(JSON.parse(payload)) ? 1 : 4;
  const kinds = new Set(issues.match(/"code":"\w+"/g));
  return kinds.size + (/"errors"|"matches"|"discriminator"|"issues"/.test(issues) ? 2 : 0) + (/"unrecognized_keys"|"nonoptional"|"function"|"unknown"|"note"/.test(issues) ? 1 : 0);
}

function randomLine(random) {
  const { document, schema, keep } = randomSchema(random);
  const text = JSON.stringify(document);
  if (text.length > 1400) return undefined;
  const pairs = new Map();
  for (let i = 0; i < 60; ++i) {
    const payload = near(document, document, random, random.pick([3, 5, 7]), random.pick([0, 0.02, 0.1, 0.3]));
    const answer = judge(schema, payload);
    const { verdict, issues, value } = answer;
    if (verdict === "none" || payload.length > 200 || (issues ?? value ?? "").length > 700) continue;
    pairs.set(issues ?? value ?? verdict, { line: [payload, verdict, ...(verdict === "malformed" ? [] : [issues ?? value])], interest: interest(answer, payload) });
  }
  const best = [...pairs.values()].sort((a, b) => b.interest - a.interest).slice(0, perSchema);
  if (best.length < 4) return undefined;
  return { document: text, ...(keep ? { keep } : {}), pairs: best.map(({ line }) => line) };
}

const random = new Random(467);
const lines = [];
let pairs = 0;
while (pairs < 6000) {
  const line = randomLine(random);
  if (line === undefined) continue;
  lines.push(JSON.stringify(line));
  pairs += line.pairs.length;
}
writeFileSync(new URL("random.ndjson", folder), [...lines, ""].join("\n"));
console.log(`${lines.length} random schemas, ${pairs} payloads`);

// --- strings of each format: formats.ndjson, a line a schema -----------------------------------------------------------

const perVerdict = 10;

function formatLine({ schema, generator, payloadOf }, random) {
  const chosen = { valid: new Map(), invalid: new Map() };
  for (let i = 0; i < 2000; ++i) {
    const payload = payloadOf(stringFor(generator, random), random);
    const { verdict, issues, value } = judge(schema, payload);
    if (payload.length > 400 || !(verdict in chosen)) continue;
    if (chosen[verdict].size < perVerdict) chosen[verdict].set(payload, [payload, verdict, issues ?? value]);
  }
  const pairs = [...chosen.valid.values(), ...chosen.invalid.values()];
  if (pairs.length < 2 * perVerdict) throw new Error(`too few strings for ${JSON.stringify(documentOf(schema))}`);
  return { document: JSON.stringify(documentOf(schema)), pairs };
}

const formatRandom = new Random(4);
const formats = formatSchemas.map((entry) => formatLine(entry, formatRandom));
writeFileSync(new URL("formats.ndjson", folder), [...formats.map((line) => JSON.stringify(line)), ""].join("\n"));
console.log(`${formats.length} formats, ${formats.length * 2 * perVerdict} payloads`);
