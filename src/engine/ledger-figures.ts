import { amount } from "#domain/amount.ts";
import { groupOrder, kindOfGroup, moneyOf, type Judged, type Worth } from "#domain/completeness.ts";
import type { Figures } from "#domain/completeness-statement.ts";
import type { Entries } from "#store/completeness-statements.ts";
import { seriesOfOrders, vatOfOrders } from "#store/completeness.ts";
import type { Transaction } from "#store/database.ts";
import type { Looked } from "./ledger-look.ts";
import { placeOf, type Known, type Place } from "./ledger-shop.ts";

const byOutcome = (a: string, b: string): number =>
  groupOrder.indexOf(kindOfGroup(a)) - groupOrder.indexOf(kindOfGroup(b)) || (a < b ? -1 : 1);

/** Everything a statement says of more than one order. */
export async function figuresOf(
  trx: Transaction,
  place: Place,
  known: Known,
  { judged, own, creditedRefundIds }: Looked,
): Promise<Figures> {
  const inBooks = judged.flatMap(({ externalId }) => own.get(externalId) ?? []);
  const worthInBooks = ({ currency, total }: (typeof inBooks)[number]): Worth => ({
    currency,
    total: total === null ? null : amount(total),
  });
  const worth = ({ externalId }: Judged): Worth => {
    const mine = own.get(externalId);
    return known.orders.get(externalId) ?? (mine === undefined ? { currency: null, total: null } : worthInBooks(mine));
  };
  const groups = [...Map.groupBy(judged, ({ group }) => group)].toSorted(([a], [b]) => byOutcome(a, b));
  const documented = judged.filter(({ group }) => group === "documented").map(({ externalId }) => externalId);
  const withOwn = (keep: (id: string) => boolean) => judged.filter(({ externalId }) => keep(externalId)).length;
  const refundIds = [...known.orders.values()].flatMap((order) => order.refundIds);
  return {
    inShop: moneyOf([...known.orders.values()]),
    inBooks: moneyOf(inBooks.map(worthInBooks)),
    goneFromShop: withOwn((id) => !known.orders.has(id)),
    drifted: withOwn((id) => own.get(id)?.isDrifted === true),
    groups: groups.map(([group, orders]) => ({ group, ...moneyOf(orders.map(worth)) })),
    ...(await vatOfOrders(trx, placeOf(place), documented)),
    series: await seriesOfOrders(trx, placeOf(place), documented),
    refunds: {
      inShop: refundIds.length,
      credited: refundIds.filter((id) => creditedRefundIds.has(id)).length,
      creditNotes: inBooks.reduce((sum, { creditNotes }) => sum + creditNotes, 0),
    },
  };
}

export const entriesOf = (judged: readonly Judged[]): Entries =>
  Object.fromEntries(
    [...Map.groupBy(judged, ({ group }) => group)].map(([group, orders]) => [
      group,
      orders.map(({ externalId }) => externalId),
    ]),
  );
