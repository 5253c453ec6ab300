// Asks the program zodgate_oracle_peer (peer.cpp), which judges payloads as the library does.
import { spawnSync } from "node:child_process";

/**
 * @param {string} program the peer's file
 * @param {{schema: string, payloads: string[], keep: boolean}[]} requests
 * @returns {({error: {pointer: string, reason: string}} | {results: {status: string, issues: string, value?: string}[]})[]}
 */
export function ask(program, requests) {
  const input = requests.map((request) => JSON.stringify(request) + "\n").join("");
  const run = spawnSync(program, [], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.error) throw run.error;
  const lines = run.stdout.split("\n");
  if (run.status !== 0 || lines.length !== requests.length + 1) {
    throw new Error(`the peer ended with ${run.status ?? run.signal} after ${lines.length - 1} of ${requests.length} schemas: ${run.stderr}`);
  }
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

const notJson = '[{"code":"invalid_format","format":"json_string","path":[],"message":';

/** True if the peer gave up, as Zod would take too long as well: not to be judged. */
export const isTooMuch = (result) => result.status === "over_limit" && result.issues.includes('"limit":"max_union_work"');

/**
 * How a result of the peer differs from what Zod says (oracle.mjs); undefined if it does not, or if Zod says nothing.
 * @returns {undefined | "verdict" | "issues" | "value"}
 */
export function difference(verdict, result) {
  if (verdict.verdict === "none") return undefined;
  if (verdict.verdict !== result.status) return "verdict";
  if (verdict.verdict === "malformed") return result.issues.startsWith(notJson) ? undefined : "issues";
  if (verdict.verdict === "invalid") return verdict.issues === result.issues ? undefined : "issues";
  // The peer of a library that does not give the parsed value has none to compare.
  return result.value === undefined || verdict.value === result.value ? undefined : "value";
}
