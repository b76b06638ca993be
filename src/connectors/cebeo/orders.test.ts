import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asHubError } from "#domain/error.ts";
import { cebeoUnderTest, type CebeoUnderTest } from "./testing/cebeo-under-test.ts";

let world: CebeoUnderTest;
beforeEach(async () => {
  world = await cebeoUnderTest();
});
afterEach(() => world.stop());

const line = (
  lineId: string,
  suppliersItemIdentifier: string,
  quantity: string,
  unitCode: string,
  more: object = {},
) => ({
  ...{ lineId, suppliersItemIdentifier, quantity, unitCode },
  ...more,
});
const order = (number: string, more: object = {}) => ({
  ...{ number, reference: "Werf Kouter 12", orderDate: "2026-11-21", comments: ["Leveren voor 7u30"] },
  delivery: {
    mode: "ship",
    ...{ name: "Installaties Voorbeeld BV", street: "Kouter 12", city: "Gent", postalCode: "9000", countryCode: "BE" },
  },
  lines: [line("1", "7000001", "200", "MTR"), line("2", "0700002", "20", "C62")],
  ...more,
});
const there = (number: string) => world.cebeo.store.orders.withCustomerOrderId(number);
const creates = () => world.asked().filter((asked) => asked.startsWith("Order/Create")).length;
const get = (kind: string, number: string, settings?: object) =>
  world.run("supplierDocuments.get", { kind, number }, settings);
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => asHubError(thrown),
  );

