// The mutants of a C++ source: each changes one operator, constant, condition, result or statement. Reads lines as
// clang-format writes them: binary operators stand between spaces, brackets of templates do not.

// The source with everything that is no code (comments, strings, characters, preprocessor lines) blanked out.
export function code_of(text) {
  const blank = (found) => found.replace(/[^\n]/g, " ");
  const parts = [
    /^[ \t]*#(?:[^\n\\]|\\[^])*/, // a preprocessor line
    /\/\/[^\n]*/,
    /\/\*[^]*?\*\//,
    /R"([^(\s]*)\([^]*?\)\1"/,
    /"(?:[^"\\\n]|\\.)*"/,
    /(?<![0-9A-Fa-f])'(?:[^'\\\n]|\\.)+'/, // not the separators of digits
  ];
  return text.replace(new RegExp(parts.map((part) => `(?:${part.source})`).join("|"), "gm"), blank);
}

const swaps = [
  ["relation", / (<=|>=|==|!=|<|>) /g, { "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==" }],
  ["logic", / (&&|\|\|) /g, { "&&": "||", "||": "&&" }],
  ["arithmetic", / ([-+*/%]|[-+]=) /g, { "+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "+=": "-=", "-=": "+=" }],
  ["bits", / ([&|^]|<<|>>|\|=|&=) /g, { "&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<", "|=": "&=", "&=": "|=" }],
  ["step", /(\+\+|--)/g, { "++": "--", "--": "++" }],
  ["result", /\breturn (true|false);/g, { true: "false", false: "true" }],
  ["jump", /\b(break|continue);/g, { break: "continue", continue: "break" }],
];

// Nothing to see from outside: room that is made in advance, and what only compilers and readers look at.
const no_subject =
  /\b(?:reserve|shrink_to_fit|static_assert|assert)\(|noexcept\(|\[\[|^\s*(?:template|using|enum|case|namespace|friend)\b/;
const call = /^\s+(?!return\b|co_|throw\b|delete\b)(?:\*|\(\*)?[a-z_][\w:.[\]>()-]*\(.*\);$/i;
const assignment = /^\s+(?!return\b)\*?[a-z_][\w.[\]>()-]* (?:[-+|&]?=) .*;$/i;

function end_of_parentheses(code, from) {
  let depth = 0;
  for (let at = from; at < code.length; ++at) {
    if (code[at] === "(") ++depth;
    if (code[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

function of_line(code, from) {
  const found = [];
  const add = (operator, column, was, becomes) => found.push({ operator, at: from + column, was, becomes });
  for (const [operator, pattern, others] of swaps) {
    for (const match of code.matchAll(pattern)) {
      const was = match[1];
      add(operator, match.index + match[0].indexOf(was), was, others[was]);
    }
  }
  for (const match of code.matchAll(/(?<![\w.'])(\d+)(?=(?:[uU]?[lL]{0,2})(?![\w.']))/g)) {
    add("constant", match.index, match[1], match[1] === "1" ? "0" : String(Number(match[1]) + 1));
  }
  for (const match of code.matchAll(/\bif \(/g)) {
    const begin = match.index + match[0].length - 1;
    const end = end_of_parentheses(code, begin);
    const condition = code.slice(begin + 1, end);
    if (end > 0 && !/ = |;/.test(condition)) add("condition", begin, code.slice(begin, end + 1), `(!(${condition}))`);
  }
  const is_whole = end_of_parentheses(code, code.indexOf("(")) === code.trimEnd().length - 2;
  if ((call.test(code) && is_whole) || assignment.test(code)) {
    const column = code.length - code.trimStart().length;
    add("statement", column, code.trim(), ";");
  }
  return found;
}

/** All mutants of a text, in order: { operator, at, line, was, becomes }. Conditions keep their strings. */
export function mutants_of(text) {
  const code = code_of(text);
  const found = [];
  let at = 0;
  code.split("\n").forEach((line, index) => {
    if (!no_subject.test(line)) {
      for (const mutant of of_line(line, at)) {
        const was = text.slice(mutant.at, mutant.at + mutant.was.length);
        const becomes = mutant.operator === "condition" ? `(!${was})` : mutant.becomes;
        found.push({ ...mutant, line: index + 1, was, becomes });
      }
    }
    at += line.length + 1;
  });
  return found;
}

export function apply(text, { at, was, becomes }) {
  return text.slice(0, at) + becomes + text.slice(at + was.length);
}
