import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startVismaNet, type VismaNet } from "./stand-in.ts";
import { callersOf, furnish, jan, messageOf, rowsOf, wrapped, type Caller } from "./testing/caller.ts";

const start = Temporal.Instant.from("2026-11-21T09:00:00Z").epochMilliseconds;
let now = start;
let visma: VismaNet;
let finance: Caller;
beforeEach(async () => {
  now = start;
  visma = await startVismaNet({ now: () => now });
  ({ finance } = await callersOf(visma));
});
afterEach(() => visma.stop());

describe("paths", () => {
  test.each([
    ["GET", "/v1/Customer"],
    ["GET", "/v1/creditterm"],
    ["GET", "/API/controller/api/v1/customer"],
    ["POST", "/v1/customerinvoice"],
    ["DELETE", "/v1/customer/1"],
    ["GET", "/v2/customer"],
    ["GET", "/v1/inventory/"],
  ])("%s %s is not there", async (method, path) => {
    expect((await finance(method, path, method === "POST" ? {} : undefined)).status).toBe(404);
  });

  test("a key with a slash is only found as b64", async () => {
    visma.erp.addItem({ number: "A/B&C" });
    const key = `b64(${Buffer.from("A/B&C").toString("base64url")})`;
    expect((await finance("GET", `/v1/inventory/${key}`)).body).toMatchObject({ inventoryNumber: "A/B&C" });
    expect((await finance("GET", `/v1/inventory/${encodeURIComponent("A/B&C")}`)).status).toBe(404);
    expect((await finance("GET", "/v1/inventory/A/B&C")).status).toBe(404);
  });
});

describe("lists", () => {
  beforeEach(() => {
    for (let nth = 1; nth <= 7; nth += 1) {
      now = start + nth * 1000;
      visma.erp.addItem({ number: `I-${nth}` });
    }
    visma.settings.pageSizes = { inventory: 5, other: 2 };
  });
  const numbers = async (query: string): Promise<unknown[]> =>
    rowsOf(await finance("GET", `/v1/inventory?${query}`)).map(({ inventoryNumber }) => inventoryNumber);

  test("a page that is too large is silently cut, and every row says how much there is", async () => {
    const rows = rowsOf(await finance("GET", "/v1/inventory?pageNumber=1&pageSize=1000"));
    expect(rows).toHaveLength(5);
    expect(rows[4]!["metadata"]).toEqual({ totalCount: 7, maxPageSize: 5 });
    expect(await numbers("pageNumber=2&pageSize=1000")).toEqual(["I-6", "I-7"]);
    expect(await numbers("pageNumber=3&pageSize=1000")).toEqual([]);
    expect(await numbers("pageNumber=2&pageSize=3")).toEqual(["I-4", "I-5", "I-6"]);
    expect((await finance("GET", "/v1/inventory?pageNumber=0")).status).toBe(400);
    expect(rowsOf(await finance("GET", "/v1/vat"))).toHaveLength(2);
  });

  test("what is deprecated or unknown is not looked at", async () => {
    expect(await numbers("numberToRead=1&skipRecords=3&sku=I-2")).toHaveLength(5);
  });

  test("a date filter is a pair, in company time", async () => {
    const at = "lastModifiedDateTime=2026-11-21T10:00:04";
    expect(await numbers(`${at}&lastModifiedDateTimeCondition=%3E`)).toEqual(["I-5", "I-6", "I-7"]);
    expect(await numbers(`${at}&lastModifiedDateTimeCondition=%3E=`)).toHaveLength(4);
    expect(await numbers(`${at}&lastModifiedDateTimeCondition=%3C`)).toHaveLength(3);
    expect(
      await numbers("lastModifiedDateTime=2026-11-21%2010:00:04.000&lastModifiedDateTimeCondition=%3C="),
    ).toHaveLength(4);
    expect(await numbers("lastModifiedDateTime=2026-11-21&lastModifiedDateTimeCondition=%3C")).toEqual([]);
  });

  test("half of the pair is no filter: everything comes", async () => {
    visma.settings.pageSizes.inventory = 100;
    expect(await numbers("lastModifiedDateTime=2026-11-21T10:00:04")).toHaveLength(7);
    expect(await numbers("lastModifiedDateTimeCondition=%3E")).toHaveLength(7);
  });

  test.each(["2026-11-21T09:00:00Z", "2026-11-21T10:00:00%2B01:00", "21-11-2026", "2026-02-30", "2026-11-21T10:00"])(
    "%s is refused",
    async (given) => {
      const refused = await finance(
        "GET",
        `/v1/inventory?lastModifiedDateTime=${given}&lastModifiedDateTimeCondition=%3E`,
      );
      expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining("lastModifiedDateTime")]);
    },
  );

  test("so is another condition", async () => {
    const query = "lastModifiedDateTime=2026-11-21&lastModifiedDateTimeCondition=%3D";
    expect((await finance("GET", `/v1/inventory?${query}`)).status).toBe(400);
  });
});

