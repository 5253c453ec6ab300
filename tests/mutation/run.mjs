// Do the tests notice when the code is wrong? Changes one place of a source at a time, compiles that file, links the
// tests with it and runs them, after a build of any kind with ZODGATE_TESTS (without sanitizers it is quicker):
//   node tests/mutation/run.mjs [BUILD] [--count N] [--seed S] [--jobs N] [--under src/check,src/text] [--most PERCENT]
// Neither the sources nor the build are touched. Results are kept in BUILD/mutation, and what is there is not run again
// as long as the source is the same (the tests may have changed: --again survivors, or all). Files with mutants in them
// are .cpp files; headers are left alone. Survivors that equivalent.json lists, each with its reason why no test can tell
// it from the original, are counted apart. Fails where more than --most percent of the others survive.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { apply, mutants_of } from "./mutants.mjs";

const every_room = "src/check,src/text,src/issue";
const { values: wishes, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    under: { type: "string", default: every_room },
    again: { type: "string", default: "none" },
    most: { type: "string", default: "100" },
    limit: { type: "string" },
  },
});
const source = join(dirname(fileURLToPath(import.meta.url)), "../..");
const build = resolve(positionals[0] ?? join(source, "build/test"));
const work = join(build, "mutation");
mkdirSync(work, { recursive: true });

// In an order by chance in which a mutant's place does not depend on the other files: where one file changes, most of a
// sample stays as it was.
function shuffled(all, seed) {
  const place_of = ({ file, at, operator }) =>
    createHash("sha256").update(`${seed} ${file} ${at} ${operator}`).digest("hex");
  return all
    .map((mutant) => [place_of(mutant), mutant])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, mutant]) => mutant);
}

function all_mutants() {
  const found = [];
  for (const folder of wishes.under.split(",")) {
    for (const name of readdirSync(join(source, folder)).filter((name) => name.endsWith(".cpp")).sort()) {
      const file = `${folder}/${name}`;
      const text = readFileSync(join(source, file), "utf8");
      const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
      const lines = text.split("\n");
      const counts = new Map();
      for (const mutant of mutants_of(text)) {
        const alike = `${mutant.line} ${mutant.was} ${mutant.becomes}`;
        const which = (counts.get(alike) ?? 0) + 1;
        counts.set(alike, which);
        const name = name_of({ ...mutant, file, line: lines[mutant.line - 1].trim(), which });
        found.push({ ...mutant, file, name, key: `${file}@${digest}:${mutant.at}:${mutant.operator}` });
      }
    }
  }
  return found;
}

const commands = new Map();
function commands_of(target) {
  if (!commands.has(target)) {
    const told = spawnSync("ninja", ["-C", build, "-t", "commands", target], { maxBuffer: 2 ** 28 }).stdout.toString();
    commands.set(target, told.split("\n").filter((line) => line.includes(" -o ")));
  }
  return commands.get(target);
}

// What compiles or links, without what is done before and after it, and without a launcher, which would remember mutants.
const plain = (command) =>
  command.split(" && ").find((part) => part.includes(" -o ")).replace(/^\S*ccache /, "");

// What the program that ended last has said of its first failure: taken at once, before another one ends.
let last_fault;

function run(command, words, seconds) {
  return new Promise((done) => {
    const options = { cwd: build, stdio: ["ignore", "pipe", "ignore"], detached: true };
    const child = spawn(command, words, { ...options, env: { ...process.env, LLVM_PROFILE_FILE: "/dev/null" } });
    let told = "";
    child.stdout.on("data", (piece) => (told = (told + piece).slice(-20000)));
    let is_late = false;
    const timer = setTimeout(() => {
      is_late = true;
      process.kill(-child.pid, "SIGKILL");
    }, seconds * 1000);
    child.on("close", (status) => {
      clearTimeout(timer);
      last_fault = /^.*: FAILED:[^]{0,300}/m.exec(told)?.[0];
      done(is_late ? "late" : status === 0 ? "passed" : "failed");
    });
  });
}

// In a tenth of the machine's memory or so, which is more than any test needs.
const limited = (program, words, seconds) =>
  run("sh", ["-c", 'ulimit -v 8000000 && exec "$0" "$@"', program, ...words], seconds);

