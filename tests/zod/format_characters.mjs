// Characters for strings of formats: of every length in UTF-8, of many scripts, and such as look like others.
// Only those that Unicode 15.0 assigns: what Node's tables know of newer ones, the library's need not.

/** What Unicode 15.1, 16.0 and 17.0 added, as ranges of code points. */
const added =
  "88f 897 c5c cdc 1acf-1add 1ae0-1aeb 1b4e-1b4f 1b7f 1c89-1c8a 20c1 2427-2429 2b96 2ffc-2fff 31e4-31e5 31ef " +
  "a7cb-a7cf a7d2 a7d4 a7da-a7dc a7f1 fbc3-fbd2 fd90-fd91 fdc8-fdce 105c0-105f3 10940-10959 10d40-10d65 10d69-10d85 " +
  "10d8e-10d8f 10ec2-10ec7 10ed0-10ed8 10efa-10efc 11380-11389 1138b 1138e 11390-113b5 113b7-113c0 113c2 113c5 " +
  "113c7-113ca 113cc-113d5 113d7-113d8 113e1-113e2 116d0-116e3 11b60-11b67 11bc0-11be1 11bf0-11bf9 11db0-11ddb " +
  "11de0-11de9 11f5a 13460-143fa 16100-16139 16d40-16d79 16ea0-16eb8 16ebb-16ed3 16ff2-16ff6 187f8-187ff 18cff " +
  "18d09-18d1e 18d80-18df2 1cc00-1ccfc 1cd00-1ceb3 1ceba-1ced0 1cee0-1cef0 1e5d0-1e5fa 1e5ff 1e6c0-1e6de 1e6e0-1e6f5 " +
  "1e6fe-1e6ff 1f6d8 1f777-1f77a 1f8b2-1f8bb 1f8c0-1f8c1 1f8d0-1f8d8 1fa54-1fa57 1fa89-1fa8a 1fa8e-1fa8f 1fabe 1fac6 " +
  "1fac8 1facd 1fadc 1fadf 1fae9-1faea 1faef 1fbcb-1fbef 1fbfa 2b73a-2b73f 2cea2-2cead 2ebf0-2ee5d 323b0-33479";

const newer = new RegExp(`[${added.replaceAll(/[0-9a-f]+/g, "\\u{$&}").replaceAll(" ", "")}]`, "gu");
const unassigned = /[\p{Unassigned}\p{Surrogate}]/gu;

/** A text without characters that Unicode 15.0 does not assign: letters in capitals may have become such. */
export const withoutNewer = (text) => text.replaceAll(newer, "");

/** True if Unicode 15.0 assigns all characters of a text. */
export const isAssigned = (text) => text.search(newer) < 0 && text.search(unassigned) < 0;

/** The assigned characters of ranges. */
function charactersOf(ranges) {
  const all = [];
  for (const range of ranges.split(" ")) {
    const [first, last = first] = range.split("-").map((point) => parseInt(point, 16));
    for (let point = first; point <= last; ++point) all.push(String.fromCodePoint(point));
  }
  return all.filter(isAssigned);
}

/** By length in UTF-8. Of the longer ones not all: the first planes, and the ends of what there is. */
export const byLength = [
  charactersOf("0-7f"),
  charactersOf("80-7ff"),
  charactersOf("800-33ff 4e00-4e7f 9f00-abff ac00-ac7f d700-d7ff f900-ffff"),
  charactersOf("10000-1018f 10280-103d5 10400-10500 11000-1107f 1d400-1d7ff 1f000-1fbff 20000-2007f 2f800-2fa1f e0001-e01ef 10fff0-10fffd"),
];

/** Letters, digits and marks by script, for names of hosts and people. */
export const scripts = [
  "61-7a c0-ff 100-17f", "61-7a 180-24f 1e00-1eff", "370-3ff 1f00-1fff", "400-4ff", "531-586", "590-5f4", "620-64a 660-669", "671-6d3 6f0-6f9 64b-655",
  "700-74f", "780-7b1", "901-97f", "981-9fb", "b85-bf9", "e01-e5b", "e81-edf", "f00-fbc", "1000-109f", "10a0-10ff 2d00-2d25", "1200-137c",
  "13a0-13f5 ab70-abbf", "1780-17f9", "1820-1878", "3041-3096", "30a1-30ff ff66-ff9f", "4e00-4eff", "ac00-acff 1100-11ff", "a000-a0ff", "10400-1044f",
  "10330-1034a", "12000-1207f", "1e900-1e943", "20000-200ff", "1f600-1f64f",
].map(charactersOf);

/** What IDNA maps, ignores or refuses: widths, ligatures, dots, joiners, marks, bidirectional controls, private use. */
export const peculiar = [
  ..."ßẞςΣıİſKÅﬀﬁﬃǆⅷ½²①ⓐ㍿㎒㏂℀℡ªºʰ", ..."。．｡․‧·…／？＃：＠％［］＼＜＞＾｜", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u034f",
  "\u0300", "\u0301", "\u0323", "\u3099", "\u0941", "\u094d", "\u200e", "\u200f", "\u202e", "\u2066", "\u061c", "\u0660", "\u06f0", "\u0640", "\u05d0", "\u0627",
  "\u1806", "\u180e", "\u3164", "\u115f", "\u2028", "\u2029", "\u00a0", "\u3000", "\u1680", "\u0085", "\ue000", "\ufffd", "\ufffc", "\u{e0001}", "\u{f0000}",
  "\ufdd0", "\uffff", "\u{1fffe}", "\u{2f800}", "\u{1d7d8}", "\u{1d400}", "\u{1f100}", "\u{1f110}", "\u{1f130}", "\u2f00", "\u1e9b", "\u212b", "\u2260", "\u226e", "\u226f", "\u3002",
];

/** What ECMA-262 calls white space or a line terminator, and what looks like it and is none. */
export const spaces = [" ", "\t", "\n", "\r", "\v", "\f", "\u00a0", "\ufeff", "\u1680", "\u2000", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"];
export const likeSpaces = ["\0", "\x01", "\x1b", "\x1c", "\x1f", "\x7f", "\u0085", "\u180e", "\u200b", "\u2060"];

const lookalikes = new Map(Object.entries({
  a: "аɑａ", c: "сｃ", e: "еｅ", i: "іıｉ", k: "K", o: "оοｏ", p: "рｐ", s: "ѕſｓ", x: "хｘ", y: "у", A: "АΑＡ", B: "ВΒＢ", E: "ЕΕ", K: "KК", T: "Т", Z: "ΖＺ", P: "РＰ", W: "Ｗ",
  "-": "‐‑–−－﹣", ".": "．。·․", ":": "：ː∶", "/": "／⁄∕", "@": "＠﹫", "+": "＋﹢", "=": "＝", "_": "＿", "0": "٠०𝟎", "1": "١१𝟏¹", "2": "٢२²", "3": "٣३³", ",": "，٫", '"': "＂”", "'": "’＇",
}).map(([character, others]) => [character, Array.from(others)]));

/** A character that looks like another, or its fullwidth form; itself where there is none. */
export function lookalike(character, random) {
  const others = lookalikes.get(character);
  if (others && random.chance(0.7)) return random.pick(others);
  return character > " " && character <= "~" ? String.fromCodePoint(character.codePointAt(0) + 0xfee0) : character;
}

/** Any character, of any length in UTF-8. */
export const anyCharacter = (random) => random.pick(random.chance(0.15) ? peculiar : random.pick(byLength));
