// `zodgate check` over millions of invite requests in a file, beside a Node script with Zod 4 that does the same.
//
//     node tests/bench/replay.mjs PROGRAM [--payloads N] [--rounds N]
//
// PROGRAM is the zodgate program of a Release build. Processor time is that of the whole process, user and system; the
// peak of memory is the kernel's count of the resident set, by GNU time (Debian: time).
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [program, ...options] = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = options.indexOf(name);
  return at < 0 ? otherwise : Number(options[at + 1]);
};
if (program === undefined) throw new Error("usage: node tests/bench/replay.mjs PROGRAM [--payloads N] [--rounds N]");
const payloads = option("--payloads", 10_000_000);
const rounds = option("--rounds", 3);

const folder = mkdtempSync(join(tmpdir(), "zodgate-replay-"));
const file = join(folder, "invites.ndjson");
const names = ["ada", "grace", "linus", "margaret", "edsger", "barbara", "donald", "ken"];

// Two of a thousand are refused, and one of a hundred thousand is no JSON.
function payload(i) {
  const name = names[(i * 7919) % names.length];
  const domain = i % 1000 === 7 ? "example" : "example.com";
  const role = i % 1000 === 13 ? "owner" : i % 2 === 0 ? "member" : "admin";
  const line = `{"email":"${name}.${i}@${domain}","role":"${role}"}`;
  return i % 100_000 === 500 ? line.slice(0, -3) : line;
}

function write() {
  const output = openSync(file, "w");
  let lines = "";
  for (let i = 0; i < payloads; ++i) {
    lines += payload(i) + "\n";
    if (lines.length > 1 << 20) {
      writeSync(output, lines);
      lines = "";
    }
  }
  writeSync(output, lines);
  closeSync(output);
}

function run(words) {
  const output = openSync(join(folder, "out"), "w");
  const began = process.hrtime.bigint();
  const done = spawnSync("/usr/bin/time", ["-f", "%U %S %M", ...words], { stdio: ["ignore", output, "pipe"] });
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  closeSync(output);
  if (done.error) throw done.error;
  const [user, system, kilobytes] = done.stderr.toString().trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, processor: user + system, kilobytes };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

write();
const megabytes = statSync(file).size / 1e6;
const check = [program, "check", "--schema", join(here, "../../schemas/invite_request.schema.json"), "--output", "ndjson"];
const peers = {
  "zodgate, 1 thread": [...check, "--jobs", "1", file],
  "zodgate, 2 threads": [...check, "--jobs", "2", file],
  "Node with Zod 4": [process.execPath, join(here, "replay_peer.mjs"), file],
};
const runs = Object.fromEntries(Object.keys(peers).map((name) => [name, []]));
for (let round = 0; round < rounds; ++round) {
  for (const [name, words] of Object.entries(peers)) runs[name].push(run(words));
}
rmSync(folder, { recursive: true });

console.log(`${payloads} payloads, ${megabytes.toFixed(0)} MB, medians of ${rounds} rounds in turn:`);
for (const [name, all] of Object.entries(runs)) {
  const wall = median(all.map((one) => one.wall));
  const processor = median(all.map((one) => one.processor));
  const peak = Math.max(...all.map((one) => one.kilobytes)) / 1024;
  console.log(
    `${name.padEnd(20)} ${wall.toFixed(2)} s, ${processor.toFixed(2)} s of a core, ` +
      `${(payloads / processor / 1e6).toFixed(2)} million payloads a second and core, peak ${peak.toFixed(1)} MiB`,
  );
}
const ratio = (left, right, of) => median(runs[left].map((one, i) => of(one) / of(runs[right][i]))).toFixed(2);
const one = "zodgate, 1 thread";
const two = "zodgate, 2 threads";
const node = "Node with Zod 4";
console.log(`Node to zodgate, processor time: ${ratio(node, one, (run) => run.processor)} (one thread), ` +
  `${ratio(node, two, (run) => run.processor)} (two)`);
console.log(`one thread to two, by the clock: ${ratio(one, two, (run) => run.wall)}; ` +
  `processor time: ${ratio(one, two, (run) => run.processor)}`);
