import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { wines } from "#sandbox/demo-month/assortments.ts";
import { monthOfOrders } from "#sandbox/demo-month/month.ts";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";
import { coupleShop, until, type CoupledShop } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

const folder = fileURLToPath(new URL("../../../fixtures/woocommerce/rest/orders-dp6/", import.meta.url));

/** As the API tells of it. */
export interface SeenStatement {
  readonly id: string;
  readonly askedBy: string;
  readonly reason: { readonly code: string } | null;
  readonly known: {
    readonly unexplained: number;
    readonly inShop: SeenMoney;
    readonly inBooks: SeenMoney;
    readonly goneFromShop: number;
    readonly drifted: number;
    readonly groups: readonly (SeenMoney & { readonly group: string; readonly kind: string })[];
    readonly vat: readonly { readonly rate: string; readonly source: string | null; readonly document: string }[];
    readonly series: readonly { readonly kind: string; readonly count: number; readonly gaps: readonly string[] }[];
    readonly refunds: { readonly inShop: number; readonly credited: number; readonly creditNotes: number };
    readonly gaps: readonly {
      readonly orderId: string;
      readonly missing: string;
      readonly isHealed: boolean;
      readonly outcome: string | null;
    }[];
  } | null;
}
interface SeenMoney {
  readonly count: number;
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
}

/** A shop whose demo month was booked, and what can be done to it. */
export interface LedgerMonth {
  readonly coupled: CoupledShop;
  readonly orders: readonly OrderJson[];
  /** Of the whole month. */
  drawUp(): Promise<SeenStatement>;
  /** New orders that the shop rings for while the coupling is off; then their deliveries are deleted, and it is on again. */
  loseDeliveries(count: number): Promise<string[]>;
  /** Everything the database lets go of: deliveries, entry, events, links. Documents and effects refuse. Says which order. */
  loseEntry(): Promise<string>;
  /** A new order in the shop that never rings. */
  placeSilently(): string;
}

function recorded(id: number): OrderJson {
  for (const name of readdirSync(folder)) {
    const order = JSON.parse(readFileSync(`${folder}${name}`, "utf8")) as OrderJson;
    if (order.id === id) return order;
  }
  throw new Error(`There is no recorded order ${id}`);
}

/** The ledger that believes itself: what the shop lists and we do not have is left out of its answers. */
async function believeOwnInbox(under: HubUnderTest): Promise<void> {
  under.world.answered = async ({ url }, answer) => {
    if (!url.pathname.endsWith("/wc/v3/orders") || !url.searchParams.has("_fields")) return answer;
    const { rows } = await sql<{ id: string }>`select external_id as id from inbox`.execute(under.store.owner);
    const own = new Set(rows.map(({ id }) => id));
    const listed = (JSON.parse(answer.body) as { id: number }[]).filter(({ id }) => own.has(String(id)));
    return { ...answer, body: JSON.stringify(listed) };
  };
}

/** `isSabotaged`: a proof has to turn red with it. */
export async function ledgerMonth(under: HubUnderTest, count: number, isSabotaged: boolean): Promise<LedgerMonth> {
  const { store } = under;
  const coupled = await coupleShop(under, { shop: { withoutOrders: true } }, atEndOfFile);
  const { shop, administrationId, connectionId, couplingId, api } = coupled;
  const now = Temporal.Now.zonedDateTimeISO("Europe/Brussels");
  const made = monthOfOrders(
    {
      seed: 4,
      count: count + 10,
      until: now.subtract({ hours: 1 }),
      assortment: wines,
      home: "flanders",
      firstOrderId: 5001,
    },
    recorded,
  );
  const orders = made.slice(0, count);
  for (const order of orders.filter(isPlain).slice(0, 3)) order.status = "cancelled";
  // Of the kind that becomes an invoice, whatever the month is made of.
  const spare = made.slice(count).map((order) => ({ ...orders.find(isPlain), ...keysOf(order) }) as OrderJson);
  await api.post(`/api/connections/${connectionId}/sweep`);
  for (const order of orders) shop.orders.put(order);
  await coupled.ring("created", ...orders.map(({ id }) => id));
  await until("the month", async () => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from inbox
      where administration_id = ${administrationId} and outcome is not null`.execute(store.owner);
    return rows[0]?.count === count;
  });
  if (isSabotaged) await believeOwnInbox(under);
  const next = (): OrderJson => {
    const order = spare.shift();
    if (order === undefined) throw new Error("No order is left to place");
    shop.orders.put(order);
    return order;
  };
  return {
    coupled,
    orders,
    async drawUp() {
      const [from, to] = [now.subtract({ days: 34 }), now].map((day) => day.toPlainDate().toString());
      const { statement } = await api.post<{ statement: SeenStatement | null }>("/api/completeness/checks", {
        couplingId,
        from,
        to,
      });
      if (statement === null) throw new Error("The statement takes too long");
      return statement;
    },
    async loseDeliveries(lost) {
      await coupled.setCoupling({ state: "off" });
      const ids = Array.from({ length: lost }, () => next().id);
      await coupled.ring("created", ...ids);
      const places = sql`administration_id = ${administrationId} and external_id = any(${ids.map(String)}::text[])`;
      await until("the deliveries", async () => {
        const { rows } = await sql`select from deliveries where ${places} and state = 'received'`.execute(store.owner);
        return rows.length >= lost;
      });
      await sql`delete from deliveries where ${places}`.execute(store.owner);
      await coupled.setCoupling({ state: "live" });
      return ids.map(String);
    },
    async loseEntry() {
      // Which orders of the month wait for a person depends on the day it ends.
      const { rows } = await sql<{ id: string }>`select external_id as id from inbox
        where administration_id = ${administrationId} and outcome = 'documented'`.execute(store.owner);
      const documented = new Set(rows.map((row) => row.id));
      const id = String(orders.findLast((order) => isPlain(order) && documented.has(String(order.id)))?.id);
      const of = sql`administration_id = ${administrationId} and connection_id = ${connectionId} and external_id = ${id}`;
      for (const table of ["deliveries", "events", "links", "inbox"])
        await sql`delete from ${sql.id(table)} where ${of}`.execute(store.owner);
      return id;
    },
    placeSilently: () => String(next().id),
  };
}

const isPlain = (order: OrderJson): boolean => order.status === "processing" && order["currency"] === "EUR";

const keysOf = ({ id, date_created, date_created_gmt, date_modified, date_modified_gmt }: OrderJson) => ({
  ...{ id, number: String(id), order_key: `wc_order_demo${id}` },
  ...{ date_created, date_created_gmt, date_modified, date_modified_gmt },
});