describe("an order", () => {
  test("is sent once, and answered with Cebeo's number and what became of each line", async () => {
    const { output } = await world.send(order("BB-1"));
    const [placed] = there("BB-1");
    expect(output).toMatchObject({ id: placed?.supplierOrderId, number: placed?.supplierOrderId, status: "accepted" });
    expect(output?.lines.map(({ lineId, ordered }) => [lineId, ordered])).toEqual([
      ["1", "200"],
      ["2", "20"],
    ]);
    expect((await world.send(order("BB-1"))).error).toBeNull();
    expect([there("BB-1").length, creates()]).toEqual([1, 1]);
  });

  test("in units of ours that are exactly so many of theirs, and line ids that are no numbers", async () => {
    const lines = [line("a-1", "7000001", "0.2", "KMT"), line("b-2", "0700002", "2", "CEN")];
    const { output } = await world.send(order("BB-2", { lines }));
    expect(there("BB-2")[0]?.lines.map(({ quantity }) => quantity)).toEqual([200, 200]);
    expect(output).toMatchObject({ status: "accepted", lines: [{ lineId: "a-1" }, { lineId: "b-2" }] });
  });

  test("of which lines cannot be ordered is refused by name, all of them at once, and nothing is sent", async () => {
    const lines = [
      line("1", "7000001", "12.5", "MTR"),
      line("2", "0700002", "2", "XRO"),
      line("3", "9999999", "1", "C62"),
      line("4", "3100010", "-1", "C62"),
      line("5", "", "1", "C62", { description: "Stopcontact" }),
      line("6", "", "1", "C62", { manufacturersItemIdentifier: "XVB3G2,5" }),
      line("7", "", "1", "C62", { manufacturersItemIdentifier: "BESTAAT-NIET" }),
    ];
    const { error } = await world.send(order("BB-3", { lines }));
    expect(error?.code).toBe("document.invalid");
    for (const said of [
      /7000001: 12\.5 MTR is no whole number/,
      /0700002 is sold there per PCE, and 2 XRO/,
      /does not know article 9999999/,
      /3100010: -1 C62 is nothing to order/,
      /Stopcontact has no article number/,
      /XVB3G2,5 is 3 articles there/,
      /does not know reference BESTAAT-NIET/,
    ])
      expect(error?.message).toMatch(said);
    expect([creates(), there("BB-3").length]).toEqual([0, 0]);
    // Mended and sent again: nothing of the first attempt stands in its way.
    expect((await world.send(order("BB-3"))).error).toBeNull();
  });

  test("by reference, with its reel where there are several", async () => {
    const lines = [
      line("1", "", "500", "MTR", { manufacturersItemIdentifier: "xvb3g2,5 H 500" }),
      line("2", "", "3", "C62", { manufacturersItemIdentifier: "DIF-2P-40-300" }),
    ];
    const { output, error } = await world.send(order("BB-4", { lines }));
    expect(error).toBeNull();
    expect(output?.lines.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier)).toEqual(["7000004", "3100011"]);
  });

  test("that Cebeo changes is accepted with changes", async () => {
    world.cebeo.settings.packQuantity = "roundedUp";
    const { output } = await world.send(order("BB-5", { lines: [line("1", "7000001", "250", "MTR")] }));
    expect(output).toMatchObject({ status: "acceptedWithChanges", lines: [{ ordered: "300" }] });
  });

  test("that Cebeo refuses is refused in its own words, and may be sent again when it is mended", async () => {
    const { error } = await world.send(order("BB-6", { lines: [line("1", "7000001", "250", "MTR")] }));
    expect(error?.code).toBe("document.rejected");
    expect(error?.message).not.toBe("");
    expect((await world.send(order("BB-6"))).output?.status).toBe("accepted");
    expect(there("BB-6")).toHaveLength(1);
  });

  test("that only fills the basket says so, told or found out", async () => {
    world.cebeo.settings.createFillsBasket = true;
    for (const createFillsBasket of ["unknown", "yes"]) {
      const { output } = await world.send(order(`BB-7-${createFillsBasket}`), { createFillsBasket });
      expect(output).toMatchObject({ id: `BB-7-${createFillsBasket}`, number: "", status: "basketOnly" });
      world.cebeo.shopper.empty("WSDEMO");
    }
  });

  test("that is picked up needs Cebeo's word for that; without it nothing is sent", async () => {
    const pickup = order("BB-8", { delivery: { mode: "pickup", contactName: "Jan" } });
    expect((await world.send(pickup)).error).toMatchObject({
      code: "settings.invalid",
      details: { field: "settings.pickupOption" },
    });
    expect(creates()).toBe(0);
    expect((await world.send(pickup, { pickupOption: "AFHALEN" })).error).toBeNull();
    expect(JSON.stringify(there("BB-8")[0])).toContain("AFHALEN");
  });

  test("with prices and days where they are wanted", async () => {
    const lines = [
      line("1", "7000001", "200", "MTR", { requestedPrice: "2.105", requestedDate: "2026-12-01" }),
      line("2", "0700002", "20", "C62"),
    ];
    await world.send(order("BB-9", { lines, requestedDate: "2026-12-09" }), { sendsPrices: true });
    const body = world.cebeo.requests.find(({ asked }) => asked.startsWith("Order/Create"))?.body ?? "";
    expect(body).toContain("<RequestedPrice>2,105</RequestedPrice>");
    expect(body).toContain("<RequestedDeliveryDate><Day>1</Day><Month>12</Month><Year>2026</Year>");
    expect(body).toContain("<RequestedDeliveryDate><Day>9</Day><Month>12</Month><Year>2026</Year>");
    await world.send(order("BB-10", { lines }));
    expect(world.cebeo.requests.findLast(({ asked }) => asked.startsWith("Order/Create"))?.body).not.toContain(
      "RequestedPrice",
    );
  });
});

