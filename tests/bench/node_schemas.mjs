// The schemas of the benchmarks of requests, as they are written in Zod, by the name of the document that each writes.
import * as z from "zod";

const invite = z.object({ email: z.email(), role: z.enum(["admin", "member"]) });

const address = () =>
  z.object({
    street: z.string().min(1).max(200),
    city: z.string().min(1).max(100),
    postal_code: z.string().regex(/^[0-9A-Z][0-9A-Z -]{2,9}$/),
    country: z.string().regex(/^[A-Z]{2}$/),
    note: z.string().max(500).optional(),
  });

const order = z.object({
  id: z.uuid(),
  number: z.string().regex(/^ORD-\d{8}$/),
  placed_at: z.iso.datetime(),
  status: z.enum(["new", "paid", "packed", "shipped", "returned"]),
  currency: z.enum(["EUR", "GBP", "USD", "JPY", "CHF"]),
  customer: z.object({
    id: z.uuid(),
    name: z.string().min(1).max(100),
    email: z.email(),
    language: z.string().regex(/^(?:[a-z]{2}|[a-z]{2}-[A-Z]{2})$/).optional(),
  }),
  shipping_address: address(),
  billing_address: address().optional(),
  lines: z
    .array(
      z.object({
        sku: z.string().regex(/^[A-Z]{3}-\d{4}$/),
        title: z.string().min(1).max(200),
        quantity: z.int().min(1).max(999),
        unit_price: z.number().min(0).max(1e6),
        discount: z.number().min(0).max(1).optional(),
        tags: z.array(z.string().min(1).max(30)).max(10).optional(),
      }),
    )
    .min(1)
    .max(100),
  total: z.number().min(0),
  gift: z.boolean(),
  coupon: z.string().max(40).nullable(),
});

const tree = z.object({
  value: z.int(),
  get left() {
    return tree.optional();
  },
  get right() {
    return tree.optional();
  },
});

const members = z.object(
  Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `member_${index}`,
      [z.string(), z.number(), z.boolean(), z.enum(["low", "high"])][index % 4],
    ]),
  ),
);

const point = () => ({ x: z.number(), y: z.number() });
const discriminated = z.array(
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("key"), key: z.string().min(1), repeated: z.boolean() }),
    z.object({ type: z.literal("move"), ...point() }),
    z.object({ type: z.literal("click"), ...point(), button: z.enum(["left", "middle", "right"]) }),
    z.object({ type: z.literal("scroll"), delta: z.number() }),
    z.object({ type: z.literal("paste"), text: z.string().max(1000), source: z.string().optional() }),
  ]),
);

const union = z.array(
  z.union([
    z.number(),
    z.string().max(20),
    z.object({ amount: z.number().min(0), currency: z.enum(["EUR", "USD"]) }),
    z.object({ from: z.string(), to: z.string() }),
    z.array(z.boolean()).max(8),
  ]),
);

const strings = z.object({
  emails: z.array(z.email()),
  ids: z.array(z.uuid()),
  times: z.array(z.iso.datetime()),
  days: z.array(z.iso.date()),
  hosts: z.array(z.ipv4()),
  slugs: z.array(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)),
  colours: z.array(z.string().regex(/^#(?:[0-9a-f]{3}){1,2}$/)),
  versions: z.array(z.string().regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/)),
});

export const schemas = {
  invite,
  invite_with_pattern: invite,
  order,
  orders: z.array(order),
  tree,
  members,
  discriminated,
  union,
  strings,
};

/** The document that a schema writes; for the invite it is the shipped one, which has no pattern beside the format. */
export function documentOf(name) {
  const override = ({ jsonSchema }) => {
    if (name === "invite" && jsonSchema.format !== undefined) delete jsonSchema.pattern;
  };
  return z.toJSONSchema(schemas[name], { io: "input", override });
}
