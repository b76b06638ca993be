import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { once } from "#connect/once.ts";
import { rememberedEffects } from "#connect/remembered-effects.ts";
import { WireFault, type Transport, type WireAnswer, type WireRequest } from "#connect/transport.ts";
import { asHubError } from "#domain/error.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { jsonAnswer, sessionOn } from "#connectors/recorded-transport.ts";
import { connectorById } from "#connectors/registry.ts";

const connector = connectorById("visma-net");
const own = { companyTenantId: "3f0c0d1e-0000-4000-8000-000000000001" };

interface Given {
  readonly draft: Record<string, unknown>;
  readonly customerId: string;
  readonly [name: string]: unknown;
}
const fixture = join(import.meta.dirname, "fixtures/documents.create/sales-order.json");
const { input } = JSON.parse(readFileSync(fixture, "utf8")) as { input: Given };
const of = (draft: Record<string, unknown>): Given => ({ ...input, draft: { ...input.draft, ...draft } });

const made = (location: string): WireAnswer => ({ status: 201, headers: { location }, body: "" });
const fail = (why: string): never => {
  throw new Error(why);
};
const lost = (): never => {
  throw new WireFault("lost", "no answer");
};

/** Creates under one key, as often as it is called, at a Visma Net that answers as told. */
function world(answer: (request: WireRequest) => WireAnswer, settings: Record<string, unknown> = {}) {
  const requests: WireRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return answer(request);
  };
  let at = 0;
  const book = rememberedEffects(() => at);
  const session = sessionOn(connector, { ...own, ...settings }, transport);
  const create = (given: Given = input) =>
    once(
      book,
      { connector, sendingWithin: () => session },
      {
        key: "document:c:105:orderSlip:1",
        operation: "documents.create",
        input: given as never,
        mark: "",
      },
    );
  const codeOf = (given?: Given) =>
    create(given).then(
      () => expect.fail("expected an error"),
      (error: unknown) => asHubError(error),
    );
  const later = (seconds: number): void => void (at += seconds);
  const asked = () => requests.map(({ method, url }) => `${method} ${url.pathname}`);
  return { create, codeOf, later, asked, requests };
}

const orders = (rows: readonly object[], nextPage: string | null = null) =>
  jsonAnswer({ value: rows, totalCount: rows.length, nextPage });
const row = (orderId: string, refNo: string | null) => ({
  type: "SO",
  orderId,
  customer: { id: "10045", order: "WEB-105", refNo },
});
const key = "document:c:105:orderSlip:1";

