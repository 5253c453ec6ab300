// Servers as processes, and requests over plain sockets, so that odd bytes pass.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const patience = 10000; // milliseconds

/// Starts a server on a port of its choice. @return { port, pid, stop }; stop() ends it, and tells of a bad end.
export async function start(program, args) {
  const child = spawn(program, ['0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  const failed = new Promise((_, reject) => child.on('error', reject));
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const match = /^listening on (\d+)$/.exec(line);
      if (match) return Number(match[1]);
    }
    throw new Error(`${program} has ended before it listened`);
  })();
  const port = await Promise.race([listening, failed]);
  return {
    port,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      const { code, signal } = await ended;
      clearTimeout(timer);
      if (code !== 0) throw new Error(`${program} has ended with ${signal ?? code}`);
    },
  };
}

/// The bytes of a request of the table.
export function bytes_of(request, keep_alive) {
  const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body;
  const headers = [['Host', 'localhost'], ['Connection', keep_alive ? 'keep-alive' : 'close'], ...request.headers];
  const content = [];
  if (request.chunks) {
    headers.push(['Transfer-Encoding', 'chunked']);
    for (let at = 0, turn = 0; at < body.length; ++turn) {
      const piece = body.subarray(at, at + request.chunks[turn % request.chunks.length]);
      content.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
      at += piece.length;
    }
    content.push(Buffer.from('0\r\n\r\n'));
  } else if (body !== undefined) {
    headers.push(['Content-Length', String(body.length)]);
    content.push(body);
  }
  const head = `${request.method} ${request.target} HTTP/${request.version ?? '1.1'}\r\n${headers
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), ...content]);
}

/// An answer, from the bytes that have come so far; null if there must be more.
/// @param has_ended  the connection was closed by the server
function parse_answer(bytes, is_head, has_ended) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [status_line, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const match = /^HTTP\/1\.[01] (\d{3})/.exec(status_line);
  if (!match) throw new Error(`no status line: ${status_line}`);
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
  const values = (name) => headers.filter(([key]) => key === name).map(([, value]) => value);
  const answer = { status: Number(match[1]), values, closes: values('connection').some((value) => /^close$/i.test(value)) };
  const rest = bytes.subarray(end + 4);
  const done = (body, size) => ({ ...answer, body, left: rest.subarray(size) });
  if (is_head || answer.status === 204 || answer.status === 304) return done(Buffer.alloc(0), 0);
  if (values('transfer-encoding').includes('chunked')) {
    const pieces = [];
    for (let at = 0; ; ) {
      const line_end = rest.indexOf('\r\n', at);
      if (line_end < 0) return null;
      const size = parseInt(rest.subarray(at, line_end).toString('latin1'), 16);
      if (rest.length < line_end + 2 + size + 2) return null;
      if (size === 0) return done(Buffer.concat(pieces), line_end + 4);
      pieces.push(rest.subarray(line_end + 2, line_end + 2 + size));
      at = line_end + 2 + size + 2;
    }
  }
  const lengths = values('content-length');
  if (lengths.length === 0) return has_ended ? done(rest, rest.length) : null;
  const length = Number(lengths[0]);
  return rest.length < length ? null : done(rest.subarray(0, length), length);
}

/// A connection, for one request after the other.
export class Connection {
  constructor(port) {
    this.port = port;
    this.socket = null;
  }

  close() {
    this.socket?.destroy();
    this.socket = null;
  }

  /// Sends a request and waits for its answer.
  /// @param keep_alive  wait for the answer only; else for the end of the connection, too
  ask(request, keep_alive) {
    return new Promise((resolve, reject) => {
      this.socket ??= connect(this.port, '127.0.0.1').setNoDelay(true);
      const socket = this.socket;
      let bytes = Buffer.alloc(0);
      const finish = (settle, value) => {
        clearTimeout(timer);
        socket.removeAllListeners('data').removeAllListeners('close').removeAllListeners('error').on('error', () => {});
        if (!keep_alive || settle === reject || value.closes) this.close();
        settle(value);
      };
      const try_to_finish = (has_ended) => {
        try {
          const answer = parse_answer(bytes, request.method === 'HEAD', has_ended);
          if (!answer) return has_ended && finish(reject, new Error(`no answer: ${JSON.stringify(bytes.toString('latin1').slice(0, 200))}`));
          if (answer.left.length > 0) return finish(reject, new Error(`bytes after the answer: ${answer.left.toString('latin1')}`));
          if (keep_alive || has_ended) return finish(resolve, answer);
          socket.end(); // not every server closes first
        } catch (error) {
          finish(reject, error);
        }
      };
      const timer = setTimeout(() => {
        finish(reject, new Error(`no end in time: ${JSON.stringify(bytes.toString('latin1').slice(0, 200))}`));
      }, patience);
      socket.on('data', (data) => {
        bytes = Buffer.concat([bytes, data]);
        try_to_finish(false);
      });
      socket.on('error', () => {}); // a reset after the answer is no fault; without one, 'close' tells
      socket.on('close', () => try_to_finish(true));
      socket.write(bytes_of(request, keep_alive));
    });
  }
}
