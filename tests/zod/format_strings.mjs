// Strings near the formats that Zod knows, each from a generator of fitting ones.
import { anyCharacter, likeSpaces, lookalike, scripts, spaces, withoutNewer } from "./format_characters.mjs";

// --- pieces ---

export const digits = "0123456789";
const lowerHex = digits + "abcdef";
const hex = lowerHex + "ABCDEF";
export const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
export const alphanumeric = digits + lower + upper;

/** From `least` to `most`. */
export const between = (random, least, most) => least + random.below(most - least + 1);
/** So many characters of an alphabet. */
export const some = (random, alphabet, count) => Array.from({ length: count }, () => random.pick(alphabet)).join("");
export const repeat = (random, count, make) => Array.from({ length: count }, () => make(random));
const maybe = (random, probability, text) => (random.chance(probability) ? text : "");
const padded = (number, width = 2) => String(number).padStart(width, "0");

// --- what is done to a fitting string ---

const flipped = (character) => (character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase());

const changes = [
  (points, at) => points.splice(at, 1),
  (points, at) => points.splice(at, 0, points[at] ?? "0"),
  (points, at, random, alphabet) => points.splice(at, 1, random.pick(alphabet)),
  (points, at, random, alphabet) => points.splice(at, 0, random.pick(alphabet)),
  (points, at) => ([points[at], points[at + 1]] = [points[at + 1] ?? "", points[at] ?? ""]),
  (points, at) => points.splice(at, 1, flipped(points[at] ?? "")),
  (points, at, random) => points.splice(at, 1, lookalike(points[at] ?? "0", random)),
  (points, at, random) => points.splice(at, random.below(2), anyCharacter(random)),
  (points, at, random) => points.splice(at, 0, random.pick(random.chance(0.7) ? spaces : likeSpaces)),
  (points, at) => points.splice(at),
  (points, at) => points.splice(0, at),
  (points, at, random) => points.splice(at, between(random, 1, 4)),
  (points, at, random) => points.splice(at, 0, ...points.slice(at, at + between(random, 2, 8))),
  (points, _, random, alphabet) => points.push(random.pick(alphabet)),
  (points, _, random) => points.push(random.pick(["\n", " ", "\0", "\u2028", "=", "."])),
  (points, _, random) => points.unshift(random.pick(["\n", " ", "\0", "\ufeff", "+", "-"])),
];

/** A string with one or a few characters changed. */
export function disturbed(text, random, alphabet) {
  const points = Array.from(text);
  for (let left = random.pick([1, 1, 1, 2, 3]); left > 0; --left) random.pick(changes)(points, random.below(points.length + 1), random, alphabet);
  return points.join("");
}

const flippedWhole = (text, random) => (random.chance(0.5) ? text.toUpperCase() : text.toLowerCase());

/** Characters of a format's alphabet, and rarely others, in any order. */
function wild(random, alphabet) {
  const length = random.chance(0.1) ? between(random, 0, 300) : between(random, 0, 24);
  return repeat(random, length, () => (random.chance(0.01) ? anyCharacter(random) : random.pick(alphabet))).join("");
}

/** A fitting string with characters of any length in UTF-8 in its places. */
function unicode(text, random) {
  const share = random.pick([0.05, 0.3, 1]);
  return Array.from(text, (character) => (random.chance(share) ? anyCharacter(random) : character)).join("") + maybe(random, 0.2, anyCharacter(random));
}

function anyString({ fit, alphabet }, random) {
  const kind = random.next();
  if (kind < 0.4) return fit(random);
  if (kind < 0.8) return disturbed(fit(random), random, alphabet);
  if (kind < 0.84) return flippedWhole(fit(random), random);
  if (kind < 0.92) return wild(random, alphabet);
  return unicode(fit(random), random);
}

/**
 * A string for a format: fitting, nearly fitting, wild or of any characters; without half a surrogate pair, and without
 * what is not the same in all versions of Unicode.
 * @param {{fit: (random: Random) => string, alphabet: string | string[], without?: RegExp}} generator
 *   `without`: what is left out, instead of the characters of later versions than 15.0
 */
export function stringFor(generator, random) {
  const text = anyString(generator, random).toWellFormed();
  return generator.without ? text.replaceAll(generator.without, "") : withoutNewer(text);
}

// --- numbers of many kinds ---

