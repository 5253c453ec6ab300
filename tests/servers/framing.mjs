// Attacks a server with requests whose ends are in doubt, bodies that are too much, and ranges of answers that refuse.
//
//     node framing.mjs --server PROGRAM [--expect NAME]
//
// What a body holds must never be answered as a request of its own, nor may a request that was cut off be accepted. Each
// attack has a connection of its own. NAME is the server in the exceptions; its program's name, unless it is given.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

import { start } from './servers.mjs';

const cases = 73;
const at_once = 8;
/// Milliseconds: how long a second answer is waited for that must not come, and how long what must come. Libraries end
/// idle connections by themselves after some seconds, which does not count.
const quiet = 400;
const patience = 2000;
const memory_allowed = 4096; // KiB that a server's peak may grow by, whatever it is sent

const option = (name) => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? undefined : process.argv[index + 1];
};
const program = option('server');
if (!program) throw new Error('--server must be given');
const name_of_server = option('expect') ?? basename(program).replace(/^zodgate_/, '').replace(/_server$/, '');

// --- what is sent -------------------------------------------------------------------------------------------------------
/// The request that bodies hold. No other has this answer.
const inner = 'GET /api/items/special HTTP/1.1\r\nHost: localhost\r\n\r\n';
const inner_answer = '"operation":"GET /items/special"';

const chunk = (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const last_chunk = '0\r\n\r\n';
const head = (line, ...fields) => [`${line}${/ HTTP\//.test(line) ? '' : ' HTTP/1.1'}`, 'Host: localhost', ...fields, '', ''].join('\r\n');
/// A request for the operation whose body is up to 20 characters of text, all of them good.
const text_post = (...fields) => head('POST /api/bodies/text', 'Content-Type: text/plain', ...fields);

const until_answered = Symbol('until answered');

/// An attack: { name, parts, half_close, statuses, none, closes, answers, may_follow, check, times, is_measured, instead, except }
///   parts     texts or buffers to send; a number waits so many milliseconds, until_answered for the first answer
///   statuses  that the first answer may have
///   none      the connection may also be closed without an answer
///   closes    'must', 'may', or 'if refused'
///   answers   1, or 2 where the second request is one by all rules
///   may_follow  with a 200, the second request may be one, too
///   check     looks at the first answer, and returns what is wrong with it
///   times     how often it is made, where a fault shows seldom
///   is_measured  the server's peak of memory is measured
///   instead   names a server of which something else is expected, and why
///   except    names a server that is not attacked so, and why
const attacks = [];
const attack = (name, parts, statuses, more = {}) =>
  attacks.push({ name, parts, statuses, closes: 'may', answers: 1, times: 1, ...more });

const closes_after_chunks = { httplib: { because: 'is not told where chunks end', answers: 1, closes: 'must' } };

const throws_on_length = { poco: { because: 'throws where a length is no number, before it calls anybody', none: true } };

const drops_what_follows = { httplib: 'drops what has come of the next request' };

// What is good stays good; and it shows that a second answer would be seen.
attack('good: no body', [head('GET /api/methods'), until_answered, inner], [200], { answers: 2 });
attack('good: a length', [text_post('Content-Length: 5'), 'hello', until_answered, inner], [200], { answers: 2 });
attack('good: a length, in packets', [text_post('Content-Length: 5'), 50, 'he', 50, 'llo', until_answered, inner], [200], { answers: 2 });
attack('good: length of 0', [head('GET /api/methods', 'Content-Length: 0'), until_answered, inner], [200], { answers: 2 });
attack('good: chunked', [text_post('Transfer-Encoding: chunked'), chunk('hello'), last_chunk, until_answered, inner], [200], { answers: 2, instead: closes_after_chunks });
attack('good: chunked in other case', [text_post('transfer-encoding: Chunked'), chunk('hello'), last_chunk, until_answered, inner], [200], { answers: 2, instead: closes_after_chunks });
attack('good: two requests in one packet', [text_post('Content-Length: 5') + 'hello' + inner], [200], { answers: 2, except: drops_what_follows });
attack('good: a request and half of the next', [text_post('Content-Length: 5') + 'hello' + inner.slice(0, 20), 100, inner.slice(20)], [200], { answers: 2, except: drops_what_follows });
attack('good: POST without a length has no body', [text_post(), until_answered, inner], [200, 400], { answers: 2 });
attack('good: DELETE without a length has no body', [head('DELETE /api/methods'), until_answered, inner], [200], { answers: 2 });
attack('good: DELETE with a body', [head('DELETE /api/methods', `Content-Length: ${inner.length}`), inner], [200, 400]);

// Bodies where none is expected.
for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE']) {
  const fields = [`Content-Length: ${inner.length}`];
  attack(`${method} with a body`, [head(`${method} /api/methods`, ...fields) + inner], [200, 400]);
  attack(`${method} with a body that comes later`, [head(`${method} /api/methods`, ...fields), 100, inner], [200, 400]);
}
attack('GET with a body in two packets', [head('GET /api/methods', `Content-Length: ${inner.length}`), 100, inner.slice(0, 20), 100, inner.slice(20)], [200, 400]);
attack('GET with a chunked body', [head('GET /api/methods', 'Transfer-Encoding: chunked') + chunk(inner) + last_chunk], [200, 400]);
attack('GET with a chunked body that comes later', [head('GET /api/methods', 'Transfer-Encoding: chunked'), 100, chunk(inner) + last_chunk], [200, 400]);
attack('GET with a body, not found', [head('GET /api/nothing', `Content-Length: ${inner.length}`), 100, inner], [404, 400]);
attack('OPTIONS with a body, refused', [head('OPTIONS /api/bodies/json', `Content-Length: ${inner.length}`), 100, inner], [405, 400]);
attack('POST with a body, not found', [head('POST /api/nothing', `Content-Length: ${inner.length}`), 100, inner], [404, 400]);
attack('POST with a body, without a token', [head('POST /api/order/1', `Content-Length: ${inner.length}`), 100, inner], [401, 400]);
attack('a method of no operation', [head('BREW /api/methods', `Content-Length: ${inner.length}`), 100, inner], [400, 405, 501], { none: true });

