// The peers of the benchmarks of requests under Node. Started by run.mjs with the folder of the requests as files; for
// each message it measures every peer on every request once, in turn, and sends back
//     { times: [{ name, peer, nanoseconds }], notes: { "name/peer": … } }
// A server gets bytes: each time begins at a Buffer and so has its decoding to a string in it. It ends with the value
// or with the body of an answer as a string, not yet encoded.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";
import * as z from "zod";
import { documentOf, schemas } from "./node_schemas.mjs";

const folder = process.argv[2];
const read = (name) => readFileSync(`${folder}/${name}`);
const cases = JSON.parse(read("cases.json"));
const notes = {};

for (const document of new Set(cases.map((one) => one.document))) {
  if (!isDeepStrictEqual(documentOf(document), JSON.parse(read(`${document}.schema.json`)))) {
    throw new Error(`${document}: Zod writes another document`);
  }
}

const refusal = (issues) => JSON.stringify({ error: "Validation error", issues });

/** From bytes to the value or to the body of an answer; `judge` gets what JSON.parse made of them. */
const request = (judge) => (body) => {
  let value;
  try {
    value = JSON.parse(body.toString());
  } catch (error) {
    return refusal([{ code: "invalid_format", format: "json_string", path: [], message: error.message }]);
  }
  return judge(value);
};

const byZod = (schema) =>
  request((value) => {
    const result = schema.safeParse(value);
    return result.success ? result.data : refusal(result.error.issues);
  });

function byAjv(document) {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  const validate = ajv.compile(document);
  return request((value) => (validate(value) ? value : refusal(validate.errors)));
}

/** Zod's own compiler; a schema that it refuses is left out. */
function byCompiledZod(schema) {
  try {
    return byZod(z.compile(schema, { strict: true }));
  } catch (error) {
    return undefined;
  }
}

const peersOf = (one) => ({
  "JSON.parse": request((value) => value),
  zod: byZod(schemas[one.document]),
  "zod compiled": byCompiledZod(schemas[one.document]),
  ajv: byAjv(documentOf(one.document)),
});

/** What a peer is wrong about; Zod has to answer with the bytes that zodgate answers with. */
function check(one, peer, judge) {
  const answer = judge(read(`${one.name}.json`));
  const key = `${one.name}/${peer}`;
  const refused = typeof answer === "string";
  if (peer !== "JSON.parse" && refused === one.valid) notes[key] = "otherwise";
  const malformed = one.name.endsWith("malformed");
  if (peer.startsWith("zod") && !one.valid && !malformed && answer !== read(`${one.name}.answer.json`).toString()) {
    throw new Error(`${key}: another answer than zodgate's`);
  }
}

const measured = cases.flatMap((one) => {
  const body = read(`${one.name}.json`);
  return Object.entries(peersOf(one))
    .filter(([, judge]) => judge !== undefined)
    .map(([peer, judge]) => {
      check(one, peer, judge);
      return { name: one.name, peer, judge, body, times: 1 };
    });
});

let sink; // what keeps a result from being found useless

/**
 * Nanoseconds of `times` requests: of the clock, or of the processors if that is less, as it is while other programs
 * have taken this one's. Collecting garbage counts; other threads' part of it counts not beyond the clock.
 */
function batch({ judge, body, times }) {
  const processors = process.cpuUsage();
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; ++time) sink = judge(body);
  const clock = Number(process.hrtime.bigint() - start);
  const { user, system } = process.cpuUsage(processors);
  return Math.min(clock, (user + system) * 1000);
}

/** Runs it hot, and finds how many requests make a batch. */
function warmUp(one, milliseconds = 400, batchMilliseconds = 60) {
  let done = 0;
  const end = performance.now() + milliseconds;
  while (performance.now() < end || done < 3) {
    sink = one.judge(one.body);
    ++done;
  }
  const probe = batch({ ...one, times: Math.max(3, Math.floor(done / 10)) }) / Math.max(3, Math.floor(done / 10));
  one.times = Math.max(3, Math.ceil((batchMilliseconds * 1e6) / Math.max(probe, 1)));
}

for (const one of measured) warmUp(one);

let round = 0;
process.on("message", () => {
  // Another one goes first each time.
  const turned = measured.map((_, index) => measured[(index + round * 7) % measured.length]);
  ++round;
  const times = turned.map((one) => ({ name: one.name, peer: one.peer, nanoseconds: batch(one) / one.times }));
  process.send({ times, notes });
});
process.send({ ready: true });
export { sink };