describe("an order of which the answer is lost", () => {
  test.each(["loseAnswer", "failAfterWriting", "html", "code100"] as const)("%s", async (kind) => {
    world.cebeo.fault({ kind, match: /^Order\/Create/ });
    expect((await world.send(order("BB-1"))).error?.code).toBe("remote.outcome_unknown");
    const isThere = kind === "loseAnswer" || kind === "failAfterWriting";
    expect(await world.follow(order("BB-1"))).toBe(isThere ? "there" : "asks");
    expect([there("BB-1").length, creates()]).toEqual([isThere ? 1 : 0, 1]);
    // Three looks, each for the order and for the basket.
    const looks = world.asked().filter((asked) => asked.startsWith("Order/Get CustomerOrderID"));
    expect(looks).toHaveLength(isThere ? 1 : 3);
  });

  test("and that is not there is sent exactly once more where the account says so", async () => {
    const settings = { sendAgainWhenNotFound: true };
    world.cebeo.fault({ kind: "html", match: /^Order\/Create/ });
    expect(await world.follow(order("BB-1"), settings)).toBe("there");
    expect([there("BB-1").length, creates()]).toEqual([1, 2]);
    world.cebeo.fault({ kind: "html", match: /^Order\/Create/, times: 2 });
    expect(await world.follow(order("BB-2"), settings)).toBe("asks");
    expect([there("BB-2").length, creates()]).toEqual([0, 4]);
  });

  test("after Cebeo said yes it is not taken for refused when looking fails", async () => {
    world.cebeo.fault({ kind: "down", match: /^Order\/Get CustomerOrderID/ });
    expect((await world.send(order("BB-1"))).error?.code).toBe("remote.outcome_unknown");
    expect(await world.follow(order("BB-1"), { sendAgainWhenNotFound: true })).toBe("there");
    expect([there("BB-1").length, creates()]).toEqual([1, 1]);
  });

  test.each([
    ["another code", { code: 7, text: "Dienst gesloten" }],
    ["an article code", { code: 1, text: "ART0011" }],
    ["a refused login", { code: 1, text: "Login onbekend" }],
  ])("is not taken for refused because the look-up is, with %s", async (_, said) => {
    world.cebeo.fault({ kind: "loseAnswer", match: /^Order\/Create/ });
    expect((await world.send(order("BB-1"))).error?.code).toBe("remote.outcome_unknown");
    world.cebeo.fault({ kind: "message", ...said, match: /^Order\/Get CustomerOrderID/, times: 2 });
    for (let turn = 0; turn < 2; turn += 1) await world.follow(order("BB-1"));
    expect(await world.follow(order("BB-1"))).toBe("there");
    expect([there("BB-1").length, creates()]).toEqual([1, 1]);
  });

  test.each([400, 403, 404, 408, 499, 500, 504])(
    "behind a page of a %s is looked for before anything",
    async (status) => {
      world.cebeo.fault({ kind: "failAfterWriting", status });
      expect((await world.send(order("BB-1"))).error?.code).toBe("remote.outcome_unknown");
      expect(await world.follow(order("BB-1"))).toBe("there");
      expect([there("BB-1").length, creates()]).toEqual([1, 1]);
    },
  );

  test("is none where the request was too long or too soon to be taken: it is sent anew", async () => {
    for (const [number, status] of [["BB-1", 413] as const, ["BB-2", 429] as const]) {
      world.cebeo.fault({ kind: "down", status, match: /^Order\/Create/ });
      expect((await world.send(order(number))).error?.code).toMatch(/^remote\.(?:unavailable|rate_limited)$/);
      expect((await world.send(order(number))).error).toBeNull();
      expect(there(number)).toHaveLength(1);
    }
  });

  test("that Cebeo took and does not show at once is looked for twice, and then believed", async () => {
    world.cebeo.fault({ kind: "delayedVisible", ms: 0, looks: 1 });
    expect((await world.send(order("BB-1"))).output?.number).toBe(there("BB-1")[0]?.supplierOrderId);
    world.cebeo.fault({ kind: "delayedVisible", ms: 3_600_000 });
    expect((await world.send(order("BB-2"))).output).toMatchObject({ id: "BB-2", number: "", status: "accepted" });
    expect(creates()).toBe(2);
  });

  test("two hundred times whatever happens: never two, and held when nobody knows", async () => {
    const ends: string[] = [];
    world.cebeo.fault({ kind: "loseAnswer", match: /^Order\/Create/, probability: 0.3, seed: 1 });
    world.cebeo.fault({ kind: "refuse", match: /^Order\/Create/, probability: 0.2, seed: 2 });
    world.cebeo.fault({ kind: "html", probability: 0.1, seed: 3 });
    for (let run = 0; run < 200; run += 1) {
      const sendAgainWhenNotFound = run % 2 === 0;
      ends.push(await world.follow(order(`BB-${run}`), { sendAgainWhenNotFound, createFillsBasket: "no" }));
    }
    const counts = Array.from({ length: 200 }, (_, run) => there(`BB-${run}`).length);
    expect(Math.max(...counts)).toBe(1);
    for (const [run, end] of ends.entries())
      expect([end, counts[run]]).toEqual(end === "there" ? ["there", 1] : ["asks", 0]);
    expect(ends.filter((end) => end === "there").length).toBeGreaterThan(100);
  });
});

