import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBooks, orderOf, type Books } from "#backoffice/testing/document-orders.ts";
import { apiUnderTest, type Answer, type ApiUnderTest } from "./testing/api-under-test.ts";

let api: ApiUnderTest;
let books: Books;
let token: string;
beforeAll(async () => {
  api = await apiUnderTest();
});
beforeEach(async () => {
  books = await openBooks(api.store);
  token = await api.makeToken("bookkeeper", books.administration.id);
});

const issue = async (currency = "EUR"): Promise<string> => {
  const [issued] = await books.issue([orderOf(books.draft(currency === "EUR" ? {} : { currency }))]);
  return issued?.id ?? "";
};
const enter = (documentId: string, body: object): Promise<Answer> =>
  api.call("POST", `/api/documents/${documentId}/payments`, {
    token,
    body: { amount: "5.00", date: "2026-11-10", method: "cash", ...body },
  });

interface Seen {
  readonly from: string;
  readonly to: string;
  readonly currencies: readonly {
    readonly currency: string;
    readonly opening: string;
    readonly received: string;
    readonly paidOut: string;
    readonly closing: string;
    readonly lines: readonly {
      readonly direction: string;
      readonly amount: string;
      readonly balance: string;
      readonly reason: string;
      readonly documents: readonly { readonly documentId: string }[];
    }[];
  }[];
}
const read = async (query: string): Promise<Seen> => {
  const answer = await api.call("GET", `/api/payments/cash-book?${query}`, { token });
  expect(answer.status, JSON.stringify(answer.json)).toBe(200);
  return answer.json as Seen;
};
const november = "from=2026-11-01&to=2026-11-30";

describe("the cash book of a period", () => {
  test("begins with what was in the register, says the balance after each entry, and ends with what is in it", async () => {
    const id = await issue();
    await enter(id, { amount: "3.00", date: "2026-10-31" });
    await enter(id, { amount: "4.00", date: "2026-11-12" });
    await enter(id, { amount: "5.00", date: "2026-11-10" });
    await enter(id, { amount: "1.00", date: "2026-11-11", method: "card" });
    const { currencies } = await read(november);
    expect(currencies).toMatchObject([
      { currency: "EUR", opening: "3.00", received: "9.00", paidOut: "0.00", closing: "12.00" },
    ]);
    expect(currencies[0]?.lines.map(({ amount, balance }) => [amount, balance])).toEqual([
      ["5.00", "8.00"],
      ["4.00", "12.00"],
    ]);
    expect(currencies[0]?.lines[0]?.documents).toMatchObject([{ documentId: id }]);
    // What was there before is still there when nothing happened.
    expect((await read("from=2026-12-01&to=2026-12-31")).currencies).toMatchObject([
      { opening: "12.00", received: "0.00", closing: "12.00", lines: [] },
    ]);
  });

  test("an entry that was taken back stands in it twice", async () => {
    const id = await issue();
    const { payment } = (await enter(id, {})).json as { payment: { id: string } };
    await api.call("DELETE", `/api/payments/${payment.id}`, { token, body: { reason: "verkeerde klant" } });
    const { currencies } = await read(`from=2026-11-01&to=2099-12-31`);
    expect(currencies[0]?.lines).toMatchObject([
      { direction: "in", amount: "5.00", balance: "5.00" },
      { direction: "out", amount: "5.00", balance: "0.00", reason: "verkeerde klant" },
    ]);
  });

  test("never adds one currency to another", async () => {
    await enter(await issue(), { amount: "2.00" });
    await enter(await issue("USD"), { amount: "3.00" });
    expect((await read(november)).currencies).toMatchObject([
      { currency: "EUR", closing: "2.00" },
      { currency: "USD", closing: "3.00" },
    ]);
  });

  test("goes by the days of the company: the last hour of a month is not of the next", async () => {
    const at = "2026-10-31T22:59:00Z";
    await sql`insert into payments (id, administration_id, source_key, direction, amount, currency, method, paid_at)
      values (gen_random_uuid(), ${books.administration.id}, 'hand:1', 'in', 7, 'EUR', 'cash', ${at})`.execute(
      api.store.owner,
    );
    expect((await read(november)).currencies).toMatchObject([{ opening: "7.00", lines: [] }]);
    expect((await read("from=2026-10-31&to=2026-10-31")).currencies).toMatchObject([
      { opening: "0.00", closing: "7.00" },
    ]);
  });

  test.each([
    ["from=2026-11-02&to=2026-11-01", "to"],
    ["from=2026-13-01", "from"],
  ])("%s is refused at its field", async (query, field) => {
    const answer = await api.call("GET", `/api/payments/cash-book?${query}`, { token });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ field }] });
  });

  test("of another company holds nothing of ours", async () => {
    await enter(await issue(), {});
    const other = await openBooks(api.store);
    const theirs = await api.makeToken("bookkeeper", other.administration.id);
    const answer = await api.call("GET", `/api/payments/cash-book?${november}`, { token: theirs });
    expect((answer.json as Seen).currencies).toEqual([]);
  });

  test("comes as CSV with the balance before and after", async () => {
    await enter(await issue(), { date: "2026-10-30", amount: "1.50" });
    await enter(await issue(), { amount: "2.25" });
    const response = await fetch(new URL(`api/payments/cash-book/export?${november}&bom=false`, api.url), {
      headers: { authorization: `Bearer ${token}`, "accept-language": "nl" },
    });
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines[0]).toBe("Datum;Document;Omschrijving;Ontvangen;Uitgegeven;Saldo;Munt;Ingevoerd door");
    expect(lines[1]).toBe("2026-11-01;;Beginsaldo;;;1.50;EUR;");
    expect(lines[2]).toMatch(/^2026-11-10;.+;;2.25;;3.75;EUR;/);
    expect(lines[3]).toBe("2026-11-30;;Eindsaldo;;;3.75;EUR;");
  });
});

