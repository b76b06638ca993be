import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { basketTargets } from "#domain/supplier/webshop-functions.ts";
import { expectProblem } from "#api/testing/api-under-test.ts";
import { join } from "#api/testing/browser.ts";
import { draftOf } from "#api/supplier-webshops/testing/supplier-logins.ts";
import { cebeoDesk, password, type Fetched } from "./testing/cebeo-desk.ts";

const desk = await cebeoDesk();
const { cebeo, an, administrationId } = desk;
const { owner: database } = desk.api.store;

beforeEach(() => {
  cebeo.heal();
  cebeo.settings.ordersSeenBy = "login";
});

const asked = async (body: object): Promise<Fetched> => (await desk.ask(body)).json;
const count = async (table: "supplier_documents" | "supplier_baskets"): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(
    database,
  );
  return rows[0]?.count ?? -1;
};

describe("an order at Cebeo", () => {
  test("is found by the supplier's number and by ours, with what was delivered and what is still to come", async () => {
    const number = desk.order(
      [
        ["0700002", 20, "1"],
        ["7000001", 200, "2"],
      ],
      { ours: "BB-2026-00417" },
    );
    desk.deliver(number, 1, 12, 8);
    const staged = await desk.fetch(number);
    expect(staged).toMatchObject({
      source: "document",
      doublesId: null,
      supplierDocument: { kind: "order", number, ourOrderNumber: "BB-2026-00417", source: "service", takings: [] },
    });
    expect(staged.lines).toMatchObject([
      {
        ...{ code: "0700002", asked: "20", quantity: "20", unitCode: "C62", isTicked: true, cost: "3.933" },
        supplierDocument: {
          ...{ delivered: "12", deliveryDate: "2026-11-24", backordered: "8", backorderDate: "2026-12-01" },
        },
      },
      { code: "7000001", asked: "200", unitCode: "MTR", supplierDocument: { delivered: null, backordered: null } },
    ]);
    const byOurs = await desk.fetch("BB-2026-00417");
    expect(byOurs.supplierDocument.number).toBe(number);
    expect((await desk.fetch(`  ${number} `)).supplierDocument.number).toBe(number);
    // The answer is kept as it came, once per time it was asked.
    const { rows } = await sql<{ raw: Buffer }>`select raw from supplier_documents where number = ${number}`.execute(
      database,
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]?.raw.toString()).toContain(`<SupplierOrderID>${number}</SupplierOrderID>`);
    expect(rows[0]?.raw.toString()).not.toContain("geheim");
  });

  test("of a number nobody has is refused with the customer number it was looked for under, and nothing is kept", async () => {
    const before = [await count("supplier_documents"), await count("supplier_baskets")];
    expect(await asked({ number: "99999999" })).toEqual({
      outcome: "notFound",
      title: "Nummer 99999999 is niet gevonden",
      body: "Cebeo nv vindt nummer 99999999 niet onder klantnummer 9900123. Controleer het nummer en het soort document.",
      basket: null,
    });
    const french = await an.call(
      "POST",
      "/api/supplier-documents",
      { entryId: desk.entryId, kind: "order", number: "99999999" },
      { "accept-language": "fr" },
    );
    expect((french.json as Fetched).body).toContain("sous le numéro de client 9900123");
    expect([await count("supplier_documents"), await count("supplier_baskets")]).toEqual(before);
  });

  test("of another customer, or of another login where orders are of a login, is not there for us", async () => {
    const neighbours = desk.order([["0700002", 10]], { ours: "BUUR-1", login: "WSBUUR" });
    const colleagues = desk.order([["0700002", 10]], { ours: "AN-1", login: "WSAN" });
    cebeo.settings.ordersSeenBy = "customer";
    expect((await asked({ number: neighbours })).outcome).toBe("notFound");
    expect((await asked({ number: "BUUR-1" })).outcome).toBe("notFound");
    expect((await asked({ number: colleagues })).outcome).toBe("loaded");
    cebeo.settings.ordersSeenBy = "login";
    expect((await asked({ number: colleagues })).outcome).toBe("notFound");
  });

  test("without articles is no document to take from", async () => {
    const number = desk.order([]);
    expect(await asked({ number })).toMatchObject({ outcome: "empty", basket: null });
  });
});

