// Runs the benchmarks and prints their medians as tables:
//     node run.mjs [FOLDER] [--repetitions N]
// where FOLDER holds the built benchmarks (build/bench/tests/bench). The repetitions of all benchmarks of a program are
// interleaved at random, so that what else the machine does meets all alike. Times are of the processor.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repetitions: { type: "string", default: "7" } },
});
const folder = positionals[0] ?? fileURLToPath(new URL("../../build/bench/tests/bench", import.meta.url));
const repetitions = Math.max(5, Number(values.repetitions));

/** The medians of a program: a map from a benchmark's name to { time, worst, label }. */
function medians(program, ...options) {
  const run = spawnSync(
    join(folder, program),
    [
      "--benchmark_format=json",
      `--benchmark_repetitions=${repetitions}`,
      "--benchmark_enable_random_interleaving=true",
      "--benchmark_report_aggregates_only=true",
      ...options,
    ],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  if (run.status !== 0) {
    console.error(`${program} failed: ${run.error?.message ?? run.stderr}`);
    process.exit(1);
  }
  const found = JSON.parse(run.stdout).benchmarks.filter((row) => row.aggregate_name === "median");
  found.sort((left, right) => left.family_index - right.family_index);
  return new Map(found.map((row) => [row.run_name, { time: row.cpu_time, worst: row.worst_ms, label: row.label }]));
}

function printTable(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ");
  console.log([head, ...rows].map(line).join("\n"));
}

console.log(`Medians of ${repetitions} interleaved repetitions.\n\nOne check, in nanoseconds:`);
const formats = medians("zodgate_formats_bench", "--benchmark_min_time=0.05");
const ways = ["scanner", "pattern", "backtracking", "boost::regex", "std::regex"];
const names = [...new Set([...formats.keys()].map((key) => key.slice(0, key.indexOf("/"))))];
const timeOf = (name, way) => formats.get(`${name}/${way}`)?.time;
const quotient = (slow, quick) => (slow === undefined || quick === undefined ? "" : `${(slow / quick).toFixed(1)} x`);
printTable(
  ["", ...ways, "boost / scanner", "boost / pattern"],
  names.map((name) => [
    name,
    ...ways.map((way) => timeOf(name, way)?.toFixed(1) ?? ""),
    quotient(timeOf(name, "boost::regex"), timeOf(name, "scanner")),
    quotient(timeOf(name, "boost::regex"), timeOf(name, "pattern")),
  ]),
);
const email = timeOf("email", "scanner");
const times = timeOf("email", "boost::regex") / email;
console.log(
  `email: ${email.toFixed(1)} ns and ${times.toFixed(1)} times faster than Boost.Regex; ` +
    `the goal of 25 ns and 10 times is ${email < 25 && times >= 10 ? "reached" : "missed"}`,
);

const patterns = medians("zodgate_patterns_bench", "--benchmark_min_time=0.01");
const rowsOf = (prefix, cell) =>
  [...patterns]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, found]) => [key.slice(prefix.length), cell(found), found.label ?? ""])
    .sort((left, right) => Number(right[1]) - Number(left[1]));
console.log("\nLoading a pattern, in milliseconds:");
printTable(["", "load", ""], rowsOf("load/", ({ time }) => time.toFixed(2)));
console.log("\nSearching 64 KiB made to make it slow, the default budget, in milliseconds:");
printTable(["", "worst search", ""], rowsOf("search/", ({ worst }) => worst.toFixed(2)));