const programs = {
  zodgate_tests: { file: "tests/zodgate_tests" },
  zodgate_suite_tests: { file: "tests/zodgate_suite_tests" },
};
for (const name of readdirSync(join(source, "fuzz"))) {
  const harness = /^fuzz_(.*)\.cpp$/.exec(name)?.[1];
  if (!harness) continue;
  const folders = [`corpus/${harness}`, `regressions/${harness}`].map((folder) => join(source, "fuzz", folder));
  programs[`replay_${harness}`] = { file: `fuzz/replay_${harness}`, words: folders.filter(existsSync) };
}

// What to run, one after the other until one fails: the room's own tests, all others, the suite, the corpora.
function stages_of(room) {
  const own = readdirSync(join(source, "tests", room)).filter((name) => name.endsWith("_test.cpp"));
  const tags = own.map((name) => `[#${basename(name, ".cpp")}]`);
  const first = ["-a", "-#", tags.join(",")];
  const rest = ["-a", "-#", tags.map((tag) => `~${tag}`).join("")];
  return [
    ["zodgate_tests", first],
    ["zodgate_tests", rest],
    ["zodgate_suite_tests", ["-a"]],
    ...Object.keys(programs).filter((name) => name.startsWith("replay_")).map((name) => [name, programs[name].words]),
  ];
}

async function time_stages(room) {
  const times = [];
  for (const [program, words] of stages_of(room)) {
    if (wishes.limit) {
      times.push(Number(wishes.limit) / 6);
      continue;
    }
    const begin = Date.now();
    const outcome = await limited(join(build, programs[program].file), words, 1200);
    if (outcome !== "passed") throw new Error(`${program} ${words.join(" ")} ${outcome} without any mutant`);
    times.push((Date.now() - begin) / 1000);
  }
  return times;
}

async function compile(mutant, folder) {
  const object = `src/CMakeFiles/zodgate_objects.dir/${mutant.file.slice("src/".length)}.o`;
  const command = commands_of(object).find((line) => line.includes(` -o ${object} `));
  const path = join(source, mutant.file);
  const changed = join(folder, basename(mutant.file));
  writeFileSync(changed, apply(readFileSync(path, "utf8"), mutant));
  const words = plain(command)
    .replace(` -o ${object} `, ` -w -iquote ${dirname(path)} -o ${join(folder, "mutant.o")} `)
    .replace(/ -M[DTF]+( \S+\.o(\.d)?)?/g, "")
    .replace(`-c ${path}`, `-c ${changed}`);
  return [object, await run("sh", ["-c", words], 600)];
}

async function link(program, object, folder) {
  const { file } = programs[program];
  const command = commands_of(program).findLast((line) => line.includes(` -o ${file} `));
  const mutant = join(folder, "mutant.o");
  let words = plain(command).replace(` -o ${file} `, ` -o ${join(folder, program)} `);
  words = words.includes(` ${object} `)
    ? words.replace(` ${object} `, ` ${mutant} `)
    : words.replace(/ (\S*libzodgate\.a)/, ` ${mutant} $1`); // defined already, the archive's is not taken
  return run("sh", ["-c", words], 600);
}

async function judge(mutant, folder, times) {
  const [object, compiled] = await compile(mutant, folder);
  if (compiled !== "passed") return { outcome: "not compiled" };
  const stages = stages_of(mutant.file.split("/")[1]);
  const linked = new Set();
  for (const [index, [program, words]] of stages.entries()) {
    if (!linked.has(program) && (await link(program, object, folder)) !== "passed") return { outcome: "not compiled" };
    linked.add(program);
    const outcome = await limited(join(folder, program), words, (wishes.limit ? 0 : 10) + 6 * times[index]);
    const fault = last_fault;
    if (outcome === "passed") continue;
    return { outcome: outcome === "late" ? "timed out" : "killed", by: program, stage: index, fault };
  }
  return { outcome: "survived" };
}

// Told by the text of their lines, of which the places change: { file, line, was, becomes, which, why }, where `which` is
// the place among those alike on the line, if it is not the first.
const equivalents = JSON.parse(readFileSync(join(source, "tests/mutation/equivalent.json"), "utf8"));
const name_of = ({ file, line, was, becomes, which = 1 }) => JSON.stringify([file, line, was, becomes, which]);
const reasons = new Map(equivalents.map((mutant) => [name_of(mutant), mutant.why]));

