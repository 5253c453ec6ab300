// Writes rfc_formats.ndjson: what the JSON Schema Test Suite says of strings in the formats of JSON Schema that Zod does
// not know, each once.
//
//     node rfc_formats.mjs FOLDER    (of the suite: the one that has tests/)
//
// Drafts that disagree about a string are an error.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const drafts = ["draft7", "draft2019-09", "draft2020-12"];
const formats = ["uri", "uri-reference", "iri", "iri-reference", "json-pointer", "relative-json-pointer", "uri-template", "idn-hostname", "idn-email", "regex"];

/** The cases of a draft's format tests: [format, input, valid]. */
function* casesOf(suite, draft) {
  const folder = join(suite, "tests", draft, "optional", "format");
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    for (const { schema, tests } of JSON.parse(readFileSync(join(folder, name), "utf8"))) {
      if (!formats.includes(schema.format)) continue;
      for (const { data, valid } of tests) if (typeof data === "string") yield [schema.format, data, valid];
    }
  }
}

const verdicts = new Map(formats.map((format) => [format, new Map()]));
for (const draft of drafts) {
  for (const [format, input, valid] of casesOf(process.argv[2], draft)) {
    const known = verdicts.get(format);
    if (known.has(input) && known.get(input) !== valid) throw new Error(`${draft} disagrees about ${format} ${JSON.stringify(input)}`);
    known.set(input, valid);
  }
}

const lines = [...verdicts].flatMap(([format, inputs]) => [...inputs].map(([input, valid]) => JSON.stringify({ format, input, valid })));
writeFileSync(new URL("./rfc_formats.ndjson", import.meta.url), lines.join("\n") + "\n");
for (const [format, inputs] of verdicts) console.log(format, inputs.size);
