// Runs the benchmarks and prints their medians as tables:
//     node run.mjs [FOLDER] [--repetitions N] [--only requests|formats|patterns]
// where FOLDER holds the built benchmarks (build/bench/tests/bench). The repetitions of all benchmarks are interleaved
// at random, so that what else the machine does meets all alike. Times are of the processor. Those of requests need
// `npm ci --prefix tests/bench` once; their figures go to ratios.json in the build folder (build/bench), too.
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { benchmark, printTable } from "./measure.mjs";
import { printRequests } from "./requests.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repetitions: { type: "string", default: "7" }, only: { type: "string" } },
});
const folder = positionals[0] ?? fileURLToPath(new URL("../../build/bench/tests/bench", import.meta.url));
const repetitions = Math.max(5, Number(values.repetitions) || 0);

/** The medians of a program: a map from a benchmark's name to { time, worst, label }. */
function medians(program, ...options) {
  const found = benchmark(
    join(folder, program),
    `--benchmark_repetitions=${repetitions}`,
    "--benchmark_report_aggregates_only=true",
    ...options,
  ).filter((row) => row.aggregate_name === "median");
  found.sort((left, right) => left.family_index - right.family_index);
  return new Map(found.map((row) => [row.run_name, { time: row.cpu_time, worst: row.worst_ms, label: row.label }]));
}

function printFormats() {
  console.log("\nOne check, in nanoseconds:");
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
}

function printPatterns() {
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
}

const parts = { requests: () => printRequests(folder, repetitions), formats: printFormats, patterns: printPatterns };
if (values.only !== undefined && !(values.only in parts)) {
  console.error(`--only takes one of ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
const load = loadavg()[0].toFixed(1);
console.log(`Medians of ${repetitions} interleaved repetitions; the load of the machine at the start is ${load}.`);
for (const [name, print] of Object.entries(parts)) {
  if (values.only === undefined || values.only === name) await print();
}
