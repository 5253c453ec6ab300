// Compares regular expressions with Node's on random patterns and subjects:
//     node patterns.mjs PEER [--count N] [--seed S] [--subjects N]
// where PEER is zodgate_pattern_peer. Prints the seed; exits with 1 at a difference, after showing some. A pattern that
// Node takes and the peer refuses is no difference; such are counted by reason.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { Script, createContext } from "node:vm";
import { Random } from "./random.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "20000" },
    subjects: { type: "string", default: "12" },
    seed: { type: "string" },
  },
});
const [peer] = positionals;
const seed = Number(values.seed ?? Math.floor(Math.random() * 4294967296));
const count = Number(values.count);
console.log(`seed ${seed}, ${count} patterns`);

// Few letters, so that subjects often fit.
const letters = ["a", "a", "b", "b", "c", "A", "0", "1", "_", "-", " ", ".", "é", "😀", "😁", "k", "Z", "\n", "/"];
const oddities = [
  "\\Z", "\\A", "\\z", "\\Qa\\E", "\\Q", "\\E", "a++", "a*+", "a?+", "[[:alpha:]]", "[[.a.]]", "[[=a=]]", "(?i)", "(?i:a)",
  "(?#a)", "\\<", "\\>", "\\x{61}", "\\N", "\\R", "\\X", "\\h", "\\H", "\\G", "\\K", "(?|a)", "(?>a)", "(?R)", "(?1)", "(?+1)",
  "(?&a)", "(?P<n>a)", "(?P>n)", "(*ACCEPT)", "(*FAIL)", "(*COMMIT)", "\\`", "\\'", "$`", "\\g1", "\\g{1}", "\\g{-1}", "\\l", "\\u",
  "\\L", "\\U", "\\e", "\\a", "\\C", "\\y", "\\M", "\\m", "[:a:]", "(?(1)a|b)", "(?-i)", "(?x: a)", "\\pL", "\\PL", "\\p{alpha}",
  "\\w{2}", "\\_", "\\-", "\\ ", "\\é", "\\😀", "(?<n", "(?", "(", ")", "[", "]", "{", "}", "{1}", "{1,", "{,2}", "{2,1}", "a{,2}",
  "a{1,2", "a{1,2}{3}", "x{0}", "a{99999999999}", "a{0,99999999999}", "\\8", "\\9", "\\08", "\\00", "\\101", "\\377", "\\400",
  "\\1", "\\2", "\\3", "\\k", "\\k<n>", "\\k<m>", "\\cA", "\\cj", "\\c", "\\c1", "\\c_", "\\x", "\\x6", "\\x61", "\\u006", "\\u0061",
  "\\u{61}", "\\u{1F600}", "\\u{110000}", "\\u{}", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\p{L}", "\\P{L}", "\\p{Lu}",
  "\\p{sc=Grek}", "\\p{scx=Latn}", "\\p{Script=Latin}", "\\p{gc=Nd}", "\\p{Emoji}", "\\p{ASCII}", "\\p{Any}", "\\P{Any}", "\\p{L", "\\p",
  "\\p{lu}", "\\p{Alphabetic}", "^", "$", "\\b", "\\B", "^*", "\\b+", "(?=a)*", "(?!a)+", "(?=a){2}", "(?<=a)*", "|", "||", "()", "()*",
  "(?:)", "(?:)+", "(|a)", "(a|)+", "[^]", "[]", "[^a]", "[]a]", "[^^]", "[a-]", "[-a]", "[a-c]", "[c-a]", "[\\d-z]", "[\\w-]", "[\\d-\\w]",
  "[😀]", "[^😀]", "[😀-😁]", "[a-😀]", "[\\b]", "[\\B]", "[\\c]", "[\\c1]", "[\\cA]", "[\\1]", "[\\8]", "[\\u{61}]", "[\\k]", "[\\p{L}]", "[\\P{L}a]",
  "[\\]]", "[\\\\]", "[\\-a]", "[.]", "[\\s]", "[\\S\\s]", "[^\\W]", "[\\n]", "\\t", "\\v", "\\f", "\\r", "\\0", "\\\n", "\\/", "/", "[/]",
]; // prettier-ignore

