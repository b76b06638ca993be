import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { createBuyers } from "#backoffice/buyers.ts";
import { buyer } from "#backoffice/testing/document-orders.ts";
import type { Party } from "#domain/party.ts";
import { inAdministration } from "#store/database.ts";
import type { Answer, ApiUnderTest } from "#api/testing/api-under-test.ts";

/** A document as the API answers it, as far as tests look. */
export interface Seen {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly status: string;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly buyer: { readonly name: string };
  readonly totals: Readonly<Record<string, string>>;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly vat: readonly Readonly<Record<string, string>>[];
  readonly noteAboveLines: string;
  readonly paidAmount: string;
  readonly creditedAmount: string;
  readonly openAmount: string;
  readonly paymentState: string | null;
  readonly chain: readonly { readonly relation: string; readonly id: string; readonly kind: string }[];
  readonly actions: readonly string[];
  readonly convertsTo: readonly string[];
  readonly entered: Readonly<Record<string, unknown>> | null;
}

/** One company's books behind the API, and somebody who may work in them. */
export interface Office {
  readonly administrationId: string;
  readonly buyerId: string;
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The answer, which must have this status. */
  ask<T = Seen>(status: number, method: string, path: string, body?: unknown): Promise<T>;
  /** A draft of two helmets at 57.50 and six hours at 52.00, without VAT. */
  draft(fields?: Readonly<Record<string, unknown>>): Promise<Seen>;
  issued(fields?: Readonly<Record<string, unknown>>): Promise<Seen>;
  count(table: string, where?: string): Promise<number>;
}

export const helmets = { itemName: "Fietshelm", quantity: "2", price: "57.50", vatCategory: "S", vatRate: "21" };
export const hours = {
  itemName: "Herstelling",
  quantity: "6",
  unitCode: "HUR",
  price: "52.00",
  vatCategory: "S",
  vatRate: "6",
};

export async function openOffice(
  api: ApiUnderTest,
  fields: Partial<Party> = {},
  role = "owner" as const,
): Promise<Office> {
  const administrationId = await api.store.makeAdministration({ name: `Office ${randomUUID().slice(0, 8)}` });
  const [buyerId = ""] = await inAdministration(api.store.app, administrationId, (trx) =>
    createBuyers(trx, administrationId, [buyer(fields)]),
  );
  const token = await api.makeToken(role, administrationId);
  const call: Office["call"] = (method, path, body) =>
    api.call(method, path, { token, ...(body !== undefined && { body }) });
  const ask = async <T>(status: number, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await call(method, path, body);
    if (answer.status !== status) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    return answer.json as T;
  };
  const draft: Office["draft"] = (own = {}) =>
    ask(201, "POST", "/api/documents", { kind: "invoice", buyerId, lines: [helmets, hours], ...own });
  return {
    administrationId,
    buyerId,
    call,
    ask,
    draft,
    issued: async (own) => ask(200, "POST", `/api/documents/${(await draft(own)).id}/issue`, {}),
    async count(table, where = "true") {
      const { rows } = await sql<{ count: string }>`select count(*) as count from ${sql.id(table)}
        where administration_id = ${administrationId} and ${sql.raw(where)}`.execute(api.store.owner);
      return Number(rows[0]?.count);
    },
  };
}

/** What a refusal says per field. */
export const faultsOf = ({ json }: Answer): Record<string, string> => {
  const { errors = [] } = json as { errors?: { field: string; message: string }[] };
  return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
};

/** Lowest first: what several calls at one moment answered. */
export const statusesOf = (answers: readonly Answer[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);
