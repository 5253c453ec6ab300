// Which lines and branches of src/ are run, by the tests and by the fuzz corpora alone. After a build with
// ZODGATE_COVERAGE (cmake --preset coverage, cmake --build build/coverage):
//   node tests/coverage.mjs BUILD [--lines PERCENT] [--branches PERCENT] [--list FILE] [--rerun no]
// Fails where the tests run less than these percentages. --list writes every place that no test runs. A branch of a
// template counts as run where any instance of it is.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: wishes, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lines: { type: "string", default: "0" },
    branches: { type: "string", default: "0" },
    list: { type: "string" },
    rerun: { type: "string", default: "yes" },
    jobs: { type: "string", default: process.env.CTEST_PARALLEL_LEVEL ?? "2" },
  },
});
const source = join(dirname(fileURLToPath(import.meta.url)), "..");
const build = resolve(positionals[0] ?? join(source, "build/coverage"));
const program = join(build, "src/cli/zodgate"); // all of src/ is in it

function run(command, words, options = {}) {
  const done = spawnSync(command, words, { stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 30, ...options });
  if (done.error) throw done.error;
  return done;
}

function tool(name) {
  for (const candidate of [`${name}-14`, name]) {
    if (!spawnSync(candidate, ["--version"]).error) return candidate;
  }
  throw new Error(`${name} is missing (Debian: llvm-14)`);
}

// Runs them all, each adding its counts to the file of its program.
function collect(folder, pattern) {
  const words = ["--test-dir", build, "-j", wishes.jobs, "--output-on-failure", ...pattern];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const done = run("ctest", words, { env: { ...process.env, LLVM_PROFILE_FILE: join(folder, "%m.profraw") } });
  const told = done.stdout.toString();
  console.log(/^[0-9]+% tests passed.*$/m.exec(told)?.[0] ?? "no tests");
  if (done.status !== 0) throw new Error(told.slice(-20000));
}

// What has run in any of these folders.
function exported(folders) {
  const counts = folders.flatMap((folder) =>
    readdirSync(folder).filter((name) => name.endsWith(".profraw")).map((name) => join(folder, name)));
  const merged = join(folders[0], "merged.profdata");
  if (run(tool("llvm-profdata"), ["merge", "-sparse", "-o", merged, ...counts]).status !== 0) {
    throw new Error("the counts cannot be merged");
  }
  const words = ["export", "-skip-expansions", "-skip-functions", `-instr-profile=${merged}`, program];
  return JSON.parse(run(tool("llvm-cov"), words).stdout).data[0].files;
}

// A segment is [line, column, count, counted, begins, gap] and holds up to the next: a line was run if what reaches into
// it, or a region that begins there, was.
function lines_of(segments) {
  const lines = new Map();
  let reaching;
  for (let at = 0; at < segments.length;) {
    const line = segments[at][0];
    if (reaching?.[3]) {
      for (let between = reaching[0] + 1; between < line; ++between) lines.set(between, reaching[2] > 0);
    }
    let counted = reaching?.[3] ?? false;
    let was_run = counted && reaching[2] > 0;
    let begun = false;
    for (; at < segments.length && segments[at][0] === line; ++at) {
      reaching = segments[at];
      const [, , count, is_counted, begins, gap] = reaching;
      if (!is_counted || !begins || gap) continue;
      was_run = (counted && was_run) || count > 0;
      counted = true;
      begun = true;
    }
    if (counted || begun) lines.set(line, was_run);
  }
  return lines;
}

function branches_of(branches) {
  const sides = new Map();
  for (const [line, column, end_line, end_column, taken, passed] of branches) {
    const key = `${line}:${column}-${end_line}:${end_column}`;
    const known = sides.get(key) ?? { line, column, taken: 0, passed: 0 };
    known.taken += taken;
    known.passed += passed;
    sides.set(key, known);
  }
  return [...sides.values()];
}