function quantifier(random) {
  const kind = random.pick(["*", "+", "?", "*", "+", "?", "{2}", "{0}", "{1,2}", "{2,}", "{0,2}", "{1,3}", "{0,1}", "{3}", "{1}"]);
  return kind + (random.chance(0.3) ? "?" : "");
}

function classOf(random) {
  let inside = random.chance(0.3) ? "^" : "";
  for (let n = random.below(4); n >= 0; --n) {
    inside += random.pick([
      () => random.pick(letters),
      () => random.pick(["a-c", "0-9", "a-", "-", "é-😀", "\\u0061-\\u0063", "\\x61-z", "😀-😁", "A-Z"]),
      () => random.pick(["\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\b", "\\n", "\\]", "\\-", "[", ".", "\\p{L}", "\\P{Lu}", "\\u{1F600}", "^"]),
    ])();
  }
  return `[${inside}]`;
}

function atom(random, depth) {
  const group = (open) => `${open}${disjunction(random, depth - 1)})`;
  const names = ["n", "m", "a1", "é", "$"];
  const kinds = [
    [8, () => random.pick(letters).replace(/[.\n/-]/, (c) => (random.chance(0.5) ? c : `\\${c}`))],
    [3, () => "."],
    [3, () => random.pick(["\\d", "\\w", "\\s", "\\D", "\\W", "\\S"])],
    [3, () => classOf(random)],
    [2, () => random.pick(["^", "$", "\\b", "\\B"])],
    [1, () => random.pick(oddities)],
    [1, () => random.pick(["\\1", "\\2", "\\3", "\\k<n>"])],
    ...(depth > 0
      ? [
          [4, () => group("(")],
          [4, () => group("(?:")],
          [1, () => group(`(?<${random.pick(names)}>`)],
          [1, () => group("(?=")],
          [1, () => group("(?!")],
          [1, () => group(random.pick(["(?<=", "(?<!"]))],
        ]
      : []),
  ];
  let at = random.below(kinds.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, make] of kinds) if ((at -= weight) < 0) return make();
  return "";
}

function disjunction(random, depth) {
  const branches = [];
  for (let n = random.chance(0.3) ? random.below(3) : 0; n >= 0; --n) {
    let branch = "";
    for (let terms = random.below(4); terms > 0; --terms)
      branch += atom(random, depth) + (random.chance(0.4) ? quantifier(random) : "");
    branches.push(branch);
  }
  return branches.join("|");
}

/** A character taken out, put in, or doubled. */
function mutate(pattern, random) {
  const units = [...pattern];
  for (let n = random.below(3); n >= 0; --n) {
    const at = random.below(units.length + 1);
    random.pick([
      () => units.splice(at, 1),
      () => units.splice(at, 0, random.pick([..."()[]{}*+?.|^$\\-,:=!<>1aukpcxdwsb"])),
      () => units.splice(at, 0, units[at] ?? "a"),
      () => units.splice(at, 1, random.pick([..."()[]{}*+?|^$\\1a"])),
    ])();
  }
  return units.join("");
}

function makePattern(random) {
  let pattern = disjunction(random, 1 + random.below(3));
  if (random.chance(0.3)) pattern = `^${pattern}`;
  if (random.chance(0.3)) pattern += "$";
  if (random.chance(0.15)) pattern = mutate(pattern, random);
  // One of these makes the reading with the u flag the only one.
  if (random.chance(0.15)) pattern = random.pick(["[😀-😂]?", "(?:[😀-😂]|)"]) + pattern;
  return pattern;
}

const rare = ["\t", "\r", "\u2028", "\u2029", "\u00a0", "\ufeff", "\u0085", "\u3000", "ß", "Ω", "中", "\u0000", "\u0001", "𝒜", "]", "}", "{", "\\", "\ud7ff", "\uffff", "^", "$", "z", "9", "p", "L", "u", "x"]; // prettier-ignore

function makeSubject(pattern, random) {
  const own = [...pattern];
  let subject = "";
  for (let n = random.pick([0, 1, 1, 2, 2, 3, 4, 5, 6, 8, 12]); n > 0; --n) {
    const kind = random.next();
    if (kind < 0.6) subject += random.pick(letters);
    else if (kind < 0.9 && own.length > 0) subject += random.pick(own);
    else subject += random.pick(rare);
    if (random.chance(0.2) && subject !== "") subject += [...subject].at(-1);
  }
  return subject;
}

