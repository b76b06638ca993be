import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { printBelgianReference } from "#domain/references.ts";
import { inAdministration } from "#store/database.ts";
import { listDocuments } from "#store/document-list.ts";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { helmets, hours, openOffice, type Office, type Seen } from "./testing/office.ts";

let api: ApiUnderTest;
let office: Office;
let invoices: readonly Seen[];
beforeAll(async () => {
  api = await apiUnderTest();
  office = await openOffice(api, { name: "Famille Lambert", email: "lambert@example.be" });
  invoices = [
    await office.issued({ orderReference: "10482" }),
    await office.issued({ lines: [helmets], orderReference: "10483" }),
    await office.issued({ lines: [hours], dueDate: "2999-12-31" }),
  ];
  await office.issued({ kind: "quote", lines: [helmets] });
  await office.draft({ lines: [hours] });
});

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly number: string | null;
  readonly buyerName: string;
  readonly openAmount: string;
  readonly paidAmount: string;
  readonly paymentState: string | null;
  readonly mailState: string | null;
}
interface Page {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
}

const list = (query: string): Promise<Page> => office.ask(200, "GET", `/api/documents?${query}`);
const found = async (query: string) => (await list(query)).items.map(({ id }) => id);
const idOf = (place: number): string => invoices[place]?.id ?? "";

test("a row says what people look for: who, what for how much, and what of it is open", async () => {
  const { items, counts } = await list("kind=invoice&status=issued");
  expect(items.map(({ id }) => id)).toEqual([idOf(2), idOf(1), idOf(0)]);
  expect(items[2]).toMatchObject({
    buyerName: "Famille Lambert",
    openAmount: "469.87",
    paymentState: "open",
    mailState: null,
  });
  expect(counts).toBeNull();
});

test("drafts without a day stand on top, and pages go on where the last one ended", async () => {
  const all = await list("limit=200");
  expect(all.items[0]).toMatchObject({ status: "draft", number: null });
  const paged: Row[] = [];
  for (let after = ""; ;) {
    const page = await list(`limit=2${after === "" ? "" : `&after=${after}`}`);
    paged.push(...page.items);
    if (page.next === null) break;
    after = encodeURIComponent(page.next);
  }
  expect(paged).toEqual(all.items);
});

test("counts per status are those of the lists they lead to", async () => {
  for (const filter of ["", "kind=invoice", "kind=invoice&kind=quote", "q=Lambert", "payment=open"]) {
    const { counts } = await list(`${filter}&counts=true&status=draft`);
    for (const status of ["draft", "issued", "cancelled"])
      expect((await list(`${filter}&status=${status}`)).items).toHaveLength(counts?.[status] ?? 0);
  }
});

describe("searching", () => {
  test.each<[string, () => string | Promise<string>, number[]]>([
    ["a number", () => invoices[1]?.number ?? "", [1]],
    ["the beginning of numbers", () => `${(invoices[1]?.number ?? "").slice(0, 5)}`, [2, 1, 0]],
    ["an order number", () => "10482", [0]],
    ["the beginning of order numbers", () => "1048", [1, 0]],
    ["a name, in other capitals", () => "LAMBERT", [2, 1, 0]],
    ["a part of a name", () => "mille lam", [2, 1, 0]],
    ["an amount as it is typed here", () => "469,87", [0]],
    ["an amount with a point", () => "€ 139.15", [1]],
    ["a reference between plus signs", async () => printBelgianReference(await referenceOf(0)), [0]],
    ["a reference without them", () => referenceOf(1), [1]],
    ["a percent sign, which is no wild card", () => "%", []],
    ["what nobody has", () => "Bestaat niet", []],
  ])("finds by %s", async (_name, q, places) => {
    expect(await found(`kind=invoice&status=issued&q=${encodeURIComponent(await q())}`)).toEqual(places.map(idOf));
  });

  const referenceOf = async (place: number): Promise<string> => {
    const { paymentReference } = await office.ask<{ paymentReference: string }>(
      200,
      "GET",
      `/api/documents/${idOf(place)}`,
    );
    return paymentReference;
  };

  test("never finds another company's", async () => {
    const other = await openOffice(api, { name: "Famille Lambert", email: "other@example.be" });
    await other.issued();
    expect(await found("kind=invoice&status=issued&q=Lambert")).toEqual([idOf(2), idOf(1), idOf(0)]);
  });
});