describe("look-ups", () => {
  test.each([
    "warehouse",
    "paymentmethod",
    "vatCategory",
    "vat",
    "vatZone",
    "ledger",
    "account",
    "branch",
    "salesordertype",
  ])("%s comes bare", async (name) => {
    const [row] = rowsOf(await finance("GET", `/v1/${name}?pageNumber=1&pageSize=100`));
    expect(row!["metadata"]).toMatchObject({ maxPageSize: 1000 });
  });
  test("credit terms come as {value: x}", async () => {
    const [row] = rowsOf(await finance("GET", "/v1/creditTerm"));
    expect(row).toMatchObject({ termsId: { value: "14" }, dueDay1: { value: 14 } });
    visma.settings.wrappedLookups = [];
    expect(rowsOf(await finance("GET", "/v1/creditTerm"))[0]).toMatchObject({ termsId: "14" });
  });
  test("rates are numbers per date", async () => {
    const low = rowsOf(await finance("GET", "/v1/vat")).find(({ vatId }) => vatId === "VL");
    expect(low!["schedules"]).toEqual([
      { startDate: "2012-10-01T00:00:00", vatRate: 6 },
      { startDate: "2019-01-01T00:00:00", vatRate: 9 },
    ]);
  });
  test("the control account of a class is only seen on a customer", async () => {
    const number = visma.erp.addCustomer({ name: "Web", customerClass: "WEB" }).number;
    expect(rowsOf(await finance("GET", "/v1/customer/customerClass"))[1]).toMatchObject({
      id: "WEB",
      description: "Webshop 1400",
    });
    const shown = { glAccounts: { customerLedgerAccount: { number: "1400" } }, creditTerms: { id: "14" } };
    expect((await finance("GET", `/v1/customer/${number}`)).body).toMatchObject(shown);
    const closed = await finance("GET", `/v1/customer/${number}?expandAccountInformation=false`);
    expect(closed.body).not.toHaveProperty("glAccounts");
  });
});