describe("a delivery note", () => {
  test("is not given by its number: it says to use that of the order", async () => {
    const number = desk.order([["0700002", 10]]);
    const requests = cebeo.requests.length;
    const answer = await asked({ kind: "deliveryNote", number });
    expect(answer).toMatchObject({ outcome: "useOrderNumber", basket: null });
    expect(answer.title).toBe("Cebeo nv geeft geen leveringsbonnen op nummer");
    expect(answer.body).toContain("met het bestelnummer");
    expect(cebeo.requests.length).toBe(requests);
  });

  test("made of an order takes what was delivered, and nothing before anything was", async () => {
    const settings = { customerNumber: "9900123", userName: "WSDEMO", address: cebeo.url, deliveryNotes: "fromOrders" };
    const entryId = await desk.entry(
      "cebeo",
      { alias: "Met leveringsbonnen" },
      { settings, credentials: { password } },
    );
    const number = desk.order([
      ["0700002", 20],
      ["3100010", 4],
    ]);
    expect(await asked({ entryId, kind: "deliveryNote", number })).toMatchObject({
      outcome: "empty",
      title: `Van ${number} is nog niets geleverd`,
    });
    desk.deliver(number, 1, 12, 8);
    const staged = await desk.fetch(number, { entryId, kind: "deliveryNote" });
    expect(staged.lines).toMatchObject([{ code: "0700002", quantity: "12", isTicked: true }]);
    await an.call("PUT", `/api/supplier-entries/${entryId}`, {
      version: 2,
      settings: { ...settings, deliveryNotes: "none" },
    });
  });
});

describe("into a document", () => {
  test("of each of the eight kinds and a goods receipt; of no other kind", async () => {
    const number = desk.order([["0700002", 10]]);
    for (const kind of [...basketTargets, "purchaseReceipt"]) {
      const draft = await draftOf(an, kind);
      const staged = await desk.fetch(number, { documentId: draft.id, again: true });
      expect({ kind, takes: staged.target?.takesBasket }).toEqual({ kind, takes: true });
      const taken = await desk.take(staged, draft);
      expect({ kind, status: taken.status, text: taken.text }).toMatchObject({ status: 200 });
      const { lines }: { lines: { quantity: string; sellersItemIdentifier: string }[] } = (
        await an.call("GET", `/api/documents/${draft.id}`)
      ).json;
      expect(lines).toMatchObject([{ quantity: "10.000000", sellersItemIdentifier: "0700002" }]);
    }
    const credit = await draftOf(an, "creditNote");
    const refused = await desk.ask({ number, documentId: credit.id, again: true });
    expectProblem(refused, 400, "request.invalid");
    const nowhere = await desk.ask({ number, documentId: "11111111-1111-4111-8111-111111111111", again: true });
    expectProblem(nowhere, 404, "request.not_found");
  });

  test("nothing that is not ticked enters it", async () => {
    const number = desk.order([
      ["0700002", 10],
      ["3100010", 3],
    ]);
    const draft = await draftOf(an, "quote");
    const staged = await desk.fetch(number, { documentId: draft.id });
    const ticked = await desk.tick(staged, [
      { position: 1, isTicked: false },
      { position: 2, quantity: "2" },
    ]);
    expect((await desk.take(ticked, draft)).status).toBe(200);
    const { lines }: { lines: { quantity: string }[] } = (await an.call("GET", `/api/documents/${draft.id}`)).json;
    expect(lines).toMatchObject([{ quantity: "2.000000", sellersItemIdentifier: "3100010" }]);
  });

  test("twice warns, when it is fetched and when it was fetched before the other one was taken; said so, it is done", async () => {
    const number = desk.order([["0700002", 10]], { ours: "TWEE-1" });
    const [one, other] = [await draftOf(an, "quote"), await draftOf(an, "workOrder")];
    const first = await desk.fetch(number, { documentId: one.id });
    const second = await desk.fetch(number, { documentId: other.id });
    expect((await desk.take(first, one)).status).toBe(200);
    const taken = await desk.take(second, other);
    expectProblem(taken, 409, "request.conflict");
    expect(taken.text).toContain(`Nummer ${number} is op`);
    for (const asking of [number, "TWEE-1"]) {
      const refused = await desk.ask({ number: asking });
      expectProblem(refused, 409, "request.conflict");
      expect(refused.json).toMatchObject({ errors: [{ field: "again" }] });
    }
    const again = await desk.fetch(number, { documentId: other.id, again: true });
    expect(again.doublesId).toBe(first.id);
    expect((await desk.take(again, other)).status).toBe(200);
    // Of two who press at once, one is told.
    const third = desk.order([["0700002", 10]]);
    const drafts = await Promise.all([draftOf(an, "quote"), draftOf(an, "quote")]);
    const both = await Promise.all(drafts.map(({ id }) => desk.fetch(third, { documentId: id })));
    const answers = await Promise.all(
      both.map((staged, nth) => desk.take(staged, drafts[nth] ?? { id: "", version: 1 })),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["200", "409"]);
  });
});

