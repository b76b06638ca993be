import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { faultsOf, helmets, hours, openOffice, statusesOf, type Office, type Seen } from "./testing/office.ts";

let api: ApiUnderTest;
let office: Office;
beforeAll(async () => {
  api = await apiUnderTest();
  office = await openOffice(api);
});

const look = (id: string): Promise<Seen> => office.ask(200, "GET", `/api/documents/${id}`);

/** Credits an invoice as it stands now. */
async function credit(id: string, wish: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { version } = await look(id);
  return office.call("POST", `/api/documents/${id}/credit`, { version, wish, ...more });
}

const credited = async (id: string, wish: Record<string, unknown>, more?: Record<string, unknown>): Promise<Seen> => {
  const answer = await credit(id, wish, more);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json as unknown as Seen;
};

describe("crediting", () => {
  test("the whole is the exact mirror, and the invoice is then credited by its status", async () => {
    const invoice = await office.issued({
      pricesIncludeTax: true,
      lines: [{ ...helmets, price: "9.02", quantity: "1" }],
    });
    const note = await credited(invoice.id, { what: "whole" }, { reason: "Teruggebracht" });
    expect(note).toMatchObject({
      kind: "creditNote",
      status: "issued",
      noteAboveLines: "Teruggebracht",
      vat: invoice.vat,
    });
    expect(note.totals).toEqual(invoice.totals);
    expect(await look(invoice.id)).toMatchObject({
      status: "cancelled",
      creditedAmount: "9.02",
      openAmount: "0.00",
      paymentState: null,
      chain: [{ relation: "creditedBy", id: note.id }],
      actions: ["note", "send", "ubl"],
    });
    expect((await look(note.id)).chain).toMatchObject([{ relation: "credits", id: invoice.id }]);
    expect((await office.call("GET", `/api/documents/${note.id}/ubl`)).text).toContain(invoice.number);
  });

  test("some lines leaves the rest open", async () => {
    const invoice = await office.issued();
    const wish = { what: "lines", lines: [{ position: 1, quantity: "1" }] };
    const body = { version: invoice.version, wish };
    const seen = await office.ask(200, "POST", `/api/documents/${invoice.id}/credit-preview`, body);
    expect(seen).toEqual({ amount: "69.58" });
    expect(await look(invoice.id)).toMatchObject({ creditedAmount: "0.00", version: invoice.version });
    const note = await credited(invoice.id, wish);
    const tooMuch = { version: invoice.version + 1, wish: { what: "lines", lines: [{ position: 1, quantity: "9" }] } };
    expectProblem(await office.call("POST", `/api/documents/${invoice.id}/credit-preview`, tooMuch), 422);
    expect(note.lines).toMatchObject([{ itemName: "Fietshelm", quantity: "1", netPrice: "57.50" }]);
    expect(await look(invoice.id)).toMatchObject({ status: "issued", creditedAmount: "69.58", openAmount: "400.29" });
    const left = await office.ask<{ amount: string; lines: unknown[] }>(
      200,
      "GET",
      `/api/documents/${invoice.id}/left?kind=creditNote`,
    );
    expect(left).toMatchObject({ amount: "400.29", lines: [{ left: "1" }, { left: "6" }] });
  });

  test("an amount is spread over the rates that are left", async () => {
    const invoice = await office.issued();
    const note = await credited(invoice.id, { what: "amount", amount: "100.00" });
    expect(note.totals["taxInclusiveAmount"]).toBe("100.00");
    expect(note.vat.map(({ vatRate }) => vatRate)).toEqual(["21", "6"]);
  });

  test("as a draft takes nothing yet; made final it does, unless somebody was first", async () => {
    const invoice = await office.issued();
    const draft = await credited(invoice.id, { what: "whole" }, { asDraft: true });
    expect(draft).toMatchObject({ status: "draft", number: null });
    expect(await look(invoice.id)).toMatchObject({ creditedAmount: "0.00" });
    await credited(invoice.id, { what: "amount", amount: "0.01" });
    const late = await office.call("POST", `/api/documents/${draft.id}/issue`, {});
    expectProblem(late, 422, "document.invalid");
    expect(faultsOf(late)).toHaveProperty(["lines"]);
    expect((await look(draft.id)).status).toBe("draft");
  });

  test("a draft as it is becomes the same credit note", async () => {
    const invoice = await office.issued();
    const draft = await credited(invoice.id, { what: "whole" }, { asDraft: true });
    const note = await office.ask<Seen>(200, "POST", `/api/documents/${draft.id}/issue`, {});
    expect(note.totals).toEqual(invoice.totals);
    expect((await look(invoice.id)).status).toBe("cancelled");
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["more pieces than there are", { what: "lines", lines: [{ position: 1, quantity: "3" }] }, "lines.0.quantity"],
    ["a line that is not there", { what: "lines", lines: [{ position: 7, quantity: "1" }] }, "lines.0.quantity"],
    ["less than nothing", { what: "lines", lines: [{ position: 1, quantity: "-1" }] }, "lines.0.quantity"],
    ["more money than there is", { what: "amount", amount: "469.88" }, "amount"],
    ["no money", { what: "amount", amount: "0" }, "amount"],
    ["negative money", { what: "amount", amount: "-5" }, "amount"],
  ])("%s is refused at the field", async (_name, wish, field) => {
    const answer = await credit((await office.issued()).id, wish);
    expectProblem(answer, 422, "document.invalid");
    expect(faultsOf(answer)).toHaveProperty([field]);
  });

  test("what is no final invoice cannot be credited", async () => {
    const draft = await office.draft();
    const quote = await office.issued({ kind: "quote" });
    for (const { id } of [draft, quote]) expectProblem(await credit(id, { what: "whole" }), 409, "request.conflict");
    const invoice = await office.issued();
    await credited(invoice.id, { what: "whole" });
    expectProblem(await credit(invoice.id, { what: "whole" }), 409, "request.conflict");
  });
});

