import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { storable } from "#connect/storable.ts";
import { HubError } from "#domain/error.ts";
import { Order } from "#domain/order.ts";
import { textNow } from "#domain/texts/text.ts";
import { firstPage, nextPage, readCursor } from "./cursor.ts";
import { saysAbsent } from "./errors.ts";
import { mappingFault, toOrder, toRefund } from "./map.ts";
import { pageSize, seenUntil, totalOf } from "./pages.ts";
import { WooOrder, WooOrderTax, WooRefund } from "./schema.ts";
import { isPlainHttp, type Settings, type WooCommerceSettings } from "./settings.ts";

type Shop = Session<WooCommerceSettings>;
type Read = Pick<RawOutput<"orders.get">, "items" | "unreadable">;
type Unreadable = Read["unreadable"][number];

/** The line amounts of the shop's own calculation instead of rounded ones. */
const unrounded = { dp: 6 } as const;

const OrderPage = z.array(z.unknown());
const ModifiedGmt = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
  .refine((time) => z.iso.datetime().safeParse(`${time}Z`).success)
  .nullish()
  .catch(null);
/** Enough to name an order that cannot be read, and to go on after it. */
const Stub = z.object({
  id: z.union([z.number(), z.string()]).transform((id) => storable(String(id))),
  date_modified_gmt: ModifiedGmt,
});

/** One order, or why it cannot be read: it never takes its neighbours with it. */
function readOrder(id: string, raw: unknown, settings: Settings): z.input<typeof Order> | Unreadable {
  const vendor = WooOrder.safeParse(raw);
  if (!vendor.success) return unexpected(id, vendor.error);
  // A cache that mixes up addresses: never take one order for another.
  if (id !== vendor.data.id) {
    return {
      id,
      code: "remote.protocol_changed",
      message: `The shop answered with order ${vendor.data.id} instead of ${id}`,
    };
  }
  try {
    const mapped = toOrder(vendor.data, settings);
    const order = Order.safeParse(mapped);
    return order.success ? mapped : unexpected(id, order.error);
  } catch (thrown) {
    const { code, message, details } = mappingFault(thrown);
    return {
      id,
      code: code === "document.invalid" ? code : "remote.protocol_changed",
      message: `Order ${id}: ${message}`,
      says: details["says"],
    };
  }
}

function unexpected(id: string, error: z.ZodError): Unreadable {
  const issue = error.issues[0];
  const where = issue === undefined ? "" : ` (${issue.path.join(".")}: ${textNow(issue.message, "en")})`;
  return { id, code: "remote.protocol_changed", message: `Order ${id} has a form that is not expected${where}` };
}

const idOf = (raw: unknown): string => Stub.safeParse(raw).data?.id ?? "";

function readOrders(raws: Iterable<readonly [id: string, raw: unknown]>, settings: Settings): Read {
  const items: Read["items"] = [];
  const unreadable: Unreadable[] = [];
  for (const [id, raw] of raws) {
    const read = readOrder(id, raw, settings);
    if ("message" in read) unreadable.push(read);
    else items.push(read);
  }
  return { items, unreadable };
}

/**
 * Several orders by id. `status=any` leaves out the trash and, in recent versions, drafts, so what is missing is asked for one by
 * one: only a 404 with the order's own error code proves that it is not there.
 */
export async function getOrders(
  { http, settings, signal }: Shop,
  { ids }: Input<"orders.get">,
): Promise<RawOutput<"orders.get">> {
  // Order ids are whole numbers; another text is nobody's id, and would have the whole request refused.
  const wanted = [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id));
  if (wanted.length === 0) return { items: [], unreadable: [] };
  const found = new Map<string, unknown>();
  const asked = new Set(wanted);
  if (wanted.length > 1) {
    // WooCommerce signs `include[]` as `include[0]`: under OAuth a list in one value is the form both sides agree on.
    const include = isPlainHttp(settings) ? wanted.join(",") : wanted;
    const page = await http.json(
      { method: "GET", path: "wc/v3/orders", query: { include, per_page: pageSize, status: "any", ...unrounded } },
      OrderPage,
    );
    for (const raw of page) {
      const id = idOf(raw);
      if (asked.has(id)) found.set(id, raw);
    }
  }
  for (const id of wanted) {
    if (found.has(id)) continue;
    signal.throwIfAborted();
    const raw = await http.jsonOrNull(
      { method: "GET", path: `wc/v3/orders/${id}`, query: unrounded },
      z.unknown(),
      saysAbsent,
    );
    if (raw !== null) found.set(id, raw);
  }
  return readOrders(found, settings);
}

/** One page of changed orders, oldest change first. See `cursor.ts` for how it goes on while orders move. */
export async function listOrders(
  { http, settings, now }: Shop,
  input: Input<"orders.list">,
): Promise<RawOutput<"orders.list">> {
  const at = input.cursor === null ? firstPage(input.modifiedSince) : readCursor(input.cursor);
  const { data: page, headers } = await http.jsonWithHeaders(
    {
      method: "GET",
      path: "wc/v3/orders",
      query: {
        // With a `Z` behind it and `dates_are_gmt` the shop silently answers with the wrong hours.
        ...(at.after === null ? {} : { modified_after: at.after, dates_are_gmt: true }),
        orderby: "modified",
        order: "asc",
        status: "any",
        per_page: pageSize,
        page: at.page,
        ...unrounded,
      },
    },
    OrderPage,
  );
  const times = page.map((raw) => Stub.safeParse(raw).data?.date_modified_gmt ?? null);
  const raws = page.map((raw) => [idOf(raw), raw] as const);
  return {
    ...readOrders(raws, settings),
    next: page.length < pageSize ? null : nextPage(at, times),
    seenUntil: seenUntil(times, headers, now()),
    total: input.cursor === null ? totalOf(headers) : null,
  };
}

/** All refunds of one order. A refund does not say its currency, nor whether prices include tax, so its order is read with it. */
export async function listRefunds(
  { http }: Shop,
  { orderId }: Input<"refunds.list">,
): Promise<RawOutput<"refunds.list">> {
  if (!/^\d{1,18}$/.test(orderId))
    throw new HubError("document.invalid", `${orderId} is not the id of a WooCommerce order`);
  const order = await http.json(
    {
      method: "GET",
      path: `wc/v3/orders/${orderId}`,
      query: { ...unrounded, _fields: "id,currency,prices_include_tax,billing,shipping,tax_lines,meta_data" },
    },
    WooOrderTax,
  );
  const refunds: z.output<typeof WooRefund>[] = [];
  for (let page = 1; refunds.length === (page - 1) * pageSize; page += 1) {
    refunds.push(
      ...(await http.json(
        { method: "GET", path: `wc/v3/orders/${orderId}/refunds`, query: { per_page: pageSize, page, ...unrounded } },
        z.array(WooRefund),
      )),
    );
  }
  return { items: refunds.map((refund) => toRefund(refund, order)) };
}