// Lengths that are none, or more than one.
const length = (name, fields, statuses = [400], more = {}) =>
  attack(`length: ${name}`, [text_post(...fields), 'hello', 100, inner], statuses, { closes: 'if refused', ...more });
length('twice the same', ['Content-Length: 5', 'Content-Length: 5'], [200, 400], { may_follow: true });
length('two, longer last', ['Content-Length: 5', `Content-Length: ${5 + inner.length}`]);
length('two, longer first', [`Content-Length: ${5 + inner.length}`, 'Content-Length: 5']);
length('two, 0 first', ['Content-Length: 0', 'Content-Length: 5']);
length('a list of the same', ['Content-Length: 5, 5'], [200, 400], { may_follow: true, instead: throws_on_length });
length('a list', [`Content-Length: 5, ${5 + inner.length}`], [400], { instead: throws_on_length });
length('negative', ['Content-Length: -1']);
length('no number', ['Content-Length: zz'], [400], { instead: throws_on_length });
length('with a sign', ['Content-Length: +5']);
length('with a fraction', ['Content-Length: 5.0'], [400], { instead: throws_on_length });
length('hexadecimal', ['Content-Length: 0x5'], [400], { instead: throws_on_length });
length('empty', ['Content-Length:'], [400], { except: { httplib: 'drops fields without a value' } });
length('text after', ['Content-Length: 5 x'], [400], { instead: throws_on_length });
length('beyond 64 bits', ['Content-Length: 18446744073709551621'], [400, 413], { instead: throws_on_length });
length('white space before the colon', ['Content-Length : 5']);
length('no number, on GET', [], [400], { instead: throws_on_length });
attacks.at(-1).parts = [head('GET /api/methods', 'Content-Length: zz'), 100, inner];
// The body comes while the answer is written.
attack('length: two, at once', [text_post('Content-Length: 5', 'Content-Length: 6'), 'hello'], [400], { closes: 'must', times: 1000 });

