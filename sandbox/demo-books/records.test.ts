import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startDemoBooks, type DemoBooks } from "./stand-in.ts";
import { callerOf, errorOf, invoice, itemsOf, makeContact, person, type Caller, type Made } from "./testing/caller.ts";

let books: DemoBooks;
let call: Caller;
let contactId: string;
beforeAll(async () => {
  books = await startDemoBooks({ now: () => Temporal.Instant.from("2026-11-02T09:00:00Z").epochMilliseconds });
  call = callerOf(books);
  contactId = await makeContact(call);
});
afterAll(() => books.stop());
beforeEach(() => {
  books.settings.closedUntil = null;
  books.settings.window.requests = 100_000;
});

describe("contacts", () => {
  test("are given back as they were sent, with an id, and are found by e-mail in any case", async () => {
    const full = {
      ...{ name: "Anke Maes", email: "Anke@Maes.example.be", vatNumber: "BE0765432146", street: "Kerkstraat 1" },
      ...{ postalCode: "9000", city: "Gent", country: "BE" },
    };
    const made = await call("POST", "contacts", full);
    const { id } = made.body as Made;
    expect([made.status, made.body]).toEqual([201, { id, ...full }]);
    expect((await call("GET", `contacts/${id}`)).body).toEqual(made.body);
    const twin = await makeContact(call, { email: "anke@maes.example.BE" });
    const found = itemsOf(await call("GET", "contacts?email=ANKE@maes.example.be"));
    expect(found.map((one) => one["id"])).toEqual([id, twin]);
    expect((await call("GET", "contacts?email=nobody@example.be")).body).toEqual({ items: [] });
  });

  test("a list has the hundred oldest", async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 101; nth += 1) ids.push(await makeContact(call, { email: "many@example.be" }));
    const found = itemsOf(await call("GET", "contacts?email=many@example.be"));
    expect(found.map((one) => one["id"])).toEqual(ids.slice(0, 100));
  });

  test("what was left out is empty", async () => {
    const { body } = await call("POST", "contacts", { name: "A" });
    const empty = { email: "", vatNumber: "", street: "", postalCode: "", city: "", country: "" };
    expect(body).toEqual({ id: expect.any(String), name: "A", ...empty });
  });

  test.each([
    ["name", undefined],
    ["name", ""],
    ["name", "x".repeat(201)],
    ["name", 12],
    ["email", `${"x".repeat(200)}@`],
    ["email", null],
    ["vatNumber", "x".repeat(21)],
    ["street", "x".repeat(201)],
    ["postalCode", "x".repeat(201)],
    ["city", "x".repeat(201)],
    ["country", "be"],
    ["country", "BEL"],
    ["country", ""],
  ])("%s %j is refused", async (field, value) => {
    const refused = await call("POST", "contacts", { ...person, [field]: value });
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([422, "invalid", field]);
  });

  test("an unknown field is refused", async () => {
    const refused = await call("POST", "contacts", { ...person, phone: "1" });
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([422, "unknown_field", "phone"]);
  });

  test.each([
    ["contacts", "invalid", "email"],
    ["contacts?email=", "invalid", "email"],
    ["contacts?email=a&email=b", "invalid", "email"],
    ["contacts?name=a", "unknown_field", "name"],
    ["account?x=1", "unknown_field", "x"],
    ["documents?page=2", "unknown_field", "page"],
    ["documents?limit=0", "invalid", "limit"],
    ["documents?limit=101", "invalid", "limit"],
    ["documents?limit=ten", "invalid", "limit"],
    ["documents?after=doc_x", "invalid", "after"],
    ["documents?orderNumber=", "invalid", "orderNumber"],
    ["documents?orderNumber=1&limit=1", "invalid", "limit"],
  ])("GET %s is refused", async (path, code, field) => {
    const refused = await call("GET", path);
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([422, code, field]);
  });
});

const line = (given: object): object => ({
  lines: [{ ...(invoice("")["lines"] as object[])[0], ...given }, (invoice("")["lines"] as object[])[1]],
});
const vat = (given: object): object => ({
  vat: [(invoice("")["vat"] as object[])[0], { ...(invoice("")["vat"] as object[])[1], ...given }],
});
const totals = (given: object): object => ({ totals: { ...(invoice("")["totals"] as object), ...given } });

