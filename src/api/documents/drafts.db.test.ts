import { randomUUID } from "node:crypto";
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

describe("a draft", () => {
  test("has no number, and its totals are those of the editor", async () => {
    const draft = await office.draft();
    expect(draft).toMatchObject({ status: "draft", number: null, version: 1, paymentState: null, openAmount: "0.00" });
    expect(draft.totals).toMatchObject({ taxExclusiveAmount: "427.00", taxAmount: "42.87", payableAmount: "469.87" });
    expect(draft.actions).toEqual(["edit", "delete", "issue", "note"]);
  });

  test("read and saved as it is stays as it was, and its version rises", async () => {
    const allowance = { reason: "Vaste klant", percent: "5" };
    const text = { kind: "text", itemName: "Met dank voor uw bestelling" };
    const lines = [helmets, text, { ...hours, discountPercent: "10" }, { kind: "subtotal" }];
    const draft = await office.draft({ lines, allowances: [allowance], pricesIncludeTax: true, dueDate: "2027-01-15" });
    const saved = await office.ask<Seen>(200, "PUT", `/api/documents/${draft.id}`, { ...draft.entered, version: 1 });
    expect({ ...saved, version: 1, editedAt: null, editedBy: null }).toEqual({
      ...draft,
      editedAt: null,
      editedBy: null,
    });
    expect(saved.version).toBe(2);
  });

  test("keeps what people type as text, whatever it looks like", async () => {
    const note = '<script>alert(1)</script> {{ 7 * 7 }} & "ça" 🚲';
    const draft = await office.draft({ noteAboveLines: note, lines: [{ ...helmets, itemName: "<b>Helm</b>" }] });
    expect([draft.noteAboveLines, draft.lines[0]?.["itemName"]]).toEqual([note, "<b>Helm</b>"]);
  });

  test("is thrown away whole, and its history says so", async () => {
    const { id } = await office.draft();
    await office.ask(200, "DELETE", `/api/documents/${id}`);
    expect((await office.call("GET", `/api/documents/${id}`)).status).toBe(404);
    expect(await office.count("document_lines", `document_id = '${id}'`)).toBe(0);
    expect(await office.count("document_history", `document_id = '${id}' and action = 'deleted'`)).toBe(1);
  });

  test("of two editors the second to save is refused, and told by whom and when", async () => {
    const draft = await office.draft();
    const save = (noteAboveLines: string) =>
      office.call("PUT", `/api/documents/${draft.id}`, { ...draft.entered, noteAboveLines, version: draft.version });
    const answers = await Promise.all([save("one"), save("two")]);
    expect(statusesOf(answers)).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    if (refused === undefined) throw new Error("Nobody was refused");
    expectProblem(refused, 409, "request.conflict");
    expect(faultsOf(refused)["version"]).toMatch(/^owner in a test heeft dit om \d\d:\d\d ook gewijzigd/);
  });

  test("whose customer changed shows it once it is final, and not afterwards", async () => {
    const own = await openOffice(api);
    const draft = await own.draft();
    const rename = (name: string) =>
      sql`update parties set name = ${name} where id = ${own.buyerId}`.execute(api.store.owner);
    await rename("Peeters & Zonen");
    const issued = await own.ask<Seen>(200, "POST", `/api/documents/${draft.id}/issue`, {});
    expect(issued.buyer.name).toBe("Peeters & Zonen");
    await rename("Iemand anders");
    expect((await own.ask<Seen>(200, "GET", `/api/documents/${draft.id}`)).buyer.name).toBe("Peeters & Zonen");
  });
});

