// Runs the harnesses, and says what each has done. Build them first: cmake --workflow --preset fuzz (or asan).
//
// usage: node fuzz/run.mjs [--seconds N] [--runs N] [--jobs N] [--only NAME,NAME…] [--seed N] [--build FOLDER] [--all]
//
//   --seconds N   each harness for so long (default: 60; 0: without end, until it is interrupted)
//   --runs N      each harness for at most so many inputs (default: no bound)
//   --jobs N      so many harnesses at a time (default: one for each core)
//   --only NAMES  these harnesses, by the names of their files without "fuzz_"
//   --seed N      of libFuzzer's choices (default: another one each time)
//   --build F     the folder of the programs (default: build/fuzz/fuzz)
//   --all         fail where a harness has not been built; else it is told, and left out
//
// What is found new stays in build/corpus/NAME, from where the next run goes on; an input on which a harness fails is
// build/findings/NAME-…, and the log build/findings/NAME.log. Status 1 if there is a finding.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const folder = dirname(fileURLToPath(import.meta.url));
const root = resolve(folder, "..");

// Of these libFuzzer would spend most of the time with weighing its seeds, each of which reaches many places.
const unweighed = ["c_api", "lines"];

// Of these an input may take seconds, and a sanitizer times as long: the generator gives up a schema of which it finds
// nothing after a number of tries, and the harness asks four times.
const patient = ["generate"];

function usage(reason) {
  console.error(`${reason}\nusage: node fuzz/run.mjs [--seconds N] [--runs N] [--jobs N] [--only NAME,…] [--seed N] [--build FOLDER] [--all]`);
  process.exit(2);
}

function readOptions() {
  const number = { type: "string" };
  try {
    const { values } = parseArgs({
      options: { seconds: number, runs: number, jobs: number, seed: number, only: { type: "string" }, build: { type: "string" }, all: { type: "boolean" } },
    });
    for (const name of ["seconds", "runs", "jobs", "seed"]) {
      if (values[name] !== undefined && !/^\d+$/.test(values[name])) usage(`--${name} must be a whole number`);
    }
    return {
      seconds: Number(values.seconds ?? 60),
      runs: values.runs,
      jobs: Math.max(1, Number(values.jobs ?? availableParallelism())),
      seed: values.seed,
      only: values.only?.split(","),
      all: values.all ?? false,
      build: resolve(values.build ?? join(root, "build/fuzz/fuzz")),
    };
  } catch (error) {
    return usage(error.message);
  }
}

function harnesses(options) {
  const programs = existsSync(options.build) ? readdirSync(options.build) : [];
  const written = readdirSync(folder).map((file) => /^fuzz_(\w+)\.cpp$/.exec(file)?.[1]).filter((name) => name !== undefined);
  const all = written.filter((name) => programs.includes(`fuzz_${name}`));
  const missing = written.filter((name) => !all.includes(name));
  if (missing.length > 0 && options.all) usage(`not built are ${missing.join(", ")}`);
  if (missing.length > 0 && options.only === undefined) console.error(`not built, and left out: ${missing.join(", ")}`);
  for (const name of options.only ?? []) {
    if (!all.includes(name)) usage(`there is no program ${join(options.build, `fuzz_${name}`)}`);
  }
  if (all.length === 0) usage(`there are no harnesses in ${options.build}`);
  return options.only ?? all;
}

// One harness to its end. Its log is kept, and only its last lines are looked at.
function run(name, options) {
  const corpus = join(root, "build/corpus", name);
  const findings = join(root, "build/findings");
  mkdirSync(corpus, { recursive: true });
  mkdirSync(findings, { recursive: true });
  const log = join(findings, `${name}.log`);
  const words = [
    `-max_total_time=${options.seconds}`,
    `-timeout=${patient.includes(name) ? 60 : 20}`,
    "-rss_limit_mb=2560",
    "-print_final_stats=1",
    `-artifact_prefix=${join(findings, `${name}-`)}`,
    `-dict=${join(folder, "dictionaries", `${name}.dict`)}`,
  ];
  if (unweighed.includes(name)) words.push("-entropic=0");
  if (options.runs !== undefined) words.push(`-runs=${options.runs}`);
  if (options.seed !== undefined) words.push(`-seed=${options.seed}`);
  words.push(corpus, join(folder, "corpus", name));
  const regressions = join(folder, "regressions", name);
  if (existsSync(regressions)) words.push(regressions);
  const start = Date.now();
  return new Promise((done) => {
    const file = openSync(log, "w");
    const child = spawn(join(options.build, `fuzz_${name}`), words, { stdio: ["ignore", "ignore", file] });
    closeSync(file);
    child.on("error", (error) => done({ name, failed: true, reason: error.message }));
    child.on("close", () => {
      const text = readFileSync(log, "utf8");
      const stat = (key) => Number(new RegExp(`stat::${key}:\\s+(\\d+)`).exec(text)?.[1] ?? NaN);
      const coverage = [...text.matchAll(/ cov: (\d+) /g)].at(-1)?.[1];
      const failed = child.exitCode !== 0 || !(stat("number_of_executed_units") > 0);
      done({
        name,
        failed,
        reason: failed ? (/^(?:==\d+== ?ERROR|SUMMARY): .*$/m.exec(text)?.[0] ?? `status ${child.exitCode ?? child.signalCode}`) : "",
        runs: stat("number_of_executed_units"),
        slowest: stat("slowest_unit_time_sec"),
        memory: stat("peak_rss_mb"),
        coverage,
        seconds: (Date.now() - start) / 1000,
      });
    });
  });
}

async function main() {
  const options = readOptions();
  const waiting = harnesses(options);
  console.log("| harness | inputs | seconds | a second | covered edges | slowest, s | peak memory, MB | |");
  console.log("|---|---|---|---|---|---|---|---|");
  let found = 0;
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const did = await run(name, options);
      const rate = Math.round(did.runs / did.seconds);
      const count = (number) => (Number.isFinite(number) ? number.toLocaleString("en") : "");
      console.log(
        `| ${name} | ${count(did.runs)} | ${count(Math.round(did.seconds))} | ${count(rate)} | ${count(Number(did.coverage))} | ` +
          `${count(did.slowest)} | ${count(did.memory)} | ${did.failed ? `**${did.reason}**` : ""} |`,
      );
      if (did.failed) ++found;
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  if (found > 0) {
    console.error(`${found} harnesses have failed: see build/findings`);
    process.exitCode = 1;
  }
}

await main();
