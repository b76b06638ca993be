import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { faultsOf, helmets, openOffice, statusesOf, type Office, type Seen } from "./testing/office.ts";

let api: ApiUnderTest;
let office: Office;
beforeAll(async () => {
  api = await apiUnderTest();
  office = await openOffice(api);
});

const date = "2026-01-05";
const hundred = { ...helmets, quantity: "1", price: "100.00" };
const look = (id: string): Promise<Seen> => office.ask(200, "GET", `/api/documents/${id}`);
const invoiced = () => office.issued({ lines: [hundred] });
const issue = (id: string): Promise<Seen> => office.ask(200, "POST", `/api/documents/${id}/issue`, {});

const anotherParty = () => ({ name: "Ander", email: `${randomUUID()}@example.be` });

interface Booked {
  readonly payment: { readonly id: string; readonly reversed: string };
  readonly balance: { readonly open: string; readonly paid: string } | null;
}
const pay = (id: string, amount = "121.00"): Promise<Booked> =>
  office.ask(201, "POST", `/api/documents/${id}/payments`, { amount, date, method: "cash" });
const takeBack = ({ payment }: Booked): Promise<Booked> =>
  office.ask(200, "DELETE", `/api/payments/${payment.id}`, { reason: "terug" });

const replaced = async (id: string): Promise<Seen> => {
  const { version } = await look(id);
  return (await office.ask<{ draft: Seen }>(201, "POST", `/api/documents/${id}/credit-and-new`, { version })).draft;
};
const credited = async (id: string, wish: object = { what: "whole" }): Promise<Seen> =>
  office.ask(201, "POST", `/api/documents/${id}/credit`, { version: (await look(id)).version, wish });
const repay = (id: string, body: object) =>
  office.call("POST", `/api/documents/${id}/repayments`, { date, method: "bankTransfer", ...body });

describe("credit and new", () => {
  test("of an invoice made from a quote: the quote is not invoiced a second time", async () => {
    const quote = await office.issued({ kind: "quote", lines: [hundred] });
    const first = await issue(
      (await office.ask(201, "POST", `/api/documents/${quote.id}/convert`, { to: "invoice" })).id,
    );
    const draft = await replaced(first.id);
    const again = () => office.call("POST", `/api/documents/${quote.id}/convert`, { to: "invoice" });
    expectProblem(await again(), 409);
    const second = await issue(draft.id);
    expectProblem(await again(), 409);
    expect((await look(quote.id)).chain).toMatchObject([{ id: first.id }, { id: second.id }]);
  });

  test("thrown away, the quote may be invoiced again", async () => {
    const quote = await office.issued({ kind: "quote", lines: [hundred] });
    const first = await issue(
      (await office.ask(201, "POST", `/api/documents/${quote.id}/convert`, { to: "invoice" })).id,
    );
    await office.ask(200, "DELETE", `/api/documents/${(await replaced(first.id)).id}`);
    const again = await office.ask(201, "POST", `/api/documents/${quote.id}/convert`, { to: "invoice" });
    expect(again.totals["taxInclusiveAmount"]).toBe("121.00");
  });

  test("money goes along, and what is taken back of it opens the new invoice, not the old one", async () => {
    const old = await invoiced();
    const payment = await pay(old.id);
    const made = await issue((await replaced(old.id)).id);
    expect(made).toMatchObject({ openAmount: "0.00", totals: { prepaidAmount: "121.00", payableAmount: "0.00" } });
    expect((await takeBack(payment)).payment.reversed).toBe("121.00");
    expect(await look(old.id)).toMatchObject({ openAmount: "0.00", paidAmount: "0.00" });
    expect(await look(made.id)).toMatchObject({ openAmount: "121.00", paidAmount: "0.00" });
  });

  test("money taken back before the new one is final is not stated on it", async () => {
    const old = await invoiced();
    const payment = await pay(old.id);
    const draft = await replaced(old.id);
    await takeBack(payment);
    expect(await issue(draft.id)).toMatchObject({ openAmount: "121.00", totals: { payableAmount: "121.00" } });
    expect((await look(old.id)).openAmount).toBe("0.00");
  });

  test("given up, what was paid is given to another invoice, as much as is open there", async () => {
    const old = await invoiced();
    const { payment } = await pay(old.id);
    await office.ask(200, "DELETE", `/api/documents/${(await replaced(old.id)).id}`);
    expect(await look(old.id)).toMatchObject({ openAmount: "-121.00", paymentState: "toRepay" });
    const other = await office.issued({ lines: [{ ...hundred, price: "50.00" }] });
    const give = (documentId: string) => office.call("POST", `/api/payments/${payment.id}/allocate`, { documentId });
    expect((await give(other.id)).json).toMatchObject({ balance: { open: "0.00", paid: "60.50" } });
    expect((await look(old.id)).openAmount).toBe("-60.50");
    expectProblem(await give(other.id), 422, "document.invalid");
  });
});

