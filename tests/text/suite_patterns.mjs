// Writes suite_patterns.ndjson: the regular expressions of the JSON Schema Test Suite (draft 2020-12, optional,
// ecmascript-regex and non-bmp-regex) with the strings that they are tried on, and what Node says of each.
//     node suite_patterns.mjs FOLDER    (of the suite: the one that has tests/)
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node suite_patterns.mjs FOLDER");
  process.exit(2);
}

/** As documents are read: with the flag u where an escape asks for it, else without if that can be. */
function regexpOf(source) {
  if (/\\[pPu]\{/.test(source)) return new RegExp(source, "u");
  try {
    return new RegExp(source);
  } catch {
    return new RegExp(source, "u");
  }
}

const lines = new Set();
for (const name of ["ecmascript-regex.json", "non-bmp-regex.json"]) {
  const groups = JSON.parse(readFileSync(join(folder, "tests/draft2020-12/optional", name), "utf8"));
  for (const { schema, tests } of groups) {
    const patterns = [schema.pattern, ...Object.keys(schema.patternProperties ?? {})].filter((pattern) => pattern !== undefined);
    const subjects = tests.flatMap(({ data }) => (typeof data === "string" ? [data] : Object.keys(data ?? {})));
    for (const pattern of patterns)
      for (const subject of subjects) lines.add(JSON.stringify({ pattern, subject, matches: regexpOf(pattern).test(subject) }));
  }
}
writeFileSync(new URL("suite_patterns.ndjson", import.meta.url), [...lines, ""].join("\n"));
console.log(`${lines.size} lines`);