/** Of `count` digits, the last of them such that Luhn's sum fits. */
function luhn(random, count) {
  const body = some(random, digits, count - 1);
  const sum = Array.from(body).reverse().reduce((total, digit, i) => total + (i % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] : Number(digit)), 0);
  return body + ((10 - (sum % 10)) % 10);
}

function creditCard(random) {
  const number = luhn(random, between(random, 12, 19));
  const style = random.below(4);
  if (style === 0) return number.replaceAll(/\d{4}(?=\d)/g, `$&${random.pick([" ", "-"])}`);
  if (style === 1) return Array.from(number).join(random.pick([" ", "-", "- "]));
  if (style === 2) return Array.from(number, (digit) => digit + maybe(random, 0.2, random.pick([" ", "-"]))).join("").trimEnd();
  return number;
}

function iban(random) {
  const country = random.chance(0.5) ? random.pick(["DE", "GB", "FR", "NL", "CH", "NO", "MT", "LC"]) : some(random, upper, 2);
  const account = some(random, random.chance(0.5) ? digits : digits + upper, random.chance(0.9) ? between(random, 11, 30) : random.pick([10, 31]));
  const number = BigInt(Array.from(account + country + "00", (character) => parseInt(character, 36)).join(""));
  const check = 98n - (number % 97n);
  // The other numbers of the same remainder: 00 and 01 for 97 and 98, 99 for 02.
  const same = [check, check - 97n, check + 97n].filter((other) => other >= 0n && other <= 99n);
  const chosen = random.chance(0.9) ? check : random.pick(same);
  return country + padded(chosen) + account;
}

const e164 = (random) => "+" + random.pick("123456789") + some(random, digits, random.chance(0.8) ? between(random, 6, 14) : random.pick([5, 15]));

// --- addresses ---

const octet = (random) => (random.chance(0.3) ? random.pick([0, 1, 9, 10, 99, 100, 127, 199, 200, 249, 250, 255, 256, 260]) : random.below(256));
const ipv4 = (random) => repeat(random, 4, octet).join(".");
const cidrv4 = (random) => `${ipv4(random)}/${random.chance(0.9) ? random.below(33) : random.pick(["33", "00", "01", "99", "-1", "3.0"])}`;

const group = (random) => (random.chance(0.1) ? "0" : some(random, hex, between(random, 1, random.chance(0.97) ? 4 : 5)));

/** Of every form: whole, with a "::" anywhere, with an IPv4 address at the end. */
export function ipv6(random) {
  const isMixed = random.chance(0.25);
  const tail = isMixed ? [ipv4(random)] : [];
  const most = isMixed ? 6 : 8;
  if (random.chance(0.25)) return [...repeat(random, random.chance(0.9) ? most : most + random.pick([-1, 1]), group), ...tail].join(":");
  const count = random.chance(0.9) ? random.below(most) : most;
  const groups = [...repeat(random, count, group), ...tail];
  const at = random.below(count + 1);
  return `${groups.slice(0, at).join(":")}::${groups.slice(at).join(":")}`;
}

const prefixes = ["NaN", "Infinity", "-Infinity", "1.5", "0.1", "1e-7", "1e2", "1e+21", "01", "-0", "+0", "-1", "129", "128", "127", "0", "", " 1", "1 ", "0x10", "64/", "1_0", "１", "128.0", "12.25", "0.5", "1e-8", "5e-324", "127.99999999999999", "128.00000000000003", "0.30000000000000004", "0.000001", "0.0000001", "1.7976931348623157e+308"];

function cidrv6(random) {
  if (random.chance(0.1)) {
    const number = random.next() * random.pick([1e-9, 1e-6, 1e-3, 1, 128, 130]);
    return `${ipv6(random)}/${random.chance(0.6) ? number : number.toPrecision(between(random, 1, 20))}`;
  }
  return `${ipv6(random)}/${random.chance(0.75) ? random.below(129) : random.pick(prefixes)}`;
}

const mac = (delimiter) => (random) => repeat(random, 6, () => some(random, lowerHex, 2)).join(delimiter)[random.chance(0.5) ? "toUpperCase" : "toLowerCase"]();

