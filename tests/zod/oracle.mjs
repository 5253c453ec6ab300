// What real Zod says of a JSON text.
import { z } from "zod";

/** True if a string anywhere in a parsed value holds half a surrogate pair, which UTF-8 cannot carry. */
function hasLoneSurrogate(value) {
  if (typeof value === "string") return !value.isWellFormed();
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  if (value === null || typeof value !== "object") return false;
  return Object.entries(value).some(([key, member]) => !key.isWellFormed() || hasLoneSurrogate(member));
}

/**
 * "none": Zod itself throws, as its length checks do on {"length": {"toString": 1}}, so there is nothing to agree with.
 * @returns {{verdict: "none"} | {verdict: "valid"} | {verdict: "malformed"} | {verdict: "invalid", issues: string}}
 */
export function judge(schema, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { verdict: "malformed" };
  }
  if (hasLoneSurrogate(value)) return { verdict: "malformed" };
  let result;
  try {
    result = schema.safeParse(value);
  } catch {
    return { verdict: "none" };
  }
  return result.success ? { verdict: "valid" } : { verdict: "invalid", issues: JSON.stringify(result.error.issues) };
}

/** The document of a schema as z.toJSONSchema writes it for requests. */
export function documentOf(schema) {
  return z.toJSONSchema(schema, { io: "input" });
}
