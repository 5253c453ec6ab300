// Asks servers the requests of table.mjs and compares their answers with the table, with table_golden.json, and so with
// each other; and judges them by the responses that the document declares.
//
//     node run.mjs --judge JUDGE --server SERVER [--server SERVER …] [--record]
//
// --record writes table_golden.json from the answers of the first server, whose statuses must be those of the table.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Connection, start } from './servers.mjs';
import { requests } from './table.mjs';

const cases = 334;

const file = (name) => fileURLToPath(new URL(name, import.meta.url));
const document_file = file('table.openapi.json');
const golden_file = file('table_golden.json');

const options = { servers: [], judge: undefined, record: false };
for (let index = 2; index < process.argv.length; ++index) {
  const argument = process.argv[index];
  if (argument === '--server') options.servers.push(process.argv[++index]);
  else if (argument === '--judge') options.judge = process.argv[++index];
  else if (argument === '--record') options.record = true;
  else throw new Error(`what is ${argument}?`);
}
if (options.servers.length === 0 || !options.judge) throw new Error('--server and --judge must be given');

const faults = [];
const fault = (server, name, what) => faults.push(`${server}: ${name}: ${what}`);

/// What is compared of an answer.
function told(answer) {
  const one = (name) => {
    const values = answer.values(name);
    return values.length === 0 ? undefined : values.join(', ');
  };
  return {
    status: answer.status,
    'content-type': one('content-type'),
    allow: one('allow'),
    'www-authenticate': one('www-authenticate'),
    body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(answer.body),
  };
}

async function ask_all(server, name, golden) {
  const answers = new Map();
  const asked = requests.filter((request) => !request.except?.[name]);
  for (const request of asked) {
    try {
      const answer = told(await new Connection(server.port).ask(request, false));
      answers.set(request.name, answer);
      if (answer.status !== request.status) fault(name, request.name, `${answer.status}, not ${request.status}: ${answer.body}`);
      const [is, should] = [JSON.stringify(answer), JSON.stringify(golden[request.name])];
      if (!options.record && is !== should) fault(name, request.name, `\n    is     ${is}\n    should ${should}`);
    } catch (error) {
      fault(name, request.name, error.message);
    }
  }
  // All of it once more, over a connection that is kept: nothing of one request may be left for the next.
  const connection = new Connection(server.port);
  for (const request of asked.filter((one) => one.version !== '1.0' && answers.has(one.name))) {
    try {
      const is = JSON.stringify(told(await connection.ask(request, true)));
      const should = JSON.stringify(answers.get(request.name));
      if (is !== should) fault(name, request.name, `on a kept connection\n    is     ${is}\n    before ${should}`);
    } catch (error) {
      fault(name, request.name, `on a kept connection: ${error.message}`);
    }
  }
  connection.close();
  return answers;
}

const openapi = JSON.parse(readFileSync(document_file));

/// The operation that a request of the table is for, as far as it takes to find the declared response.
function operation_of(request) {
  const path = request.target.replace(/^http:\/\/[^/]*/, '').replace(/\?.*$/, '').replace(/^\/api/, '');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const fits = (template) =>
    new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const found = Object.keys(openapi.paths).filter((template) => fits(template) && openapi.paths[template][method.toLowerCase()]);
  const template = found.find((one) => one === path) ?? found[0];
  return template && `${method} ${template}`;
}

/// Judges all answers of a server by the document. Answers to HEAD have no body to judge.
function judge(name, answers) {
  const judged = requests.filter((request) => answers.has(request.name) && request.method !== 'HEAD' && operation_of(request));
  const lines = judged.map((request) => {
    const answer = answers.get(request.name);
    const operation = answer.status === 200 ? JSON.parse(answer.body).operation : operation_of(request);
    return [operation, answer.status, answer['content-type'] ?? '', Buffer.from(answer.body).toString('hex')].join('\n') + '\n';
  });
  const { stdout, status, error } = spawnSync(options.judge, ['0', document_file], { input: lines.join(''), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error || status !== 0) throw error ?? new Error(`the judge has ended with ${status}`);
  const verdicts = stdout.split('\n').slice(0, -1);
  if (verdicts.length !== judged.length) throw new Error(`${verdicts.length} judgements on ${judged.length} answers`);
  verdicts.forEach((verdict, index) => verdict !== 'ok' && fault(name, judged[index].name, `not as the document has it: ${verdict}`));
  return judged.length;
}

if (requests.length !== cases) throw new Error(`${requests.length} requests, not ${cases}`);
if (new Set(requests.map(({ name }) => name)).size !== cases) throw new Error('two requests have one name');
const golden = options.record ? {} : JSON.parse(readFileSync(golden_file));
if (!options.record && Object.keys(golden).length !== cases) throw new Error('the golden file is of another table');

for (const program of options.servers) {
  const name = basename(program).replace(/^zodgate_/, '').replace(/_server$/, '');
  const server = await start(program, [document_file]);
  let answers;
  try {
    answers = await ask_all(server, name, golden);
  } finally {
    await server.stop().catch((error) => fault(name, 'the end', error.message));
  }
  const judged = judge(name, answers);
  if (options.record && program === options.servers[0]) {
    if (answers.size !== cases) fault(name, 'recording', `${answers.size} answers`);
    if (faults.length === 0) writeFileSync(golden_file, JSON.stringify(Object.fromEntries(answers), null, 2) + '\n');
    Object.assign(golden, Object.fromEntries(answers));
  }
  const left_out = requests.filter((request) => request.except?.[name]).map((request) => `${request.name} (${request.except[name]})`);
  console.log(`${name}: ${answers.size} of ${cases} requests answered, ${judged} answers judged by the document` +
    (left_out.length > 0 ? `; not asked: ${left_out.join(', ')}` : ''));
}
for (const one of faults) console.log(one);
console.log(faults.length === 0 ? 'no differences' : `${faults.length} differences`);
process.exitCode = faults.length === 0 ? 0 : 1;
