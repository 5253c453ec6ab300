// Imported for what it does: it mends URL.canParse, which z.url(), z.ipv6() and z.cidrv6() ask.
//
// Once Node 20 has compiled a caller, its URL.canParse takes the bytes of a string in Latin-1 for UTF-8: "ftp://%c3\x85",
// refused at first, is accepted after some thousand calls. new URL(), which Zod takes where there is no canParse, does
// not, and says the same of every other string.
const canParse = URL.canParse;

function canConstruct(input) {
  try {
    new URL(input);
    return true;
  } catch {
    return false;
  }
}

URL.canParse = (input) => (/[\x80-\xff]/.test(input) ? canConstruct(input) : canParse(input));
