import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import { callersOf, furnish, jan, messageOf, rowsOf, wrapped, type Caller } from "./testing/caller.ts";

const start = Temporal.Instant.from("2026-11-21T09:00:00Z").epochMilliseconds;
let now = start;
let visma: VismaNet;
let finance: Caller;
let customer: string;
beforeEach(async () => {
  now = start;
  visma = await startVismaNet({ now: () => now });
  ({ finance } = await callersOf(visma));
  customer = furnish(visma);
});
afterEach(() => visma.stop());

const line = (given: object = {}): object => ({
  operation: "Insert",
  ...wrapped({ inventoryNumber: "MUG-01", quantity: 2, unitPriceInCurrency: 20.0, vatCodeId: "HIGH", ...given }),
});
const invoice = (given: object = {}, lines: readonly object[] = [line()]): Record<string, unknown> => ({
  ...wrapped({ customerNumber: customer, documentDate: "2026-11-21T00:00:00", externalReference: "cscart:1:105" }),
  ...wrapped({ customerRefNumber: "WEB-105", hold: false, ...given }),
  invoiceLines: lines,
});

describe("invoices", () => {
  test("are made, found by our reference, and released", async () => {
    const made = await finance("POST", "/v2/customerinvoice", invoice());
    expect([made.status, made.text]).toEqual([201, ""]);
    expect(made.headers.location).toBe(`${visma.urls.finance}/v1/customerinvoice/000001`);
    const found = async (query: string) => rowsOf(await finance("GET", `/v1/customerinvoice?${query}`));
    expect(await found("externalReference=cscart:1:105")).toMatchObject([
      { referenceNumber: "000001", documentType: "Invoice", status: "Balanced", amount: 0, balance: 0, vatTotal: 8.4 },
    ]);
    expect(await found("customerRefNumber=WEB-105")).toHaveLength(1);
    expect(await found("customerRefNumber=WEB-106")).toEqual([]);
    const release = await finance("POST", "/v1/customerinvoice/000001/action/release", {});
    expect(release.status).toBe(200);
    expect(await found("released=true")).toMatchObject([{ status: "Open", amount: 48.4, balance: 48.4 }]);
    expect((await finance("POST", "/v1/customerinvoice/000001/action/release", {})).status).toBe(400);
    expect((await finance("GET", `/v1/customer/${customer}/balance`)).body).toMatchObject({ balance: 48.4 });
  });

  test("one on hold is not released", async () => {
    await finance("POST", "/v2/customerinvoice", invoice({ hold: true }));
    expect((await finance("POST", "/v1/customerinvoice/000001/action/release")).status).toBe(400);
  });

  test("nothing is booked in a closed period, neither made nor released", async () => {
    await finance("POST", "/v2/customerinvoice", invoice());
    visma.erp.closePeriod("2026-11-30");
    const refused = await finance("POST", "/v2/customerinvoice", invoice());
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining("202611 is closed")]);
    expect((await finance("POST", "/v1/customerinvoice/000001/action/release")).status).toBe(400);
    expect((await finance("POST", "/v2/customerinvoice", invoice({ documentDate: "2026-12-01" }))).status).toBe(201);
    visma.erp.closePeriod(null);
    expect((await finance("POST", "/v1/customerinvoice/000001/action/release")).status).toBe(200);
  });

  test.each<[string, object, object[] | undefined]>([
    ["an unknown customer", { customerNumber: "1" }, undefined],
    ["an unknown item", {}, [line({ inventoryNumber: "X" })]],
    ["an unknown VAT category", {}, [line({ vatCodeId: "VH" })]],
    ["an unknown currency", { currencyId: "XXX" }, undefined],
    ["an unknown branch", { branchNumber: "9" }, undefined],
    ["a date with a zone", { documentDate: "2026-11-21T00:00:00Z" }, undefined],
    ["a quantity below zero", {}, [line({ quantity: -1 })]],
    ["less than nothing", {}, [line({ unitPriceInCurrency: -1 })]],
    ["a control account", {}, [line({ accountNumber: "1400" })]],
    ["no lines", {}, []],
    ["an unknown field", { orderNumber: "1" }, undefined],
    ["an operation of another kind", {}, [{ ...line(), operation: "Update" }]],
    ["an operation that is wrapped", {}, [{ ...line(), operation: { value: "Insert" } }]],
    ["bare fields in a line", {}, [{ operation: "Insert", inventoryNumber: "MUG-01" }]],
  ])("%s is refused", async (_name, given, lines) => {
    const refused = await finance("POST", "/v2/customerinvoice", invoice(given, lines ?? [line()]));
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.any(String)]);
    expect(visma.books.invoices).toEqual([]);
  });
});

describe("background", () => {
  const background = { "erp-api-background": "none" };
  const stateOf = async (id: string) => (await finance("GET", `/v1/background/${id}`)).body as Record<string, any>;

  test("is accepted at once and carried out later, on the stand-in's clock", async () => {
    const accepted = await finance("POST", "/v1/customer", jan, background);
    const { id, stateLocation } = accepted.body as { id: string; stateLocation: string };
    expect([accepted.status, stateLocation]).toEqual([202, `${visma.urls.finance}/v1/background/${id}`]);
    expect(await stateOf(id)).toMatchObject({ status: "Started", statusCode: 0, hasResponseContent: false });
    expect(visma.books.customers).toHaveLength(1);
    now += 2000;
    const done = await stateOf(id);
    expect(done).toMatchObject({ status: "Finished", statusCode: 201, hasResponseContent: false, errorMessage: null });
    expect(done["responseHeaders"]).toMatchObject({ Location: `${visma.urls.finance}/v1/customer/10002` });
    expect((await finance("GET", `/v1/background/${id}/content`)).status).toBe(404);
  });

  test("a mistake is only told afterwards", async () => {
    const accepted = await finance("POST", "/v1/customer", { name: "bare" }, background);
    expect(accepted.status).toBe(202);
    await visma.finishBackground();
    const { id } = accepted.body as { id: string };
    expect(await stateOf(id)).toMatchObject({ status: "Failed", statusCode: 400, hasResponseContent: true });
    const content = await finance("GET", `/v1/background/${id}/content`);
    expect([content.status, messageOf(content)]).toEqual([200, expect.stringContaining("name")]);
  });

  test("is kept for a day", async () => {
    const accepted = await finance("GET", "/v1/inventory", undefined, background);
    const { id } = accepted.body as { id: string };
    now += 86_399_999;
    const later = await callersOf(visma);
    expect(rowsOf(await later.finance("GET", `/v1/background/${id}/content`))).toHaveLength(2);
    now += 1;
    expect((await later.finance("GET", `/v1/background/${id}`)).status).toBe(404);
  });

  test.each(["https://example.be/done", "yes", ""])("the mode %j is refused", async (mode) => {
    expect((await finance("POST", "/v1/customer", jan, { "erp-api-background": mode })).status).toBe(400);
  });

  test("a subscription with names of its own is taken", async () => {
    const mode = "subscription:run=1,kind=customer";
    expect((await finance("POST", "/v1/customer", jan, { "erp-api-background": mode })).status).toBe(202);
  });
});
