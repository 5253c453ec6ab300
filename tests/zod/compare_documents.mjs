// Compares the library with z.fromJSONSchema on random documents (random_documents.mjs) and random payloads for each:
//     node compare_documents.mjs PEER [--pairs N] [--seed S] [--document-index I]
// PEER is the program zodgate_oracle_peer. Verdict, issues and value must be the same bytes, and the verdict that of JSON
// Schema itself; exits with 1 if any are not, after showing the first. Prints the seed; --seed repeats a run.
import { parseArgs } from "node:util";
import { z } from "zod";
import { payloadsFor } from "./compare_random.mjs";
import { judge } from "./oracle.mjs";
import { ask, difference, isTooMuch } from "./peer.mjs";
import { Random } from "./random.mjs";
import { randomDocument } from "./random_documents.mjs";

const each = 25;
const batch = 200;
const most = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: "string", default: "50000" }, seed: { type: "string" }, "document-index": { type: "string" } },
});
const [program] = positionals;
const seed = Number(values.seed ?? Math.floor(Math.random() * 4294967296)) >>> 0;
const only = values["document-index"] === undefined ? undefined : Number(values["document-index"]);
const documents = only === undefined ? Math.ceil(Number(values.pairs) / each) : 1;
console.log(`seed ${seed}, ${documents} documents, ${each} payloads each`);

function caseOf(index) {
  const random = new Random((seed ^ Math.imul(index + 1, 0x9e3779b9)) >>> 0);
  const document = randomDocument(random);
  return { index, document, payloads: payloadsFor(document, random) };
}

let compared = 0;
let different = 0;
let otherwise = 0;
let shown = 0;

function show({ index, document }, payload, lines) {
  if (++shown > most) return;
  console.log([`document ${index} (--seed ${seed} --document-index ${index})`, `  ${JSON.stringify(document)}`, `  payload  ${payload}`, ...lines].join("\n"));
}

for (let start = 0; start < documents; start += batch) {
  const cases = Array.from({ length: Math.min(batch, documents - start) }, (_, i) => caseOf(only ?? start + i));
  const requests = (specification) => cases.map(({ document, payloads }) => ({ schema: JSON.stringify(document), payloads, keep: true, specification }));
  const answers = ask(program, requests(false));
  const specified = ask(program, requests(true));
  cases.forEach((one, i) => {
    if (answers[i].error || specified[i].error) {
      ++different;
      return show(one, "", [`  refused: ${JSON.stringify(answers[i].error ?? specified[i].error)}`]);
    }
    const schema = z.fromJSONSchema(one.document);
    one.payloads.forEach((payload, j) => {
      const result = answers[i].results[j];
      if (isTooMuch(result)) return;
      const verdict = judge(schema, payload);
      ++compared;
      const kind = difference(verdict, result);
      const lines = [`  zod      ${verdict.verdict} ${verdict.issues ?? verdict.value ?? ""}`, `  library  ${result.status} ${result.status === "valid" ? result.value : result.issues}`];
      if (kind !== undefined) {
        ++different;
        show(one, payload, lines);
      } else if (verdict.verdict !== "none" && specified[i].results[j].status !== result.status) {
        // What a JavaScript object inherits, safe integers.
        ++otherwise;
        if (process.env.SHOW_OTHERWISE) show(one, payload, [...lines, `  json-schema ${specified[i].results[j].status}`]);
      }
    });
  });
}
console.log(`${compared} compared, ${different} different; ${otherwise} judged otherwise by JSON Schema's own reading`);
process.exit(different === 0 ? 0 : 1);
