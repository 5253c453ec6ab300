// What the tables of the benchmarks have in common: running a program of Google Benchmark, medians, printing.
import { spawnSync } from "node:child_process";

/** Runs a program and returns what it writes; ends this one if it fails. */
export function run(program, ...options) {
  const done = spawnSync(program, options, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) {
    console.error(`${program} failed: ${done.error?.message ?? done.stderr}`);
    process.exit(1);
  }
  return done;
}

/** The rows of a program of Google Benchmark. The order of all its repetitions is left to chance. */
export function benchmark(program, ...options) {
  const always = ["--benchmark_format=json", "--benchmark_enable_random_interleaving=true"];
  return JSON.parse(run(program, ...always, ...options).stdout).benchmarks;
}

export function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three digits of a time in nanoseconds, with its unit. */
export function time(nanoseconds) {
  if (nanoseconds === undefined) return "";
  const units = ["ns", "µs", "ms", "s"];
  let unit = 0;
  for (; nanoseconds >= 999.5 && unit < units.length - 1; ++unit) nanoseconds /= 1000;
  return `${nanoseconds.toFixed(nanoseconds < 9.995 ? 2 : nanoseconds < 99.95 ? 1 : 0)} ${units[unit]}`;
}

export function printTable(head, rows) {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ");
  console.log([head, ...rows].map((row) => line(row).trimEnd()).join("\n"));
}