describe("making it final", () => {
  test("gives it a number and a day, once, in two tabs at the same moment", async () => {
    const own = await openOffice(api);
    const { id, version } = await own.draft({ paymentTermDays: 30 });
    const press = () => own.call("POST", `/api/documents/${id}/issue`, { version });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ json }) => (json as Seen).number)).size).toBe(1);
    const issued = answers[0]?.json as unknown as Seen;
    expect(issued).toMatchObject({ status: "issued", paymentState: "open", openAmount: "469.87" });
    const due = Temporal.PlainDate.from(issued.issueDate ?? "").add({ days: 30 });
    expect(issued.dueDate).toBe(due.toString());
    expect(await own.count("effects")).toBe(1);
    expect(await own.count("number_counters", "kind = 'invoice' and next = 2")).toBe(1);
  });

  test("and saving it at the same moment: one of the two is told, nothing is lost", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const draft = await office.draft();
      const [issue, save] = await Promise.all([
        office.call("POST", `/api/documents/${draft.id}/issue`, { version: draft.version }),
        office.call("PUT", `/api/documents/${draft.id}`, { ...draft.entered, noteAboveLines: "later", version: 1 }),
      ]);
      const after = await office.ask<Seen>(200, "GET", `/api/documents/${draft.id}`);
      expect(statusesOf([issue, save])).toEqual([200, 409]);
      const isIssued = issue.status === 200;
      expect([after.status, after.noteAboveLines]).toEqual(isIssued ? ["issued", ""] : ["draft", "later"]);
    }
  });

  test("that dies before it is committed leaves the draft a draft, and no number is lost", async () => {
    const own = await openOffice(api);
    const { id } = await own.draft();
    // What comes last in the transaction fails: as if the node died there.
    await sql
      .raw(
        `create function planted() returns trigger language plpgsql as $$ begin
      if new.document_id = '${id}' then raise exception 'planted'; end if; return new; end $$`,
      )
      .execute(api.store.owner);
    await sql`create trigger planted before insert on document_history for each row execute function planted()`.execute(
      api.store.owner,
    );
    try {
      expect((await own.call("POST", `/api/documents/${id}/issue`, {})).status).toBe(500);
    } finally {
      await sql`drop trigger planted on document_history`.execute(api.store.owner);
      await sql`drop function planted()`.execute(api.store.owner);
    }
    expect(await own.ask<Seen>(200, "GET", `/api/documents/${id}`)).toMatchObject({ status: "draft", number: null });
    const issued = await own.ask<Seen>(200, "POST", `/api/documents/${id}/issue`, {});
    expect(issued.number).toMatch(/-0001$/);
  });

  test("is final: it is neither saved nor thrown away any more, but its note may change", async () => {
    const issued = await office.issued();
    const put = await office.call("PUT", `/api/documents/${issued.id}`, { version: issued.version });
    expectProblem(put, 409, "request.conflict");
    expect(faultsOf(put)[""]).toContain(issued.number ?? "?");
    expectProblem(await office.call("DELETE", `/api/documents/${issued.id}`), 409);
    const note = { version: issued.version, internalNote: "Bellen voor levering" };
    const noted = await office.ask<Seen>(200, "PUT", `/api/documents/${issued.id}/internal-note`, note);
    expect(noted).toMatchObject({ internalNote: "Bellen voor levering", version: issued.version + 1 });
    expectProblem(await office.call("PUT", `/api/documents/${issued.id}/internal-note`, note), 409);
  });

  test.each<[string, Record<string, unknown>, Record<string, RegExp>]>([
    ["a customer", { buyerId: null }, { buyerId: /^Kies een klant/ }],
    ["a line", { lines: [] }, { lines: /minstens één regel/ }],
    ["a line that counts", { lines: [{ kind: "text", itemName: "Dank u" }] }, { lines: /minstens één regel/ }],
    ["the name of a line", { lines: [{ ...helmets, itemName: " " }] }, { "lines.0.itemName": /omschrijving/ }],
    [
      "the customer's VAT number under reverse charge",
      { lines: [{ ...helmets, vatCategory: "AE", vatRate: "0" }] },
      { buyerId: /btw-nummer van de klant/ },
    ],
    [
      "a day of delivery within the Union",
      { lines: [{ ...helmets, vatCategory: "K", vatRate: "0" }] },
      { buyerId: /btw-nummer/, deliveryDate: /leverdatum/ },
    ],
    [
      "one treatment beside what is outside VAT",
      { lines: [helmets, { ...helmets, vatCategory: "O", vatRate: "0" }] },
      { lines: /Niet onderworpen aan btw/ },
    ],
    ["an invoice to credit", { kind: "creditNote" }, { precedingDocumentId: /factuur/ }],
    ["a day that is not ahead", { issueDate: "2999-01-01" }, { issueDate: /toekomst/ }],
    ["a due date after its own", { dueDate: "2020-01-01" }, { dueDate: /vervaldatum/ }],
  ])("needs %s, and says so at the field", async (_name, fields, faults) => {
    const draft = await office.draft(fields);
    const answer = await office.call("POST", `/api/documents/${draft.id}/issue`, {});
    expectProblem(answer, 422, "document.invalid");
    const said = faultsOf(answer);
    for (const [field, message] of Object.entries(faults)) expect(said[field]).toMatch(message);
    expect((await office.ask<Seen>(200, "GET", `/api/documents/${draft.id}`)).status).toBe("draft");
  });

  test("on a day before the last number is refused with that day, not moved without a word", async () => {
    const own = await openOffice(api);
    const { issueDate } = await own.issued();
    const { id } = await own.draft({ issueDate: "2026-01-05" });
    const answer = await own.call("POST", `/api/documents/${id}/issue?language=en`, {});
    const year = Temporal.PlainDate.from(issueDate ?? "").year;
    expect(faultsOf(answer)["issueDate"]).toMatch(new RegExp(`There already is a document of .*${year}`));
  });

  test("on a day that is closed is refused with the last closed day, and goes without one", async () => {
    const own = await openOffice(api);
    const { id, version, entered } = await own.draft({ issueDate: "2026-01-05" });
    await own.ask(200, "POST", "/api/closed-period", { day: "2026-01-31" });
    const answer = await own.call("POST", `/api/documents/${id}/issue`, {});
    expectProblem(answer, 422, "document.invalid");
    expect(faultsOf(answer)["issueDate"]).toMatch(/31 jan.* 2026 is afgesloten\. Kies een latere dag/);
    await own.ask(200, "PUT", `/api/documents/${id}`, { ...entered, issueDate: null, version });
    expect(await own.ask(200, "POST", `/api/documents/${id}/issue`, {})).toMatchObject({ status: "issued" });
  });

  test("moves stock and keeps the words of the editor in its XML", async () => {
    const own = await openOffice(api);
    await own.ask(201, "POST", "/api/items", { sellersItemIdentifier: "HELM", name: "Helm", countsStock: true });
    const { id } = await own.issued({ lines: [{ ...helmets, sellersItemIdentifier: "HELM" }, { kind: "subtotal" }] });
    expect(await own.count("stock_movements", "quantity = -2")).toBe(1);
    const xml = (await own.call("GET", `/api/documents/${id}/ubl`)).text;
    expect(xml).toContain('<cbc:PriceAmount currencyID="EUR">57.50</cbc:PriceAmount>');
  });
});

