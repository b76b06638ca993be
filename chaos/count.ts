import type pg from "pg";
import { amount, add, cents, equals, type Amount } from "#domain/amount.ts";
import type { Lane } from "./world.ts";

export interface Count {
  /** Invoices in the hub's own books, and in the outside ones. */
  readonly documents: number;
  readonly remoteDocuments: number;
  readonly lost: number;
  readonly doubled: number;
  readonly centsOff: number;
  readonly numberGaps: number;
}

/** The figures, and what each that is not 0 is about. */
export interface Counted extends Count {
  readonly found: readonly string[];
}

/** One invoice, wherever it is, for an order of a shop. */
interface Invoice {
  readonly order: string;
  readonly total: Amount;
}

async function ownInvoices(owner: pg.Client, { connectionId }: Lane): Promise<Invoice[]> {
  const { rows } = await owner.query<{ order: string; inclusive: string; rounding: string }>(
    `select source_order_id as "order", tax_inclusive_amount::text as inclusive, payable_rounding_amount::text as rounding
     from documents where connection_id = $1 and kind = 'invoice' and status <> 'draft'`,
    [connectionId],
  );
  return rows.map(({ order, inclusive, rounding }) => ({ order, total: add(amount(inclusive), amount(rounding)) }));
}

interface Booked {
  readonly orderNumber: string;
  readonly totals: { readonly payable: string };
}

/** From the package's own store, not from what the hub believes. */
const bookedInvoices = ({ books }: Lane): Invoice[] =>
  [...(books?.store.documents ?? [])]
    .filter(({ kind }) => kind === "invoice")
    .map(({ body }) => {
      const { orderNumber, totals } = body as Booked;
      return { order: orderNumber, total: amount(totals.payable) };
    });

/** Buyers that the package has twice, and documents it has of which the hub knows nothing. */
async function strays(
  owner: pg.Client,
  { books, connectionId }: Lane,
): Promise<{ doubled: number; unknown: readonly string[] }> {
  if (books === null) return { doubled: 0, unknown: [] };
  const emails = [...books.store.contacts].map(({ body }) => (body as { email: string }).email);
  const { rows } = await owner.query<{ id: string }>(
    `select remote_id as id from outside_documents where source_connection_id = $1`,
    [connectionId],
  );
  const known = new Set(rows.map(({ id }) => id));
  return {
    doubled: emails.length - new Set(emails).size,
    unknown: [...books.store.documents].filter(({ id }) => !known.has(id)).map(({ id }) => id),
  };
}

/** Counts from the other side: the shops' own orders against plain SQL as owner and the store of the books. */
export async function count(owner: pg.Client, lanes: readonly Lane[]): Promise<Counted> {
  const found: string[] = [];
  let documents = 0;
  let remoteDocuments = 0;
  let lost = 0;
  let doubled = 0;
  let centsOff = 0;
  for (const lane of lanes) {
    const invoices = lane.books === null ? await ownInvoices(owner, lane) : bookedInvoices(lane);
    if (lane.books === null) documents += invoices.length;
    else remoteDocuments += invoices.length;
    const byOrder = Map.groupBy(invoices, ({ order }) => order);
    for (const order of lane.shop.orders.list()) {
      const own = byOrder.get(String(order.id)) ?? [];
      if (own.length === 0) lost += 1;
      doubled += Math.max(0, own.length - 1);
      const total = cents(amount(order.total));
      const off = own.filter((invoice) => !equals(invoice.total, total)).length;
      centsOff += off;
      if (own.length !== 1 || off > 0)
        found.push(`order ${order.id}: ${own.length} invoices, ${off} with another total`);
    }
    const stray = await strays(owner, lane);
    doubled += stray.doubled;
    lost += stray.unknown.length;
    found.push(...stray.unknown.map((id) => `${id} in the books is known to nobody`));
  }
  const { rows } = await owner.query<{ gaps: string }>(
    `select coalesce(sum(last - first + 1 - numbers), 0) as gaps from (
       select min(sequence) as first, max(sequence) as last, count(*) as numbers from documents where sequence is not null
       group by administration_id, kind, series, year) s`,
  );
  return { documents, remoteDocuments, lost, doubled, centsOff, numberGaps: Number(rows[0]?.gaps ?? 0), found };
}