// Codings of the transfer.
const coded = (name, fields, statuses = [400, 501], more = {}) =>
  attack(`transfer: ${name}`, [text_post(...fields), chunk('hello') + last_chunk, 100, inner], statuses, { closes: 'must', ...more });
coded('chunked with a length', ['Content-Length: 1000', 'Transfer-Encoding: chunked'], [200, 400]);
coded('chunked with a length before its end', ['Transfer-Encoding: chunked', 'Content-Length: 3'], [200, 400]);
coded('chunked with a length of 0', ['Transfer-Encoding: chunked', 'Content-Length: 0'], [200, 400]);
coded('gzip, chunked', ['Transfer-Encoding: gzip, chunked']);
coded('chunked, gzip', ['Transfer-Encoding: chunked, gzip']);
coded('gzip', ['Transfer-Encoding: gzip']);
coded('unknown', ['Transfer-Encoding: xchunked']);
coded('two fields', ['Transfer-Encoding: gzip', 'Transfer-Encoding: chunked']);
coded('chunked twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked']);
coded('identity with a length', ['Transfer-Encoding: identity', 'Content-Length: 5']);
attack('transfer: no chunk', [text_post('Transfer-Encoding: chunked'), 'zz\r\nhello\r\n', last_chunk, 100, inner], [400], { closes: 'must', none: true });
for (const size of ['0x5', '-5', '+5', '5 ', '10000000000000005']) {
  const more = {
    '-5': { except: { httplib: 'takes it for a large number, and waits for as much' } },
    10000000000000005: {},
  }[size] ?? { instead: { httplib: { because: 'reads it as strtoul() does', statuses: [200, 400] } } };
  attack(`transfer: a chunk of ${size} bytes`, [text_post('Transfer-Encoding: chunked'), `${size}\r\nhello\r\n`, last_chunk, 100, inner], [400, 413], { closes: 'must', none: true, ...more });
}
attack('transfer: a byte within the size', [text_post('Transfer-Encoding: chunked'), Buffer.from('5\xff5\r\nhello\r\n', 'latin1'), last_chunk, 100, inner], [400], { closes: 'must', none: true, instead: { httplib: { because: 'reads it as strtoul() does', statuses: [200, 400] } } });
attack('transfer: bytes after a chunk', [text_post('Transfer-Encoding: chunked'), `5\r\nhelloxx\r\n${last_chunk}`, 100, inner], [400], {
  closes: 'must',
  none: true,
  instead: { httplib: { because: 'takes them for the end', statuses: [200, 400] } },
});

// Bodies that are cut off. The text that has come would be good.
const cut = (name, fields, ...parts) =>
  attack(`cut off: ${name}`, [text_post(...fields), ...parts], [400, 408], { half_close: true, none: true, closes: 'must' });
cut('a length', ['Content-Length: 100'], 'transfer 10');
cut('a length, at once', ['Content-Length: 100'], 50);
cut('in a chunk', ['Transfer-Encoding: chunked'], 'b\r\ntrans');
cut('after a chunk', ['Transfer-Encoding: chunked'], chunk('transfer 10'));

// Ranges are for answers that go well (RFC 9110, 14.2).
const no_range = (answer) =>
  (/^content-range:/im.test(answer.head) && 'a part is sent') || (answer.body.length < 2 && 'the body is cut') || undefined;
const no_token = (...fields) => head('GET /api/security/bearer', ...fields);
attack('range: of a 401', [no_token('Range: bytes=0-0')], [401], { check: no_range });
attack('range: beyond a 401', [no_token('Range: bytes=9999-')], [401], { check: no_range });
attack('range: of a 404', [head('GET /api/nothing', 'Range: bytes=0-0')], [404], { check: no_range });
attack('range: 2,000 of a 401', [no_token(`Range: bytes=${Array(2000).fill('0-').join(',')}`)], [401, 400, 431], {
  check: (answer) => (answer.size > 4096 ? `${answer.size} bytes` : undefined),
});