interface Listed {
  readonly toRepay: {
    readonly count: number;
    readonly title: string;
    readonly documents: readonly { readonly id: string; readonly amount: string }[];
  };
}

describe("money to pay back", () => {
  test("stands on the credit note, on the invoice, on the home page and in the work until it is paid back", async () => {
    const own = await openOffice(api, { name: "Griet Maes" });
    const see = (path: string) => own.ask<Listed & { headline: object }>(200, "GET", `/api/${path}`);
    const none = { count: 0, title: "", documents: [] };
    const invoice = await own.issued({ lines: [hundred] });
    expect((await see("overview")).toRepay).toEqual(none);
    const booking = { amount: "121.00", date, method: "cash" };
    await own.ask(201, "POST", `/api/documents/${invoice.id}/payments`, booking);
    const { version } = await own.ask<Seen>(200, "GET", `/api/documents/${invoice.id}`);
    const wish = { what: "amount", amount: "21.00" };
    const note = await own.ask<Seen>(201, "POST", `/api/documents/${invoice.id}/credit`, { version, wish });
    const back = { documentId: invoice.id, number: invoice.number, amount: "21.00" };
    expect(note).toMatchObject({ toRepay: back });
    expect(await own.ask(200, "GET", `/api/documents/${invoice.id}`)).toMatchObject({ toRepay: back });
    const title = "Nog terug te betalen aan Griet Maes: €\u00a021,00";
    const listed = { count: 1, title, documents: [{ id: invoice.id, amount: "21.00", title }] };
    expect(await see("overview")).toMatchObject({
      toRepay: listed,
      headline: { state: "needsYou", title: "1 terugbetaling wacht op jou" },
    });
    expect(await see("work")).toMatchObject({ toRepay: listed });
    const { items } = await own.ask<{ items: Seen[] }>(200, "GET", "/api/documents?payment=toRepay");
    expect(items.map(({ id }) => id)).toEqual([invoice.id]);
    await own.ask(201, "POST", `/api/documents/${invoice.id}/repayments`, { ...booking, amount: "21.00" });
    expect((await see("overview")).toRepay).toEqual(none);
    expect(await own.ask(200, "GET", `/api/documents/${note.id}`)).toMatchObject({ toRepay: null });
  });

  test("is neither what a customer paid twice, nor what goes along to the invoice that comes instead", async () => {
    const own = await openOffice(api);
    const twice = await own.issued({ lines: [hundred] });
    const booking = { amount: "150.00", date, method: "cash", overpayment: true };
    await own.ask(201, "POST", `/api/documents/${twice.id}/payments`, booking);
    const old = await own.issued({ lines: [hundred] });
    await own.ask(201, "POST", `/api/documents/${old.id}/payments`, { ...booking, amount: "121.00" });
    const { version } = await own.ask<Seen>(200, "GET", `/api/documents/${old.id}`);
    const { draft } = await own.ask<{ draft: Seen }>(201, "POST", `/api/documents/${old.id}/credit-and-new`, {
      version,
    });
    const counted = async () => (await own.ask<Listed>(200, "GET", "/api/work")).toRepay.count;
    expect(await counted()).toBe(0);
    await own.ask(200, "DELETE", `/api/documents/${draft.id}`);
    expect(await counted()).toBe(1);
  });
});

describe("money paid back", () => {
  test("of what was credited is entered, at most what is owed, once per key", async () => {
    const invoice = await invoiced();
    await pay(invoice.id);
    expect(faultsOf(await repay(invoice.id, { amount: "1.00" }))).toHaveProperty(["amount"]);
    await credited(invoice.id);
    expect((await look(invoice.id)).actions).toContain("repay");
    const key = "0190f1a0-0000-7000-8000-000000000001";
    expect((await repay(invoice.id, { amount: "21.00", key })).json).toMatchObject({ balance: { open: "-100.00" } });
    expect((await repay(invoice.id, { amount: "21.00", key })).status).toBe(201);
    const tooMuch = await repay(invoice.id, { amount: "100.01" });
    expectProblem(tooMuch, 422, "document.invalid");
    expect(faultsOf(tooMuch)).toEqual({ amount: expect.stringContaining("100,00") as string });
    const last = (await repay(invoice.id, { amount: "100.00" })).json as unknown as Booked;
    expect(last).toMatchObject({ payment: { direction: "out", source: "hand" }, balance: { open: "0.00" } });
    expect((await look(invoice.id)).actions).not.toContain("repay");
    // Entered by mistake.
    await takeBack(last);
    expect(await look(invoice.id)).toMatchObject({ openAmount: "-100.00", paymentState: "toRepay" });
  });

  test("by two people at once: one of them is too late", async () => {
    const invoice = await invoiced();
    await pay(invoice.id);
    await credited(invoice.id);
    const answers = await Promise.all([
      repay(invoice.id, { amount: "121.00" }),
      repay(invoice.id, { amount: "121.00" }),
    ]);
    expect(statusesOf(answers)).toEqual([201, 422]);
    expect((await look(invoice.id)).openAmount).toBe("0.00");
  });
});

