import { randomUUID } from "node:crypto";
import { apiUnderTest, type Answer, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { setUp, type Browser } from "#api/testing/browser.ts";
import { draftOf, switchOn } from "#api/supplier-webshops/testing/supplier-logins.ts";
import { startCebeo, type Cebeo } from "#sandbox/cebeo/stand-in.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";

export interface StagedLine {
  readonly position: number;
  readonly code: string;
  readonly asked: string;
  readonly quantity: string;
  readonly unitCode: string;
  readonly isTicked: boolean;
  readonly takenQuantity: string;
  readonly cost: string | null;
  readonly fault: { readonly field: string } | null;
  readonly supplierDocument: {
    readonly delivered: string | null;
    readonly deliveryDate: string | null;
    readonly backordered: string | null;
    readonly backorderDate: string | null;
    readonly orderLine: { readonly position: number; readonly left: string } | null;
  } | null;
}
export interface Staged {
  readonly id: string;
  readonly version: number;
  readonly source: string;
  readonly remarks: readonly string[];
  readonly doublesId: string | null;
  readonly target: { readonly takesBasket: boolean } | null;
  readonly supplierDocument: {
    readonly id: string;
    readonly kind: string;
    readonly number: string;
    readonly ourOrderNumber: string;
    readonly source: string;
    readonly order: { readonly id: string; readonly number: string; readonly version: number } | null;
    readonly takings: readonly { readonly documentId: string }[];
  };
  readonly lines: readonly StagedLine[];
}
export interface Fetched {
  readonly outcome: string;
  readonly title: string;
  readonly body: string;
  readonly basket: Staged | null;
}

const nl = { "accept-language": "nl" };

/** A company with Cebeo as a supplier, one login there, and what may be asked with it. */
export interface CebeoDesk {
  readonly api: ApiUnderTest;
  readonly cebeo: Cebeo;
  readonly an: Browser;
  readonly administrationId: string;
  readonly partyId: string;
  readonly entryId: string;
  /** An entry for documents; with a login when settings are given. */
  entry(connector: string, more?: object, login?: { settings: object; credentials: object }): Promise<string>;
  /** An order at Cebeo; returns its number there. Each line: article, how many, and our number of the line. */
  order(
    lines: readonly (readonly [code: string, quantity: number, ourLine?: string])[],
    more?: { readonly ours?: string; readonly login?: string },
  ): string;
  /** So many of the nth line were delivered, and so many are to come. */
  deliver(number: string, nth: number, delivered: number | null, backordered?: number): void;
  ask(body: object, who?: Browser): Promise<Answer>;
  /** The staged lines; throws with the answer when there are none. */
  fetch(number: string, body?: object): Promise<Staged>;
  upload(entryId: string, bytes: Buffer | string, query?: Readonly<Record<string, string>>): Promise<Answer>;
  tick(staged: Staged, lines: readonly object[]): Promise<Staged>;
  take(staged: Staged, document: { readonly id: string; readonly version: number }, more?: object): Promise<Answer>;
  start(staged: Staged, kind: string, more?: object): Promise<Answer>;
  receive(staged: Staged, more?: object): Promise<Answer>;
  /** A purchase order of ours that was placed. */
  placed(
    lines: readonly (readonly [code: string, quantity: number, more?: object])[],
  ): Promise<{ readonly id: string; readonly number: string; readonly version: number }>;
}

export const password = "geheim&1";

export async function cebeoDesk(): Promise<CebeoDesk> {
  const cebeo = await startCebeo();
  atEndOfFile(() => cebeo.stop());
  const host = new URL(cebeo.url);
  const api = await apiUnderTest({ openHosts: [host.host, host.hostname] });
  const { browser: an, administrationId } = await setUp(api);
  await switchOn(an);
  const party = await an.call("POST", "/api/parties", { name: "Cebeo nv", vatIdentifier: "BE0876543270" });
  const { id: partyId }: { id: string } = party.json;

  const entry: CebeoDesk["entry"] = async (connector, more = {}, login) => {
    const made = await an.call("POST", "/api/supplier-entries", { function: "document", connector, partyId, ...more });
    if (made.status !== 201) throw new Error(made.text);
    const { id, version }: { id: string; version: number } = made.json;
    if (login === undefined) return id;
    const saved = await an.call("PUT", `/api/supplier-entries/${id}`, { version, ...login });
    if (saved.status !== 200) throw new Error(saved.text);
    return id;
  };
  const settings = { customerNumber: "9900123", userName: "WSDEMO", address: cebeo.url };
  const entryId = await entry("cebeo", {}, { settings, credentials: { password } });

  const ask: CebeoDesk["ask"] = (body, who = an) =>
    who.call("POST", "/api/supplier-documents", { entryId, kind: "order", ...body }, nl);
  const press = (staged: Staged, more: object) => ({
    ...{ basketId: staged.id, version: staged.version, key: randomUUID(), ...more },
  });
  const at = (staged: Staged): string => `/api/supplier-documents/${staged.supplierDocument.id}`;
  return {
    ...{ api, cebeo, an, administrationId, partyId, entryId, entry, ask },
    order(lines, { ours = null, login = "WSDEMO" } = {}) {
      const header = {
        ...{ customerOrderId: ours ?? null, customerOrderRef: null, deliveryLocation: null, priceOnDeliveryNote: null },
        ...{ deliveryOption: null, comments: [], attributes: [] },
      };
      const placed = lines.map(([code, quantity, customerOrderLineId = null]) => {
        const article = cebeo.store.articles.find(code);
        if (article === undefined) throw new Error(`There is no article ${code}`);
        return { customerOrderLineId, article, quantity };
      });
      return cebeo.store.orders.place(cebeo.accounts.find(login), header, null, placed).supplierOrderId;
    },
    deliver(number, nth, delivered, backordered) {
      const line = cebeo.store.orders.get(number).lines[nth - 1]?.supplierOrderLineId ?? "";
      cebeo.shopper.deliver(number, line, {
        ...(delivered !== null && { delivered: { quantity: delivered, date: { day: 24, month: 11, year: 2026 } } }),
        ...(backordered !== undefined && {
          backorder: { quantity: backordered, expected: { day: 1, month: 12, year: 2026 } },
        }),
      });
    },
    async fetch(number, body = {}) {
      const answer = await ask({ number, ...body });
      const { basket }: Fetched = answer.json;
      if (basket === null || basket === undefined) throw new Error(answer.text);
      return basket;
    },
    upload(entry, bytes, query = {}) {
      const search = new URLSearchParams({ entryId: entry, ...query });
      return an.call("POST", `/api/supplier-documents/upload?${search.toString()}`, Buffer.from(bytes), {
        ...nl,
        "content-type": "application/octet-stream",
      });
    },
    async tick(staged, lines) {
      const answer = await an.call("PUT", `/api/supplier-baskets/${staged.id}/lines`, {
        version: staged.version,
        lines,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.json;
    },
    take: (staged, document, more = {}) =>
      an.call(
        "POST",
        `/api/supplier-baskets/${staged.id}/to-document`,
        {
          version: staged.version,
          documentId: document.id,
          documentVersion: document.version,
          key: randomUUID(),
          ...more,
        },
        nl,
      ),
    start: (staged, kind, more = {}) => an.call("POST", `${at(staged)}/start`, press(staged, { kind, ...more }), nl),
    receive: (staged, more = {}) => {
      const orderVersion = staged.supplierDocument.order?.version ?? 1;
      return an.call("POST", `${at(staged)}/receive`, press(staged, { orderVersion, movesStock: true, ...more }), nl);
    },
    async placed(lines) {
      const draft = await draftOf(an, "purchaseOrder", {
        buyerId: partyId,
        lines: lines.map(([code, quantity, more = {}]) => ({
          ...{ itemName: `Artikel ${code}`, sellersItemIdentifier: code, quantity: String(quantity) },
          ...{ price: "3.933", vatCategory: "S", vatRate: "21", ...more },
        })),
      });
      const issued = await an.call("POST", `/api/documents/${draft.id}/issue`, {});
      if (issued.status !== 200) throw new Error(issued.text);
      const { number, version }: { number: string; version: number } = issued.json;
      return { id: draft.id, number, version };
    },
  };
}
