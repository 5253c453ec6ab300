// Every schema of Zod's that is a string format, and some that hold one, as code, each with a generator of strings.
import { z } from "zod";
import { generators as g, near } from "./format_strings.mjs";
import { shortUrlGenerator, urlGenerator, urlOfTwelveGenerator } from "./format_urls.mjs";

const emails = ["html5Email", "browserEmail", "rfc5322Email", "unicodeEmail", "idnEmail"];
const emailGenerators = { rfc5322Email: g.rfc5322Email, unicodeEmail: g.unicodeEmail, idnEmail: g.unicodeEmail };
const delimiters = ["-", ".", "", " ", "--", "|", "é"];
const precisions = [undefined, -1, 0, 1, 3, 6, 9];
const encodings = ["hex", "base64", "base64url"];

/** An object as one writes it, without what is undefined. */
const written = (object) => {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  return members.length === 0 ? "" : `{ ${members.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")} }`;
};

function datetimes() {
  const forms = precisions.flatMap((precision) => [undefined, true].flatMap((offset) => [undefined, true].map((local) => ({ precision, offset, local }))));
  return forms.map((form) => [`z.iso.datetime(${written(form)})`, g.datetime(form)]);
}

/** A time to the minute or second writes what people write themselves, and is taken for their .regex(). */
function timeCode(precision) {
  const code = `z.iso.time(${written({ precision })})`;
  return precision === -1 || precision === 0 ? `z.string().regex(${code}._zod.def.pattern)` : code;
}

const versions = ["v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8"];

const plain = [
  ["z.email()", g.email],
  ...emails.map((name) => [`z.email({ pattern: z.regexes.${name} })`, emailGenerators[name] ?? g.email]),
  ["z.url()", urlGenerator],
  ["z.uuid()", g.uuid()],
  ...versions.map((version) => [`z.uuid({ version: "${version}" })`, g.uuid(version[1])]),
  ["z.uuidv4()", g.uuid("4")],
  ["z.uuidv6()", g.uuid("6")],
  ["z.uuidv7()", g.uuid("7")],
  ["z.guid()", g.guid],
  ["z.cuid()", g.cuid],
  ["z.cuid2()", g.cuid2],
  ["z.ulid()", g.ulid],
  ["z.nanoid()", g.nanoid(21)],
  ...[1, 10, 36, 300].map((length) => [`z.nanoid({ length: ${length} })`, g.nanoid(length)]),
  ["z.xid()", g.xid],
  ["z.ksuid()", g.ksuid],
  ["z.ipv4()", g.ipv4],
  ["z.ipv6()", g.ipv6],
  ["z.cidrv4()", g.cidrv4],
  ["z.cidrv6()", g.cidrv6],
  ["z.mac()", g.mac(":")],
  ...delimiters.map((delimiter) => [`z.mac(${written({ delimiter })})`, g.mac(delimiter)]),
  ["z.base64()", g.base64],
  ["z.base64url()", g.base64url],
  ["z.e164()", g.e164],
  ["z.jwt()", g.jwt],
  ["z.emoji()", g.emoji],
  ["z.hostname()", g.hostname],
  ["z.hex()", g.hex],
  ...["md5", "sha1", "sha256", "sha384", "sha512"].flatMap((algorithm) => encodings.map((enc) => [`z.hash("${algorithm}", ${written({ enc })})`, g.hash(algorithm, enc)])),
  ["z.creditCard()", g.creditCard],
  ["z.iban()", g.iban],
  ["z.currencyCode()", g.currencyCode],
  ["z.iso.date()", g.date],
  ["z.iso.duration()", g.duration],
  ...precisions.map((precision) => [timeCode(precision), g.time(precision)]),
  ...datetimes(),
];

