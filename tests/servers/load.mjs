// Puts a server under load with wrk (64 connections, 2 threads; good and bad bodies mixed), and checks that no answer is
// wrong and that the server's memory does not grow.
//
//     node load.mjs --server SERVER [--seconds 30]
//     node load.mjs --server HTTPLIB_SERVER --compare [--rounds 7] [--seconds 3]
//
// --compare measures the server with its gate and with --no-gate in turn, good bodies and bad ones alike, and prints the
// median of the ratios of throughput, and the processor time that the server takes for a request. Handlers
// answer one short text with and without the gate, which answers what it refuses.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Connection, start } from './servers.mjs';

const connections = 64;
/// After the warm-up, the last samples of memory may be this much above the first.
const growth_allowed = { kib: 4096, share: 0.05 };

const option = (name, otherwise) => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? otherwise : process.argv[index + 1];
};
const program = option('server');
if (!program) throw new Error('--server must be given');
const is_comparison = process.argv.includes('--compare');
const seconds = Number(option('seconds', is_comparison ? 3 : 30));
const rounds = Number(option('rounds', 7));

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const path = '/api/v1/organizations/org_1/invite';
const bodies = [
  '{"email":"ada@example.com","role":"admin"}',
  '{"email":"ada.lovelace@example","role":"owner"}',
  '{"email":"grace@example.com","role":"member","note":"more"}',
  '{"email":',
];
const statuses = [200, 400, 200, 400];

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/// The answers to the bodies, asked one by one: what each must be under load.
async function answers_of(server) {
  const answers = [];
  for (const body of bodies) {
    const headers = [['Authorization', 'Bearer ktx_key_1'], ['Content-Type', 'application/json']];
    const answer = await new Connection(server.port).ask({ method: 'POST', target: path, headers, body }, false);
    answers.push(`${answer.status} ${answer.body}`);
  }
  return answers;
}

/// Runs wrk. @param answers  what to compare with; nothing: answers are not looked at
function load(server, duration, answers) {
  const environment = { ...process.env, ZODGATE_LOAD_PATH: path, ZODGATE_LOAD_CHECKED: answers ? '1' : '0' };
  (answers ?? bodies).forEach((answer, index) => (environment[`ZODGATE_LOAD_ANSWER_${index + 1}`] = answer));
  const child = spawn(
    'wrk',
    ['-t', '2', '-c', String(connections), '-d', `${duration}s`, '--timeout', '10s', '--latency', '-s', file('load.lua'), `http://127.0.0.1:${server.port}`],
    { env: environment, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => {
      const match = /^RESULT (.*)$/m.exec(output);
      if (code !== 0 || !match) return reject(new Error(`wrk has ended with ${code}: ${output}`));
      const [requests, microseconds, sent, one, two, three, four, wrong, errors, latency] = match[1].split(' ').map(Number);
      resolve({
        throughput: requests / (microseconds / 1e6),
        requests, sent, wrong, errors,
        of_each: [one, two, three, four],
        p99: latency / 1000,
        example: /^EXAMPLE (.*)$/m.exec(output)?.[1],
      });
    });
  });
}

/// Processor time that a process has taken, in microseconds: what is measured of a busy machine least falsely.
function time_of(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10000; // ticks of Linux are 1/100 s
}

/// Resident memory, in KiB.
const memory_of = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

async function endure() {
  const server = await start(program, [file('table.openapi.json')]);
  const faults = [];
  const answers = await answers_of(server);
  answers.forEach((answer, index) => {
    if (!answer.startsWith(`${statuses[index]} `)) faults.push(`${bodies[index]} is answered with ${answer}`);
  });
  await load(server, Math.max(2, seconds / 5), answers); // warm-up: pools, caches, the allocator's arenas
  const samples = [];
  const timer = setInterval(() => samples.push(memory_of(server.pid)), Math.min(1000, (seconds * 1000) / 10));
  const result = await load(server, seconds, answers);
  clearInterval(timer);
  await server.stop();

  if (result.wrong > 0) faults.push(`${result.wrong} wrong answers, for example ${result.example}`);
  if (result.errors > 0) faults.push(`${result.errors} errors of connections`);
  if (result.requests < 1000) faults.push(`only ${result.requests} answers`);
  // Each connection sends the kinds in the turn of its thread, so that they are equally many, but for what is under way.
  const [least, most] = [Math.min(...result.of_each), Math.max(...result.of_each)];
  if (most - least > 4 * connections) faults.push(`kinds of answers are not as many as were asked for: ${result.of_each}`);
  const third = Math.max(1, Math.floor(samples.length / 3));
  const [first, last] = [median(samples.slice(0, third)), median(samples.slice(-third))];
  if (last - first > Math.max(growth_allowed.kib, first * growth_allowed.share)) {
    faults.push(`memory has grown from ${first} to ${last} KiB`);
  }
  console.log(
    `${result.requests} answers in ${seconds} s, ${Math.round(result.throughput)} a second, 99 % within ${result.p99.toFixed(1)} ms; ` +
      `of each kind ${result.of_each.join(', ')}; ${result.wrong} wrong, ${result.errors} errors; ` +
      `memory ${first} KiB at first, ${last} KiB at last`,
  );
  for (const one of faults) console.log(one);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function compare() {
  const ratios = [];
  const of_each = { gate: [], bare: [] };
  const times = { gate: [], bare: [] };
  for (let round = 0; round < rounds; ++round) {
    const kinds = round % 2 === 0 ? ['gate', 'bare'] : ['bare', 'gate'];
    const throughput = {};
    for (const kind of kinds) {
      const server = await start(program, [file('table.openapi.json'), kind === 'bare' ? '--no-gate' : '--brief']);
      await load(server, 1);
      const before = time_of(server.pid);
      const result = await load(server, seconds);
      times[kind].push((time_of(server.pid) - before) / result.requests);
      await server.stop();
      throughput[kind] = result.throughput;
      of_each[kind].push(result.throughput);
    }
    ratios.push(throughput.gate / throughput.bare);
    console.log(`round ${round + 1}: ${Math.round(throughput.gate)} with the gate, ${Math.round(throughput.bare)} without, ${ratios.at(-1).toFixed(3)}`);
  }
  console.log(
    `median: ${Math.round(median(of_each.gate))} with the gate, ${Math.round(median(of_each.bare))} without; ` +
      `of the ratios ${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}); ` +
      `processor time for a request ${median(times.gate).toFixed(1)} and ${median(times.bare).toFixed(1)} microseconds`,
  );
}

await (is_comparison ? compare() : endure());