function hostname(random) {
  if (random.chance(0.1)) return "a".repeat(between(random, 61, 65)) + maybe(random, 0.5, ".b");
  if (random.chance(0.1)) {
    const length = between(random, 251, 256);
    return Array.from({ length }, (_, i) => (i % 50 === 49 ? "." : "a")).join("").replace(/\.$/, "a") + maybe(random, 0.5, ".");
  }
  const label = () => some(random, alphanumeric, 1) + some(random, alphanumeric + "--", random.below(9)) + some(random, alphanumeric, 1);
  return repeat(random, between(random, 1, 5), () => (random.chance(0.2) ? random.pick(alphanumeric) : label())).join(".") + maybe(random, 0.2, ".");
}

// --- e-mail ---

/** For patterns of ASCII. */
function email(random) {
  const atoms = alphanumeric + "_'+-";
  const wide = alphanumeric + ".!#$%&'*+/=?^_`{|}~-";
  const local = random.chance(0.7) ? repeat(random, between(random, 1, 4), () => some(random, atoms, between(random, 1, 6))).join(".") : some(random, wide, between(random, 1, 12));
  const label = () => random.pick(alphanumeric) + some(random, alphanumeric + "-", random.chance(0.95) ? random.below(8) : between(random, 58, 64));
  const domain = repeat(random, between(random, 1, 4), label).join(".");
  return `${local}@${domain}${maybe(random, 0.9, "." + some(random, lower + upper, between(random, 1, 5)))}`;
}

/** For rfc5322Email: quoted names, addresses in brackets, any characters in atoms. */
function rfc5322Email(random) {
  const quoted = () => `"${repeat(random, between(random, 0, 6), () => (random.chance(0.7) ? random.pick(alphanumeric + " @,.<>()\"\\") : anyCharacter(random))).join("")}"`;
  const atom = () => repeat(random, between(random, 1, 4), () => (random.chance(0.8) ? random.pick(alphanumeric + "!#$%&'*+-/=?^_`{|}~") : random.pick(random.pick(scripts)))).join("");
  const local = random.chance(0.3) ? quoted() : repeat(random, between(random, 1, 3), atom).join(".");
  if (random.chance(0.25)) return `${local}@[${repeat(random, 4, () => some(random, digits, between(random, 1, 3))).join(".")}]`;
  return `${local}@${repeat(random, between(random, 1, 3), () => some(random, alphanumeric + "-", between(random, 1, 6))).join(".")}.${some(random, lower + upper, between(random, 2, 4))}`;
}

/** For unicodeEmail: lengths near its bounds, in code points. */
function unicodeEmail(random) {
  const length = (most) => (random.chance(0.2) ? most + random.pick([-1, 0, 0, 1]) : between(random, 1, 10));
  const visible = () => random.pick(random.chance(0.3) ? Array.from(alphanumeric + "<>()[],;:\\.-") : random.pick(scripts));
  const domain = () => (random.chance(0.02) ? '"' : visible());
  return `${repeat(random, length(64), visible).join("")}@${repeat(random, length(255), domain).join("")}`;
}

// --- times ---

function date(random) {
  const year = padded(random.chance(0.4) ? random.pick([0, 4, 96, 100, 400, 1900, 1996, 2000, 2023, 2024, 2100, 2400, 9996]) : random.below(10000), 4);
  if (random.chance(0.3)) return `${year}-02-${between(random, 28, 30)}`;
  const day = random.chance(0.3) ? random.pick([0, 1, 28, 29, 30, 31, 32]) : between(random, 1, 28);
  return `${year}-${padded(random.chance(0.95) ? between(random, 1, 12) : random.pick([0, 13]))}-${padded(day)}`;
}

const minutes = (random) => `${padded(random.chance(0.97) ? random.below(24) : random.pick([24, 25, 30]))}:${padded(random.chance(0.97) ? random.below(60) : random.pick([60, 61, 99]))}`;

/** With as many digits of a second as asked for, and now and then others. */
const time = (precision) => (random) => {
  const chosen = random.chance(0.8) ? (precision ?? random.pick([-1, 0, 1, 3, 6, 12])) : random.pick([-1, 0, 1, 2, 3, 4, 6, 9, 10]);
  if (chosen === -1) return minutes(random);
  return `${minutes(random)}:${padded(random.chance(0.97) ? random.below(60) : random.pick([60, 99]))}${chosen > 0 ? "." + some(random, digits, chosen) : maybe(random, 0.02, ".")}`;
};