describe("an order of theirs by its number", () => {
  test("by their number and by ours, with what was delivered and what is still to come", async () => {
    const { output } = await world.send(order("BB-1"));
    const number = output?.number ?? "";
    const [first] = there("BB-1")[0]?.lines ?? [];
    world.cebeo.shopper.deliver(number, first?.supplierOrderLineId ?? "", {
      delivered: { quantity: 100, date: { day: 23, month: 11, year: 2026 } },
      backorder: { quantity: 100, expected: null },
    });
    const found = await get("order", number);
    expect(found).toMatchObject({
      kind: "order",
      number,
      ourOrderNumber: "BB-1",
      ourReference: "Werf Kouter 12",
      date: "2026-11-21",
    });
    expect(found?.lines[0]).toMatchObject({
      ...{ ourLineId: "1", quantity: "200", delivered: "100", deliveryDate: "2026-11-23" },
      ...{ backordered: "100", backorderDate: null },
    });
    expect(await get("order", "BB-1")).toEqual(found);
    const note = await get("deliveryNote", number, { deliveryNotes: "fromOrders" });
    expect(note).toMatchObject({ kind: "deliveryNote", date: "2026-11-23", lines: [{ quantity: "100" }] });
    expect(note?.lines).toHaveLength(1);
  });

  test.each(["zeros", "without year", "absent"] as const)(
    "a date with %s is no date, and never today",
    async (noDate) => {
      world.cebeo.settings.noDate = noDate;
      const { output } = await world.send(order("BB-1"));
      const [first] = there("BB-1")[0]?.lines ?? [];
      world.cebeo.shopper.deliver(output?.number ?? "", first?.supplierOrderLineId ?? "", {
        delivered: { quantity: 200, date: null },
      });
      expect((await get("order", "BB-1"))?.lines[0]).toMatchObject({ delivered: "200", deliveryDate: null });
    },
  );

  test("one that is not there, or is somebody else's, is nothing", async () => {
    expect(await get("order", "123456")).toBeNull();
    const neighbours = world.cebeo.accounts.find("WSBUUR");
    world.cebeo.shopper.put("WSBUUR", "7000001", 100);
    const theirs = world.cebeo.shopper.checkOut(`${neighbours.customerNumber}/${neighbours.userName}`);
    expect(await get("order", theirs)).toBeNull();
  });

  test("what Cebeo says of a number it refuses are its own words", async () => {
    world.cebeo.fault({ kind: "message", code: 12, text: "Onbekend order", match: /^Order\/Get/, times: 2 });
    expect(await errorOf(get("order", "123456"))).toMatchObject({
      code: "document.rejected",
      message: "Onbekend order",
    });
  });

  test("a delivery note by its number cannot be asked for: the advice is the order's", async () => {
    const error = await errorOf(get("deliveryNote", "L-1"));
    expect([error.code, error.message]).toEqual(["capability.missing", expect.stringContaining("ask for the order")]);
    expect(world.asked()).toEqual([]);
  });
});
