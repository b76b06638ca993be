import type { Transport, WireAnswer } from "#connect/transport.ts";

/** Faults that are planted in the nodes, to see that the counting finds them. `gap` is planted in the database. */
export const sabotages = ["lose", "double", "cent", "gap"] as const;
export type Sabotage = (typeof sabotages)[number];

/** Which order is struck: its number as the shop shows it. */
export interface Planted {
  readonly kind: Sabotage;
  readonly order: string;
}

const numberIn = (body: string | null): string =>
  body === null ? "" : ((JSON.parse(body) as { orderNumber?: string }).orderNumber ?? "");

/** The way out of a node that has the fault. */
export function planted({ kind, order }: Planted): (transport: Transport) => Transport {
  const isOurs = (url: URL, body: string | null): boolean =>
    url.pathname.endsWith("/documents") && numberIn(body) === order;
  return (transport) => async (request) => {
    const isWrite = request.method === "POST" && isOurs(request.url, request.body);
    if (kind === "lose" && isWrite) return made;
    if (kind === "double" && isWrite) {
      const { "idempotency-key": _, ...headers } = request.headers;
      await transport({ ...request, headers });
    }
    const answer = await transport(request);
    return kind === "cent" && request.method === "GET" ? centDearer(answer, order) : answer;
  };
}

/** As if the package had booked it. */
const made: WireAnswer = {
  status: 201,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ id: "doc_nowhere", number: "F-999999" }),
};

/** The order as the shop does not have it: a cent more. */
function centDearer(answer: WireAnswer, order: string): WireAnswer {
  const marked = new RegExp(`"number":"${order}"`);
  if (!marked.test(answer.body)) return answer;
  const orders = JSON.parse(answer.body) as { number: string; total: string }[];
  const spoilt = orders.map((one) => {
    if (one.number !== order) return one;
    const [whole = "0", decimals = ""] = one.total.split(".");
    const cents = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0").slice(0, 2)) + 1n;
    return { ...one, total: `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}${decimals.slice(2)}` };
  });
  return { ...answer, body: JSON.stringify(spoilt) };
}
