import { sql } from "kysely";
import { Order } from "#domain/order.ts";
import type { CatalogueWorld } from "./catalogue-world.ts";
import type { CoupledCatalogue } from "./coupled-catalogue.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

const now = () => Temporal.Now.instant().toString({ smallestUnit: "second" });

/** An order in the shop that takes some of an item. */
export function sell(
  world: CatalogueWorld,
  id: string,
  code: string,
  quantity: number,
  phase: Order["phase"] = "placed",
  modifiedAt: string = now(),
): void {
  const lines = [
    {
      id: "1",
      kind: "item",
      name: code,
      sellersItemIdentifier: code,
      quantity: String(quantity),
      parts: [{ vat: null, amount: "1", taxAmount: null }],
    },
  ];
  const order = Order.parse({
    ...{
      id,
      number: id,
      phase,
      status: phase,
      modifiedAt,
      placedAt: modifiedAt,
      day: "2026-11-02",
      paidAt: null,
      currency: "EUR",
    },
    ...{
      pricesIncludeTax: false,
      buyer: { address: {} },
      buyerIsVatExempt: false,
      deliverTo: null,
      note: "",
      lines,
      vat: [],
      total: "1",
    },
    ...{ payment: { method: "", title: "", transactionId: "", onDelivery: false }, refundIds: [] },
  });
  world.orders.set(id, order);
}

/** The shop's orders are booked in the ERP; what became of some of them. */
export async function coupleOrders(
  { store }: Pick<HubUnderTest, "store">,
  coupled: CoupledCatalogue,
  known: Readonly<Record<string, [outcome: string, reason: string | null]>> = {},
) {
  const { administrationId, shopId, erpId } = coupled;
  await sql`insert into couplings (id, administration_id, kind, source_connection_id, target_connection_id, state)
    values (gen_random_uuid(), ${administrationId}, 'shopOrders', ${shopId}, ${erpId}, 'live')`.execute(store.owner);
  for (const [id, [outcome, reason]] of Object.entries(known))
    await settleOrder({ store }, coupled, id, outcome, reason, "1 hour");
}

export const settleOrder = (
  { store }: Pick<HubUnderTest, "store">,
  { administrationId, shopId }: CoupledCatalogue,
  id: string,
  outcome: string,
  reason: string | null,
  ago: string,
) =>
  sql`insert into inbox (administration_id, connection_id, kind, external_id, outcome, reason_code, decided_at)
    values (${administrationId}, ${shopId}, 'order', ${id}, ${outcome}, ${reason}, now() - ${ago}::interval)
    on conflict (administration_id, connection_id, kind, external_id) do update set outcome = excluded.outcome, decided_at = excluded.decided_at`.execute(
    store.owner,
  );
