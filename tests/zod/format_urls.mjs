// Strings near URLs: of all schemes that the URL standard knows, hosts of every notation and script, and its own tests.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { anyCharacter, isAssigned, likeSpaces, peculiar, scripts, spaces } from "./format_characters.mjs";
import { alphanumeric, between, digits, disturbed, ipv6, lower, repeat, some } from "./format_strings.mjs";

const maybe = (random, probability, make) => (random.chance(probability) ? make() : "");

// --- hosts ---

const numberForms = [
  (number) => String(number), (number) => "0" + number.toString(8), (number) => "0x" + number.toString(16), (number) => "0X" + number.toString(16).toUpperCase(), (number) => "00" + number, (number) => "0x0" + number.toString(16),
];
const oddNumbers = ["", "0x", "0X", "08", "09", "0xg", "-1", "+1", "1e3", "256", "4294967295", "4294967296", "18446744073709551616", "0x1ffffffff", "00000000000000000000001", "99999999999999999999999", "1_0", "１", "0b1", "0o7"];

/** In decimal, octal and hexadecimal numbers, of one to five parts, the last of them for all bytes that are left. */
function ipv4(random) {
  const parts = random.chance(0.9) ? between(random, 1, 4) : random.pick([5, 6]);
  const bounds = repeat(random, parts, () => 256);
  bounds[parts - 1] = 256 ** Math.max(5 - parts, 1);
  const number = (bound) => (random.chance(0.1) ? random.pick([0, bound - 1, bound, bound + 1]) : Math.floor(random.next() * bound));
  const written = bounds.map((bound) => (random.chance(0.04) ? random.pick(oddNumbers) : random.pick(random.chance(0.5) ? numberForms.slice(0, 1) : numberForms)(number(bound))));
  return written.join(".") + maybe(random, 0.1, () => random.pick([".", "..", ".a", "."]));
}

/** An IPv6 address, mostly in brackets. */
function bracketed(random) {
  const address = random.chance(0.8) ? ipv6(random) : disturbed(ipv6(random), random, "0123456789abcdef:.%g");
  return random.chance(0.9) ? `[${address}]` : random.pick([address, `[${address}`, `${address}]`, `[[${address}]]`, `[${address}]a`, `[${address}%25eth0]`, "[]", "[v1.a]", `[${encodeURIComponent(address)}]`]);
}