const zone = (random) => random.pick(["Z", "Z", "z", "", "+00:00", "-00:00", "+0100", "+01", `${random.pick("+-")}${minutes(random)}`, `${random.pick("+-")}${minutes(random)}`]);

const datetime = ({ precision, offset, local }) => (random) => {
  const places = ["Z", ...(offset ? [`${random.pick("+-")}${minutes(random)}`] : []), ...(local ? [""] : [])];
  return `${date(random)}${random.chance(0.97) ? "T" : random.pick("t ")}${time(precision)(random)}${random.chance(0.75) ? random.pick(places) : zone(random)}`;
};

function duration(random) {
  const number = () => some(random, digits, between(random, 1, 4));
  const part = (unit) => maybe(random, 0.4, number() + unit);
  if (random.chance(0.15)) return `P${number()}W${maybe(random, 0.1, part("D"))}`;
  const fraction = () => maybe(random, 0.3, random.pick(".,") + some(random, digits, between(random, 1, 6)));
  const seconds = maybe(random, 0.4, `${number()}${fraction()}S`);
  const clock = part("H") + part("M") + seconds;
  return `P${part("Y")}${part("M")}${part("D")}${clock === "" ? maybe(random, 0.1, "T") : "T" + clock}`;
}

// --- encodings ---

const bytes = (random, count) => String.fromCharCode(...repeat(random, count, () => random.below(256)));

/** Of any bytes; some with bits set beyond the last byte, which is not canonical but is decoded, or other padding. */
function base64(random) {
  const text = btoa(bytes(random, random.below(30)));
  if (random.chance(0.7)) return text;
  const [body, padding] = text.match(/^([^=]*)(=*)$/).slice(1);
  return body.replace(/.$/, () => random.pick(alphanumeric + "+/")) + random.pick([padding, padding, "", "=", "==", "===", "====", " =", "=\n="]);
}

const toUrl = (text) => text.replaceAll("+", "-").replaceAll("/", "_");
const base64url = (random) => toUrl(base64(random)).replace(/=+$/, (padding) => maybe(random, 0.1, padding));

const hashes = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

const hash = (algorithm, encoding) => (random) => {
  const text = btoa(bytes(random, hashes[algorithm] + (random.chance(0.9) ? 0 : random.pick([-1, 1, 2]))));
  if (encoding === "base64") return text;
  if (encoding === "base64url") return toUrl(text).replace(/=+$/, "");
  return some(random, random.chance(0.3) ? hex : random.pick([lowerHex, lowerHex.toUpperCase()]), 2 * hashes[algorithm] + (random.chance(0.9) ? 0 : random.pick([-1, 1, 2])));
};

// --- JSON Web Tokens ---

const headerValues = [
  '"HS256"', '"none"', '"RS256"', '"JWT"', '"jwt"', '"JW\\u0054"', '"\\u004aWT"', '"at+jwt"', '""', '"\\u0000"', "null", "true", "false", "0", "-0", "0.0", "-0.0e5", "1", "1e-400", "-1e-400", "1e999", "-1e999",
  "5e-324", "2e-324", "0e999", "[]", "{}", '[""]', '{"a":0}', '"é"', '"\\ud800"', "01", "1.", ".5", "+1", "NaN", "undefined", "'HS256'", '"a\tb"', '"\\x41"', "tru", "nul", '"a', "1e", "-", '"JWT\\u0000"', "0e-1", "0.00000000000000000000001",
];
const headerKeys = ['"alg"', '"typ"', '"alg"', '"typ"', '"kid"', '"a\\u006cg"', '"\\u0074yp"', '"ALG"', '""', '"__proto__"', '"constructor"', '"toString"', "alg", "'alg'", '"alg "', '"typ\\u0000"', '"\u00e9"'];

function nested(random) {
  const depth = random.chance(0.2) ? between(random, 100, 600) : between(random, 1, 20);
  const kinds = repeat(random, depth, () => random.below(2));
  const open = kinds.map((kind) => (kind ? "[" : '{"a":')).join("");
  const close = kinds.reverse().map((kind) => (kind ? "]" : "}")).join("");
  return open + random.pick(headerValues) + (random.chance(0.9) ? close : close.slice(1));
}