describe("what goes wrong at the supplier", () => {
  test("is told each in its own words, and leaves nothing behind", async () => {
    const number = desk.order([["0700002", 10]]);
    const before = await count("supplier_documents");
    cebeo.fault({ kind: "down", times: 5 });
    expect(await asked({ number })).toMatchObject({
      outcome: "unreachable",
      title: "Cebeo nv antwoordt niet",
      body: "Het document is niet opgehaald. Probeer het straks opnieuw.",
    });
    cebeo.heal();
    cebeo.fault({ kind: "html", times: 5 });
    expect((await asked({ number })).outcome).toBe("unreachable");
    cebeo.heal();
    cebeo.fault({ kind: "half", times: 5 });
    expect(["unreachable", "unreadable"]).toContain((await asked({ number })).outcome);
    cebeo.heal();
    cebeo.fault({ kind: "otherXml", times: 5 });
    expect((await asked({ number })).outcome).toBe("unreadable");
    cebeo.heal();
    await cebeo.unplug();
    expect((await asked({ number })).outcome).toBe("unreachable");
    await cebeo.plug();
    expect(await count("supplier_documents")).toBe(before);
    expect((await asked({ number })).outcome).toBe("loaded");
  });

  test("a login that is refused is not a number that is not there", async () => {
    const settings = { customerNumber: "9900123", userName: "WSAN", address: cebeo.url };
    const credentials = { password: "verkeerd" };
    const entryId = await desk.entry("cebeo", { alias: "Van An" }, { settings, credentials });
    const answer = await asked({ entryId, number: "80000001" });
    expect(answer).toMatchObject({ outcome: "refused", title: "Cebeo nv weigert de login Van An" });
    expect(answer.body).toContain("niet bekend");
  });
});

describe("who may ask", () => {
  test("an entry of another, of another function or without its login is not asked with", async () => {
    const bert = await join(desk.api, an, { role: "bookkeeper", email: "bert@fietsen.example", administrationId });
    const mine = await desk.entry("cebeo", { alias: "Alleen An", isMine: true });
    expectProblem(await desk.ask({ entryId: mine, number: "1" }, bert), 404, "request.not_found");
    expectProblem(await desk.ask({ entryId: mine, number: "1" }), 409, "request.conflict");
    const basket = await an.call("POST", "/api/supplier-entries", { function: "basket", connector: "cebeo" });
    const { id }: { id: string } = basket.json;
    expectProblem(await desk.ask({ entryId: id, number: "1" }), 400, "request.invalid");
    for (const number of ["", "   ", "9".repeat(101), 12, null])
      expectProblem(await desk.ask({ number }), 400, "request.invalid");
    expectProblem(await desk.ask({ kind: "invoice", number: "1" }), 400, "request.invalid");
  });

  test("what was fetched with one's own login is seen by nobody else", async () => {
    const settings = { customerNumber: "9900456", userName: "WSBUUR", address: cebeo.url };
    const credentials = { password: "buurman3" };
    const entryId = await desk.entry("cebeo", { alias: "Eigen login", isMine: true }, { settings, credentials });
    const number = desk.order([["0700002", 10]], { login: "WSBUUR" });
    const staged = await desk.fetch(number, { entryId });
    const cees = await join(desk.api, an, { role: "bookkeeper", email: "cees@fietsen.example", administrationId });
    expectProblem(await cees.call("GET", `/api/supplier-baskets/${staged.id}`), 404, "request.not_found");
    const search = `/api/supplier-documents?number=${number}`;
    const items = async (who: typeof an) => ((await who.call("GET", search)).json as { items: unknown[] }).items;
    expect([(await items(an)).length, (await items(cees)).length]).toEqual([1, 0]);
    const started = await cees.call("POST", `/api/supplier-documents/${staged.supplierDocument.id}/start`, {
      ...{ basketId: staged.id, version: staged.version, key: "een-sleutel", kind: "purchaseReceipt" },
    });
    expectProblem(started, 404, "request.not_found");
  });
});
