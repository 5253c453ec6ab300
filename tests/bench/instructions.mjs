// Instructions per request, which do not depend on what else the machine does, counted by callgrind (Debian: valgrind):
//     node instructions.mjs [FOLDER]
// where FOLDER holds the built benchmarks. Two runs of different length cancel what goes before and after the requests.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { printTable, run } from "./measure.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../build/bench/tests/bench", import.meta.url));
if (spawnSync("valgrind", ["--version"]).status !== 0) {
  console.error("valgrind is missing (Debian: valgrind)");
  process.exit(1);
}

function instructions(name, what, times) {
  const program = join(folder, "zodgate_requests_count");
  const options = ["--tool=callgrind", "--callgrind-out-file=/dev/null", program, "repeat", name, String(times), what];
  const collected = /Collected : (\d+)/.exec(run("valgrind", ...options).stderr);
  if (!collected) throw new Error("callgrind does not tell its count");
  return Number(collected[1]);
}

const perRequest = (name, what) => (instructions(name, what, 1100) - instructions(name, what, 100)) / 1000;

printTable(
  ["", "verdict", "with the answer"],
  ["invite", "invite_two_faults", "invite_malformed", "order"].map((name) => [
    name,
    perRequest(name, "verdict").toFixed(0),
    perRequest(name, "answer").toFixed(0),
  ]),
);