/** The JSON of a header, or what is meant to look like it. */
function header(random) {
  const space = () => maybe(random, 0.1, random.pick([" ", "\n", "\t", "\r", "\v", "\u00a0", "  "]));
  if (random.chance(0.5)) return `{"alg":"${random.pick(["HS256", "RS256", "ES512", "EdDSA", "none"])}"${maybe(random, 0.7, ',"typ":"JWT"')}${maybe(random, 0.3, `,"kid":${nested(random)}`)}}`;
  if (random.chance(0.05)) return random.pick([...headerValues, '["alg"]', '[{"alg":"HS256"}]', '{"alg":"HS256"}{}', "", "{}", '{"alg"}', '\u00ef\u00bb\u00bf{"alg":"a"}', '{"alg":"a",}', '{,"alg":"a"}', '{"alg":"a"},', '{"__proto__":{"alg":"HS256"}}', '{"__proto__":null,"alg":"a"}']);
  const member = () => `${space()}${random.pick(headerKeys)}${space()}:${space()}${random.chance(0.15) ? nested(random) : random.pick(headerValues)}${space()}`;
  return `${space()}{${repeat(random, between(random, 0, 4), member).join(",")}}${space()}`;
}

/** Bytes of Latin-1 at their places, as a header that is not ASCII comes out of atob(). */
function jwt(random) {
  const text = header(random);
  const encoded = btoa(random.chance(0.05) ? disturbed(text, random, headerValues.join("")).replaceAll(/[^\0-\xff]/g, "?") : text);
  const ends = [encoded.replace(/=+$/, ""), encoded, encoded.replace(/=+$/, "="), toUrl(encoded).replace(/=+$/, ""), disturbed(encoded, random, spaces.slice(0, 6))];
  const first = random.chance(0.8) ? ends[0] : random.pick(ends);
  const rest = () => (random.chance(0.9) ? base64url(random) : random.pick(["", "!", "é", "a b"]));
  return random.chance(0.95) ? `${first}.${rest()}.${rest()}` : [first, ...repeat(random, random.below(5), rest)].join(".");
}

// --- emoji ---

const pictographs = Array.from("😀👍❤☀⌚⏰✈🏳🏴👩🏻🧑🚀👨💻🐻🦰🦱🦳🦲🫠🫨🪿🩷🛜©®™‼⁉ℹ↔Ⓜ㊗㊙🀄🃏🅰🆎🈁🉐⚕♀♂⚧🌡\u{1fc00}");
const components = ["\u200d", "\ufe0f", "\u20e3", "🏻", "🏼", "🏽", "🏾", "🏿", "🇦", "🇩", "🇪", "🇿", ..."0123456789#*", "\u{e0067}", "\u{e0062}", "\u{e007f}", "🦰", "🦳"];
const sequences = [
  "1\ufe0f\u20e3", "#\u20e3", "*\ufe0f\u20e3", "🇩🇪", "🇺🇳", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}", "👩\u200d🚀", "🏳\ufe0f\u200d🌈", "👨\u200d👩\u200d👧\u200d👦",
  "👍🏽", "❤\ufe0f", "🧑🏿\u200d🦰", "1", "123", "#", "\u200d", "\ufe0f", "🏻", "🇦", "\u{e0062}", "",
];

function emoji(random) {
  const one = () => (random.chance(0.5) ? random.pick(sequences) : random.pick(random.chance(0.6) ? pictographs : components));
  return repeat(random, random.chance(0.95) ? between(random, 1, 5) : between(random, 0, 60), one).join("");
}

const emojiAlphabet = [...pictographs, ...components, "a", " ", "é", "\ufe0e", "\u231c", "\u2605", "\u{1f12f}", "\u{1faff}", "\u{1f1e5}", "\u{1f8c0}", "\u{1fae9}", "\u{1f321}", "\u{1fc00}", "\u{e0000}"];

/**
 * The library's emoji are those of Unicode 17.0, which took Extended_Pictographic from most characters that are no emoji.
 * Where Node has another Unicode, these are left out.
 */
const notComparable = process.versions.unicode === "17.0" ? /[]/gv : /[[\u2388-\u27bf\u{1f000}-\u{1faff}]--\p{Emoji}--\p{Emoji_Component}]/gv;

// --- all of them ---

const ofLength = (alphabet, length) => (random) => some(random, alphabet, length + (random.chance(0.9) ? 0 : random.pick([-1, 1])));

