// The benchmarks of requests: runs the peers in C++ and those under Node in turn, prints tables and what became of the
// goals, and writes ratios.json.
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { benchmark, median, printTable, run, time } from "./measure.mjs";

/** What is found over all rounds: times by "case/peer", what peers judge otherwise, and the rows of threads. */
class Found {
  times = new Map();
  notes = {};
  threads = [];

  add(key, nanoseconds, note) {
    if (!this.times.has(key)) this.times.set(key, []);
    this.times.get(key).push(nanoseconds);
    if (note) this.notes[key] = note;
  }

  time(name, peer) {
    const all = this.times.get(`${name}/${peer}`);
    return all && median(all);
  }
}

function addPrograms(program, found) {
  for (const row of benchmark(program, "--benchmark_min_time=0.03", "--benchmark_filter=-threads/.*")) {
    found.add(row.run_name, row.cpu_time, row.label);
  }
  const short = ["--benchmark_min_time=0.02", "--benchmark_repetitions=10", "--benchmark_filter=threads/.*"];
  for (const row of benchmark(program, ...short)) {
    if (row.run_type === "iteration") found.threads.push(row);
  }
}

/**
 * How many times what one thread does is done by two. By the clock only a repetition in which no other program runs
 * tells the truth, so the best of each counts; by the time in which the threads had a processor, the median.
 */
function scaling(rows) {
  const [one, two] = [1, 2].map((threads) => rows.filter((row) => row.threads === threads));
  const best = (all) => Math.max(...all.map((row) => row.items_per_second));
  const busy = (all) => median(all.map((row) => row.cpu_time));
  return { clock: best(two) / best(one), processor: (2 * busy(one)) / busy(two) };
}

async function addNode(peers, found) {
  peers.send("round");
  const [{ times, notes }] = await once(peers, "message");
  for (const { name, peer, nanoseconds } of times) found.add(`${name}/${peer}`, nanoseconds, notes[`${name}/${peer}`]);
}

async function measure(folder, requests, repetitions) {
  const found = new Found();
  const peers = fork(fileURLToPath(new URL("node_peers.mjs", import.meta.url)), [requests]);
  peers.on("exit", (code) => {
    if (code !== 0) process.exit(1);
  });
  await once(peers, "message");
  for (let round = 0; round < repetitions; ++round) {
    addPrograms(join(folder, "zodgate_requests_bench"), found);
    await addNode(peers, found);
  }
  peers.disconnect();
  return found;
}

// --- goals --------------------------------------------------------------------------------------------------------

const atMost = (name, value, bound, show) => ({ name, value, bound, kind: "at most", reached: value <= bound, show });
const atLeast = (name, value, bound, show) => ({ name, value, bound, kind: "at least", reached: value >= bound, show });

function goalsOf(found, allocations) {
  const quotient = (name, peer, own = "zodgate") => found.time(name, peer) / found.time(name, own);
  const of = (own, peer, name) => found.time(name, own) / found.time(name, peer);
  const times = (value) => `${value.toFixed(2)} x`;
  const count = (value) => String(value);
  const valid = Object.values(allocations).filter((one) => one.valid);
  return [
    atMost("invite: of RapidJSON's DOM with a reused pool", of("zodgate", "rapidjson pool", "invite"), 0.85, times),
    atLeast("invite: faster than valijson", quotient("invite", "valijson"), 10, times),
    atLeast(
      "invite with the address's pattern: faster than valijson",
      quotient("invite_with_pattern", "valijson"),
      10,
      times,
    ),
    atLeast("invite: faster than Zod 4", quotient("invite", "zod"), 5, times),
    atLeast("invite: faster than ajv", quotient("invite", "ajv"), 3, times),
    atLeast(
      "invite, two faults, with the answer: faster than Zod 4",
      quotient("invite_two_faults", "zod", "zodgate answer"),
      15,
      times,
    ),
    atMost("1,000 orders: of RapidJSON's SAX parse in situ", of("zodgate", "rapidjson sax", "orders"), 1.3, times),
    atLeast("two threads: of one, by the clock", scaling(found.threads).clock, 1.9, times),
    atMost("allocations, invite", allocations.invite.verdict, 0, count),
    atMost("allocations, any accepted request here", Math.max(...valid.map((one) => one.verdict)), 0, count),
    atMost("allocations, invite, two faults, with the answer", allocations.invite_two_faults.answer, 3, count),
    atMost("loading the invite's schema", found.time("load", "invite"), 200_000, time),
  ];
}

function outcome({ value, bound, kind, reached }) {
  if (reached) return "reached";
  const factor = kind === "at most" ? value / bound : bound / value;
  return Number.isFinite(factor) ? `missed by a factor of ${factor.toFixed(2)}` : "missed";
}

// --- tables -------------------------------------------------------------------------------------------------------

const cppPeers = ["memcpy", "rapidjson sax", "rapidjson pool", "rapidjson dom", "rapidjson schema", "valijson"];
const nodePeers = ["JSON.parse", "zod", "zod compiled", "ajv"];

