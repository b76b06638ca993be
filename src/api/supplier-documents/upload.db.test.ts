import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { despatchOf, invoiceMessage, party, responseMessage } from "#einvoice/testing/supplier-messages.ts";
import { expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { join } from "#api/testing/browser.ts";
import { draftOf } from "#api/supplier-webshops/testing/supplier-logins.ts";
import { cebeoDesk, type Fetched } from "./testing/cebeo-desk.ts";

const desk = await cebeoDesk();
const { an, administrationId, cebeo } = desk;
const { owner: database } = desk.api.store;
const make = async (name: string, more: object = {}): Promise<string> =>
  ((await an.call("POST", "/api/parties", { name, ...more })).json as { id: string }).id;
const omniterm = await desk.entry("omniterm", { partyId: await make("Omniterm nv") });
const nl = { "accept-language": "nl" };

interface Uploaded {
  readonly document: { readonly id: string; readonly number: string; readonly kind: string; readonly supplier: string };
  readonly isNew: boolean;
  readonly remarks: readonly string[];
}
const uploaded = (answer: Answer): Uploaded => {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 201 });
  return answer.json;
};
const asked = async (body: object): Promise<Fetched> => (await desk.ask(body)).json;
const refusedFor = (answer: Answer): string => {
  expectProblem(answer, 400, "request.invalid");
  const { errors }: { errors: { field: string; message: string }[] } = answer.json;
  return `${errors[0]?.field}: ${errors[0]?.message}`;
};

describe("a supplier without a protocol", () => {
  test("is chosen as any other, marked so, and takes no login", async () => {
    const answer = await an.call("GET", "/api/supplier-capabilities", undefined, nl);
    const { items }: { items: { connector: string; name: string; isByUpload: boolean; functions: object[] }[] } =
      answer.json;
    expect(items.find(({ connector }) => connector === "omniterm")).toEqual({
      ...{ connector: "omniterm", name: "Omniterm", isByUpload: true },
      functions: [
        { function: "basket", isOffered: false, text: "biedt dit niet aan" },
        { function: "price", isOffered: false, text: "biedt dit niet aan" },
        { function: "order", isOffered: false, text: "biedt dit niet aan" },
        { function: "document", isOffered: true, text: "via ingelezen bestanden" },
      ],
    });
    expect(items.find(({ connector }) => connector === "upload")).toMatchObject({ name: "Andere leverancier" });
    expect(items.find(({ connector }) => connector === "cebeo")).toMatchObject({ isByUpload: false });
    const { items: entries }: { items: { id: string }[] } = (
      await an.call("GET", "/api/supplier-entries?function=document")
    ).json;
    expect(entries.find(({ id }) => id === omniterm)).toMatchObject({
      ...{ alias: "Omniterm", supplier: "Omniterm", isByUpload: true, connectionId: null, canFetch: false },
    });
    expectProblem(await an.call("POST", "/api/supplier-entries", { function: "order", connector: "omniterm" }), 400);
    const login = { version: 1, settings: { userName: "x" }, credentials: { password: "y" } };
    expectProblem(await an.call("PUT", `/api/supplier-entries/${omniterm}`, login), 400, "request.invalid");
    expect((await an.call("POST", `/api/supplier-entries/${omniterm}/copy`, {})).status).toBe(201);
    expectProblem(await an.call("POST", `/api/supplier-entries/${omniterm}/test`, {}), 409, "request.conflict");
  });

  test("is looked up in what came as files, by any number that is on them", async () => {
    const before = await asked({ entryId: omniterm, kind: "deliveryNote", number: "LB-1" });
    expect(before).toMatchObject({ outcome: "notFound", basket: null });
    expect(before.body).toContain("In de ingelezen bestanden van Omniterm nv staat nummer LB-1 niet");
    const own = party("Omniterm", "0403170701");
    const given = uploaded(
      await desk.upload(omniterm, despatchOf("BB-1", { id: "LB-1", supplier: own }), { fileName: "lb.xml" }),
    );
    expect(given).toMatchObject({
      isNew: true,
      document: { number: "LB-1", kind: "deliveryNote", supplier: "Omniterm nv" },
    });
    const draft = await draftOf(an, "workOrder");
    const staged = await desk.fetch(" lb-1 ", { entryId: omniterm, kind: "deliveryNote", documentId: draft.id });
    expect(staged).toMatchObject({ source: "document", supplierDocument: { source: "upload", order: null } });
    expect(staged.lines).toMatchObject([
      { code: "7000003", quantity: "200", unitCode: "MTR", supplierDocument: { delivered: "200" } },
      { code: "0700002", quantity: "12", asked: "12", supplierDocument: { delivered: "12", backordered: "8" } },
    ]);
    expect((await asked({ entryId: omniterm, kind: "deliveryNote", number: "BB-1" })).outcome).toBe("loaded");
    // As an order it is not there, and of another supplier neither.
    expect((await asked({ entryId: omniterm, kind: "order", number: "LB-1" })).outcome).toBe("notFound");
    const other = await desk.entry("upload", { partyId: await make("Een andere bv") });
    expect((await asked({ entryId: other, kind: "deliveryNote", number: "LB-1" })).outcome).toBe("notFound");
    // A note has no price: on a sale it is asked, what came in has none.
    expectProblem(await desk.take(staged, draft), 422, "document.invalid");
    const receipt = await desk.start(staged, "purchaseReceipt");
    expect({ status: receipt.status, text: receipt.text }).toMatchObject({ status: 201 });
    expectProblem(await desk.ask({ entryId: omniterm, kind: "deliveryNote", number: "LB-1" }), 409, "request.conflict");
    const { items }: { items: object[] } = (await an.call("GET", "/api/supplier-documents?number=LB-1&source=upload"))
      .json;
    expect(items).toMatchObject([{ fileName: "lb.xml", isKept: true, takings: [{ by: "An Peeters" }] }]);
  });

  test("of which nobody said who it is, is asked first", async () => {
    const nameless = await desk.entry("upload", { alias: "Nog onbekend", partyId: null });
    const refused = await desk.ask({ entryId: nameless, kind: "order", number: "1" });
    expectProblem(refused, 409, "request.conflict");
    expect(refused.text).toContain("Nog onbekend");
    expectProblem(await desk.upload(nameless, "SKU;Aantal\nA;1\n", { number: "1" }), 409, "request.conflict");
  });
});

