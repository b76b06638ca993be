/** What the list of orders can be narrowed by. It lives in the address, so that a colleague sees the same. */
export const orderStates = ["queued", "documented", "skipped", "waiting", "held", "failed", "drifted"] as const;
export type OrderState = (typeof orderStates)[number];

export interface OrderFilters {
  readonly state?: OrderState;
  readonly connection?: string;
  readonly coupling?: string;
  readonly cause?: string;
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
}

const words = (value: unknown, most: number): string | undefined => {
  // The router reads `q=10482` as a number.
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text.slice(0, most);
};
const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
const uuid = (value: unknown): string | undefined =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : undefined;

/** The filters of an address; what makes no sense in a link is left out, so that the rest of it still works. */
export function readFilters(search: Readonly<Record<string, unknown>>): OrderFilters {
  const read = {
    state: orderStates.find((state) => state === search["state"]),
    connection: uuid(search["connection"]),
    coupling: uuid(search["coupling"]),
    cause: words(search["cause"], 600),
    q: words(search["q"], 200),
    from: day(search["from"]),
    to: day(search["to"]),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** As the API takes them. */
export const queryOf = ({ connection, ...filters }: OrderFilters) => ({
  ...filters,
  ...(connection !== undefined && { connectionId: connection }),
});

export const isNarrowed = (filters: OrderFilters): boolean => Object.keys(filters).length > 0;