function compile(pattern) {
  try {
    return new RegExp(pattern);
  } catch {
    try {
      return new RegExp(pattern, "u");
    } catch {
      return undefined;
    }
  }
}

const context = { regexp: undefined, subjects: undefined };
const judgeAll = new Script("subjects.map((subject) => regexp.test(subject))");
createContext(context);

/** As Node judges; undefined where it does not come to an end in time, or gives up. */
function judge(regexp, subjects) {
  Object.assign(context, { regexp, subjects });
  try {
    return judgeAll.runInContext(context, { timeout: 1000 });
  } catch {
    return undefined;
  }
}

const random = new Random(seed);
const refused = new Map();
const totals = { accepted: 0, invalid: 0, compared: 0, different: 0, over: 0, slow: 0, mistaken: 0, refused: 0 };

function report(pattern, what) {
  if (++totals.different <= 20) console.log(`${JSON.stringify(pattern)}: ${what}`);
}

const reference = "\\\\(?:\\d+|k<[^>]*>)";
const beforePair = new RegExp(`${reference}[^a-z]*[\\u{10000}-\\u{10ffff}]`, "u");
const anyReference = new RegExp(reference);

/**
 * Where V8 11.3 and ECMA-262 part, with the u flag: a back reference to a group still to come and then a character beyond
 * U+FFFF match nothing (/\\1😀()/u.test("😀") is false); and between the halves of a surrogate pair, where V8 alone
 * begins to match, an empty back reference fails.
 */
function isMistakenByNode(regexp, subject) {
  if (!regexp.unicode || !anyReference.test(regexp.source)) return false;
  const index = regexp.exec(subject)?.index ?? 0;
  return beforePair.test(regexp.source) || /[\ud800-\udbff]$/.test(subject.slice(0, index));
}

function compare({ pattern, subjects }, answer) {
  const regexp = compile(pattern);
  if (regexp === undefined) {
    ++totals.invalid;
    if (answer.found !== undefined) report(pattern, "Node refuses it");
    return;
  }
  ++totals.accepted;
  if (answer.found === undefined) {
    ++totals.refused;
    const examples = refused.get(answer.reason) ?? [];
    refused.set(answer.reason, [...examples, pattern]);
    return;
  }
  if (answer.source !== regexp.source) report(pattern, `source ${answer.source}, in Node ${regexp.source}`);
  const verdicts = judge(regexp, subjects);
  if (verdicts === undefined) return void ++totals.slow;
  subjects.forEach((subject, i) => {
    const found = answer.found[i];
    if (found === "o") return void ++totals.over;
    ++totals.compared;
    const wanted = verdicts[i] ? "y" : "n";
    if (found === wanted) return;
    if (isMistakenByNode(regexp, subject)) return void ++totals.mistaken;
    report(pattern, `on ${JSON.stringify(subject)} ${found}, in Node ${wanted} (/${regexp.flags})`);
  });
}

for (let done = 0; done < count; done += 5000) {
  const requests = Array.from({ length: Math.min(5000, count - done) }, () => {
    const pattern = makePattern(random);
    return { pattern, subjects: Array.from({ length: Number(values.subjects) }, () => makeSubject(pattern, random)) };
  });
  const input = requests.map((request) => JSON.stringify(request)).join("\n");
  const run = spawnSync(peer, { input, encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) {
    console.log(`the peer failed with ${run.status ?? run.signal}: ${run.stderr}`);
    process.exit(2);
  }
  const answers = run.stdout.trimEnd().split("\n");
  requests.forEach((request, i) => compare(request, JSON.parse(answers[i])));
}

console.log(
  `${totals.accepted} patterns that Node takes, ${totals.slow} of them too slow there, ${totals.invalid} that it refuses; ` +
    `${totals.compared} verdicts compared, ${totals.over} over budget here, ${totals.mistaken} V8's own, ${totals.different} different`,
);
console.log(`${totals.refused} refused here only (${((100 * totals.refused) / totals.accepted).toFixed(2)} %):`);
for (const [reason, examples] of [...refused].sort(([, a], [, b]) => b.length - a.length))
  console.log(`  ${examples.length} ${reason}, for example ${JSON.stringify(examples.sort((a, b) => a.length - b.length)[0])}`);
process.exit(totals.different === 0 ? 0 : 1);