// Bodies that are too much. What is read of them must not be held.
const much = 8 * 1024 * 1024;
const too_much = (name, fields, parts, more = {}) =>
  attack(`too much: ${name}`, [text_post(...fields), ...parts], [413], { none: true, closes: 'must', is_measured: true, ...more });
const chunks_of = (size) => Array(much / size).fill(Buffer.from(chunk('a'.repeat(size))));
too_much('a length', [`Content-Length: ${much}`], Array(much / 65536).fill(Buffer.alloc(65536, 'a')), { closes: 'may' });
too_much('chunked', ['Transfer-Encoding: chunked'], [...chunks_of(65536), last_chunk], { closes: 'may' });
too_much('one chunk', ['Transfer-Encoding: chunked'], [`${much.toString(16)}\r\n`, ...Array(much / 65536).fill(Buffer.alloc(65536, 'a')), `\r\n${last_chunk}`], { closes: 'may' });

/// Bodies that become 200 MB. Those who leave codings alone answer 415 to a short one, and need not be asked.
const zeros = Buffer.alloc(200 * 1000 * 1000);
const codings = {
  gzip: (bytes) => gzipSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  // A window of 256 KiB: the decoder holds up to 16 MiB, if it is asked to.
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 18 } }),
};

// --- how it is sent -----------------------------------------------------------------------------------------------------
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/// Sends the parts over a connection, as far as the server takes them. @return what came, and whether the server has
/// closed
async function send(port, { parts, half_close, answers, closes }) {
  const is_head = parts[0].startsWith('HEAD ');
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setNoDelay(true);
  const pieces = [];
  const found = () => answers_in(Buffer.concat(pieces), is_head);
  let has_ended = false;
  const ended = new Promise((resolve) => {
    const end = () => resolve((has_ended = true));
    socket.on('end', end).on('close', end).on('error', end);
  });
  socket.on('data', (data) => pieces.push(data));
  for (const part of parts) {
    if (has_ended) break;
    if (typeof part === 'number') await sleep(part);
    else if (part === until_answered) await Promise.race([ended, wait_for(found, 1)]);
    else if (!socket.write(part)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), ended, sleep(patience)]);
  }
  if (half_close && !has_ended) socket.end();
  await Promise.race([ended, wait_for(found, answers)]);
  if (!has_ended) await Promise.race([ended, sleep(must_close(closes, found()) ? patience : quiet)]);
  socket.destroy();
  return { found: found(), size: Buffer.concat(pieces).length, has_ended };
}

/// Waits until there are that many answers, or for as long as is waited for any.
async function wait_for(found, count) {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
    if (found().length >= count) return;
  }
}

/// The answers that begin one where the other ends: { status, head, body }. What stands between is left out.
/// @param is_head  the first has no body
function answers_in(bytes, is_head) {
  const answers = [];
  for (let text = bytes.toString('latin1'), match; (match = /^HTTP\/1\.[01] (\d{3})[^]*?\r\n\r\n/.exec(text)); ) {
    const [head, status] = match;
    const length = /^transfer-encoding: *chunked/im.test(head)
      ? text.indexOf(`\r\n${last_chunk}`, head.length - 2) + 2 + last_chunk.length - head.length
      : Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    const size = (is_head && answers.length === 0) || status === '204' ? 0 : length;
    answers.push({ status: Number(status), head, body: text.slice(head.length, head.length + size) });
    text = text.slice(head.length + size);
  }
  return answers;
}

/// Whether the connection must be closed after these answers.
const must_close = (closes, found) => closes === 'must' || (closes === 'if refused' && found[0]?.status !== 200);

