// Compares what `zodgate generate` announces of its payloads with what real Zod says of them:
//     node compare_generated.mjs PROGRAM [--payloads N] [--random SCHEMAS] [--invalid RATE] [--seed S]
// The payloads are shared out among the schemas of schemas.mjs and as many random ones as asked for. Prints the seed;
// exits with 1 at a difference, after showing the first of each schema, or if a schema of schemas.mjs has no payloads
// that is not one of those that nothing satisfies.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { judge } from "./oracle.mjs";
import { Random } from "./random.mjs";
import { randomSchema } from "./random_schemas.mjs";
import { schemas } from "./schemas.mjs";

const unsatisfiable = new Set(["never", "never_required", "document_false"]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    payloads: { type: "string", default: "20000" },
    random: { type: "string", default: "0" },
    invalid: { type: "string", default: "0.3" },
    seed: { type: "string" },
  },
});
const [program] = positionals;
const seed = Number(values.seed ?? Math.floor(Math.random() * 4294967296));
const randomCount = Number(values.random);
const each = Math.ceil(Number(values.payloads) / (schemas.length + randomCount));
console.log(`seed ${seed}, ${schemas.length} schemas and ${randomCount} random ones, ${each} payloads each`);

/** The text of the payload in a line of `--explain`: as it was written, not as JSON.parse and JSON.stringify make it. */
function payloadOf(line, announced) {
  if (announced.text !== undefined) return announced.text;
  const end = announced.valid ? line.lastIndexOf(',"valid":true') : line.lastIndexOf(',"valid":false,"manner":');
  return line.slice('{"payload":'.length, end);
}

/** What is wrong with what was announced; nothing if it is so. */
function difference(announced, verdict) {
  if (announced.valid) return verdict.verdict === "valid" ? undefined : `Zod says ${verdict.verdict} ${verdict.issues ?? ""}`;
  if (announced.text !== undefined) return verdict.verdict === "malformed" ? undefined : `Zod says ${verdict.verdict}`;
  if (verdict.verdict !== "invalid") return `Zod says ${verdict.verdict}`;
  const path = JSON.stringify(announced.path);
  const has = JSON.parse(verdict.issues).some((issue) => issue.code === announced.code && JSON.stringify(issue.path) === path);
  return has ? undefined : `Zod's issues are ${verdict.issues}`;
}

const folder = mkdtempSync(join(tmpdir(), "zodgate-compare-"));
const schemaFile = join(folder, "schema.json");
const manners = new Map();
const counts = { compared: 0, valid: 0, different: 0, skipped: 0, refused: 0, surprising: 0 };

/** Looks at one line of `--explain`. @returns what is wrong with it, if anything */
function look(zod, line) {
  const announced = JSON.parse(line);
  const verdict = judge(zod, payloadOf(line, announced));
  if (verdict.verdict === "none") {
    ++counts.skipped;
    return undefined;
  }
  ++counts.compared;
  if (announced.valid) ++counts.valid;
  else manners.set(announced.manner, (manners.get(announced.manner) ?? 0) + 1);
  return difference(announced, verdict);
}

function compare(name, zod, document, ownSeed) {
  writeFileSync(schemaFile, JSON.stringify(document));
  const options = ["--count", String(each), "--seed", String(ownSeed), "--invalid", values.invalid, "--explain"];
  const run = spawnSync(program, ["generate", "--schema", schemaFile, ...options], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) {
    ++counts.refused;
    if (name !== undefined && !unsatisfiable.has(name)) {
      ++counts.surprising;
      console.log(`${name}: ${run.stderr.trim()}`);
    }
  }
  let shown = false;
  for (const line of run.stdout.split("\n").filter((text) => text !== "")) {
    const problem = look(zod, line);
    if (problem === undefined) continue;
    ++counts.different;
    if (!shown) console.log(`${name ?? JSON.stringify(document)}\n  ${line}\n  ${problem}`);
    shown = true;
  }
}

schemas.forEach(({ name, zod, document }, index) => compare(name, zod, document, seed + index));
for (let i = 0; i < randomCount; ++i) {
  const { schema, document } = randomSchema(new Random((seed ^ Math.imul(i + 1, 0x9e3779b9)) >>> 0));
  compare(undefined, schema, document, seed + i);
}
rmSync(folder, { recursive: true });
console.log([...manners].sort((a, b) => b[1] - a[1]).map(([manner, count]) => `${manner} ${count}`).join(", "));
console.log(`${counts.compared} compared, ${counts.valid} of them valid, ${counts.skipped} on which Zod throws; ${counts.refused} schemas of which nothing was found, ${counts.different} different`);
process.exit(counts.different === 0 && counts.surprising === 0 ? 0 : 1);