function file_of({ filename, segments, branches }) {
  const lines = [...lines_of(segments)].sort((a, b) => a[0] - b[0]);
  const sides = branches_of(branches).sort((a, b) => a.line - b.line || a.column - b.column);
  return {
    name: relative(source, filename),
    lines: lines.length,
    lines_run: lines.filter(([, was_run]) => was_run).length,
    branches: 2 * sides.length,
    branches_run: sides.reduce((sum, { taken, passed }) => sum + (taken > 0) + (passed > 0), 0),
    unrun_lines: lines.filter(([, was_run]) => !was_run).map(([line]) => line),
    unrun_sides: sides.filter(({ taken, passed }) => (taken > 0) !== (passed > 0)),
  };
}

const percent = (part, whole) => (whole === 0 ? 100 : (100 * part) / whole);

function sum_of(name, files) {
  const sum = { name, lines: 0, lines_run: 0, branches: 0, branches_run: 0 };
  for (const file of files) for (const key of Object.keys(sum)) if (key !== "name") sum[key] += file[key];
  return sum;
}

function print(rows) {
  for (const { name, lines, lines_run, branches, branches_run } of rows) {
    const share = (part, whole) => `${percent(part, whole).toFixed(1).padStart(6)} % of ${String(whole).padStart(6)}`;
    console.log(`  ${name.padEnd(36)} lines ${share(lines_run, lines)}   branches ${share(branches_run, branches)}`);
  }
}

function report(title, files) {
  const rooms = Map.groupBy?.(files, ({ name }) => dirname(name)) ?? new Map();
  if (rooms.size === 0) {
    for (const file of files) rooms.set(dirname(file.name), [...(rooms.get(dirname(file.name)) ?? []), file]);
  }
  console.log(`\n${title}, by room`);
  print([...rooms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inside]) => sum_of(`${name}/`, inside)));
  const whole = sum_of("src/, whole", files);
  print([whole]);
  return whole;
}

function write_list(file, files) {
  const out = [];
  for (const { name, unrun_lines, unrun_sides } of files) {
    if (unrun_lines.length === 0 && unrun_sides.length === 0) continue;
    const text = readFileSync(join(source, name), "utf8").split("\n");
    out.push(`# ${name}: ${unrun_lines.length} lines, ${unrun_sides.length} conditions`);
    const told = [
      ...unrun_lines.map((line) => [line, "not run"]),
      ...unrun_sides.map(({ line, column, taken }) => [line, `column ${column} never ${taken > 0 ? "false" : "true"}`]),
    ];
    for (const [line, what] of told.sort((a, b) => a[0] - b[0])) out.push(`${name}:${line}: ${what}: ${text[line - 1]}`);
  }
  writeFileSync(file, `${out.join("\n")}\n`);
}

function measure(title, folders) {
  const files = exported(folders)
    .filter(({ filename }) => filename.startsWith(join(source, "src/")))
    .map(file_of)
    .sort((a, b) => b.unrun_lines.length - a.unrun_lines.length || b.unrun_sides.length - a.unrun_sides.length);
  return { files, whole: report(title, files) };
}

const by_corpora = join(build, "counts", "corpora");
const by_the_rest = join(build, "counts", "tests");
if (wishes.rerun !== "no") {
  collect(by_corpora, ["-R", "^fuzz corpus: "]);
  // Attacks run long, and no line that others do not.
  collect(by_the_rest, ["-E", "^(attack|fuzz corpus): "]);
}
const corpora = measure("By the fuzz corpora alone", [by_corpora]);
const tests = measure("By the tests", [by_the_rest, by_corpora]);
console.log("\nMost that no test runs");
print(tests.files.slice(0, 25));
if (wishes.list) write_list(wishes.list, tests.files);

const reached = {
  lines: percent(tests.whole.lines_run, tests.whole.lines),
  branches: percent(tests.whole.branches_run, tests.whole.branches),
};
console.log(`\nlines ${reached.lines.toFixed(2)} %, branches ${reached.branches.toFixed(2)} %`);
console.log(`by the corpora: lines ${percent(corpora.whole.lines_run, corpora.whole.lines).toFixed(2)} %`);
for (const what of ["lines", "branches"]) {
  if (reached[what] >= Number(wishes[what])) continue;
  console.error(`too few ${what}: ${reached[what].toFixed(2)} % where ${wishes[what]} % are wanted`);
  process.exitCode = 1;
}
