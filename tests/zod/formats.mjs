// Compares the library with real Zod on string formats, with strings that fit a format, nearly fit it and do not:
//     node formats.mjs PEER [--count N] [--seed S] [--only TEXT] [--urls FOLDER]
// PEER is the program zodgate_oracle_peer; --count is for each schema; --only takes the schemas whose code has the text;
// FOLDER holds web-platform-tests' url/resources. Prints the seed, which repeats a run with the same options, and a line
// a schema. Exits with 1 if a verdict, an issue or a parsed value is not the same, or a schema is refused, or fewer than
// one in twenty of its strings were accepted, or refused.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ambiguitiesOf } from "./ambiguities.mjs";
import { formatSchemas } from "./format_schemas.mjs";
import { stringFor } from "./format_strings.mjs";
import { urlGenerator, urlsOf, withUrls } from "./format_urls.mjs";
import "./node_url.mjs";
import { documentOf, judge } from "./oracle.mjs";
import { ask, difference, isTooMuch } from "./peer.mjs";
import { Random } from "./random.mjs";

const batch = 20000;
const least = 0.05;
const shown = 3;

/** Of a text, so that a schema's strings are the same whichever others are asked for. */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  return hash;
}

/** The differences between Zod and the library on some payloads, and how many Zod accepts. */
function compareBatch(program, schema, document, payloads) {
  const [answer] = ask(program, [{ schema: document, payloads, keep: false }]);
  if (answer.error) return { error: answer.error };
  const counts = { valid: 0, invalid: 0, unsaid: 0 };
  const differences = [];
  payloads.forEach((payload, i) => {
    const result = answer.results[i];
    const verdict = judge(schema, payload);
    if (verdict.verdict === "none" || isTooMuch(result)) {
      ++counts.unsaid;
      return;
    }
    ++counts[verdict.verdict];
    const kind = difference(verdict, result);
    if (kind !== undefined) differences.push({ kind, payload, verdict, result });
  });
  return { counts, differences };
}

/** All of a schema's strings, a batch after the other. */
function compareSchema(program, { code, schema, generator, payloadOf }, seed, count) {
  const random = new Random((seed ^ hashOf(code)) >>> 0);
  const document = JSON.stringify(documentOf(schema));
  const total = { valid: 0, invalid: 0, unsaid: 0 };
  const differences = [];
  for (let left = count; left > 0; left -= batch) {
    const payloads = Array.from({ length: Math.min(left, batch) }, () => payloadOf(stringFor(generator, random), random));
    const found = compareBatch(program, schema, document, payloads);
    if (found.error) return { document, error: found.error };
    for (const name in total) total[name] += found.counts[name];
    differences.push(...found.differences);
  }
  return { document, total, differences };
}

/** A schema as code to run, and what each side says. */
function show({ kind, payload, verdict, result }, { code }, document) {
  console.log(
    [
      `  ${kind}`,
      `    zod       ${code}.safeParse(${payload})`,
      `    document  ${document}`,
      `    zod       ${verdict.verdict} ${verdict.issues ?? verdict.value ?? ""}`,
      `    library   ${result.status} ${result.status === "valid" ? (result.value ?? "") : result.issues}`,
    ].join("\n"),
  );
}

/** Compares one schema and prints its line. @return whether all is well */
function report(program, entry, seed, count) {
  const ambiguities = ambiguitiesOf(entry.schema);
  if (ambiguities.length > 0) {
    console.log(`AMBIGUOUS ${entry.code}: ${ambiguities.join(", ")}`);
    return false;
  }
  const { document, error, total, differences } = compareSchema(program, entry, seed, count);
  if (error) {
    console.log(`REFUSED ${entry.code}: at "${error.pointer}": ${error.reason}`);
    return false;
  }
  const { valid, invalid, unsaid } = total;
  const isPoor = Math.min(valid, invalid) < least * count;
  const notes = [unsaid > 0 ? `${unsaid} not judged` : "", isPoor ? "which tests too little" : ""].filter((note) => note !== "");
  const mark = differences.length > 0 ? "DIFFERS" : isPoor ? "POOR   " : "ok     ";
  console.log(`${mark} ${entry.code}: ${valid + invalid} strings, ${valid} accepted, ${differences.length} different${notes.map((note) => `, ${note}`).join("")}`);
  for (const one of differences.slice(0, shown)) show(one, entry, document);
  return differences.length === 0 && !isPoor;
}

/** The schemas to compare. */
function chosen(only, folder) {
  const urls = folder === undefined ? [] : urlsOf(folder);
  const entries = formatSchemas.filter(({ code }) => code.includes(only));
  return entries.map((entry) => (urls.length > 0 && entry.generator === urlGenerator ? { ...entry, generator: withUrls(entry.generator, urls) } : entry));
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: "string", default: "2000" }, seed: { type: "string" }, only: { type: "string", default: "" }, urls: { type: "string" } },
  });
  const [program] = positionals;
  const seed = Number(values.seed ?? Math.floor(Math.random() * 4294967296)) >>> 0;
  const count = Number(values.count);
  const entries = chosen(values.only, values.urls);
  console.log(`seed ${seed}, ${entries.length} schemas, ${count} strings each, Unicode ${process.versions.unicode}`);
  const started = Date.now();
  const wrong = entries.filter((entry) => !report(program, entry, seed, count)).length;
  console.log(`${entries.length - wrong} of ${entries.length} schemas as Zod's, in ${Math.round((Date.now() - started) / 1000)} s`);
  process.exit(wrong === 0 && entries.length > 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
