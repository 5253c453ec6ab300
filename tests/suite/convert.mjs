// Writes DRAFT.ndjson, a line for each group of the JSON Schema Test Suite, remotes.ndjson and the suite's LICENSE:
//     node convert.mjs FOLDER    (of the suite: the one that has tests/ and remotes/)
// Schemas and data are carried as text, without their white space but else as written: numbers and escapes do not pass
// through JavaScript's. Files are named as in the folder of their draft, without ".json".
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const drafts = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"];

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node convert.mjs FOLDER");
  process.exit(2);
}

/** The JSON value at the start of the tokens, which are taken: its text, and what is in it, as values of that kind. */
function takeValue(tokens) {
  const token = tokens.next();
  if (token === "[") {
    const items = [];
    while (tokens.peek() !== "]") {
      items.push(takeValue(tokens));
      if (tokens.peek() === ",") tokens.next();
    }
    tokens.next();
    return { text: `[${items.map(({ text }) => text).join(",")}]`, items };
  }
  if (token === "{") {
    const members = [];
    while (tokens.peek() !== "}") {
      const key = tokens.next();
      if (tokens.next() !== ":") throw new Error(`no colon behind ${key}`);
      members.push([key, takeValue(tokens)]);
      if (tokens.peek() === ",") tokens.next();
    }
    tokens.next();
    const member = (name) => members.find(([key]) => JSON.parse(key) === name)?.[1];
    return { text: `{${members.map(([key, { text }]) => `${key}:${text}`).join(",")}}`, member };
  }
  return { text: token };
}

/** A file's JSON text as a value of takeValue(). */
function readJson(file) {
  const text = readFileSync(file, "utf8");
  const parsed = JSON.parse(text); // that it is JSON is so known
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g);
  let at = 0;
  const value = takeValue({ peek: () => tokens[at], next: () => tokens[at++] });
  if (at !== tokens.length || JSON.stringify(JSON.parse(value.text)) !== JSON.stringify(parsed)) {
    throw new Error(`${file} was not carried over as it is`);
  }
  return value;
}

function jsonFiles(start) {
  return readdirSync(start, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(start, name));
}

const stringOf = (value) => JSON.parse(value.text);

function groupsOf(file, name) {
  return readJson(file).items.map((group) => ({
    file: name,
    ...(name.startsWith("optional/") && { optional: true }),
    description: stringOf(group.member("description")),
    schema: group.member("schema").text,
    tests: group.member("tests").items.map((test) => ({
      description: stringOf(test.member("description")),
      data: test.member("data").text,
      valid: JSON.parse(test.member("valid").text),
    })),
  }));
}

function write(name, entries) {
  const lines = entries.map((entry) => JSON.stringify(entry));
  writeFileSync(new URL(name, import.meta.url), [...lines, ""].join("\n"));
}

for (const draft of drafts) {
  const start = join(folder, "tests", draft);
  const groups = jsonFiles(start).flatMap((file) => groupsOf(file, relative(start, file).slice(0, -".json".length)));
  write(`${draft}.ndjson`, groups);
  const count = (wanted) => groups.filter(wanted).reduce((sum, { tests }) => sum + tests.length, 0);
  console.log(
    `${draft}: ${groups.length} groups, ${count(({ optional }) => !optional)} cases required, ` +
      `${count(({ optional }) => optional)} optional`,
  );
}

const remotes = join(folder, "remotes");
const known = jsonFiles(remotes).filter((file) => {
  const [first] = relative(remotes, file).split("/");
  return !/^(draft|v)\d/.test(first) || drafts.includes(first);
});
write(
  "remotes.ndjson",
  known.map((file) => ({ uri: `http://localhost:1234/${relative(remotes, file)}`, text: readJson(file).text })),
);
console.log(`${known.length} remotes`);
writeFileSync(new URL("LICENSE", import.meta.url), readFileSync(join(folder, "LICENSE")));