describe("at the same moment", () => {
  test("pressed twice on one page it is credited once", async () => {
    const { id, version } = await office.issued();
    const wish = { what: "lines", lines: [{ position: 1, quantity: "1" }] };
    const press = () => office.call("POST", `/api/documents/${id}/credit`, { version, wish });
    const answers = await Promise.all([press(), press(), press()]);
    expect(statusesOf(answers)).toEqual([201, 409, 409]);
  });

  test("drafts that together go beyond the invoice: some are refused, and the sum stays within", async () => {
    const invoice = await office.issued();
    const drafts = [];
    for (const amount of ["200.00", "200.00", "200.00"])
      drafts.push(await credited(invoice.id, { what: "amount", amount }, { asDraft: true }));
    const answers = await Promise.all(drafts.map(({ id }) => office.call("POST", `/api/documents/${id}/issue`, {})));
    expect(statusesOf(answers)).toEqual([200, 200, 422]);
    expect((await look(invoice.id)).creditedAmount).toBe("400.00");
  });
});

test("whatever is credited in whatever order and by however many at once, no rate ever goes beyond its invoice", async () => {
  const wishes = fc.array(
    fc.record({
      what: fc.constantFrom("lines", "amount", "whole"),
      position: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      cents: fc.integer({ min: 1, max: 30_000 }),
      asDraft: fc.boolean(),
    }),
    { minLength: 2, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(wishes, fc.boolean(), async (list, pricesIncludeTax) => {
      const lines = [helmets, { ...hours, discountPercent: "15" }, { ...helmets, price: "9.02", quantity: "1" }];
      const invoice = await office.issued({ lines, pricesIncludeTax });
      await Promise.all(
        list.map(async ({ what, position, quantity, cents, asDraft }) => {
          const part = { position, quantity: String(quantity) };
          const wish =
            what === "lines"
              ? { what, lines: [part] }
              : what === "amount"
                ? { what, amount: (cents / 100).toFixed(2) }
                : { what };
          const answer = await credit(invoice.id, wish, { asDraft });
          expect([201, 409, 422]).toContain(answer.status);
          const isDrafted = asDraft && answer.status === 201;
          const { id } = isDrafted ? (answer.json as Seen) : invoice;
          // Made final, unless others took what it would; the invoice itself is final already.
          expect([200, 422]).toContain((await office.call("POST", `/api/documents/${id}/issue`, {})).status);
        }),
      );
      const { rows } = await sql<{ over: string }>`
        select v.vat_rate as over from document_vat v join documents c on c.id = v.document_id and c.preceding_document_id = ${invoice.id} and c.status = 'issued'
        left join document_vat i on i.document_id = ${invoice.id} and i.vat_rate = v.vat_rate and i.vat_category = v.vat_category
        group by v.vat_rate, i.gross_amount, i.taxable_amount, i.tax_amount
        having sum(v.gross_amount) > coalesce(i.gross_amount, 0) or sum(v.taxable_amount) > coalesce(i.taxable_amount, 0) or sum(v.tax_amount) > coalesce(i.tax_amount, 0)`.execute(
        api.store.owner,
      );
      expect(rows).toEqual([]);
      const { status, creditedAmount, totals } = await look(invoice.id);
      const whole = Number(totals["taxInclusiveAmount"]) + Number(totals["payableRoundingAmount"]);
      expect(Number(creditedAmount)).toBeLessThanOrEqual(whole + 1e-9);
      expect(status).toBe(Math.abs(Number(creditedAmount) - whole) < 1e-9 ? "cancelled" : "issued");
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

describe("credit and new", () => {
  test("credits the whole and leaves a draft with the same lines in its place, once", async () => {
    const invoice = await office.issued();
    const press = () =>
      office.call("POST", `/api/documents/${invoice.id}/credit-and-new`, { version: invoice.version });
    const answers = await Promise.all([press(), press()]);
    expect(statusesOf(answers)).toEqual([201, 409]);
    const made = answers.find(({ status }) => status === 201)?.json as unknown as {
      creditNote: { id: string };
      draft: Seen;
    };
    expect(made.draft).toMatchObject({
      status: "draft",
      totals: invoice.totals,
      chain: [{ relation: "replaces", id: invoice.id }],
    });
    expect(await look(invoice.id)).toMatchObject({
      status: "cancelled",
      chain: [
        { relation: "creditedBy", id: made.creditNote.id },
        { relation: "replacedBy", id: made.draft.id },
      ],
    });
  });

  test("the money that was received goes along when the new one is final", async () => {
    const invoice = await office.issued();
    const body = { amount: "469.87", date: "2026-11-21", method: "bankTransfer" };
    const paid = await office.call("POST", `/api/documents/${invoice.id}/payments`, body);
    if (paid.status >= 400) throw new Error(paid.text);
    expect(await look(invoice.id)).toMatchObject({ paymentState: "paid", openAmount: "0.00" });
    const { version } = await look(invoice.id);
    const { draft } = await office.ask<{ draft: Seen }>(201, "POST", `/api/documents/${invoice.id}/credit-and-new`, {
      version,
    });
    expect(await look(invoice.id)).toMatchObject({ paymentState: "overpaid", openAmount: "-469.87" });
    const issued = await office.ask<Seen>(200, "POST", `/api/documents/${draft.id}/issue`, {});
    expect(issued).toMatchObject({ paymentState: "paid", paidAmount: "469.87" });
    expect(await look(invoice.id)).toMatchObject({ paymentState: null, paidAmount: "0.00", openAmount: "0.00" });
  });

  test("of an invoice that was credited in part is refused with the reason", async () => {
    const invoice = await office.issued();
    await credited(invoice.id, { what: "amount", amount: "1.00" });
    const { version } = await look(invoice.id);
    const answer = await office.call("POST", `/api/documents/${invoice.id}/credit-and-new`, { version });
    expectProblem(answer, 409, "request.conflict");
    expect(faultsOf(answer)[""]).toContain("al gecrediteerd");
  });
});

test("the history of an invoice tells who did what", async () => {
  const invoice = await office.issued();
  await credited(invoice.id, { what: "whole" });
  const { items } = await office.ask<{ items: { action: string; actor: string }[] }>(
    200,
    "GET",
    `/api/documents/${invoice.id}/history`,
  );
  expect(items.map(({ action, actor }) => `${action} by ${actor}`)).toEqual([
    "created by owner in a test",
    "issued by owner in a test",
    "credited by owner in a test",
  ]);
});