describe("documents", () => {
  test("have a number per kind, without gaps, and are given back as they were sent", async () => {
    const sent = invoice(contactId, { orderNumber: "2001" });
    const made = await call("POST", "documents", sent);
    const { id, number } = made.body as Made;
    expect([made.status, made.body]).toEqual([201, { id, number, createdAt: "2026-11-02T09:00:00Z", ...sent }]);
    expect(number).toBe("F-000001");
    expect((await call("GET", `documents/${id}`)).body).toEqual(made.body);
    expect((await call("POST", "documents", invoice("nobody"))).status).toBe(422);
    const credit = invoice(contactId, { kind: "creditNote", corrects: id, orderNumber: "2001" });
    expect((await call("POST", "documents", credit)).body).toMatchObject({ number: "C-000001", corrects: id });
    expect((await call("POST", "documents", sent)).body).toMatchObject({ number: "F-000002" });
    const found = itemsOf(await call("GET", "documents?orderNumber=2001"));
    expect(found.map((one) => one["number"])).toEqual(["F-000001", "C-000001", "F-000002"]);
    expect(books.store.documentsOf("2001").map(({ json }) => JSON.parse(json) as unknown)).toEqual(found);
  });

  test("are listed oldest first, page by page", async () => {
    const other = await startDemoBooks();
    try {
      const there = callerOf(other);
      expect((await there("GET", "documents")).body).toEqual({ items: [], next: null });
      const contact = await makeContact(there);
      for (let nth = 0; nth < 5; nth += 1) await there("POST", "documents", invoice(contact));
      const seen: unknown[] = [];
      for (let path: string | null = "documents?limit=2"; path !== null;) {
        const page = (await there("GET", path)).body as { items: Made[]; next: string | null };
        seen.push(page.items.map(({ number }) => number));
        path = page.next === null ? null : `documents?after=${page.next}&limit=2`;
      }
      expect(seen).toEqual([["F-000001", "F-000002"], ["F-000003", "F-000004"], ["F-000005"]]);
      expect((await there("GET", "documents?limit=5")).body).toMatchObject({ next: null });
    } finally {
      await other.stop();
    }
  });

  test("nothing is booked in a closed period", async () => {
    books.settings.closedUntil = "2026-11-02";
    const refused = await call("POST", "documents", invoice(contactId));
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([422, "period_closed", "date"]);
    expect((await call("POST", "documents", invoice(contactId, { date: "2026-11-03" }))).status).toBe(201);
  });

  test.each<[string, object, string?]>([
    ["kind", { kind: "quote" }],
    ["contactId", { contactId: "con_9999999" }],
    ["contactId", { contactId: 1 }],
    ["date", { date: "2026-02-30" }],
    ["date", { date: "02-11-2026" }],
    ["date", { date: "2026-11-02T00:00:00Z" }],
    ["currency", { currency: "eur" }],
    ["currency", { currency: "XYZ" }],
    ["orderNumber", { orderNumber: "x".repeat(101) }],
    ["orderNumber", { orderNumber: 1001 }],
    ["corrects", { corrects: undefined }],
    ["corrects", { corrects: "doc_0000001" }],
    ["corrects", { kind: "creditNote" }],
    ["corrects", { kind: "creditNote", corrects: "doc_9999999" }],
    // A credit note itself.
    ["corrects", { kind: "creditNote", corrects: "doc_0000002" }],
    ["lines", { lines: [] }],
    ["lines", { lines: {} }],
    ["lines", { lines: Array.from({ length: 1001 }, () => (invoice("")["lines"] as object[])[0]) }],
    ["lines[0]", { lines: ["Fietsbel"] }],
    ["lines[0].description", line({ description: "" })],
    ["lines[0].description", line({ description: "x".repeat(501) })],
    ["lines[0].quantity", line({ quantity: "1.0000001" })],
    ["lines[0].quantity", line({ quantity: 2 })],
    ["lines[0].unitPrice", line({ unitPrice: "1,5" })],
    ["lines[0].unitPrice", line({ unitPrice: "1e2" })],
    ["lines[0].netAmount", line({ netAmount: "100.000" })],
    ["lines[0].netAmount", line({ netAmount: "100." })],
    ["lines[0].vatCategory", line({ vatCategory: "X" })],
    ["lines[0].vatRate", line({ vatRate: "101" })],
    ["vat", { vat: [] }],
    ["vat[1].taxAmount", vat({ taxAmount: "0.630" })],
    ["vat[1].taxableAmount", vat({ taxableAmount: null })],
    ["vat[1]", vat({ vatRate: "21.0" })],
    ["vat[1]", vat({ vatRate: "12" })],
    ["vat", { vat: (invoice("")["vat"] as object[]).slice(0, 1) }],
    ["totals", { totals: undefined }],
    ["totals.rounding", totals({ rounding: undefined })],
    ["totals.net", { kind: "creditNote", corrects: "doc_0000001", ...totals({ net: "-110.50" }) }],
    ["orderRef", { orderRef: "1" }, "unknown_field"],
    ["lines[0].ledger", line({ ledger: "700000" }), "unknown_field"],
    ["vat[1].code", vat({ code: "1" }), "unknown_field"],
    ["totals.paid", totals({ paid: "0" }), "unknown_field"],
    ["totals.net", line({ netAmount: "100.01" }), "totals"],
    ["totals.net", vat({ taxableAmount: "10.51" }), "totals"],
    ["totals.vat", vat({ taxAmount: "0.64" }), "totals"],
    ["totals.gross", totals({ gross: "132.14", payable: "132.16" }), "totals"],
    ["totals.payable", totals({ payable: "132.13" }), "totals"],
  ])("%s is named in the refusal of %j", async (field, given, code = "invalid") => {
    const before = books.store.documents.length;
    const refused = await call("POST", "documents", invoice(contactId, given));
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([422, code, field]);
    expect(books.store.documents).toHaveLength(before);
  });
});