describe("a sales order of which the answer was lost", () => {
  test("is found among the orders of its customer, by our reference and not by the order number alone", async () => {
    let isLost = true;
    const { create, codeOf, later, requests } = world(({ method }) =>
      method === "POST"
        ? isLost
          ? lost()
          : made("/SalesOrders/SO/9")
        : orders([row("1", "other"), row("2", null), row("3", key)]),
    );
    expect(await codeOf()).toMatchObject({ code: "remote.outcome_unknown", retryAfterMs: 300_000 });
    isLost = false;
    later(400);
    expect(await create()).toMatchObject({ id: "SO/3", number: "3" });
    const look = requests.find(({ method }) => method === "GET");
    expect(look?.url.host).toBe("salesorder.visma.net");
    // A day before the first attempt, by the clock of the session.
    expect(Object.fromEntries(look?.url.searchParams ?? [])).toEqual({
      customerId: "10045",
      modifiedSince: "2026-11-21T08:53:20Z",
      pageIndex: "0",
      pageSize: "100",
    });
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("is not looked for before it can be found", async () => {
    const { codeOf, later, asked } = world(lost);
    await codeOf();
    later(100);
    expect(await codeOf()).toMatchObject({ code: "remote.outcome_unknown", retryAfterMs: 200_000 });
    expect(asked()).toEqual(["POST /api/v3/SalesOrders"]);
  });

  test("is looked for on every page, and a page that comes again is the last", async () => {
    let isLost = true;
    const pages = [orders([row("1", "a")], "more"), orders([row("2", "b")], "more"), orders([row("2", "b")], "more")];
    const { create, codeOf, later, asked } = world(({ method, url }) => {
      if (method === "GET") return pages[Number(url.searchParams.get("pageIndex"))] ?? fail("asked on");
      return isLost ? lost() : made("https://x/api/v3/SalesOrders/SO/000224");
    });
    await codeOf();
    isLost = false;
    later(400);
    expect(await create()).toMatchObject({ number: "000224" });
    expect(asked()).toEqual([
      "POST /api/v3/SalesOrders",
      ...Array.from({ length: 3 }, () => "GET /api/v3/SalesOrders"),
      "POST /api/v3/SalesOrders",
    ]);
  });

  test.each([
    ["its customer is there", jsonAnswer({ number: "10045" }), { number: "9" }],
    [
      "nor is its customer: another company",
      jsonAnswer({ Message: "Customer 10045 cannot be found." }, 404),
      { code: "remote.conflict", asksPerson: true },
    ],
  ])("is proved absent by an empty list only while %s", async (_name, customer, wanted) => {
    let isLost = true;
    const { create, codeOf, later } = world(({ method, url }) => {
      if (url.pathname === "/v1/customer/10045") return customer;
      if (method === "GET") return orders([]);
      return isLost ? lost() : made("/SalesOrders/SO/9");
    });
    await codeOf();
    isLost = false;
    later(400);
    const ended = await create().then(
      ({ number }) => ({ number }),
      (error: unknown) => ({ code: asHubError(error).code, asksPerson: asHubError(error).asksPerson }),
    );
    expect(ended).toEqual(wanted);
  });

  test("is not taken for refused when the look-up is", async () => {
    let isLost = true;
    const { codeOf, later, asked } = world(({ method }) =>
      method === "POST"
        ? isLost
          ? lost()
          : made("/SO/9")
        : jsonAnswer({ title: "Bad", status: 400, errors: { CustomerId: ["?"] } }, 400),
    );
    await codeOf();
    isLost = false;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      later(400);
      await codeOf();
    }
    expect(asked().filter((one) => one.startsWith("POST"))).toHaveLength(1);
  });
});

describe("an order as it is sent", () => {
  const sent = async (given: Given, settings: Record<string, unknown> = {}) => {
    const { create, requests } = world(() => made("/api/v3/SalesOrders/SO/1"), settings);
    await create(given);
    return JSON.parse(requests[0]?.body ?? "null") as Record<string, unknown>;
  };

  test("tells nothing about the buyer but in his addresses", async () => {
    const { billing, shipping, ...rest } = await sent(
      of({ noteAboveLines: "Voor Jan Peeters", internalNote: "jan@example.be" }),
    );
    expect(JSON.stringify(rest)).not.toMatch(/jan|peeters|@/i);
    expect(rest).not.toHaveProperty("description");
    expect(billing).toBeDefined();
    expect(shipping).toBeDefined();
  });

  test("has our reference in at most forty characters", async () => {
    const { customer } = (await sent(of({ orderReference: "W".repeat(60) }))) as { customer: Record<string, string> };
    expect(customer).toEqual({ id: "10045", order: "W".repeat(40), refNo: key });
  });

  test("never leaves the place of delivery to the customer's own; where nobody says where, all of it", async () => {
    const nowhere = {
      name: "",
      streetName: "Kerkstraat 1",
      additionalStreetName: "",
      cityName: "Gent",
      postalZone: "9000",
      countrySubentity: "",
      countryCode: "",
    };
    const at = (address: object) => ({ ...(input.draft["buyer"] as object), address: { ...nowhere, ...address } });
    const { codeOf, asked } = world(() => made("/SO/1"));
    const says = (key: string) => textLater(key as "says.invoiceAddress", { key: "WEB-105" });
    const refused = (key: string) => ({ code: "document.invalid", details: { says: says(key) } });
    expect(await codeOf(of({ deliverTo: nowhere }))).toMatchObject(refused("says.deliveryAddress"));
    expect(await codeOf(of({ buyer: at({}), deliverTo: null }))).toMatchObject(refused("says.invoiceAddress"));
    const noPostalZone = at({ postalZone: "", countryCode: "IE" });
    expect(await codeOf(of({ buyer: noPostalZone, deliverTo: null }))).toMatchObject(refused("says.invoiceAddress"));
    expect(asked()).toEqual([]);
    const unsaid = { streetName: "", cityName: "", postalZone: "" };
    for (const address of [unsaid, { ...unsaid, countryCode: "BE" }])
      expect(await sent(of({ buyer: at(address), deliverTo: null }))).not.toHaveProperty("billing");
  });

  test("breaks a long street at a blank", async () => {
    const deliverTo = {
      name: "",
      streetName: "Burgemeester van der Straetenlaan van Sint-Genesius-Rode 1125",
      additionalStreetName: "bus 3",
      cityName: "Gent",
      postalZone: "9000",
      countrySubentity: "",
      countryCode: "BE",
    };
    const { shipping } = (await sent(of({ deliverTo }))) as { shipping: { address: unknown } };
    expect(shipping.address).toMatchObject({
      line1: "Burgemeester van der Straetenlaan van",
      line2: "Sint-Genesius-Rode 1125",
      line3: "bus 3",
    });
  });
});

test("a credit note is refused by name where no order type for it is set", async () => {
  const { codeOf, asked } = world(() => made("/SO/1"));
  expect(await codeOf(of({ kind: "creditNote" }))).toMatchObject({
    code: "capability.missing",
    details: { kind: "creditNote" },
  });
  expect(await codeOf(of({ kind: "deliveryNote" }))).toMatchObject({ code: "capability.missing" });
  expect(asked()).toEqual([]);
});

test("what is answered without saying what was made is unknown, not made twice", async () => {
  const { codeOf } = world(() => ({ status: 201, headers: {}, body: "" }));
  expect(await codeOf()).toMatchObject({ code: "remote.outcome_unknown" });
});

describe("an invoice", () => {
  const invoice = of({ kind: "invoice" });

  test("is looked up by its reference, which is compared here as well", async () => {
    let isLost = true;
    const { create, codeOf, later, requests } = world(({ method }) => {
      if (method === "POST") return isLost ? lost() : fail("made twice");
      return jsonAnswer([
        { referenceNumber: "1", externalReference: "another" },
        { referenceNumber: "2", externalReference: key },
      ]);
    });
    await codeOf(invoice);
    isLost = false;
    later(400);
    expect(await create(invoice)).toMatchObject({ number: "2" });
    expect(requests.at(-1)?.url.searchParams.get("externalReference")).toBe(key);
  });

  const background = (states: readonly object[], content: WireAnswer = jsonAnswer({})) => {
    let look = -1;
    return world(
      ({ method, url }) => {
        if (method === "POST") return jsonAnswer({ id: "job-1", stateLocation: "https://x/v1/background/job-1" }, 202);
        if (url.pathname.endsWith("/content")) return content;
        look += 1;
        return jsonAnswer(states[Math.min(look, states.length - 1)]);
      },
      { background: true },
    );
  };

  test("made in the background has its number from the headers of the job", async () => {
    const Location = "https://api.finance.visma.net/v1/customerinvoice/100233";
    const { create, requests } = background([
      { status: "Started", statusCode: 0 },
      { status: "Finished", statusCode: 201, responseHeaders: { Location } },
    ]);
    expect(await create(invoice)).toMatchObject({ number: "100233" });
    expect(requests[0]?.headers["erp-api-background"]).toBe("none");
  });

  test.each([
    ["refused", [{ status: "Failed", statusCode: 400, hasResponseContent: true }], "document.rejected", "Closed"],
    ["broken", [{ status: "Failed", statusCode: 500, errorMessage: "Time-out" }], "remote.outcome_unknown", "Time-out"],
    ["not what was expected", [{ state: "?" }], "remote.outcome_unknown", "could not be asked"],
  ])("that the job found %s", async (_name, states, code, words) => {
    const { codeOf } = background(states, jsonAnswer({ Message: "Closed" }));
    const error = await codeOf(invoice);
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });
});
