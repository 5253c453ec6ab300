// Compares the program with real Zod on random payloads that are in no file:
//     node compare.mjs PROGRAM [--payloads N] [--seed S]
// Prints the seed; exits with 1 at a difference, after showing the first of each schema.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "./oracle.mjs";
import { damage, near, wild } from "./payloads.mjs";
import { Random } from "./random.mjs";
import { schemas } from "./schemas.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { payloads: { type: "string", default: "20000" }, seed: { type: "string" } },
});
const [program] = positionals;
const seed = Number(values.seed ?? Math.floor(Math.random() * 4294967296));
const each = Math.ceil(Number(values.payloads) / schemas.length);
console.log(`seed ${seed}, ${schemas.length} schemas, ${each} payloads each`);

/** One line of JSON, since payloads are read a line at a time. */
function payload(document, random) {
  const text = random.chance(0.15) ? wild(random) : near(document, document, random, 6, random.pick([0, 0.02, 0.1, 0.3]));
  return (random.chance(0.05) ? damage(text, random) : text).replaceAll(/[\n\r]/g, " ");
}

function expected(verdict, line) {
  const start = `{"file":"-","line":${line},"valid":${verdict.verdict === "valid"}`;
  if (verdict.verdict === "valid") return `${start}}`;
  return verdict.verdict === "malformed" ? `${start},"issues":[{"code":"invalid_format","format":"json_string",` : `${start},"issues":${verdict.issues}}`;
}

const folder = mkdtempSync(join(tmpdir(), "zodgate-compare-"));
let compared = 0;
let different = 0;
schemas.forEach(({ name, zod, document }, index) => {
  const random = new Random((seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0);
  const texts = Array.from({ length: each }, () => payload(document, random)).filter((text) => text.trim() !== "");
  const schemaFile = join(folder, "schema.json");
  writeFileSync(schemaFile, JSON.stringify(document));
  const run = spawnSync(program, ["check", "--schema", schemaFile, "--output", "ndjson", "--lines", "--max-issues", "1000000"], {
    input: texts.join("\n"),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const lines = run.stdout.split("\n");
  if (run.status > 1 || lines.length !== texts.length + 1) {
    console.log(`${name}: the program failed with ${run.status}: ${run.stderr}`);
    ++different;
    return;
  }
  let shown = false;
  texts.forEach((text, i) => {
    const verdict = judge(zod, text);
    if (verdict.verdict === "none") return;
    const wanted = expected(verdict, i + 1);
    ++compared;
    if (verdict.verdict === "malformed" ? lines[i].startsWith(wanted) : lines[i] === wanted) return;
    ++different;
    if (shown) return;
    shown = true;
    console.log(`${name}\n  payload ${text}\n  zod     ${wanted}\n  program ${lines[i]}`);
  });
});
rmSync(folder, { recursive: true });
console.log(`${compared} compared, ${different} different`);
process.exit(different === 0 ? 0 : 1);
