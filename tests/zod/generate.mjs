// Writes the golden files that the C++ tests read: golden/NAME.ndjson, the document on the first line, then a payload
// a line with what real Zod says of it. The same every time.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { judge } from "./oracle.mjs";
import { brokenTexts, damage, near, wild } from "./payloads.mjs";
import { Random } from "./random.mjs";
import { schemas } from "./schemas.mjs";

const folder = new URL("./golden/", import.meta.url);

const emails = ["a@b.co", "ada.lovelace@example.com", "a", "", "a@b", "a@b.c", ".a@b.co", "a..b@c.de", "a'@b.co", "ä@b.co", "a@b.co\n", 1, null, true, [], {}, ["a@b.co"], 1e21];
const roles = ["admin", "member", "owner", "Admin", "", " admin", 0, null, false, [], {}, ["admin"]];

/** Every pair of members of the invite request, each missing too; then what else a client may send. */
function invitePayloads() {
  const texts = [];
  for (const email of [undefined, ...emails]) {
    for (const role of [undefined, ...roles]) texts.push(JSON.stringify({ email, role }));
  }
  texts.push(
    ' { "role" : "member" ,\r\n\t"email" : "a@b.co" } ',
    '{"email":"a@b.co","role":"admin","extra":1}',
    '{"email":"x","email":"a@b.co","role":"admin"}',
    '{"email":"a@b.co","role":"admin","role":"x"}',
    '{"email":"a@b.co","role":"x","role":"admin"}',
    '{"\\u0065mail":"a@b.co","r\\u006fle":"\\u0061dmin"}',
    '{"email":"a\\u0040b.co","role":"admin"}',
    '{"EMAIL":"a@b.co","role":"admin"}',
    '{"email":{"email":"a@b.co","role":"admin"},"role":{"role":"admin"}}',
    '{"__proto__":{"email":"a@b.co","role":"admin"}}',
    '{"email":"a@b.co","role":"admin","__proto__":null}',
    '{"constructor":1,"toString":2,"email":"a@b.co","role":"admin"}',
    '[{"email":"a@b.co","role":"admin"}]',
    "[".repeat(200) + "]".repeat(200),
    '{"a":'.repeat(200) + "1" + "}".repeat(200),
    JSON.stringify({ email: "a".repeat(5000) + "@b.co", role: "admin" }),
    JSON.stringify({ email: "a@" + "b.".repeat(5000), role: "admin" }),
    JSON.stringify({ email: "a@b.co", role: "admin", ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, i])) }),
    "null", "true", "0", '"email"', "[]", "{}", "1e400", "-0",
  );
  return texts;
}

function payloadsFor({ name, document }, index) {
  const random = new Random(1000 + index);
  const texts = [...brokenTexts.slice(0, name.startsWith("invite_request") ? undefined : 3)];
  if (name.startsWith("invite_request")) texts.push(...invitePayloads());
  if (name === "invite_request") for (let i = 0; i < 200; ++i) texts.push(damage('{"email":"a@b.co","role":"admin"}', random));
  for (let i = 0; i < 60; ++i) texts.push(near(document, document, random));
  for (let i = 0; i < 20; ++i) texts.push(wild(random));
  return [...new Set(texts)];
}

mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) rmSync(new URL(old, folder));
let total = 0;
schemas.forEach((schema, index) => {
  const lines = payloadsFor(schema, index)
    .map((payload) => ({ payload, ...judge(schema.zod, payload) }))
    .filter(({ verdict }) => verdict !== "none")
    .map((line) => JSON.stringify(line));
  total += lines.length;
  writeFileSync(new URL(`${schema.name}.ndjson`, folder), [JSON.stringify(schema.document), ...lines, ""].join("\n"));
});
console.log(`${schemas.length} schemas, ${total} payloads`);