const delimiters = Array.from("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

function asciiLabel(random) {
  if (random.chance(0.03)) return some(random, lower, between(random, 60, 66));
  if (random.chance(0.05)) return random.pick(["-", "-a", "a-", "a--b", "ab--c", "xn", "xn-", "_a", "a_b", "0", "0x", "1a", "a1", "--"]);
  return some(random, random.chance(0.8) ? lower + digits + "-" : alphanumeric + "-_~!$&'()*+,;=", between(random, 1, 8));
}

function letters(random) {
  const script = random.pick(scripts);
  return repeat(random, between(random, 1, 6), () => random.pick(random.chance(0.9) ? script : random.chance(0.5) ? Array.from(lower + digits + "-") : peculiar)).join("");
}

const knownLabels = [
  "xn--", "xn---", "xn--a", "xn--a-", "xn--ab", "xn--pokxncvks", "xn--fa-hia", "xn--strae-oqa", "xn--zca", "xn--0ca24w", "xn--53h", "xn--ls8h", "xn--e1afmkfd", "xn--p1ai", "xn--wgbh1c", "xn--mgba3a4f16a", "xn--55qx5d", "xn--j1amh",
  "XN--P1AI", "xn--1ug", "xn--0ug", "xn--1ch", "xn--a-0ea", "xn--zn7c.com", "xn--8j9a", "xn--80ak6aa92e", "xn--ngo", "xn--iñvalid", "xn--xn--a--gua", "xn--bb-eka", "xn--tdali-d8a8w", "xn--n3h", "xn--a.b", "xn--999999b", "xn--99999999", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
  "faß", "FAẞ", "βόλος", "☃", "💩", "bücher", "BÜCHER", "xn--bcher-kva", "xn--Bcher-kva", "xn--bücher-kva", "日本語。jp", "ﾊﾝｶｸ", "a\u00adb", "\u00ad", "a\u200cb", "क\u094d\u200cष", "क\u094d\u200d", "ب\u200cب", "a\u200db", "נא", "אa", "aא", "א1", "1א", "א\u0660", "ا\u0660", "ا0\u0660", "ا1", "\u0300a", "a\u0300", "e\u0301", "ａｂｃ", "１．２．３．４", "⑴", "℀", "㎏", "İ", "ı", "K", "ſ", "ﬀ", "＿", "％４１", "a．b", "…", "½", "\u2260", "\ufdfa", "\u{1f100}", "\u3164", "\u06dd",
];

/** Its punycode as Node writes it, whole, damaged or in capitals; the label itself where it has none. */
function punycode(random) {
  const label = letters(random);
  let host;
  try {
    host = new URL(`http://${label}`).hostname;
  } catch {
    host = "xn--" + some(random, lower + digits + "-", between(random, 1, 8));
  }
  const kind = random.below(6);
  if (kind === 0) return disturbed(host, random, lower + digits + "-");
  if (kind === 1) return host.toUpperCase();
  if (kind === 2) return `xn--${some(random, lower + digits, between(random, 1, 6))}`;
  if (kind === 3) return `xn--${some(random, lower, between(random, 1, 4))}-${some(random, lower + digits, between(random, 1, 5))}`;
  return host;
}

const percent = (character, random) => Array.from(Buffer.from(character), (byte) => "%" + byte.toString(16).padStart(2, "0")[random.chance(0.5) ? "toUpperCase" : "toLowerCase"]()).join("");

const label = (random) => random.pick([asciiLabel, asciiLabel, asciiLabel, letters, punycode, () => random.pick(knownLabels)])(random);

function name(random) {
  const joined = repeat(random, between(random, 1, 3), label).join(random.chance(0.9) ? "." : random.pick(["..", "。", "．", "｡", "%2e", "%2E", "%E3%80%82"]));
  const written = joined + maybe(random, 0.05, () => random.pick([".", "..", ".1", ".0x1", ".256", ".0x", ".08", ".１"]));
  if (random.chance(0.08)) return Array.from(written, (character) => (random.chance(0.3) ? percent(character, random) : character)).join("");
  return random.chance(0.04) ? written + percent(String.fromCharCode(random.below(0x100)), random) + maybe(random, 0.5, () => label(random)) : written;
}

const oddHosts = ["", ".", "..", "%", "%4", "%zz", "%00", "%20", "%7f", "%80", "%c3", "%C3%A9", "%ff", "%2f", "%3A", "%40", "%5b", "a%41", "%ef%bc%8e", "localhost", "a b", "a<b", "a^b", "a|b", "a%7Cb", "a\\b", "a#", "a?", "\0", "a\x7f", "a\u0080", "a\ufffd", "\ufdd0", "*", "a,b", "a;b", "${a}", "`a`", "'", '"a"', "{a}", "C:", "C|"];

function host(random) {
  const kind = random.next();
  if (kind < 0.65) return name(random);
  if (kind < 0.8) return ipv4(random);
  if (kind < 0.88) return bracketed(random);
  if (kind < 0.95) return random.pick(oddHosts);
  const character = random.pick(random.chance(0.5) ? delimiters : peculiar);
  return random.pick([`a${character}b`, `${character}a`, `a${character}`, `a${percent(character, random)}b`]);
}

// --- the rest ---

const special = ["http", "https", "ws", "wss", "ftp", "file"];
const others = ["mailto", "data", "javascript", "blob", "about", "urn", "tel", "foo", "a", "a+b.c-1", "git+ssh", "h", "non-special", "gopher", "view-source", "", "1a", "-a", "a_b", "é", "ht tp", "httpſ", "+", "https ", "localhost"];
const ports = ["80", "443", "21", "8080", "0", "00", "65535", "65536", "99999", "", "000000000000080", "-1", "+80", "8a", "a", "80 ", "１", "99999999999999999999", "1e3", "0x50", "65535000"];
const urlCharacters = Array.from(alphanumeric + "-._~!$&'()*+,;=:@%/?#[]{}|\\^`<>\" ");

const text = (random, most, alphabet) => repeat(random, random.below(most), () => (random.chance(0.06) ? anyCharacter(random) : random.pick(alphabet))).join("");

/** From its scheme on; hosts are where most of the rules are. */
function slashed(random) {
  const scheme = random.chance(0.85) ? random.pick(special) : random.pick(others);
  const slashes = random.chance(0.85) ? "//" : random.pick(["", "/", "///", "////", "\\\\", "/\\", "\\/", "\\", "/ /", "//\t"]);
  const user = maybe(random, 0.12, () => random.pick([`${text(random, 5, urlCharacters)}@`, "a:b@", "@", ":@", "a@b@", "a%40b:@", `${text(random, 4, urlCharacters)}:${text(random, 4, urlCharacters)}@`]));
  const port = maybe(random, 0.15, () => ":" + random.pick(ports));
  const path = maybe(random, 0.4, () => random.pick(["/", "\\", "?", "#", "/"]) + text(random, 10, urlCharacters));
  return `${random.chance(0.1) ? scheme.toUpperCase() : scheme}:${slashes}${user}${host(random)}${port}${path}`;
}

const file = (random) => `file:${random.pick(["//", "///", "/", "", "\\\\", "////", "//localhost/", "//C:/", "///C|/", "/C:\\"])}${maybe(random, 0.4, () => host(random))}${maybe(random, 0.5, () => "/" + text(random, 8, urlCharacters))}`;
const opaque = (random) => `${random.pick(others)}:${text(random, 16, urlCharacters)}`;
const authority = (random) => `${random.pick(["foo", "a", "git+ssh", "non-special"])}://${host(random)}${maybe(random, 0.3, () => ":" + random.pick(ports))}${maybe(random, 0.3, () => "/" + text(random, 6, urlCharacters))}`;
const relative = (random) => random.pick(["", "/", "//", "?", "#", "./", "../", "a/"]) + maybe(random, 0.6, () => host(random));

const ends = [...spaces, ...spaces, ...likeSpaces];

/** With what is trimmed, stripped or neither, at its ends and within. */
function spaced(url, random) {
  const end = () => maybe(random, 0.5, () => repeat(random, between(random, 1, 3), () => random.pick(ends)).join(""));
  const within = Array.from(url);
  for (let count = random.below(3); count > 0; --count) within.splice(random.below(within.length + 1), 0, random.chance(0.8) ? random.pick(["\t", "\n", "\r"]) : random.pick(ends));
  return end() + within.join("") + end();
}

function url(random) {
  const kind = random.next();
  const made = (kind < 0.7 ? slashed : kind < 0.78 ? file : kind < 0.87 ? opaque : kind < 0.97 ? authority : relative)(random);
  return random.chance(0.15) ? spaced(made, random) : made;
}

/** Short ones, for schemas with bounds on the length. */
const shortUrl = (random) => spaced(random.pick(["a:", "http://", "https://", "ws:"]) + some(random, lower, between(random, 0, 16)) + maybe(random, 0.2, () => random.pick(["é", "😀", "日本"])), random);

/** Of about twelve characters once they are trimmed. */
const urlOfTwelve = (random) => spaced(`${random.pick(["http://", "wss://", "https:"])}${some(random, lower, between(random, 4, 7))}`, random);

export const urlGenerator = { fit: url, alphabet: Array.from(alphanumeric + "::://///...@?#[]\\%%% \t\nxn--é日😀") };
export const shortUrlGenerator = { fit: shortUrl, alphabet: urlGenerator.alphabet };
export const urlOfTwelveGenerator = { fit: urlOfTwelve, alphabet: urlGenerator.alphabet };

// --- the tests of the URL standard ---

/** Noncharacters, too, which are never assigned. */
const isKnown = (text) => text.isWellFormed() && isAssigned(text.replaceAll(/\p{Noncharacter_Code_Point}/gu, ""));

/** The inputs of every list of tests in a folder, web-platform-tests' url/resources, and their hosts. */
export function urlsOf(folder) {
  const lists = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
  const inputs = lists.flat().map((test) => test.input).filter((input) => typeof input === "string" && isKnown(input));
  return [...new Set(inputs.flatMap((input) => [input, `https://${input}/`]))];
}

/** The same generator with such inputs among what it makes. */
export const withUrls = ({ fit, alphabet }, urls) => ({ fit: (random) => (random.chance(0.3) ? random.pick(urls) : fit(random)), alphabet });
