// Regular expressions for random schemas, each with strings that match and strings that nearly do. No flags: a document
// has none.
const pool = [
  [/^[a-z]+$/, ["a", "abc", "z"], ["", "A", "abc\n", "a b", "ä"]],
  [/^\d{3}$/, ["123", "000"], ["12", "1234", "12a", "１２３", "123\n"]],
  [/^\d{3}-\d{4}$/, ["555-1234"], ["5551234", "555-123", "x555-1234"]],
  [/foo/, ["foo", "a foo b", "foofoo"], ["fo o", "FOO", "of"]],
  [/^(?:a|bc)*$/, ["", "a", "abc", "bcbca"], ["b", "ac", "abcx"]],
  [/^[A-Z][a-z]*(?: [A-Z][a-z]*)*$/, ["Ada", "Ada Lovelace", "A B"], ["ada", "Ada  B", "Ada "]],
  [/^.{2}$/, ["ab", "😀", "é1"], ["a", "abc", "😀😀", "a\n"]],
  [/^.{1,3}$/, ["a", "abc", "😀"], ["", "abcd", "😀😀", "\n"]],
  [/^[^]{2}$/, ["a\n", "😀"], ["a", "abc"]],
  [/\bcat\b/, ["cat", "a cat.", "cat-dog"], ["concat", "cats", "_cat"]],
  [/^(?!admin)[a-z]+$/, ["user", "adm"], ["admin", "administrator"]],
  [/^(?=.*\d)(?=.*[a-z]).{4,}$/, ["abc1", "1abcd"], ["abcd", "1234", "a1"]],
  [/(?<=\$)\d+/, ["$12", "a$1"], ["12", "$ 1"]],
  [/^(?<!x)y/, ["y", "yy"], ["xy", ""]],
  [/^(a+)-\1$/, ["a-a", "aa-aa"], ["a-aa", "aa-a", "-"]],
  [/^(?<first>[ab])\k<first>$/, ["aa", "bb"], ["ab", "a"]],
  [/^[\w.-]+@[\w-]+$/, ["a@b", "a.b-c@d_e"], ["a@", "é@b", "a b@c"]],
  [/^\/[a-z/]*$/, ["/", "/a/b"], ["a/", "/A"]],
  [/^"[^"]*"$/, ['"a"', '""'], ['"', '"a"b"']],
  [/\\/, ["\\", "a\\b"], ["/", ""]],
  [/^\u00e9+$/, ["é", "éé"], ["e", "e\u0301"]],
  [/^[é-ü]$/, ["é", "ü"], ["a", "éé"]],
  [/^[\u4e00-\u9fff]+$/, ["漢字"], ["かな", ""]],
  [/😀/, ["😀", "a😀b"], ["😁", ""]],
  [/^\s*$/, ["", " ", "\t\n", "\u00a0", "\ufeff"], ["a", "\u200b"]],
  [/^\S+$/, ["a", "é😀"], ["", "a b", "\u2028"]],
  [/^$/, [""], ["a", "\n"]],
  [/(?:)/, ["", "a"], []],
  [/^[-+]?(?:0|[1-9]\d*)$/, ["0", "-12", "+3"], ["01", "1.0", ""]],
  [/^#(?:[0-9a-f]{3}){1,2}$/, ["#abc", "#012def"], ["#abcd", "abc", "#ABC"]],
  [/^[a-z]{2,}?$/, ["ab", "abc"], ["a", ""]],
  [/^x*?y$/, ["y", "xxy"], ["x", "yx"]],
  [/^(?:[01]?\d|2[0-3]):[0-5]\d$/, ["00:00", "9:00", "23:59"], ["24:00", "12:60"]],
  [/[^a-z]/, ["A", "1", "aB"], ["", "abc"]],
  [/^\d+$/, ["1", "042"], ["", "-1", "1\n", "١"]],
  [/^[0-9a-fA-F]{6}$/, ["00ffAA"], ["00ffA", "00ffAAA", "g00000"]],
  [/^[a-zA-Z0-9_-]{4}$/, ["a-_0"], ["abc", "abcde", "ab.d"]],
  [/^a.c$/, ["abc", "a-c"], ["a\nc", "ac", "a😀c", "a\u2028c"]],
  [/\.$/, ["a.", "."], ["a", ".\n"]],
  [/^[\]\\^-]+$/, ["]", "\\^-"], ["[", ""]],
  [/^\x41\t\cJ$/, ["A\t\n"], ["A\t", "a\t\n"]],
  [/a{2}|b{2,3}/, ["aa", "bb", "cbbb"], ["ab", "a", "b"]],
  [/^(a?)(b?)\2\1$/, ["", "abba", "bb"], ["abab", "ab"]],
];

export const regexes = pool.map(([regex, yes, no]) => ({ regex, source: regex.source, yes, no }));

const bySource = new Map(regexes.map((entry) => [entry.source, entry]));

/** The entry whose source it is, if any. */
export const findRegex = (source) => bySource.get(source);

for (const { regex, yes, no } of regexes) {
  if (!yes.every((text) => regex.test(text)) || no.some((text) => regex.test(text))) throw new Error(`samples of ${regex}`);
}
