// Random documents of the keywords that z.fromJSONSchema takes and means as JSON Schema does, and that no constructor of
// Zod's writes in such a mixture: what is asked of the members of objects and of the items of arrays.

const names = ["a", "b", "ab", "x1", "__proto__", "toString", "0"];
// z.enum() would put names that are numbers first, where z.literal(), which writes the same, does not.
const listed = names.filter((name) => name !== "0");
const patterns = ["^a", "b$", "^x\\d", "^[a-z]+$", "o", "^$"];

/** From the least to the most, both included. */
const between = (random, least, most) => least + random.below(most - least + 1);
const some = (random, list, most) => [...new Set(Array.from({ length: between(random, 0, most) }, () => random.pick(list)))];

function scalar(random) {
  return random.pick([
    () => ({ type: "string", minLength: between(random, 0, 3) }),
    () => ({ type: "string", maxLength: between(random, 0, 3) }),
    () => ({ type: "string", pattern: random.pick(patterns) }),
    () => ({ type: "number", minimum: between(random, -2, 3) }),
    () => ({ type: "integer", maximum: between(random, -2, 3) }),
    () => ({ type: "boolean" }),
    () => ({ type: "null" }),
    () => ({ enum: ["a", "ab", "x1"] }),
    () => ({ const: random.pick([1, "a", true]) }),
    () => ({ anyOf: [{ type: "string", minLength: 2 }, { type: "integer" }] }),
  ])();
}

// One that is exact is another check of Zod's.
function counts(random, document, least, most) {
  if (random.chance(0.4)) document[least] = between(random, 0, 3);
  if (random.chance(0.4)) document[most] = between(random, 0, 3);
  if (document[least] === document[most]) delete document[most];
}

function object(random, depth) {
  const document = { type: "object" };
  const known = some(random, names.filter((name) => name !== "__proto__"), 3);
  if (known.length > 0) {
    document.properties = Object.fromEntries(known.map((name) => [name, schema(random, depth)]));
    const required = known.filter(() => random.chance(0.4));
    if (required.length > 0) document.required = required;
  }
  const hasPatterns = random.chance(0.5);
  if (hasPatterns) document.patternProperties = Object.fromEntries(some(random, patterns, 3).map((pattern) => [pattern, schema(random, depth)]));
  if (random.chance(0.5)) document.additionalProperties = random.chance(0.7) || hasPatterns ? false : schema(random, depth);
  // Without properties, a record of Zod's is meant.
  if (random.chance(0.5) && (document.properties || document.additionalProperties === undefined)) {
    document.propertyNames = random.pick([{ minLength: 1 }, { maxLength: 2 }, { type: "string", pattern: random.pick(patterns) }, { enum: some(random, listed, 4) }]);
    if (document.propertyNames.enum?.length === 0) delete document.propertyNames;
  }
  counts(random, document, "minProperties", "maxProperties");
  return document;
}

function array(random, depth) {
  const document = { type: "array", items: schema(random, depth) };
  counts(random, document, "minItems", "maxItems");
  if (random.chance(0.4)) document.uniqueItems = true;
  if (random.chance(0.4)) {
    document.contains = schema(random, depth);
    counts(random, document, "minContains", "maxContains");
  }
  return document;
}

function schema(random, depth) {
  if (depth === 0 || random.chance(0.4)) return scalar(random);
  return random.chance(0.6) ? object(random, depth - 1) : array(random, depth - 1);
}

/** An object or an array, of some levels. */
export function randomDocument(random) {
  return random.chance(0.7) ? object(random, 2) : array(random, 2);
}