describe("the day of a payment", () => {
  test.each(["9999-12-31", "0001-01-01", "1999-12-31"])("%s is refused at its field", async (day) => {
    const { id } = await invoiced();
    for (const path of ["payments", "repayments"]) {
      const body = { amount: "5.00", date: day, method: "cash" };
      const refused = await office.call("POST", `/api/documents/${id}/${path}`, body);
      expectProblem(refused, 422, "document.invalid");
      expect(faultsOf(refused)["date"]).toMatch(/toekomst|vanaf 1 januari 2000/);
    }
  });
});

describe("a credit note entered by hand", () => {
  const refused = async (fields: Readonly<Record<string, unknown>>) => {
    const draft = await office.call("POST", "/api/documents", {
      kind: "creditNote",
      buyerId: office.buyerId,
      ...fields,
    });
    if (draft.status !== 201) return faultsOf(draft);
    const answer = await office.call("POST", `/api/documents/${(draft.json as { id: string }).id}/issue`, {});
    expectProblem(answer, 422, "document.invalid");
    return faultsOf(answer);
  };

  test("is for the buyer of its invoice, not older, and has no due date", async () => {
    const { id } = await invoiced();
    const of = { precedingDocumentId: id, lines: [hundred] };
    const other = await office.ask<{ id: string }>(201, "POST", "/api/parties", anotherParty());
    expect(await refused({ ...of, buyerId: other.id })).toHaveProperty(["buyerId"]);
    expect(await refused({ ...of, issueDate: "2020-01-01" })).toHaveProperty(["issueDate"]);
    expect(await refused({ ...of, dueDate: "2030-01-01" })).toHaveProperty(["dueDate"]);
  });

  test("takes back, and never charges: not on the whole, and in no rate", async () => {
    const { id } = await office.issued({ lines: [hundred, { ...hundred, vatRate: "6" }] });
    const back = { ...hundred, quantity: "-1" };
    expect(await refused({ precedingDocumentId: id, lines: [back] })).toHaveProperty(["lines"]);
    expect(
      await refused({ precedingDocumentId: id, lines: [hundred, { ...back, price: "10.00", vatRate: "6" }] }),
    ).toHaveProperty(["lines"]);
    expect(await look(id)).toMatchObject({ openAmount: "227.00", creditedAmount: "0.00" });
  });

  test("of more than is left says so at its lines, with the invoice and the amount", async () => {
    const invoice = await invoiced();
    await credited(invoice.id, { what: "amount", amount: "21.00" });
    const faults = await refused({ precedingDocumentId: invoice.id, lines: [hundred] });
    expect(faults["lines"]).toContain(invoice.number);
    expect(faults["lines"]).toContain("100,00");
  });
});

describe("where a line comes from", () => {
  test("is a document that becomes this kind, of the same customer", async () => {
    const quote = await office.issued({ kind: "quote", lines: [hundred] });
    const invoice = await invoiced();
    const other = await office.ask<{ id: string }>(201, "POST", "/api/parties", anotherParty());
    const draft = async (documentId: string, fields: object) => {
      const lines = [{ ...hundred, from: { documentId, position: 1 } }];
      const body = { kind: "invoice", buyerId: office.buyerId, lines, ...fields };
      return faultsOf(await office.call("POST", "/api/documents", body));
    };
    expect(await draft(invoice.id, {})).toHaveProperty(["lines.0.from"]);
    expect(await draft(quote.id, { kind: "salesQuote" })).toHaveProperty(["lines.0.from"]);
    expect(await draft(quote.id, { buyerId: other.id })).toHaveProperty(["buyerId"]);
    expect(await draft(quote.id, {})).toEqual({});
  });
});
