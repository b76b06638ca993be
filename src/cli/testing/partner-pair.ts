import { sql } from "kysely";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";
import { company, connect, relation, type Company, type Direction } from "./partner-companies.ts";

/** Everything that goes between a buyer and its supplier, as the buyer has it. */
export const all: readonly Direction[] = [
  { docType: "order", way: "out" },
  { docType: "order_change", way: "out" },
  { docType: "order_cancel", way: "out" },
  { docType: "order_response", way: "in" },
  { docType: "despatch", way: "in" },
  { docType: "invoice_copy", way: "in" },
  { docType: "statement", way: "in" },
  { docType: "statement", way: "out" },
];
export const only = (...docTypes: string[]): Direction[] => all.filter(({ docType }) => docTypes.includes(docType));

export interface Line {
  readonly lineId: string;
  readonly judged: {
    readonly itemId: string | null;
    readonly step: string | null;
    readonly quantity: string | null;
    readonly verdict: string;
    readonly unitFault: string | null;
  } | null;
  readonly answered: { readonly state: string; readonly confirmed: string; readonly backorder: string } | null;
}
export interface Order {
  readonly id: string;
  readonly relationId: string;
  readonly orderNumber: string;
  readonly documentId: string | null;
  readonly revision: number;
  readonly state: string;
  readonly needsLook: boolean;
  readonly asks: string | null;
  readonly problem: { readonly code: string; readonly message: string; readonly lines: readonly string[] } | null;
  readonly version: number;
  readonly orderLines: readonly Line[];
  readonly response: { readonly code: string; readonly salesOrderId: string } | null;
  readonly papers: readonly { readonly kind: string; readonly number: string }[];
  readonly sent: {
    readonly isChangedSinceSent: boolean;
    readonly tellsChanges: boolean;
    readonly difference: { readonly changed: readonly { readonly lineId: string }[] } | null;
  } | null;
}
export interface Exported {
  readonly items: readonly {
    readonly number: string;
    readonly result: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly sent: number;
}

export const lamp = { itemName: "LED lamp 9 W", ...{ quantity: "20", price: "3.93", vatCategory: "S", vatRate: "21" } };
export const byGtin = { ...lamp, standardItemIdentifier: "05412345000020" };
export const byCode = { ...lamp, itemName: "Kabel", sellersItemIdentifier: "KAB-15", quantity: "100", price: "0.24" };
export const bare = { ...lamp, itemName: "Zonder code" };

let made = 0;
export const vatNumber = (): string => {
  made += 1;
  const first = String(20_000_000 + made * 7919).padStart(8, "0");
  return `BE${`0${first.slice(1)}`}${String(97 - (Number(`0${first.slice(1)}`) % 97)).padStart(2, "0")}`;
};

export interface Pair {
  readonly buyer: Company;
  readonly seller: Company;
  readonly relationId: string;
  readonly supplierId: string;
  readonly lampId: string;
}

/** A buyer on one hub and its supplier on another, connected, with two items at the supplier. `settings`: of the supplier. */
export async function pairOf(
  [ofBuyer, ofSeller]: readonly [HubUnderTest, HubUnderTest],
  directions: readonly Direction[] = all,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Pair> {
  const buyer = await company(ofBuyer, "Installatiebedrijf Jansen", vatNumber());
  const seller = await company(ofSeller, "Groothandel Peeters", vatNumber());
  for (const app of ["purchases"]) await buyer.call("POST", `/api/apps/${app}/activate`, {});
  for (const app of ["orderSlips", "deliveryNotes"]) await seller.call("POST", `/api/apps/${app}/activate`, {});
  const relationId = await connect(buyer, seller, directions, settings);
  const { party } = (await relation(buyer, relationId)) as unknown as { party: { id: string } };
  const item = { unitCode: "C62", vatRate: "21", countsStock: false };
  const { id: lampId } = await seller.call<{ id: string }>("POST", "/api/items", {
    ...{
      ...item,
      sellersItemIdentifier: "LAMP-9",
      name: "LED-lamp 9 W E27",
      salesPrice: "3.93",
      gtins: ["5412345000020"],
    },
  });
  await seller.call("POST", "/api/items", {
    ...item,
    sellersItemIdentifier: "kab-15",
    name: "Draad 1,5",
    salesPrice: "0.24",
  });
  return { buyer, seller, relationId, supplierId: party.id, lampId };
}

export interface Placed {
  readonly id: string;
  readonly number: string;
  readonly version: number;
}

export async function placed(
  { buyer, supplierId }: Pair,
  lines: readonly object[],
  fields: object = {},
): Promise<Placed> {
  const draft = { kind: "purchaseOrder", buyerId: supplierId, lines, ...fields };
  const { id } = await buyer.call<{ id: string }>("POST", "/api/documents", draft);
  return buyer.call("POST", `/api/documents/${id}/issue`, {});
}

export const exportAll = ({ buyer }: Pair) => buyer.call<Exported>("POST", "/api/relations/export", {});
export const ordersOf = async ({ seller }: Pair): Promise<readonly Order[]> =>
  (await seller.call<{ items: Order[] }>("GET", "/api/relations/orders?side=seller")).items;
export const orderOf = ({ seller }: Pair, id: string) => seller.call<Order>("GET", `/api/relations/orders/${id}`);
export const atBuyer = ({ buyer }: Pair, { id }: Placed) =>
  buyer.call<Order>("GET", `/api/purchase-orders/${id}/partner`);

export const arrived = (of: Pair, { number }: Placed, state = "open"): Promise<Order> =>
  until(`order ${number} to be ${state}`, async () => {
    const row = (await ordersOf(of)).find(({ orderNumber }) => orderNumber === number);
    return row?.state === state && orderOf(of, row.id);
  });
export const answeredAs = (of: Pair, order: Placed, state: string): Promise<Order> =>
  until(`the order to be ${state}`, async () => {
    const seen = await atBuyer(of, order);
    return seen.state === state && seen;
  });
export const answer = ({ seller }: Pair, { id, version }: Order, body: object) =>
  seller.call<Order>("POST", `/api/relations/orders/${id}/answer`, { version, isAccepted: true, ...body });

export const countOf = async ({ under, administrationId }: Company, what: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from documents
    where administration_id = ${administrationId} and kind = ${what}`.execute(under.store.owner);
  return rows[0]?.count ?? -1;
};
export const statusOf = async ({ buyer }: Pair, { id }: Placed): Promise<string> =>
  (await buyer.call<{ status: string }>("GET", `/api/documents/${id}`)).status;

/** Another first line, in the editor of the purchase order. */
export async function change(of: Pair, { id }: Placed, line: object): Promise<void> {
  const page = await of.buyer.call<{ version: number; entered: { lines: object[] } }>("GET", `/api/documents/${id}`);
  const [first, ...rest] = page.entered.lines;
  const lines = [{ ...first, ...line }, ...rest];
  await of.buyer.call("PUT", `/api/documents/${id}`, { ...page.entered, lines, version: page.version });
}
