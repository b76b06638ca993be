import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { createBuyers } from "#backoffice/buyers.ts";
import { issueDocuments } from "#backoffice/issue-documents.ts";
import { buyer, draftFor, orderOf } from "#backoffice/testing/document-orders.ts";
import { hubClient, type HubClient } from "#cli/hub-client.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { startBancontactPro, type BancontactPro } from "#sandbox/bancontact-pro/stand-in.ts";
import { startMollie, type Mollie } from "#sandbox/mollie/stand-in.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

export interface SeenPayment {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly source: string;
  readonly amount: string;
  readonly reason: string;
  readonly remainder: string;
  readonly reversed: string;
  readonly allocations: readonly { readonly documentId: string; readonly amount: string }[];
}

/** What a browser gets of a pay page, without following anything. */
export interface SeenPage {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly location: string | null;
}

/** A company that takes payments through both stand-ins, and a customer with an invoice of 33.30. */
export interface PayingCustomer {
  readonly mollie: Mollie;
  readonly bancontact: BancontactPro;
  readonly api: HubClient;
  readonly token: string;
  readonly administrationId: string;
  readonly connections: { readonly mollie: string; readonly bancontact: string };
  invoice(fields?: Partial<DocumentDraft>): Promise<{ readonly id: string; readonly url: URL }>;
  /** A credit note of this amount on the invoice, as the books have it. */
  credit(documentId: string, amount: string): Promise<void>;
  open(url: URL, query?: string): Promise<SeenPage>;
  press(url: URL, connector: "mollie" | "bancontact-pro"): Promise<SeenPage>;
  /** Presses, and gives the provider's id of the payment that the customer is led to. */
  start(url: URL, connector?: "mollie" | "bancontact-pro"): Promise<string>;
  payments(documentId?: string): Promise<readonly SeenPayment[]>;
  balance(documentId: string): Promise<{ readonly paid: string; readonly open: string }>;
  settled(documentId: string, open: string): Promise<void>;
  alarms(): Promise<readonly { readonly kind: string; readonly message: string }[]>;
  /** The state of each message of a provider, the first that came first. */
  deliveries(): Promise<readonly string[]>;
  /** Everything that may be asked again is due now. */
  makeDue(): Promise<void>;
  count(table: string): Promise<number>;
  within<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
}

/** For one test, ended after it. */
export async function payingCustomer(under: HubUnderTest): Promise<PayingCustomer> {
  const { hub, store } = under;
  const [mollie, bancontact] = await Promise.all([
    startMollie({ allowLocalUrls: true }),
    startBancontactPro({ allowLocalUrls: true }),
  ]);
  onTestFinished(async () => void (await Promise.all([mollie.stop(), bancontact.stop()])));
  const administrationId = await store.makeAdministration();
  await sql`update administrations set iban = 'BE68539007547034' where id = ${administrationId}`.execute(store.owner);
  onTestFinished(async () => {
    await sql`delete from modules where administration_id = ${administrationId}`.execute(store.owner);
  });
  for (const module of ["mollie", "bancontact-pro"])
    await sql`insert into modules (administration_id, module, state) values (${administrationId}, ${module}, 'on')`.execute(
      store.owner,
    );
  const token = await makeAccessToken(store.hub, store.key, { name: "test", administrationId, role: "owner" });
  const api = hubClient(hub.url, token);
  const connect = async (connector: string, settings: object, apiKey: string): Promise<string> => {
    const wanted = { connector, name: connector, settings, credentials: { apiKey } };
    const { id } = await api.post<{ id: string }>("/api/connections", wanted);
    await api.post(`/api/connections/${id}/check`);
    return id;
  };
  const connections = {
    mollie: await connect("mollie", { apiUrl: mollie.url }, mollie.apiKey),
    bancontact: await connect(
      "bancontact-pro",
      { profileId: bancontact.profileId, apiUrl: bancontact.url, keysUrl: bancontact.jwksUrl },
      bancontact.apiKey,
    ),
  };
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(store.app, administrationId, work);
  const page = async (url: URL, method: "GET" | "POST"): Promise<SeenPage> => {
    const answer = await fetch(url, { method, redirect: "manual" });
    const location = answer.headers.get("location");
    return { status: answer.status, html: await answer.text(), headers: answer.headers, location };
  };
  const balance: PayingCustomer["balance"] = async (documentId) =>
    (await api.get<{ balance: { paid: string; open: string } }>(`/api/documents/${documentId}/pay-link`)).balance;
  const press: PayingCustomer["press"] = (url, connector) => page(new URL(`${url.pathname}/${connector}`, url), "POST");

  return {
    mollie,
    bancontact,
    api,
    token,
    administrationId,
    connections,
    within,
    balance,
    press,
    async invoice(fields = {}) {
      const id = await within(async (trx) => {
        const administration = await readAdministration(trx, administrationId);
        const [buyerId] = await createBuyers(trx, administrationId, [buyer()]);
        if (administration === null || buyerId === undefined) throw new Error("The administration is gone");
        const order = orderOf(draftFor(buyerId, fields), { wantedDay: "2026-11-20" });
        const [issued] = await issueDocuments(trx, administration, [order], "2026-11-21");
        return issued?.id ?? "";
      });
      const { url } = await api.get<{ url: string }>(`/api/documents/${id}/pay-link`);
      return { id, url: new URL(url) };
    },
    async credit(documentId, amount) {
      await sql`insert into documents (id, administration_id, kind, status, year, sequence, number, issue_date, currency,
          line_extension_amount, allowance_total_amount, charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount,
          prepaid_amount, payable_rounding_amount, payable_amount, language, buyer, seller, preceding_document_id)
        select ${randomUUID()}, administration_id, 'creditNote', 'issued', year, 900 + (random() * 10000)::int, 'C-1', issue_date, currency,
          ${amount}, 0, 0, ${amount}, 0, ${amount}, 0, 0, ${amount}, language, buyer, seller, id
        from documents where id = ${documentId}`.execute(store.owner);
    },
    open: (url, query = "") => page(new URL(`${url.pathname}${query}`, url), "GET"),
    async start(url, connector = "mollie") {
      const { status, location } = await press(url, connector);
      const id = location?.split(/[/=]/).at(-1) ?? "";
      if (status !== 303 || !/^https?:/.test(location ?? "")) throw new Error(`Led to ${status} ${location}`);
      return id;
    },
    async payments(documentId) {
      const filter = documentId === undefined ? "" : `?documentId=${documentId}`;
      return (await api.get<{ items: SeenPayment[] }>(`/api/payments${filter}`)).items;
    },
    async settled(documentId, open) {
      await until(`${open} to be open`, async () => (await balance(documentId)).open === open);
    },
    async alarms() {
      return (await api.get<{ items: { kind: string; message: string }[] }>("/api/alarms")).items;
    },
    async deliveries() {
      const { rows } = await sql<{ state: string }>`
        select state from deliveries where administration_id = ${administrationId} order by received_at`.execute(
        store.owner,
      );
      return rows.map(({ state }) => state);
    },
    async makeDue() {
      await sql`update payment_attempts set next_look_at = now() where administration_id = ${administrationId} and external_id is not null`.execute(
        store.owner,
      );
    },
    async count(table) {
      const { rows } = await sql<{ count: string }>`
        select count(*) as count from ${sql.id(table)} where administration_id = ${administrationId}`.execute(
        store.owner,
      );
      return Number(rows[0]?.count);
    },
  };
}