describe("bad input", () => {
  const refused = async (status: number, fields: Record<string, unknown>) => {
    const answer = await office.call("POST", "/api/documents", { kind: "invoice", lines: [helmets], ...fields });
    expectProblem(answer, status);
    return faultsOf(answer);
  };

  test.each<[string, Record<string, unknown>, string]>([
    ["a negative price", { lines: [{ ...helmets, price: "-1.00" }] }, "lines.0.price"],
    ["thirteen decimals", { lines: [{ ...helmets, price: "1.0000000000001" }] }, "lines.0.price"],
    ["nine decimals", { lines: [{ ...helmets, price: "1.000000001" }] }, "lines.0.price"],
    ["a number instead of text", { lines: [{ ...helmets, price: 12.5 }] }, "lines.0.price"],
    ["more than a document can state", { lines: [{ ...helmets, quantity: "1000000000" }] }, "lines.0.quantity"],
    ["a VAT category nobody knows", { lines: [{ ...helmets, vatCategory: "X" }] }, "lines.0.vatCategory"],
    ["a rate of 0 on what is taxed", { lines: [{ ...helmets, vatRate: "0" }] }, "lines.0.vatRate"],
    ["a rate on what is exempt", { lines: [{ ...helmets, vatCategory: "E" }] }, "lines.0.vatRate"],
    ["no rate", { lines: [{ itemName: "Helm" }] }, "lines.0.vatCategory"],
    ["a unit in words", { lines: [{ ...helmets, unitCode: "stuk" }] }, "lines.0.unitCode"],
    ["a discount of 101 %", { lines: [{ ...helmets, discountPercent: "101" }] }, "lines.0.discountPercent"],
    ["an allowance that is both", { allowances: [{ percent: "1", amount: "1" }] }, "allowances.0"],
    ["a rounding of 1.01", { rounding: "1.01" }, "rounding"],
    ["a day that is none", { issueDate: "2026-02-30" }, "issueDate"],
    ["a year of the Romans", { dueDate: "0026-01-01" }, "dueDate"],
    ["a kind that nobody makes by hand", { kind: "purchaseSlip" }, "kind"],
    ["a till receipt, which is never a draft", { kind: "tillReceipt" }, "kind"],
    [
      "a price per 100 where prices include VAT",
      { pricesIncludeTax: true, lines: [{ ...helmets, baseQuantity: "100" }] },
      "lines.0.baseQuantity",
    ],
  ])("%s is refused at the field", async (_name, fields, field) => {
    expect(Object.keys(await refused(400, fields))).toContain(field);
  });

  test("10,001 lines are refused, in one sentence", async () => {
    const lines = Array.from({ length: 10_001 }, () => ({ itemName: "x", vatCategory: "S", vatRate: "21" }));
    expect(await refused(400, { lines })).toEqual({ lines: expect.stringContaining("1000") });
  });

  test("a customer, item, invoice or line of another company is not there", async () => {
    const other = await openOffice(api);
    const theirs = await other.issued({ kind: "quote" });
    expect(await refused(422, { buyerId: other.buyerId })).toHaveProperty("buyerId");
    expect(await refused(422, { buyerId: randomUUID() })).toHaveProperty("buyerId");
    expect(await refused(422, { lines: [{ ...helmets, itemId: randomUUID() }] })).toHaveProperty(["lines.0.itemId"]);
    expect(await refused(422, { kind: "creditNote", precedingDocumentId: theirs.id })).toHaveProperty(
      "precedingDocumentId",
    );
    const from = { documentId: theirs.id, position: 1 };
    expect(await refused(422, { lines: [{ ...helmets, from }] })).toHaveProperty(["lines.0.from"]);
    for (const [method, path, body] of [
      ["GET", ""],
      ["PUT", "", { version: 1 }],
      ["DELETE", ""],
      ["GET", "/history"],
      ["GET", "/left?kind=invoice"],
      ["POST", "/issue", {}],
      ["POST", "/convert", { to: "invoice" }],
      ["POST", "/credit", { version: 1, wish: { what: "whole" } }],
      ["POST", "/credit-and-new", { version: 1 }],
      ["PUT", "/internal-note", { version: 1, internalNote: "" }],
    ] as const)
      expectProblem(await office.call(method, `/api/documents/${theirs.id}${path}`, body), 404, "request.not_found");
  });
});

test("a viewer reads and may do nothing else", async () => {
  const { id } = await office.draft();
  const token = await api.makeToken("viewer", office.administrationId);
  const seen = (await api.call("GET", `/api/documents/${id}`, { token })).json as unknown as Seen;
  expect([seen.actions, seen.convertsTo]).toEqual([[], []]);
  const press = await api.call("POST", `/api/documents/${id}/issue`, { token, body: {} });
  expectProblem(press, 403, "request.forbidden");
});
