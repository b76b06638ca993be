/** Asks the stand-in over HTTP, every time on a connection of its own. */
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";
import type { CsCart } from "#sandbox/cs-cart/stand-in.ts";

export type Caller = (path: string, method?: string, body?: unknown) => Promise<Answer>;

/** `path` is what stands behind `/api/2/`; one that begins with a slash stands behind the root. */
export const callerOf =
  (shop: CsCart, email = shop.email, key = shop.key): Caller =>
  (path, method = "GET", body?: unknown) =>
    ask(path.startsWith("/") ? shop.url + path : `${shop.url}/api/2/${path}`, {
      ...{ method, key: [email, key] as const },
      ...(body === undefined ? {} : { body }),
    });

export interface ListBody {
  readonly params: Record<string, unknown>;
  readonly [noun: string]: unknown;
}
export const rowsOf = ({ body }: Answer, noun = "orders"): Record<string, unknown>[] =>
  (body as ListBody)[noun] as Record<string, unknown>[];
export const idsOf = (answer: Answer): unknown[] => rowsOf(answer).map((row) => row["order_id"]);
export const paramsOf = ({ body }: Answer): Record<string, unknown> => (body as ListBody).params;

/** As far as the tests look into it. */
export interface OrderBody {
  readonly [field: string]: unknown;
  readonly total: string;
  readonly products: Record<string, Record<string, unknown>>;
  readonly taxes: Record<string, Record<string, unknown>>;
  readonly shipping: Record<string, unknown>[];
}
export const orderOf = ({ body }: Answer): OrderBody => body as OrderBody;

export const jan = { email: "jan@example.be", firstname: "Jan", lastname: "Peeters", country: "NL" };