describe("a file", () => {
  test("given twice is one; with other content it is asked about, and counts when that is said", async () => {
    const csv = (quantity: string) =>
      `Leveringsbon;SKU;Omschrijving;Geleverd;Eenheid;Prijs\nLB-2;A;Lamp;${quantity};ST;1,25\n`;
    const first = uploaded(await desk.upload(omniterm, csv("3")));
    expect(uploaded(await desk.upload(omniterm, csv("3")))).toMatchObject({
      isNew: false,
      document: { id: first.document.id },
    });
    const conflict = await desk.upload(omniterm, csv("4"));
    expectProblem(conflict, 409, "request.conflict");
    expect(conflict.text).toContain("met een andere inhoud");
    expect(uploaded(await desk.upload(omniterm, csv("4"), { again: "true" })).isNew).toBe(true);
    const staged = await desk.fetch("LB-2", { entryId: omniterm, kind: "deliveryNote" });
    expect(staged.lines).toMatchObject([{ quantity: "4", cost: "1.25" }]);
  });

  test("that cannot be one is refused in words, and nothing of it is kept", async () => {
    const before = await sql<{ count: number }>`select count(*)::int as count from supplier_documents`.execute(
      database,
    );
    const to = (bytes: Buffer | string, query = {}) => desk.upload(omniterm, bytes, query);
    expect(refusedFor(await to(""))).toContain("Dit bestand is leeg");
    expect(refusedFor(await to("%PDF-1.7"))).toContain("geen tekstbestand");
    const bomb = despatchOf("B", { id: "X" }).replace("?>", `?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`);
    expect(refusedFor(await to(bomb))).toContain("niet veilig");
    expect(refusedFor(await to("SKU;Aantal\nA;1\n"))).toMatch(/^number: Vul het documentnummer in/);
    expect(refusedFor(await to("SKU;Aantal\nA;veel\n", { number: "1" }))).toContain("Het aantal op regel 2");
    expectProblem(await to(Buffer.alloc(5 * 1024 * 1024 + 1, 65)), 413);
    expectProblem(await to("SKU;Aantal\nA;1\n", { number: "9".repeat(101) }), 400);
    expectProblem(await to("x", { kind: "invoice" }), 400);
    const after = await sql<{ count: number }>`select count(*)::int as count from supplier_documents`.execute(database);
    expect(after.rows).toEqual(before.rows);
  });

  test("of another supplier, or for another company, is refused with whose it is", async () => {
    // The entry of Cebeo has its VAT number; this paper is of another one.
    const theirs = despatchOf("B-1", { id: "LB-3", supplier: party("Concurrent nv", "0403170701") });
    expect(refusedFor(await desk.upload(desk.entryId, theirs))).toBe(
      "file: Dit document is van Concurrent nv en niet van Cebeo nv.",
    );
    await sql`update administrations set vat_identifier = 'BE0403170701' where id = ${administrationId}`.execute(
      database,
    );
    expect(refusedFor(await desk.upload(omniterm, invoiceMessage))).toBe(
      "file: Dit document is voor Installaties Voorbeeld BV en niet voor jouw bedrijf.",
    );
    await sql`update administrations set vat_identifier = 'BE0123456749' where id = ${administrationId}`.execute(
      database,
    );
    expect(uploaded(await desk.upload(omniterm, invoiceMessage)).remarks).toHaveLength(2);
    const staged = await desk.fetch("F-77001", { entryId: omniterm, kind: "deliveryNote" });
    expect(staged.supplierDocument.number).toBe("LB-990012");
    expect(staged.lines.map(({ isTicked, cost }) => [isTicked, cost])).toEqual([
      [true, "3.54"],
      [true, "0.3"],
      [false, "3.933"],
      [true, "7.5"],
    ]);
    expect(staged.remarks.join(" ")).toContain("Het bedrag is genomen");
  });

  test("of a supplier with a service is found where the service does not give it", async () => {
    expect((await asked({ kind: "deliveryNote", number: "LB-4" })).outcome).toBe("useOrderNumber");
    uploaded(await desk.upload(desk.entryId, despatchOf("BB-4", { id: "LB-4" })));
    const staged = await desk.fetch("LB-4", { kind: "deliveryNote" });
    expect(staged.supplierDocument).toMatchObject({ source: "upload", number: "LB-4" });
    // Also when the supplier is away.
    await cebeo.unplug();
    expect((await asked({ kind: "deliveryNote", number: "LB-4" })).outcome).toBe("loaded");
    await cebeo.plug();
  });

  test("that leaves quantities to our order gets them from there", async () => {
    const order = await desk.placed([
      ["7000003", 200, { unitCode: "MTR" }],
      ["0700002", 20],
      ["OUD-1", 5],
    ]);
    uploaded(await desk.upload(desk.entryId, responseMessage.replaceAll("BB-2026-00417", order.number)));
    const staged = await desk.fetch(order.number);
    expect(staged.lines).toMatchObject([
      { code: "7000003", quantity: "200", unitCode: "MTR", isTicked: true },
      {
        code: "0700002",
        quantity: "12",
        isTicked: true,
        supplierDocument: { backordered: "8", orderLine: { position: 2 } },
      },
      { code: "OUD-1", quantity: "0", isTicked: false },
    ]);
    expect(staged.remarks).toContain("Regel 3: De leverancier aanvaardt deze regel niet.");
    const receipt = await desk.receive(staged);
    expect({ status: receipt.status, text: receipt.text }).toMatchObject({ status: 201 });
  });

  test("for one's own entry is found by nobody else", async () => {
    const mine = await desk.entry("omniterm", { alias: "Omniterm An", isMine: true, partyId: desk.partyId });
    uploaded(await desk.upload(mine, despatchOf("BB-5", { id: "LB-5" })));
    const dirk = await join(desk.api, an, { role: "bookkeeper", email: "dirk@fietsen.example", administrationId });
    const theirs: Fetched = (await desk.ask({ entryId: omniterm, kind: "deliveryNote", number: "LB-5" }, dirk)).json;
    expect(theirs.outcome).toBe("notFound");
    expect((await asked({ entryId: omniterm, kind: "deliveryNote", number: "LB-5" })).outcome).toBe("loaded");
  });
});

test("what is over is emptied, and says so", async () => {
  uploaded(await desk.upload(omniterm, despatchOf("BB-6", { id: "LB-6" })));
  await sql`update supplier_documents set content = null, raw = null where number = 'LB-6'`.execute(database);
  const gone = await desk.ask({ entryId: omniterm, kind: "deliveryNote", number: "LB-6" });
  expectProblem(gone, 409, "request.conflict");
  expect(gone.text).toContain("bewaartermijn");
  // Brought in again, it is there again.
  expect(uploaded(await desk.upload(omniterm, despatchOf("BB-6", { id: "LB-6" }), { again: "true" })).isNew).toBe(true);
  expect((await asked({ entryId: omniterm, kind: "deliveryNote", number: "LB-6" })).outcome).toBe("loaded");
});