const kept_file = join(work, "results.ndjson");
const kept = new Map();
if (existsSync(kept_file)) {
  for (const line of readFileSync(kept_file, "utf8").split("\n").filter(Boolean)) {
    const result = JSON.parse(line);
    kept.set(result.key, result);
  }
}

const everything = all_mutants();
const names = new Set(everything.map(({ name }) => name));
const stale = wishes.under === every_room ? equivalents.filter((mutant) => !names.has(name_of(mutant))) : [];
for (const { file, line, was, becomes } of stale)
  console.error(`equivalent.json: no such mutant: ${file}: ${line}: ${was} -> ${becomes}`);
if (stale.length !== 0) process.exit(1);
const sample = shuffled(everything, Number(wishes.seed)).slice(0, Number(wishes.count));
const is_due = ({ key, name }) =>
  wishes.again === "all" ||
  !kept.has(key) ||
  (wishes.again === "survivors" && kept.get(key).outcome === "survived" && !reasons.has(name));
const due = sample.filter(is_due);
console.log(`${everything.length} mutants, ${sample.length} of them chosen by seed ${wishes.seed}, ${due.length} to run`);

const times = {};
for (const room of due.length === 0 ? [] : new Set(due.map(({ file }) => file.split("/")[1]))) {
  times[room] = await time_stages(room);
  console.log(`${room}: ${times[room].map((seconds) => seconds.toFixed(1)).join(" + ")} s without a mutant`);
}

async function worker(number) {
  const folder = join(work, `worker${number}`);
  for (let mutant = due.shift(); mutant; mutant = due.shift()) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const result = { ...mutant, ...(await judge(mutant, folder, times[mutant.file.split("/")[1]])) };
    kept.set(mutant.key, result);
    appendFileSync(kept_file, `${JSON.stringify(result)}\n`);
    const { file, line, was, becomes, outcome } = result;
    console.log(`${outcome.padEnd(12)} ${file}:${line}: ${was.slice(0, 60)} -> ${becomes.slice(0, 60)}`);
  }
  rmSync(folder, { recursive: true, force: true });
}
await Promise.all(Array.from({ length: Number(wishes.jobs) }, (_, number) => worker(number)));

const results = sample
  .filter(({ key }) => kept.has(key))
  .map(({ key, name }) => {
    const result = kept.get(key);
    const is_equivalent = result.outcome === "survived" && reasons.has(name);
    return { ...result, name, outcome: is_equivalent ? "equivalent" : result.outcome };
  });
const outcomes = ["killed", "timed out", "survived", "equivalent", "not compiled"];
const count = (list, outcome) => list.filter((result) => result.outcome === outcome).length;
function print(name, list) {
  const counts = outcomes.map((outcome) => count(list, outcome));
  const share = (100 * counts[2]) / Math.max(1, counts[0] + counts[1] + counts[2]);
  console.log(`${name.padEnd(14)}${counts.map((n) => String(n).padStart(14)).join("")}${share.toFixed(1).padStart(10)} %`);
  return share;
}
console.log(`\n${"".padEnd(14)}${outcomes.map((outcome) => outcome.padStart(14)).join("")}   survivors`);
const by = (name, of) => {
  for (const value of [...new Set(results.map(of))].sort()) print(value, results.filter((result) => of(result) === value));
  console.log(name);
};
by("", ({ operator }) => operator);
by("", ({ file }) => dirname(file));
const share = print("all", results);

const survivors = results.filter(({ outcome }) => outcome === "survived").sort((a, b) => (a.key < b.key ? -1 : 1));
writeFileSync(join(work, "survivors.json"), `${JSON.stringify(survivors, null, 2)}\n`);
for (const { file, line, was, becomes } of survivors) console.log(`survived: ${file}:${line}: ${was} -> ${becomes}`);
for (const { file, line, was, becomes, name, outcome } of results) {
  if (reasons.has(name) && outcome !== "equivalent" && outcome !== "not compiled")
    console.log(`${outcome}, though equivalent.json lists it: ${file}:${line}: ${was} -> ${becomes}`);
}
const tried = results.length - count(results, "not compiled");
if (tried * 2 < results.length) {
  console.error(`no more than ${tried} of ${results.length} mutants were compiled: is the build that of another compiler?`);
  process.exitCode = 1;
}
if (share > Number(wishes.most)) {
  console.error(`${share.toFixed(1)} % survive where ${wishes.most} % may`);
  process.exitCode = 1;
}
