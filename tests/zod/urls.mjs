// Asks Node's URL parser about the inputs of the web-platform-tests (url/resources), for tests/text/url_test.cpp:
//     node urls.mjs FOLDER
// FOLDER has urltestdata.json and toascii.json. Writes tests/text/url_golden.ndjson, a line for each input that is
// well-formed Unicode: {"input": TEXT, "can_parse": whether URL.canParse(TEXT)}.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, exit } from "node:process";

if (argv.length !== 3) {
  console.error("usage: node urls.mjs FOLDER");
  exit(2);
}

// Strings in these files are comments.
const casesOf = (file) => JSON.parse(readFileSync(join(argv[2], file), "utf8")).filter((entry) => typeof entry === "object");

// Not URL.canParse: once Node 20 has compiled a loop with it, it takes Latin-1 for UTF-8.
const canParse = (text) => {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
};

const inputs = new Set([
  ...casesOf("urltestdata.json").map(({ input }) => input),
  ...casesOf("toascii.json").flatMap(({ input }) => [`https://${input}/x`, `opaque://${input}/x`]),
]);
const texts = [...inputs].filter((input) => input.isWellFormed());
const lines = texts.map((input) => JSON.stringify({ input, can_parse: canParse(input) }) + "\n");
writeFileSync(new URL("../text/url_golden.ndjson", import.meta.url), lines.join(""));
console.log(`${texts.length} inputs, ${texts.filter(canParse).length} of them URLs; ${inputs.size - texts.length} left out`);
