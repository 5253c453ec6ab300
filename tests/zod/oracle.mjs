// What real Zod says of a JSON text.
import { z } from "zod";
import "./node_url.mjs";

/** True if an escape in a JSON text is half a surrogate pair without its other half, which UTF-8 cannot carry. */
function hasLoneSurrogate(text) {
  let escapes = "";
  let end = 0;
  // Escapes side by side are read together, each of the rest alone.
  for (const { 0: escape, 1: unit, index } of text.matchAll(/\\(?:u([0-9a-fA-F]{4})|[^])/g)) {
    if (index !== end) escapes += " ";
    escapes += unit === undefined ? " " : String.fromCharCode(parseInt(unit, 16));
    end = index + escape.length;
  }
  return !escapes.isWellFormed();
}

/**
 * "none": Zod itself throws, as its length checks do on {"length": {"toString": 1}}, so there is nothing to agree with.
 * @returns {{verdict: "none"} | {verdict: "valid", value: string} | {verdict: "malformed"} | {verdict: "invalid", issues: string}}
 */
export function judge(schema, text, safeParse = (value) => schema.safeParse(value)) {
  let value;
  try {
    // As a request's body is read: without a byte order mark before it.
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { verdict: "malformed" };
  }
  if (hasLoneSurrogate(text)) return { verdict: "malformed" };
  let result;
  try {
    result = safeParse(value);
  } catch {
    return { verdict: "none" };
  }
  return result.success ? { verdict: "valid", value: JSON.stringify(result.data) } : { verdict: "invalid", issues: JSON.stringify(result.error.issues) };
}

/** The document of a schema as z.toJSONSchema writes it for requests. */
export function documentOf(schema) {
  return z.toJSONSchema(schema, { io: "input" });
}