/** zodgate's time for what a server does: with the body of the answer if there is one. */
const served = (found, one) => found.time(one.name, one.valid ? "zodgate" : "zodgate answer");

function printTimes(cases, found, allocations) {
  const cell = (name, peer) => time(found.time(name, peer)) + (found.notes[`${name}/${peer}`] ? " *" : "");
  console.log("\nA request in C++ (SAX, pool, DOM and memcpy judge nothing):");
  const own = ["zodgate", "zodgate value", "zodgate answer"];
  printTable(
    ["", "bytes", ...own, "allocations", ...cppPeers],
    cases.map((one) => [
      one.name,
      String(one.bytes),
      ...own.map((peer) => cell(one.name, peer)),
      String(allocations[one.name][one.valid ? "verdict" : "answer"]),
      ...cppPeers.map((peer) => cell(one.name, peer)),
    ]),
  );
  console.log("\nThe same under Node, from bytes to the value or to the body of the answer; zodgate from bytes to the");
  console.log("verdict or to the body of the answer:");
  const compared = nodePeers.slice(1);
  printTable(
    ["", "zodgate", ...nodePeers, ...compared.map((peer) => `${peer} / zodgate`)],
    cases.map((one) => [
      one.name,
      time(served(found, one)),
      ...nodePeers.map((peer) => cell(one.name, peer)),
      ...compared.map((peer) => {
        const theirs = found.time(one.name, peer);
        return theirs === undefined ? "" : `${(theirs / served(found, one)).toFixed(2)} x`;
      }),
    ]),
  );
  if (Object.keys(found.notes).length > 0) console.log("* lets through what it should refuse, or the other way round");
  console.log("RapidJSON checks no formats, valijson those of dates and times: neither looks at the invite's address.");
  console.log("They do by its pattern, which Zod writes beside the format: invite_with_pattern.");
}

function printRest(found) {
  const { clock, processor } = scaling(found.threads);
  console.log(
    `\nTwo threads on the invite do ${clock.toFixed(2)} times what one does, by the clock in the best repetitions; ` +
      `${processor.toFixed(2)} times in the time that they had a processor.`,
  );
  console.log(
    `Loading a schema: invite ${time(found.time("load", "invite"))}, order ${time(found.time("load", "order"))}. ` +
      `The e-mail pattern alone by Boost.Regex: ${time(found.time("email", "boost::regex"))}.`,
  );
}

function writeRatios(file, { cases, found, allocations, goals, repetitions }) {
  const peers = ({ name }) =>
    [...found.times.keys()].filter((key) => key.startsWith(`${name}/`)).map((key) => key.slice(name.length + 1));
  const rowOf = (one) => {
    const nanoseconds = Object.fromEntries(peers(one).map((peer) => [peer, found.time(one.name, peer)]));
    const ratio = ([peer, theirs]) => [peer, theirs / served(found, one)];
    const others = Object.entries(nanoseconds).filter(([peer]) => !peer.startsWith("zodgate"));
    const otherwise = Object.keys(nanoseconds).filter((peer) => found.notes[`${one.name}/${peer}`]);
    return { bytes: one.bytes, nanoseconds, timesZodgate: Object.fromEntries(others.map(ratio)), otherwise };
  };
  const document = {
    machine: cpus()[0]?.model,
    load: loadavg()[0],
    node: process.version,
    repetitions,
    requests: Object.fromEntries(cases.map((one) => [one.name, rowOf(one)])),
    allocations,
    threads: scaling(found.threads),
    loadNanoseconds: { invite: found.time("load", "invite"), order: found.time("load", "order") },
    goals: goals.map(({ name, value, kind, bound, reached }) => ({ name, value, goal: `${kind} ${bound}`, reached })),
  };
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
}

export async function printRequests(folder, repetitions) {
  if (!existsSync(fileURLToPath(new URL("node_modules/zod", import.meta.url)))) {
    console.error("\nRequests are left out, as the peers under Node are missing: npm ci --prefix tests/bench");
    process.exitCode = 1;
    return;
  }
  const requests = resolve(folder, "requests");
  const counter = join(folder, "zodgate_requests_count");
  run(counter, "write", requests);
  const cases = JSON.parse(readFileSync(join(requests, "cases.json"), "utf8"));
  const allocations = JSON.parse(run(counter, "allocations").stdout);
  for (const one of cases) allocations[one.name].valid = one.valid;

  const found = await measure(folder, requests, repetitions);
  const goals = goalsOf(found, allocations);
  printTimes(cases, found, allocations);
  printRest(found);
  console.log("\nGoals:");
  printTable(
    ["", "is", "goal", ""],
    goals.map((goal) => [goal.name, goal.show(goal.value), `${goal.kind} ${goal.show(goal.bound)}`, outcome(goal)]),
  );
  const file = resolve(folder, "../../ratios.json");
  writeRatios(file, { cases, found, allocations, goals, repetitions });
  const reached = goals.filter((goal) => goal.reached).length;
  console.log(`\n${reached} of ${goals.length} reached; all figures are in ${file}`);
}
