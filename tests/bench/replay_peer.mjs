// What `zodgate check --output ndjson` does, as a Node script with Zod does it: a line after the other, a record each.
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { z } from "zod";

const schema = z.object({ email: z.email(), role: z.enum(["admin", "member"]) });

const file = process.argv[2];
const name = JSON.stringify(file);
const input = openSync(file, "r");
const buffer = Buffer.alloc(1 << 20);
let rest = "";
let number = 0;
let records = "";
let invalid = 0;

function judge(line) {
  ++number;
  if (line.trim() === "") return;
  let issues;
  try {
    const result = schema.safeParse(JSON.parse(line));
    if (!result.success) issues = result.error.issues;
  } catch (error) {
    issues = [{ code: "invalid_format", format: "json_string", path: [], message: error.message }];
  }
  records += `{"file":${name},"line":${number},"valid":${issues === undefined}`;
  if (issues !== undefined) {
    ++invalid;
    records += `,"issues":${JSON.stringify(issues)}`;
  }
  records += "}\n";
}

for (;;) {
  const count = readSync(input, buffer, 0, buffer.length, null);
  if (count === 0) break;
  // The payloads are ASCII, so that no character is cut.
  const lines = (rest + buffer.toString("latin1", 0, count)).split("\n");
  rest = lines.pop();
  for (const line of lines) judge(line);
  writeSync(1, records);
  records = "";
}
if (rest !== "") judge(rest);
writeSync(1, records);
closeSync(input);
process.stderr.write(`${number} ${invalid}\n`);
