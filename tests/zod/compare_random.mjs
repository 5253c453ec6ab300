// Compares the library with real Zod on random schemas and random payloads for each:
//     node compare_random.mjs PEER [--pairs N] [--seed S] [--schema-index I]
// PEER is the program zodgate_oracle_peer. Prints the seed; --seed repeats a run, with --schema-index one schema of it.
// Verdicts, issues and parsed values must be the same bytes; exits with 1 if any are not, after showing the first.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { judge } from "./oracle.mjs";
import { damage, deep, near, oddTexts, wild } from "./payloads.mjs";
import { ask, difference, isTooMuch } from "./peer.mjs";
import { Random } from "./random.mjs";
import { count, randomSchema } from "./random_schemas.mjs";

const each = 25;
const batch = 200;

/** Payloads for a document: fitting, nearly fitting and wild. */
export function payloadsFor(document, random, size = each) {
  const one = () => {
    if (random.chance(0.03)) return deep(document, random);
    if (random.chance(0.03)) return random.pick(oddTexts);
    const text = random.chance(0.1) ? wild(random) : near(document, document, random, random.pick([4, 6, 9]), random.pick([0, 0, 0.02, 0.1, 0.3]));
    return random.chance(0.03) ? damage(text, random) : text;
  };
  return Array.from({ length: size }, one);
}

/** The schema and payloads of one index of a run. */
export function caseOf(seed, index, skipped) {
  const random = new Random((seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0);
  const made = randomSchema(random, skipped, 0.02);
  return { index, ...made, payloads: payloadsFor(made.document, random) };
}

function show({ index, code, params, keep, document }, seed, lines) {
  const again = `--seed ${seed} --schema-index ${index}`;
  console.log([`schema ${index} (${again})`, code, `  asked for with ${JSON.stringify(params)}${keep ? ", unknown keys kept" : ""}`, `  document ${JSON.stringify(document)}`, ...lines].join("\n"));
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pairs: { type: "string", default: "50000" },
      seed: { type: "string" },
      "schema-index": { type: "string" },
      "show-skipped": { type: "boolean", default: false },
      most: { type: "string", default: "5" },
    },
  });
  const [program] = positionals;
  const seed = Number(values.seed ?? Math.floor(Math.random() * 4294967296)) >>> 0;
  const only = values["schema-index"] === undefined ? undefined : Number(values["schema-index"]);
  const schemas = only === undefined ? Math.ceil(Number(values.pairs) / each) : 1;
  console.log(`seed ${seed}, ${schemas} schemas, ${each} payloads each`);

  const skipped = new Map();
  const refused = new Map();
  const verdicts = new Map();
  const kinds = new Map();
  let shown = 0;
  let different = 0;
  const mayShow = () => ++shown <= Number(values.most);

  for (let start = 0; start < schemas; start += batch) {
    const cases = Array.from({ length: Math.min(batch, schemas - start) }, (_, i) => caseOf(seed, only ?? start + i, skipped));
    const answers = ask(program, cases.map(({ document, payloads, keep }) => ({ schema: JSON.stringify(document), payloads, keep })));
    cases.forEach((one, i) => {
      const { error, results } = answers[i];
      if (error) {
        count(refused, error.reason);
        if (mayShow()) show(one, seed, [`  refused at "${error.pointer}": ${error.reason}`]);
        return;
      }
      one.payloads.forEach((payload, j) => {
        if (isTooMuch(results[j])) {
          count(verdicts, "too much work");
          return;
        }
        const verdict = judge(one.schema, payload);
        count(verdicts, verdict.verdict);
        const kind = difference(verdict, results[j]);
        if (kind === undefined) return;
        ++different;
        count(kinds, kind);
        // One a schema is enough to see.
        if (one.shown || !mayShow()) return;
        one.shown = true;
        show(one, seed, [`  payload  ${payload}`, `  zod      ${verdict.verdict} ${verdict.issues ?? verdict.value ?? ""}`, `  library  ${results[j].status} ${results[j].status === "valid" ? (results[j].value ?? "") : results[j].issues}`]);
      });
    });
  }

  const list = (counts) => [...counts].sort((a, b) => b[1] - a[1]).map(([name, number]) => `${number} ${name}`).join(", ");
  if (values["show-skipped"]) console.log(`made anew: ${list(skipped)}`);
  if (refused.size > 0) console.log(`schemas refused: ${list(refused)}`);
  const compared = [...verdicts].reduce((sum, [name, number]) => sum + (name === "none" || name === "too much work" ? 0 : number), 0);
  console.log(`${compared} compared (${list(verdicts)}), ${different} different${different > 0 ? ` (${list(kinds)})` : ""}`);
  process.exit(different === 0 && refused.size === 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