const uuid = (version) => (random) => {
  if (version === undefined && random.chance(0.1)) return random.pick(["0", "f", "F"]).repeat(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const wanted = version ?? random.pick("12345678");
  const chosen = random.chance(0.95) ? wanted : random.pick("0123456789af");
  const variant = random.chance(0.95) ? random.pick("89abAB") : random.pick(hex);
  return `${some(random, hex, 8)}-${some(random, hex, 4)}-${chosen}${some(random, hex, 3)}-${variant}${some(random, hex, 3)}-${some(random, hex, 12)}`;
};

const guid = (random) => [8, 4, 4, 4, 12].map((count) => some(random, hex, count)).join("-");

const crockford = digits + "ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
const clock = digits + "::--..,TZPYMWDHS+ ";
const currencies = ["AED", "EUR", "USD", "GBP", "CHF", "JPY", "XAU", "XXX", "ZWG", "ZWL", "HRK", "AAA", "XTS", "XCG", "SLE", "VED"];
const literal = (list) => (random) => random.pick(list);

/** Generators by name, some of them made for what a schema asks for. */
export const generators = {
  email: { fit: email, alphabet: alphanumeric + "..--@@_'+!#\"[] " },
  rfc5322Email: { fit: rfc5322Email, alphabet: Array.from(alphanumeric + '..--@@""\\<>()[],;: é\u2028\n') },
  unicodeEmail: { fit: unicodeEmail, alphabet: Array.from('abc@@" é😀\u00a0\u2028\ufeff\u200b') },
  uuid: (version) => ({ fit: uuid(version), alphabet: hex + "----" }),
  guid: { fit: guid, alphabet: hex + "----gG" },
  cuid: { fit: (random) => random.pick("cC") + some(random, digits + lower, between(random, 5, 26)), alphabet: digits + lower + "C" },
  cuid2: { fit: (random) => some(random, digits + lower, between(random, 0, 30)), alphabet: digits + lower + "A-_" },
  ulid: { fit: (random) => random.pick("012345678") + ofLength(crockford, 25)(random), alphabet: alphanumeric },
  nanoid: (length) => ({ fit: ofLength(alphanumeric + "_-", length), alphabet: alphanumeric + "_-+/" }),
  xid: { fit: ofLength(digits + "abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUV", 20), alphabet: alphanumeric },
  ksuid: { fit: ofLength(alphanumeric, 27), alphabet: alphanumeric + "_" },
  ipv4: { fit: ipv4, alphabet: digits + "....." },
  ipv6: { fit: ipv6, alphabet: lowerHex + "F::::::..g[]%" },
  cidrv4: { fit: cidrv4, alphabet: digits + "....//" },
  cidrv6: { fit: cidrv6, alphabet: lowerHex + "::::::..//+-eNaN " },
  mac: (delimiter) => ({ fit: mac(delimiter), alphabet: hex + (delimiter + ":-").repeat(3) }),
  hostname: { fit: hostname, alphabet: alphanumeric + "---...._" },
  base64: { fit: base64, alphabet: alphanumeric + "+/====-_" },
  base64url: { fit: base64url, alphabet: alphanumeric + "-_--==+/" },
  e164: { fit: e164, alphabet: digits + "+- ()" },
  jwt: { fit: jwt, alphabet: alphanumeric + "...-_=+/ " },
  emoji: { fit: emoji, alphabet: emojiAlphabet, without: notComparable },
  date: { fit: date, alphabet: digits + "----T" },
  time: (precision) => ({ fit: time(precision), alphabet: clock }),
  datetime: (form) => ({ fit: datetime(form), alphabet: clock }),
  duration: { fit: duration, alphabet: clock + "PTWYDHMS" },
  hex: { fit: (random) => some(random, hex, random.below(40)), alphabet: hex + "gGxX-" },
  hash: (algorithm, encoding) => ({ fit: hash(algorithm, encoding), alphabet: encoding === "hex" ? hex : alphanumeric + "+/-_==" }),
  creditCard: { fit: creditCard, alphabet: digits + "  --" },
  iban: { fit: iban, alphabet: digits + upper + " a" },
  currencyCode: { fit: (random) => (random.chance(0.7) ? random.pick(currencies) : some(random, upper, 3)), alphabet: upper },
};

/** One of several strings, and what is near them. */
export const near = (list, alphabet) => ({ fit: literal(list), alphabet });
