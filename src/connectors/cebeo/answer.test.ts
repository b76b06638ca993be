import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eraseSettings } from "#connect/connector.ts";
import { perform } from "#connect/perform.ts";
import { createBudget } from "#connect/budget.ts";
import { createHttp, type Exchange } from "#connect/http-client.ts";
import { createTransport } from "#connect/transport.ts";
import { asHubError } from "#domain/error.ts";
import { cebeo as connector } from "./connector.ts";
import { cebeoUnderTest, type CebeoUnderTest } from "./testing/cebeo-under-test.ts";

let world: CebeoUnderTest;
beforeEach(async () => {
  world = await cebeoUnderTest();
});
afterEach(() => world.stop());

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => asHubError(thrown),
  );
const prices = (code = "7000001") => world.run("prices.get", { items: [{ suppliersItemIdentifier: code }] });

describe("what an answer means", () => {
  test.each([1, 2, 3] as const)(
    "code %s with a sentence is the login, whatever was asked, and is not tried again",
    async (code) => {
      world.cebeo.settings.loginCode = code;
      world.cebeo.accounts.changePassword("WSDEMO", "another one");
      const error = await errorOf(prices());
      expect([error.code, error.message]).toEqual(["credentials.expired", expect.stringContaining("WSDEMO")]);
      expect(world.asked()).toHaveLength(1);
    },
  );

  test("code 1 with an article error is no login: the article is unknown and the run goes on", async () => {
    expect((await prices("9999999")).answers[0]).toMatchObject({ status: "unknown" });
  });

  test("code 100 once is asked again; twice is told", async () => {
    world.cebeo.fault({ kind: "code100" });
    expect((await prices()).answers[0]).toMatchObject({ status: "ok" });
    world.cebeo.fault({ kind: "code100", times: 2 });
    expect((await errorOf(prices())).code).toBe("remote.protocol_changed");
    expect(world.asked()).toHaveLength(4);
  });

  test("any other code is a refusal in Cebeo's own words", async () => {
    world.cebeo.fault({ kind: "message", code: 42, text: "Uw rekening is <geblokkeerd> & gesloten" });
    expect(await errorOf(prices())).toMatchObject({
      code: "document.rejected",
      message: "Uw rekening is <geblokkeerd> & gesloten",
      details: { refusal: "42" },
    });
  });

  test.each([
    ["a page of maintenance", { kind: "html" }],
    ["a page of a 503", { kind: "down" }],
    ["half an answer", { kind: "half" }],
    ["an answer that breaks off", { kind: "cut" }],
    ["a connection that is reset", { kind: "refuse" }],
  ] as const)("%s is no answer", async (_what, fault) => {
    world.cebeo.fault(fault);
    expect((await errorOf(prices())).code).toBe("remote.unavailable");
  });

  test("XML without a Response is another interface", async () => {
    world.cebeo.fault({ kind: "otherXml" });
    expect((await errorOf(prices())).code).toBe("remote.protocol_changed");
  });

  test("ISO-8859-1 that says so is read; so is what says so wrongly", async () => {
    for (const fault of [{ kind: "latin1" }, { kind: "latin1", says: "UTF-8" }] as const) {
      world.cebeo.fault(fault);
      expect((await prices("3100012")).answers[0]?.name).toBe('Kast op maat <"Ampère" & co>');
    }
  });
});

describe("the password", () => {
  test("goes in escaped, and stands in no log, no error and no answer, however it is written", async () => {
    const password = "ge<he>im&'1\"";
    world.cebeo.accounts.changePassword("WSDEMO", password);
    const { transport, close } = createTransport({ opened: ["127.0.0.1"] });
    const exchanges: Exchange[] = [];
    const erased = eraseSettings(connector);
    const settings = erased.settings.parse({
      customerNumber: "9900123",
      userName: "WSDEMO",
      address: world.cebeo.url,
    });
    const now = () => Temporal.Instant.from("2026-11-22T09:00:00Z");
    const { signal } = new AbortController();
    const http = createHttp({
      ...{ connector: erased, settings, secrets: { password }, transport, now, signal },
      budget: createBudget({ ...erased.rateLimit, windows: [] }, () => 0),
      onExchange: (exchange) => exchanges.push(exchange),
    });
    const session = { settings, http, now, signal };
    const ask = () =>
      perform(erased, session, "prices.get", {
        items: [{ suppliersItemIdentifier: "7000001", quantity: null, unitCode: "" }],
      });
    expect((await ask()).answers[0]?.status).toBe("ok");
    // A service that repeats what it was sent, in words and in XML.
    for (const text of [`Foutief wachtwoord: ${password}`, `code &amp; ${password}`]) {
      world.cebeo.fault({ kind: "message", code: 7, text });
      const error = await errorOf(ask());
      expect(JSON.stringify([error.message, error.details])).not.toContain("he>im");
      expect(error.message).toContain("•••");
    }
    const logged = JSON.stringify(exchanges);
    for (const form of ["he>im", "he&gt;im", "he&amp;gt;im"]) expect(logged).not.toContain(form);
    expect(exchanges).toHaveLength(3);
    await close();
  });

  test("text on an order that looks like the place of a secret is text", async () => {
    const { error } = await world.send({
      number: "BB-1",
      reference: "{password} [object Object]",
      orderDate: "2026-11-21",
      comments: ['</Comments><Password>"x"'],
      lines: [{ lineId: "1", suppliersItemIdentifier: "7000001", quantity: "100", unitCode: "MTR" }],
    });
    expect(error).toBeNull();
    const [order] = world.cebeo.store.orders.list();
    expect(JSON.stringify(order)).not.toContain("invented-password");
    expect(JSON.stringify(order)).toContain("{password} [object Object]");
  });
});

describe("the check", () => {
  test("says which login was tested, on the basket or on a test article", async () => {
    expect(await world.check()).toEqual({ account: "9900123 · WSDEMO", learnt: {}, warnings: [] });
    expect((await world.check({ testArticle: "7000001" })).warnings).toEqual([]);
    expect((await world.check({ testArticle: "1" })).warnings).toEqual([expect.stringContaining("article 1")]);
    expect(world.asked()).toEqual(["Order/Get OpenOrder", expect.stringMatching(/^Article\/Get/), expect.anything()]);
  });

  test("a wrong password is refused once, so that the login is not locked", async () => {
    world.cebeo.accounts.changePassword("WSDEMO", "another one");
    expect((await errorOf(world.check())).code).toBe("credentials.expired");
    expect(world.asked()).toHaveLength(1);
  });
});