describe("customers", () => {
  test("are made without a body in the answer, and read back plain", async () => {
    const made = await finance("POST", "/v1/customer", jan);
    expect([made.status, made.text]).toEqual([201, ""]);
    expect(made.headers.location).toBe(`${visma.urls.finance}/v1/customer/10001`);
    const read = await finance("GET", "/v1/customer/10001");
    expect(read.body).toMatchObject({
      number: "10001",
      name: "Jan Peeters",
      status: "Active",
      creditTerms: { id: "14", description: "14 dagen" },
      mainAddress: { addressLine1: "Kerkstraat 1", country: { id: "BE" } },
      mainContact: { email: "jan@example.be" },
      lastModifiedDateTime: "2026-11-21T10:00:00.000",
    });
    const { timeStamp, internalId } = read.body as { timeStamp: string; internalId: number };
    expect(read.headers.etag).toBe(`"${timeStamp}"`);
    expect((await finance("GET", `/v1/customer/internal/${internalId}`)).body).toMatchObject({ number: "10001" });
  });

  test("an unknown one", async () => {
    const missing = await finance("GET", "/v1/customer/10099");
    expect([missing.status, missing.body]).toEqual([404, { Message: "Customer with number 10099 cannot be found." }]);
  });

  test.each([
    ["a bare scalar", { ...jan, name: "Jan" }],
    ["an unknown field", { ...jan, ...wrapped({ nickname: "J" }) }],
    ["an unknown field in an address", { ...jan, mainAddress: { value: wrapped({ street: "x" }) } }],
    ["an address that is not wrapped", { ...jan, mainAddress: wrapped({ city: "Gent" }) }],
    ["more than a value", { ...jan, name: { value: "Jan", label: "x" } }],
    ["a number for a text", { ...jan, ...wrapped({ name: 1 }) }],
    ["no name", { ...jan, name: undefined }],
    ["a name that is cleared", { ...jan, ...wrapped({ name: null }) }],
    ["an unknown class", { ...jan, ...wrapped({ customerClassId: "9" }) }],
    ["unknown terms", { ...jan, ...wrapped({ creditTermsId: "15" }) }],
    ["an unknown currency", { ...jan, ...wrapped({ currencyId: "XXX" }) }],
    ["a country in words", { ...jan, mainAddress: { value: wrapped({ countryId: "Belgium" }) } }],
    ["an own number in the series", { ...jan, ...wrapped({ number: "K1" }) }],
    ["no object", []],
    ["no JSON", "{"],
  ])("%s is refused", async (_name, body) => {
    const refused = await finance("POST", "/v1/customer", body);
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.any(String)]);
    expect(visma.books.customers).toEqual([]);
  });

  test("an own number has to override the series, once", async () => {
    const body = { ...jan, ...wrapped({ number: "K1", overrideNumberSeries: true }) };
    expect((await finance("POST", "/v1/customer", body)).headers.location).toMatch(/\/K1$/);
    expect((await finance("POST", "/v1/customer", body)).status).toBe(400);
  });

  test("when the series has run out there is no more", async () => {
    visma.books.series.customer.last = 10_001;
    expect((await finance("POST", "/v1/customer", jan)).status).toBe(201);
    expect(messageOf(await finance("POST", "/v1/customer", jan))).toContain("series");
  });

  test("nothing tells a repeat: it makes a second one", async () => {
    await finance("POST", "/v1/customer", jan);
    await finance("POST", "/v1/customer", jan);
    const found = rowsOf(await finance("GET", "/v1/customer?email=jan@example.be"));
    expect(found.map(({ number }) => number)).toEqual(["10001", "10002"]);
  });

  test("are found by exact mail and VAT number; greaterThanValue does nothing", async () => {
    furnish(visma);
    const { number } = visma.erp.addCustomer({
      name: "Piet",
      mainContact: { email: "piet@x.be" },
      vatRegistrationId: "BE1",
    });
    const found = async (query: string): Promise<number> =>
      rowsOf(await finance("GET", `/v1/customer?${query}`)).length;
    expect(await found("email=piet@x.be")).toBe(1);
    expect(await found("email=PIET@x.be")).toBe(0);
    expect(await found("email=piet@x")).toBe(0);
    expect(await found("vatRegistrationId=BE1")).toBe(1);
    expect(await found(`greaterThanValue=${number}`)).toBe(2);
  });

  test("are changed in part, with an optional If-Match that holds", async () => {
    await finance("POST", "/v1/customer", jan);
    const { etag = "" } = (await finance("GET", "/v1/customer/10001")).headers;
    now += 5000;
    const change = { ...wrapped({ gln: "123" }), mainContact: { value: wrapped({ email: null }) } };
    const put = await finance("PUT", "/v1/customer/10001", change, { "If-Match": etag });
    expect([put.status, put.text]).toEqual([204, ""]);
    const changed = { name: "Jan Peeters", gln: "123", mainContact: { name: "Jan Peeters", email: "" } };
    const { body } = await finance("GET", "/v1/customer/10001");
    expect(body).toMatchObject({ ...changed, lastModifiedDateTime: "2026-11-21T10:00:05.000" });
    expect((await finance("PUT", "/v1/customer/10001", change, { "If-Match": etag })).status).toBe(412);
    expect((await finance("PUT", "/v1/customer/10001", change)).status).toBe(204);
    expect((await finance("PUT", "/v1/customer/10001", wrapped({ creditTermsId: "15" }))).status).toBe(400);
    expect((await finance("PUT", "/v1/customer/9", change)).status).toBe(404);
  });
});