describe("the way a payment was made", () => {
  test("is a code: a word, in whatever language, is refused at its field", async () => {
    const id = await issue();
    const refused = await enter(id, { method: "Contant" });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ errors: [{ field: "method" }] });
    expect((await enter(id, { method: "bankTransfer" })).status).toBe(201);
  });

  test("narrows the list, one or more at a time, and what was used is told", async () => {
    const id = await issue();
    for (const method of ["cash", "card", "other"]) await enter(id, { method });
    const seen = async (query: string) => {
      const { json } = await api.call("GET", `/api/payments?${query}`, { token });
      return (json as { items: { method: string }[] }).items.map(({ method }) => method).toSorted();
    };
    expect(await seen("method=cash")).toEqual(["cash"]);
    expect(await seen("method=cash&method=other")).toEqual(["cash", "other"]);
    expect(await seen("method=ideal")).toEqual([]);
    expect((await api.call("GET", "/api/payment-methods", { token })).json).toEqual({
      items: ["card", "cash", "other"],
    });
  });

  test("says on which account the money came", async () => {
    const iban = "BE68539007547034";
    await sql`update administrations set iban = ${iban} where id = ${books.administration.id}`.execute(api.store.owner);
    const id = await issue();
    for (const method of ["cash", "bankTransfer", "card"]) await enter(id, { method });
    const { json } = await api.call("GET", "/api/payments", { token });
    const accounts = new Map(
      (json as { items: { method: string; account: unknown }[] }).items.map((one) => [one.method, one.account]),
    );
    expect(accounts.get("cash")).toEqual({ kind: "cash", name: "" });
    expect(accounts.get("bankTransfer")).toEqual({ kind: "bank", name: iban });
    expect(accounts.get("card")).toBeNull();
  });

  test("that was kept as a word becomes its code, and what a provider said stays", async () => {
    const put = (key: string, method: string) =>
      sql`insert into payments (id, administration_id, source_key, direction, amount, currency, method, paid_at)
        values (gen_random_uuid(), ${books.administration.id}, ${key}, 'in', 1, 'EUR', ${method}, now())`.execute(
        api.store.owner,
      );
    const words = ["Contant", "Espèces", "Cash", "Virement", "Overschrijving", "Kaart", "Autre", "Cheque"];
    for (const [index, word] of words.entries()) await put(`hand:${index}`, word);
    await put("mollie:tr_1", "Cash");
    const migration = await readFile(
      new URL("../../migrations/0013_methods-and-previews.sql", import.meta.url),
      "utf8",
    );
    await sql.raw(migration.slice(0, migration.indexOf(";"))).execute(api.store.owner);
    const { rows } = await sql<{ method: string }>`select method from payments
      where administration_id = ${books.administration.id} order by source_key`.execute(api.store.owner);
    expect(rows.map(({ method }) => method)).toEqual([
      ...["cash", "cash", "cash", "bankTransfer", "bankTransfer", "card", "other", "Cheque"],
      "Cash",
    ]);
  });
});
