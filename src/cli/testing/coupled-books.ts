import { onTestFinished } from "vitest";
import { startDemoBooks, type DemoBooks } from "#sandbox/demo-books/stand-in.ts";
import { coupleShop, until, type CoupledShop, type CouplingOptions } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

export type Repeats = "idempotency-key" | "look-up" | "neither";
type Settings = NonNullable<NonNullable<Parameters<typeof startDemoBooks>[0]>["settings"]>;

export interface Booked extends CoupledShop {
  readonly books: DemoBooks;
  readonly booksId: string;
}

/** A shop whose orders are booked in the bookkeeping package, which finds what it made at once. */
export async function coupleBooks(
  under: HubUnderTest,
  repeats: Repeats,
  more: Settings = {},
  options: CouplingOptions = {},
): Promise<Booked> {
  const books = await startDemoBooks({ settings: { repeats, indexSeconds: 0, ...more } });
  onTestFinished(() => books.stop());
  let booksId = "";
  const coupled = await coupleShop(under, {
    ...options,
    async connectTarget(api) {
      const settings = { apiUrl: books.url };
      const given = { connector: "demo-books", name: "Boeken", settings, credentials: { apiKey: books.key } };
      booksId = (await api.post<{ id: string }>("/api/connections", given)).id;
      await api.post(`/api/connections/${booksId}/check`);
      return booksId;
    },
  });
  return { ...coupled, books, booksId };
}

export const pageOf = ({ api, connectionId }: Booked, id: number) =>
  api.get<{
    order: { outcome: string; reason: { code: string; message: string } | null; nextAttemptAt: string | null };
    outsideDocuments: { kind: string; number: string; totalAmount: string; system: string; url: string | null }[];
  }>(`/api/orders/${connectionId}/${id}`);

export const outcome = (coupled: Booked, id: number, wanted: string) =>
  until(`order ${id} to be ${wanted}`, async () => {
    // Not known until the job that reads it commits.
    const page = await pageOf(coupled, id).catch((error: Error) =>
      error.message.includes(": 404") ? null : Promise.reject(error),
    );
    return page?.order.outcome === wanted && page;
  });

/** What stands in the books' own store for an order. */
export const inBooks = ({ books }: Booked, id: number) =>
  books.store.documentsOf(String(id)).map(({ kind, number, body }) => [kind, number, (body as Body).totals.payable]);
interface Body {
  readonly totals: { readonly payable: string };
}

/** A person says what came of order 42. */
export const say = ({ api, connectionId }: Booked, found: object) =>
  api.post(`/api/orders/${connectionId}/42/outcome`, found);