/// What is wrong with the way an attack ended: null if nothing is.
function fault_of({ statuses, none, closes, answers, may_follow, check }, { found, size, has_ended }) {
  const told = found.map(({ status }) => status).join(', ');
  if (found.length === 0) return has_ended ? (none ? null : 'closed without an answer') : 'no answer, and not closed';
  if (!statuses.includes(found[0].status)) return `${told}, not ${statuses.join(' or ')}`;
  const most = found[0].status === 200 && may_follow ? 2 : answers;
  if (found.length > most || (most === 1 && found[0].body.includes(inner_answer))) return `${told}: what its body holds is answered`;
  if (found.length < answers) return `${told}, and not ${answers} answers`;
  if (answers === 2 && !found[1].body.includes(inner_answer)) return `the second answer is another: ${told}`;
  const wrong = check?.({ ...found[0], size });
  if (wrong) return wrong;
  return must_close(closes, found) && !has_ended ? `${told}, and the connection stays open` : null;
}

/// The most memory that a process has had, in KiB.
const peak_of = (pid) => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

const faults = [];
const made = new Set();

async function run(server, one) {
  const before = peak_of(server.pid);
  let wrong;
  try {
    wrong = fault_of({ ...one, ...one.instead?.[name_of_server] }, await send(server.port, { ...one, ...one.instead?.[name_of_server] }));
  } catch (error) {
    wrong = error.message;
  }
  const grown = peak_of(server.pid) - before;
  if (one.is_measured && grown > memory_allowed) wrong = `${wrong ? `${wrong}; ` : ''}memory grows by ${grown} KiB`;
  if (wrong) faults.push(`${one.name}: ${wrong}`);
  made.add(one.name);
}

/// Adds the attacks with coded bodies: those that the server decodes.
async function add_codings(server, left_out) {
  for (const [coding, encode] of Object.entries(codings)) {
    const bytes = encode(Buffer.from('hello'));
    const small = text_post(`Content-Encoding: ${coding}`, `Content-Length: ${bytes.length}`);
    const { found } = await send(server.port, { parts: [small, bytes], answers: 1 });
    const status = found[0]?.status;
    const name = `too much: ${coding} of 200 MB`;
    if (status === 200) {
      const body = encode(zeros);
      too_much(`${coding} of 200 MB`, [`Content-Encoding: ${coding}`, `Content-Length: ${body.length}`], [body], { closes: 'may' });
      continue;
    }
    if (status === 415) left_out.push(`${name} (does not decode: answers 415)`);
    else faults.push(`${name}: a short body of that coding is answered with ${status}`);
  }
}

const server = await start(program, [fileURLToPath(new URL('table.openapi.json', import.meta.url))]);
const left_out = [];
try {
  if (attacks.length !== cases) throw new Error(`${attacks.length} attacks, not ${cases}`);
  if (new Set(attacks.map(({ name }) => name)).size !== cases) throw new Error('two attacks have one name');
  await add_codings(server, left_out);
  for (const one of attacks.filter((one) => one.except?.[name_of_server])) left_out.push(`${one.name} (${one.except[name_of_server]})`);
  const attacked = attacks.filter((one) => !one.except?.[name_of_server]);
  const together = attacked.filter((one) => !one.is_measured).flatMap((one) => Array(one.times).fill(one));
  await Promise.all(Array.from({ length: at_once }, async () => {
    for (let one = together.shift(); one; one = together.shift()) await run(server, one);
  }));
  for (const one of attacked.filter((one) => one.is_measured)) await run(server, one);
} catch (error) {
  faults.push(error.message);
} finally {
  await server.stop().catch((error) => faults.push(`the end: ${error.message}`));
}
console.log(`${name_of_server}: ${made.size} attacks of ${cases + Object.keys(codings).length}` +
  (left_out.length > 0 ? `; not made: ${left_out.join(', ')}` : ''));
for (const one of faults) console.log(`${name_of_server}: ${one}`);
console.log(faults.length === 0 ? 'all withstood' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