describe("filters", () => {
  test("on customer, days and payment", async () => {
    expect(await found(`kind=invoice&status=issued&buyerId=${office.buyerId}`)).toHaveLength(3);
    expect(await found(`buyerId=${randomUUID()}`)).toEqual([]);
    const day = invoices[0]?.issueDate ?? "";
    expect(await found(`kind=invoice&from=${day}&to=${day}`)).toHaveLength(3);
    expect(await found("to=2000-01-01")).toEqual([]);
    expect(await found("payment=open&kind=invoice")).toHaveLength(3);
    expect(await found("payment=paid")).toEqual([]);
  });

  test.each([
    "kind=poem",
    "status=perfect",
    "payment=maybe",
    "buyerId=42",
    "from=gisteren",
    "to=0001-01-01",
    "after=x",
    "limit=0",
    "counts=1",
  ])("%s is refused", async (query) => {
    expectProblem(await office.call("GET", `/api/documents?${query}`), 400, "request.invalid");
  });
});

test("what is paid moves an invoice from open by way of partly paid to paid, and past its day to overdue", async () => {
  const own = await openOffice(api);
  const { id } = await own.issued({ lines: [helmets] });
  const state = async () => (await own.ask<Seen>(200, "GET", `/api/documents/${id}`)).paymentState;
  const pay = (amount: string) =>
    own.ask(201, "POST", `/api/documents/${id}/payments`, { amount, date: "2026-11-21", method: "cash" });
  expect(await state()).toBe("open");
  await pay("39.15");
  expect(await state()).toBe("partlyPaid");
  const stillOpen = "payment=open&payment=partlyPaid&payment=overdue&counts=true";
  const open = async () => own.ask<Page>(200, "GET", `/api/documents?${stillOpen}`);
  expect(await open()).toMatchObject({ items: [{ id }], counts: { issued: 1 } });
  const later = await inAdministration(api.store.app, own.administrationId, (trx) =>
    listDocuments(trx, own.administrationId, { today: "2030-01-01", limit: 1 }),
  );
  expect(later).toMatchObject([{ paymentState: "overdue", paidAmount: "39.15", openAmount: "100.00" }]);
  await pay("100.00");
  expect(await state()).toBe("paid");
  expect(await open()).toMatchObject({ items: [], counts: {} });
});

test("every kind has a name in each language, and says what it may become", async () => {
  const names = async (language: string) => {
    const { items } = await office.ask<{ items: { kind: string; name: string; convertsTo: string[] }[] }>(
      200,
      "GET",
      `/api/document-kinds?language=${language}`,
    );
    return new Map(items.map(({ kind, name }) => [kind, name]));
  };
  expect([(await names("nl")).get("orderSlip"), (await names("fr")).get("orderSlip")]).toEqual([
    "bestelbon",
    "bon de commande",
  ]);
});

test("in full books the list, a search and their pages are found by index, under row-level security", async () => {
  const own = await openOffice(api, { name: "Zoekgraag", email: "z@example.be" });
  await own.issued();
  // 20,000 documents of others and of its own, as a busy shop has after a few months.
  await sql`insert into documents (id, administration_id, kind, status, series, year, sequence, number, issue_date, currency, line_extension_amount,
      allowance_total_amount, charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount, prepaid_amount, payable_rounding_amount,
      payable_amount, language, buyer, seller, order_reference)
    select gen_random_uuid(), ${own.administrationId}, 'invoice', 'issued', 'x', 2020, n, 'X-' || n, date '2020-01-01' + n % 365, 'EUR',
      n, 0, 0, n, 0, n, 0, 0, n, 'nl', '{"name": "Vulling"}', '{}', 'R' || n from generate_series(1, 20000) n`.execute(
    api.store.owner,
  );
  await sql`analyze documents`.execute(api.store.owner);
  const explain = (query: string) =>
    inAdministration(api.store.app, own.administrationId, async (trx) => {
      const { rows } = await sql.raw<{ "QUERY PLAN": string }>(`explain ${query}`).execute(trx);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });
  const where = `from documents d where d.administration_id = '${own.administrationId}'`;
  const listedOn = "coalesce(d.issue_date, date '9999-12-31')";
  const page = await explain(
    `select d.id ${where} and (${listedOn}, d.id) < (date '2020-06-01', '${randomUUID()}'::uuid) order by ${listedOn} desc, d.id desc limit 50`,
  );
  expect(page).toContain("documents_newest");
  const number = await explain(
    `select d.id ${where} and d.number collate "C" >= 'X-199' and d.number collate "C" < 'X-199\u{10FFFF}'`,
  );
  expect(number).toContain("documents_number");
  expect(await own.ask<Page>(200, "GET", "/api/documents?q=X-19999&counts=true")).toMatchObject({
    items: [{ number: "X-19999" }],
  });
});
