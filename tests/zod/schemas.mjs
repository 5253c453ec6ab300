// The schemas that the oracle judges with. Each has a native Zod schema, a document, or both:
//   zod alone       the document is what z.toJSONSchema writes
//   document alone  the schema is what z.fromJSONSchema reads
//   both            the native schema is the meaning of a document written by hand
import { readFileSync } from "node:fs";
import { z } from "zod";

const file = (name) => JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), "utf8"));

const invite = z.object({ email: z.email(), role: z.enum(["admin", "member"]) });
const error = z.object({
  error: z.string(),
  issues: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
});

const identifiedUrl = z.url().meta({ id: "Url" });

/** The names that z.fromJSONSchema reads. */
const formatNames = ["email", "uri", "uuid", "guid", "date-time", "date", "time", "duration", "hostname", "ipv4", "ipv6", "mac", "cidr", "cidr-v6", "base64", "base64url", "e164", "credit_card", "iban", "jwt", "emoji", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid"];

const node = z.object({
  value: z.number(),
  get children() {
    return z.array(node);
  },
});
const linked = z
  .object({
    name: z.string(),
    get next() {
      return linked.nullable();
    },
  })
  .meta({ id: "Linked" });
const expression = z.union([
  z.number(),
  z.object({
    operator: z.enum(["add", "negate"]),
    get operands() {
      return z.array(expression).min(1).max(2);
    },
  }),
]);

const shape = z.discriminatedUnion("x", [
  z.object({ x: z.literal("a"), value: z.int() }),
  z.object({
    x: z.literal("b"),
    get children() {
      return z.array(shape);
    },
  }),
]);
const strictA = z.strictObject({ a: z.string() }).meta({ id: "StrictA" });
const strictB = z.strictObject({ b: z.int() }).meta({ id: "StrictB" });
const strictC = z.strictObject({ c: z.any(), a: z.string().optional() }).meta({ id: "StrictC" });

const identifiedText = z.string().min(2).meta({ id: "Text" });
const identifiedNumber = z.int().min(-10).meta({ id: "Number" });
const identifiedList = z.array(z.string()).meta({ id: "List" });
const identifiedBoth = z.intersection(strictA, strictC).meta({ id: "Both" });

export const schemas = [
  { name: "invite_request", zod: invite, document: file("invite_request.schema.json") },
  { name: "invite_request_with_pattern", zod: invite },
  { name: "invite_request_from_document", document: file("invite_request.schema.json") },
  { name: "error", zod: error, document: file("error.schema.json") },

  { name: "any", zod: z.any() },
  { name: "string", zod: z.string() },
  { name: "string_min", zod: z.string().min(3) },
  { name: "string_max", zod: z.string().max(3) },
  { name: "string_range", zod: z.string().min(2).max(4) },
  { name: "string_length", zod: z.string().length(3) },
  { name: "email_range", zod: z.email().min(8).max(20) },
  { name: "number", zod: z.number() },
  { name: "number_range", zod: z.number().min(-1.5).max(1e21) },
  { name: "number_open_range", zod: z.number().gt(0).lt(10) },
  { name: "multiple_of_tenth", zod: z.number().multipleOf(0.1) },
  { name: "multiple_of_three", zod: z.int().multipleOf(3) },
  { name: "integer", zod: z.int() },
  { name: "integer_range", zod: z.int().min(5).max(10) },
  { name: "integer_above", zod: z.int().gt(5) },
  { name: "int32", zod: z.int32() },
  { name: "uint32", zod: z.uint32() },
  { name: "float32", zod: z.float32() },
  { name: "float64", zod: z.float64() },
  { name: "boolean", zod: z.boolean() },
  { name: "null", zod: z.null() },
  { name: "literal_string", zod: z.literal('a "quoted" \\ word\n') },
  { name: "literal_number", zod: z.literal(1.5) },
  { name: "literal_zero", zod: z.literal(0) },
  { name: "literal_null", zod: z.literal(null) },
  { name: "literal_true", zod: z.literal(true) },
  { name: "literal_mixed", zod: z.literal(["a", 1e21, null, false, -7]) },
  { name: "enum_one", zod: z.enum(["only"]) },
  { name: "enum_native", zod: z.enum({ A: 1, B: "b", C: 3 }) },
  { name: "enum_unicode", zod: z.enum(["é", "e\u0301", "😀", ""]) },
  { name: "nullable_string", zod: z.string().nullable() },
  { name: "nullable_checked", zod: z.string().min(2).nullable() },
  { name: "nullable_enum", zod: z.enum(["a", "b"]).nullable() },

  { name: "array", zod: z.array(z.string()) },
  { name: "array_any", zod: z.array(z.any()) },
  { name: "array_min", zod: z.array(z.string()).min(2) },
  { name: "array_max", zod: z.array(z.string()).max(2) },
  { name: "array_length", zod: z.array(z.int()).length(2) },
  { name: "array_of_arrays", zod: z.array(z.array(z.int()).max(2)).min(2) },
  { name: "array_of_unions", zod: z.array(z.union([z.string().min(3), z.array(z.string()).min(2)])).min(1) },
  { name: "tuple", zod: z.tuple([z.string(), z.number()]) },
  { name: "tuple_optional", zod: z.tuple([z.string(), z.number().optional(), z.boolean().optional()]) },
  { name: "tuple_rest", zod: z.tuple([z.string(), z.number()]).rest(z.int()) },
  { name: "tuple_optional_rest", zod: z.tuple([z.string(), z.number().optional()]).rest(z.null()) },
  { name: "tuple_any_rest", zod: z.tuple([z.any(), z.any()]).rest(z.any()) },
  { name: "tuple_empty", zod: z.tuple([]) },

  { name: "object_empty", zod: z.object({}) },
  { name: "object_strict", zod: z.strictObject({ a: z.string(), b: z.int().optional() }) },
  { name: "object_loose", zod: z.looseObject({ a: z.string(), b: z.int().optional() }) },
  { name: "object_catchall", zod: z.object({ a: z.string() }).catchall(z.number()) },
  { name: "object_catchall_strict", zod: z.object({ a: z.string() }).catchall(z.strictObject({ b: z.null() })) },
  { name: "object_default", zod: z.object({ a: z.string().default("x"), b: z.array(z.int()).default([]) }) },
  { name: "object_integer_keys", zod: z.strictObject({ b: z.string(), 10: z.string(), 2: z.string(), "01": z.string() }) },
  { name: "object_odd_keys", zod: z.object({ "": z.string(), "a b": z.string(), "ü😀": z.string(), 'q"\\': z.string(), length: z.int() }) },
  { name: "object_required_any", zod: z.object({ a: z.any(), b: z.unknown(), c: z.union([z.any(), z.string()]), d: z.any().optional() }) },
  { name: "object_nested", zod: z.object({ user: z.object({ name: z.string().min(1), tags: z.array(z.string().max(3)).max(2) }), role: z.enum(["a", "b"]).optional() }) },
  { name: "object_readonly", zod: z.object({ a: z.array(z.string()).readonly() }).readonly() },

  { name: "union_types", zod: z.union([z.string(), z.number(), z.boolean()]) },
  { name: "union_null_first", zod: z.union([z.null(), z.string()]) },
  { name: "union_one", zod: z.union([z.string().min(2)]) },
  { name: "union_checked", zod: z.union([z.string().min(3), z.number().min(5)]) },
  { name: "union_both_strings", zod: z.union([z.string().min(3), z.email()]) },
  { name: "union_objects", zod: z.union([z.object({ a: z.string().min(2) }), z.strictObject({ b: z.int() }), z.number()]) },
  { name: "union_nested", zod: z.object({ x: z.union([z.object({ y: z.union([z.string(), z.object({ z: z.string().min(2) })]) }), z.boolean()]) }) },
  { name: "union_deep_single", zod: z.array(z.union([z.union([z.object({ c: z.string().min(2) }), z.number()]), z.boolean()])) },
  { name: "recursive_tree", zod: node },
  { name: "recursive_linked", zod: linked },
  { name: "recursive_expression", zod: expression },
  { name: "reused_definition", zod: z.object({ first: linked, second: z.array(linked).min(1) }) },

  { name: "never", zod: z.never() },
  { name: "never_member", zod: z.object({ a: z.never().optional(), b: z.string() }) },
  { name: "never_required", zod: z.object({ a: z.never() }) },
  { name: "multiple_of_several", zod: z.int().multipleOf(3).multipleOf(5).multipleOf(0.5) },

  { name: "xor_types", zod: z.xor([z.string(), z.number()]) },
  { name: "xor_overlap", zod: z.xor([z.string().min(2), z.string().max(3), z.email()]) },
  { name: "xor_objects", zod: z.xor([z.object({ a: z.string() }), z.object({ b: z.string().min(2) }), z.object({ c: z.int() })]) },
  { name: "xor_one", zod: z.xor([z.string().min(2)]) },
  { name: "xor_in_union", zod: z.array(z.union([z.xor([z.string().min(2), z.string().max(3)]), z.int()])) },
  { name: "discriminated", zod: z.discriminatedUnion("x", [z.object({ x: z.literal("a"), a: z.string() }), z.strictObject({ x: z.enum(["b", "c"]), b: z.int() })]) },
  { name: "discriminated_mixed", zod: z.discriminatedUnion("x", [z.object({ x: z.literal(["a", 1]), a: z.string() }), z.object({ x: z.literal(true) }), z.object({ x: z.null(), b: z.any() })])},
  { name: "discriminated_nullable", zod: z.discriminatedUnion("x", [z.object({ x: z.literal("a").nullable() }), z.object({ x: z.union([z.literal("b"), z.literal(0)]), y: z.string() })]) },
  { name: "discriminated_nested", zod: z.discriminatedUnion("x", [z.object({ x: z.literal("a") }), z.discriminatedUnion("y", [z.object({ x: z.literal("b"), y: z.literal(1) }), z.object({ x: z.literal("b"), y: z.literal(2), z: z.int() })])]) },
  { name: "discriminated_second_member", zod: z.array(z.discriminatedUnion("y", [z.object({ x: z.string(), y: z.literal("a") }), z.object({ x: z.string().min(2), y: z.literal("b") })])) },
  { name: "discriminated_recursive", zod: z.lazy(() => shape) },
  { name: "discriminated_reused", zod: z.object({ a: shape, b: z.array(shape) }) },

  { name: "intersection_checks", zod: z.intersection(z.string().min(2), z.string().max(3)) },
  { name: "intersection_union", zod: z.intersection(z.union([z.string().min(2), z.number()]), z.union([z.number().min(5), z.string().max(4)])) },
  { name: "intersection_three", zod: z.intersection(z.intersection(z.string(), z.string().min(2)), z.email()) },
  { name: "intersection_strict_references", zod: z.object({ both: z.intersection(strictA, strictB), a: strictA, b: strictB }) },
  { name: "intersection_strict_three", zod: z.object({ all: z.intersection(z.intersection(strictA, strictB), strictC), a: strictA, b: strictB, c: strictC }) },
  { name: "intersection_record", zod: z.intersection(z.strictObject({ a: z.string() }), z.record(z.string().min(2), z.int())) },
  { name: "intersection_records", zod: z.intersection(z.record(z.string().min(2), z.any()), z.record(z.email(), z.any())) },
  { name: "intersection_known_keys", zod: z.object({ x: z.intersection(z.partialRecord(z.enum(["a", "b"]), z.int()), strictC), c: strictC }) },

  { name: "record", zod: z.record(z.string(), z.number()) },
  { name: "record_any", zod: z.record(z.string(), z.any()) },
  { name: "record_key_length", zod: z.record(z.string().min(2), z.int()) },
  { name: "record_key_email", zod: z.record(z.email(), z.int()) },
  { name: "record_enum", zod: z.record(z.enum(["a", "b", "1"]), z.string()) },
  { name: "record_enum_any", zod: z.record(z.enum(["a", "b"]), z.any()) },
  { name: "record_partial", zod: z.partialRecord(z.enum(["a", "b", "1"]), z.string()) },
  { name: "record_literal_union", zod: z.record(z.union([z.literal("b"), z.enum(["a", "c"])]), z.int()) },
  { name: "record_numbers", zod: z.record(z.number(), z.string()) },
  { name: "record_integers", zod: z.record(z.int(), z.string()) },
  { name: "record_nested", zod: z.record(z.string(), z.record(z.string().max(1), z.array(z.int()))) },
  { name: "record_pattern", zod: z.record(z.string().regex(/^[a-z]+$/), z.int()) },
  { name: "record_pattern_named", zod: z.record(z.string().startsWith("x-").min(4), z.string()) },
  { name: "record_any_name", zod: z.record(z.any(), z.int()) },
  { name: "record_inherited", zod: z.record(z.enum(["toString", "constructor", "__proto__", "a"]), z.string().min(1)) },
  { name: "record_partial_inherited", zod: z.partialRecord(z.enum(["toString", "__proto__", "a"]), z.string()) },
  { name: "record_default", zod: z.record(z.enum(["b", "a", "1"]), z.int().default(7)) },
  { name: "record_union_default", zod: z.record(z.enum(["b", "a"]), z.union([z.int().default(7), z.literal("x")])) },
  { name: "record_loose", zod: z.looseRecord(z.string().regex(/^[a-z]+$/), z.int()) },
  { name: "record_loose_named", zod: z.looseRecord(z.string().startsWith("x-"), z.object({ a: z.string().default("d") })) },
  { name: "record_loose_several", zod: z.intersection(z.looseRecord(z.string().startsWith("a"), z.int()), z.looseRecord(z.string().endsWith("b"), z.int().min(2))) },
  { name: "record_loose_beside_object", zod: z.intersection(z.object({ id: z.int() }), z.looseRecord(z.string().regex(/^x/), z.string())) },
  { name: "record_loose_beside_strict", zod: z.intersection(z.strictObject({ id: z.int() }), z.looseRecord(z.string().regex(/^x/), z.string())) },
  { name: "intersection_described", zod: z.intersection(z.strictObject({ a: z.int() }).describe("a"), z.strictObject({ b: z.int().default(2) })) },
  { name: "intersection_values", zod: z.intersection(z.lazy(() => strictA), z.looseObject({ b: z.int().default(1) }).describe("b")) },

  { name: "string_starts_with", zod: z.string().startsWith("a.b") },
  { name: "string_ends_with", zod: z.string().endsWith("é😀") },
  { name: "string_includes", zod: z.string().includes("a\nb") },
  { name: "string_includes_position", zod: z.string().includes("x", { position: 2 }) },
  { name: "string_empty_affixes", zod: z.array(z.union([z.string().startsWith(""), z.string().endsWith(""), z.string().includes("")])) },
  { name: "string_lowercase", zod: z.string().lowercase() },
  { name: "string_uppercase", zod: z.string().uppercase() },
  { name: "string_regex", zod: z.string().regex(/^[a-z]+$/) },
  { name: "string_regex_units", zod: z.string().regex(/^.{2}$/) },
  { name: "string_regex_slash", zod: z.string().regex(/^\/[a-z/]*$/) },
  { name: "string_regex_looking", zod: z.string().regex(/^(?=.*\d)(?=.*[a-z]).{4,}$/) },
  { name: "string_patterns", zod: z.string().regex(/^[a-z]/).regex(/\d$/) },
  { name: "string_patterns_named", zod: z.string().startsWith("a").endsWith("z").includes("m").lowercase().min(4).max(5) },
  { name: "string_patterns_mixed", zod: z.email().startsWith("ada").max(20).regex(/^[^+]*$/) },
  { name: "string_patterns_named_last", zod: z.string().uppercase().startsWith("A") },
  { name: "string_format_own", zod: z.stringFormat("slug", /^[a-z-]+$/).max(4) },
  { name: "string_length_and_regex", zod: z.string().length(3).regex(/^\d+$/) },
  { name: "string_array_like", zod: z.union([z.string().min(2).regex(/a/), z.array(z.any()).min(2)]) },

  { name: "default_members", zod: z.object({ a: z.string().default("x"), b: z.int().optional(), c: z.array(z.int()).default([1]), 1: z.boolean().default(true) }) },
  { name: "default_unfit", zod: z.object({ a: z.string().min(3).default("x"), b: z.object({ c: z.int() }).default({ d: [null], 2: 0, 1: {} }) }) },
  { name: "default_wrapped", zod: z.object({ a: z.string().nullable().default(null), b: z.string().default("b").nullable(), c: z.int().default(3).optional(), d: z.int().optional().default(4), e: z.int().default(5).readonly() }) },
  { name: "default_nested", zod: z.object({ a: z.object({ b: z.object({ c: z.int().default(1) }).default({ c: 2 }) }) }) },
  { name: "default_required", zod: z.object({ a: z.nonoptional(z.string().default("x")), b: z.int() }) },
  { name: "default_in_union", zod: z.object({ a: z.union([z.int().default(1), z.literal("x")]), b: z.int() }) },
  { name: "default_in_tuple", zod: z.tuple([z.string(), z.int().default(2), z.boolean().optional()]) },
  { name: "default_last_in_tuple", zod: z.tuple([z.string(), z.int().optional(), z.int().default(3)]) },
  { name: "default_in_tuple_rest", zod: z.tuple([z.string(), z.int().default(2)]).rest(z.null()) },
  { name: "default_referred", zod: z.object({ a: strictA.default({ a: "none" }), b: strictA.optional(), c: strictA.describe("a") }) },
  { name: "default_in_array", zod: z.array(z.object({ a: z.int().default(1) })) },
  { name: "default_in_discriminated", zod: z.discriminatedUnion("x", [z.object({ x: z.literal("a"), b: z.int().default(1) }), z.object({ x: z.literal("b"), c: z.string().default("c") })]) },
  { name: "default_in_intersection", zod: z.intersection(z.record(z.string(), z.any()), z.object({ a: z.int().default(1) })) },
  { name: "exact_optional", zod: z.object({ a: z.string().exactOptional(), b: z.int().nullish(), c: z.any().optional() }) },
  { name: "values_stripped", zod: z.object({ a: z.object({ b: z.int().optional() }), c: z.array(z.object({})) }) },
  { name: "values_kept", zod: z.looseObject({ b: z.looseObject({ c: z.int().optional() }), 2: z.any().optional() }) },
  { name: "inherited_members", zod: z.object({ toString: z.string(), constructor: z.object({ name: z.string() }).optional(), valueOf: z.any() }) },
  { name: "inherited_optional", zod: z.object({ hasOwnProperty: z.int().optional(), isPrototypeOf: z.string().max(0).default("x"), toLocaleString: z.union([z.string().min(2), z.array(z.any()).min(2)]).nullable().optional() }) },
  { name: "inherited_strict", zod: z.strictObject({ __defineGetter__: z.boolean(), __lookupSetter__: z.array(z.any()).length(1) }) },
  { name: "inherited_prototype", zod: z.strictObject({ ["__proto__"]: z.string(), a: z.int().optional() }) },
  { name: "inherited_discriminator", zod: z.discriminatedUnion("toString", [z.object({ toString: z.literal("a") }), z.object({ toString: z.literal("b"), c: z.int() })]) },
  { name: "enum_mixed", zod: z.enum({ A: "a", B: 2, C: 1.5 }) },
  { name: "identified_more_checks", zod: z.object({ a: identifiedText, b: identifiedText.max(5), c: identifiedText.regex(/a/), d: identifiedNumber.multipleOf(7), e: identifiedNumber.lt(5).optional(), f: identifiedList.min(2) }) },
  { name: "identified_intersection", zod: z.object({ a: identifiedBoth.describe("a"), b: identifiedBoth.default({ c: 1 }), c: identifiedBoth.readonly() }) },

  { name: "json", zod: z.json() },
  { name: "json_members", zod: z.object({ a: z.json(), b: z.json().optional() }) },

  { name: "document_type_list", document: { type: ["string", "integer", "array"], minLength: 2, minimum: 3, items: { type: "boolean" } } },
  { name: "document_bounds_both", document: { type: "number", minimum: 1, exclusiveMinimum: 1, maximum: 9, exclusiveMaximum: 9 } },
  { name: "document_integer", document: { type: "integer", maximum: 9007199254740991 } },
  { name: "document_object_loose", document: { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: true } },
  { name: "document_any_of_beside_type", document: { type: "object", properties: { a: { type: "string" } }, required: ["a"], anyOf: [{ type: "object", properties: { b: { type: "integer" } }, required: ["b"] }, { type: "object", properties: { c: { type: "string", minLength: 2 } }, required: ["c"] }] } },
  { name: "document_items_false", document: { type: "array", items: false } },
  { name: "document_tuple_open", document: { type: "array", prefixItems: [{ type: "string" }, { type: "integer" }], minItems: 1, maxItems: 3 } },
  { name: "document_tuple_long", document: { type: "array", prefixItems: [{ type: "string" }], items: { type: "null" }, minItems: 3 }, zod: z.tuple([z.string()]).rest(z.null()).check(z.minLength(3)) },
  { name: "document_draft_07_tuple", document: { $schema: "http://json-schema.org/draft-07/schema#", type: "array", items: [{ type: "string" }, { type: "number" }], additionalItems: false, minItems: 2 }, zod: z.tuple([z.string(), z.number()]) },
  { name: "document_definitions", document: { $schema: "http://json-schema.org/draft-07/schema#", definitions: { name: { type: "string", minLength: 2 } }, type: "object", properties: { a: { $ref: "#/definitions/name" }, b: { $ref: "#/definitions/name" } }, required: ["a"] } },
  { name: "url_after_patterns", zod: z.string().startsWith("https").endsWith("/").url() },
  { name: "url_after_prefix", zod: z.object({ a: z.string().startsWith("h").url(), b: z.string().includes("e").jwt() }) },
  { name: "url_identified", zod: z.object({ a: identifiedUrl, b: identifiedUrl.regex(/^h/), c: identifiedUrl.startsWith("h").max(20), d: identifiedUrl.lowercase().optional() }) },
  { name: "prefix_and_slug", zod: z.string().startsWith("a").regex(/^[A-Za-z0-9_-]*$/).regex(/b/) },
  { name: "document_formats", document: { type: "object", properties: Object.fromEntries(formatNames.map((format) => [format, { type: "string", format }])) } },
  { name: "document_true", document: true },
  { name: "document_false", document: false },
  { name: "document_annotations", document: { $comment: "c", title: "t", description: "d", type: "string", examples: [1], deprecated: true, "x-unknown": {}, format: "unheard-of", maxLength: 3 } },
  // What z.fromJSONSchema asks before its schema looks at a value.
  { name: "guard_members", document: { type: "object", minProperties: 1, maxProperties: 2 } },
  { name: "guard_nested", document: { type: "object", properties: { a: { type: "object", properties: { b: { type: "number" } }, minProperties: 2 }, c: { type: "array", items: { type: "integer", minimum: 0, maximum: 2 }, uniqueItems: true, minItems: 2 } }, required: ["a"], additionalProperties: false, maxProperties: 3 } },
  { name: "guard_unique", document: { type: "array", uniqueItems: true, items: { type: ["boolean", "integer"], minimum: -1, maximum: 1 } } },
  { name: "guard_unique_values", document: { type: "array", uniqueItems: true, items: { anyOf: [{ type: "array", items: { type: "boolean" }, maxItems: 2 }, { type: "object", properties: { a: { type: "boolean" }, b: { type: "boolean" } } }, { type: "null" }] } } },
  { name: "guard_contains", document: { type: "array", items: { type: ["string", "number"] }, contains: { type: "string", maxLength: 3 }, minContains: 1, maxContains: 2 } },
  { name: "guard_contains_two", document: { type: "array", contains: { type: "number", minimum: 0 }, minContains: 2, uniqueItems: true } },
  { name: "guard_contains_none", document: { type: "array", items: { type: "boolean" }, contains: { const: true }, minContains: 0, maxContains: 1 } },
  { name: "guard_union", document: { anyOf: [{ type: "object", properties: { a: { type: "number" } }, minProperties: 2 }, { type: "array", items: { type: "number" }, contains: { type: "number", minimum: 1 } }, { type: "string" }] } },
  { name: "guard_union_member", document: { anyOf: [{ type: "object", properties: { a: { type: "object", minProperties: 2 } }, required: ["a"] }, { type: "object", properties: { b: { type: "string" } }, required: ["b"], minProperties: 2 }] } },
  { name: "guard_tuple", document: { type: "array", prefixItems: [{ type: "integer", maximum: 2 }, { type: "integer", maximum: 2 }], items: { type: "string" }, uniqueItems: true } },
  { name: "guard_intersection", document: { allOf: [{ type: "object", properties: { a: { type: "number" } }, minProperties: 2 }, { type: "object", properties: { b: { type: "string" } }, maxProperties: 2, required: ["b"] }] } },
  { name: "guard_default", document: { type: "object", properties: { a: { type: "object", properties: { b: { type: "number", default: 1 } }, minProperties: 1 }, c: { type: "array", items: { type: "number" }, uniqueItems: true, default: [1, 1] } } } },
  { name: "guard_names", document: { type: "object", properties: { a: { type: "number" }, abc: { type: "null" } }, propertyNames: { maxLength: 2 }, minProperties: 1 } },
  { name: "guard_names_listed", document: { type: "object", properties: { a: { type: "object", propertyNames: { enum: ["b", "c", "a"] } } }, required: ["a"], additionalProperties: false, propertyNames: { pattern: "^[a-z]$" } } },
  { name: "guard_patterns", document: { type: "object", properties: { ab: { type: "string" }, x: { type: "number" } }, required: ["x"], patternProperties: { "^a": { minLength: 2, type: "string" }, b$: { type: "string", maxLength: 3 } } } },
  { name: "guard_patterns_strict", document: { type: "object", properties: { id: { type: "integer" } }, patternProperties: { "^x": { type: "string" } }, additionalProperties: false } },
  { name: "guard_patterns_nested", document: { type: "object", patternProperties: { "^a": { type: "object", properties: { b: { type: "boolean" } }, patternProperties: { "^x": { type: "null" } }, additionalProperties: false, maxProperties: 2 } }, additionalProperties: false } },
  { name: "guard_patterns_names", document: { type: "array", items: { type: "object", properties: { a: { type: "number", default: 1 } }, patternProperties: { o: { type: "number" } }, propertyNames: { minLength: 1 }, additionalProperties: false } } },
].map(({ name, zod, document }) => ({
  name,
  // z.fromJSONSchema keeps what a document does not name, where z.object(), which writes the same, leaves it out.
  keep: zod === undefined,
  zod: zod ?? z.fromJSONSchema(document),
  document: document ?? z.toJSONSchema(zod, { io: "input" }),
}));