/** Beside other checks, and inside of other schemas. */
const combined = [
  ["z.url().max(20)", shortUrlGenerator],
  ["z.url().min(12).max(24)", shortUrlGenerator],
  ["z.url().length(12)", urlOfTwelveGenerator],
  ["z.ipv6().min(6)", g.ipv6],
  ["z.ipv6().regex(/[aA]/)", g.ipv6],
  ["z.cidrv6().max(20)", g.cidrv6],
  ["z.cidrv6().regex(/^[0-9]/).regex(/[68]/)", g.cidrv6],
  ["z.ipv4().regex(/[1-3]/)", g.ipv4],
  ["z.email().max(20)", g.email],
  ["z.email({ pattern: z.regexes.html5Email }).min(8)", g.email],
  ["z.email({ pattern: z.regexes.unicodeEmail }).max(20)", g.unicodeEmail],
  ["z.uuid().startsWith(\"a\")", { fit: (random) => (random.chance(0.7) ? "a" + g.uuid().fit(random).slice(1) : g.uuid().fit(random)), alphabet: g.uuid().alphabet }],
  ["z.base64().max(24)", g.base64],
  ["z.base64url().min(4)", g.base64url],
  ["z.jwt().max(80)", g.jwt],
  ["z.emoji().max(3)", g.emoji],
  ["z.emoji().length(2)", g.emoji],
  ["z.iban().min(20)", g.iban],
  ["z.creditCard().max(16)", g.creditCard],
  ["z.hex().length(8)", near(["0123abcd", "DEADBEEF", "1234567", "123456789", "g1234567", "00000000"], "0123456789abcdefg")],
  ["z.iso.date().regex(/^[2]/)", { fit: (random) => (random.chance(0.7) ? "2" + g.date.fit(random).slice(1) : g.date.fit(random)), alphabet: g.date.alphabet }],
  ["z.iso.datetime({ local: true }).max(25)", g.datetime({ local: true })],
  ["z.hostname().max(12)", g.hostname],
  ["z.e164().endsWith(\"0\")", { fit: (random) => g.e164.fit(random).replace(/.$/, (last) => (random.chance(0.7) ? "0" : last)), alphabet: g.e164.alphabet }],
  ["z.array(z.url())", urlGenerator],
  ["z.array(z.jwt())", g.jwt],
  ["z.array(z.ipv6())", g.ipv6],
  ["z.object({ a: z.url().optional(), b: z.cidrv6() })", near(["::/0", "1::/64", "::ffff:1.2.3.4/128", "::1/129"], "0123456789abcdef:/")],
  ["z.union([z.ipv4(), z.ipv6()])", { fit: (random) => g[random.pick(["ipv4", "ipv6"])].fit(random), alphabet: g.ipv6.alphabet }],
  ["z.union([z.url(), z.email()]).nullable()", { fit: (random) => (random.chance(0.5) ? urlGenerator : g.email).fit(random), alphabet: urlGenerator.alphabet }],
  ["z.record(z.ipv6(), z.url())", g.ipv6],
  ["z.intersection(z.url(), z.url().max(20))", shortUrlGenerator],
];

/** What stands around a string in a payload. */
const payloads = {
  "z.array": (text, random) => JSON.stringify(random.chance(0.5) ? [text] : [text, "http://a", "::", text, "x"].slice(random.below(3))),
  "z.object": (text, random) => JSON.stringify({ a: random.pick(["http://a\tb ", " ws:c", undefined, "x"]), b: text }),
  "z.record": (text, random) => JSON.stringify({ [text]: random.pick(["http://a/\n", " ws:c ", "https://é", "x"]) }),
};

/**
 * @type {{code: string, schema: any, generator: {fit: (random: any) => string, alphabet: string | string[], without?: RegExp},
 *   payloadOf: (text: string, random: any) => string}[]}
 * The code is an expression of `z`; the payload is JSON.
 */
export const formatSchemas = [...plain, ...combined].map(([code, generator]) => ({
  code,
  schema: new Function("z", `return ${code};`)(z),
  generator,
  payloadOf: payloads[code.slice(0, code.indexOf("("))] ?? ((text) => JSON.stringify(text)),
}));
