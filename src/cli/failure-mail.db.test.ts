import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { tellAlarms } from "#backoffice/mail/tell-alarms.ts";
import { inAdministration } from "#store/database.ts";
import { outcome, pageOf, type Booked } from "./testing/coupled-books.ts";
import { account, costs, coupleErp, item } from "./testing/coupled-erp.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

describe("a mail when an order could not be booked", () => {
  const owner = { name: "An", email: "an@example.be", language: "nl" } as const;
  const later = (minutes: number) => Temporal.Now.instant().add({ minutes });
  const tell = ({ administrationId }: Booked, now: Temporal.Instant) =>
    inAdministration(under.store.app, administrationId, (trx) =>
      tellAlarms(trx, administrationId, {
        now,
        owners: [owner],
        operators: [],
        hubUrl: new URL("https://hub.example/"),
      }),
    );
  const mails = async ({ administrationId }: Booked) => {
    const { rows } = await sql<{ recipient: string; subject: string; text: string }>`
      select recipient, payload ->> 'subject' as subject, payload ->> 'text' as text from outbox
      where administration_id = ${administrationId} order by created_at, id`.execute(under.store.owner);
    return rows;
  };

  test("one for all of them, with each order, why, and who acts; to whom the coupling says", async () => {
    const c = await coupleErp(under, {
      settings: { failureMailTo: ["inkoop@example.be"] },
      items: [...costs, item("HON-500")],
    });
    await c.ring("created", 42);
    await c.ring("created", 69);
    await outcome(c, 42, "held");
    await outcome(c, 69, "held");
    expect(await tell(c, later(1))).toBe(0);
    expect(await tell(c, later(6))).toBe(1);
    expect(await tell(c, later(8))).toBe(0);
    const [mail] = await mails(c);
    expect(mail).toMatchObject({ recipient: "inkoop@example.be", subject: "2 bestellingen niet geboekt in Boeken" });
    expect(mail?.text).toMatch(/Artikel ‘KP-001’ niet herkend in Boeken\./);
    for (const order of ["42 van Jan Janssens, €\\s35,96", "WEB-2026-00042 van Els Van den Broeck, €\\s15,98"])
      expect(mail?.text).toMatch(new RegExp(`${order} \\(artikel ‘KP-001’ bestaat niet in Boeken\\)`));
    expect(mail?.text).toContain("https://hub.example/");
    // Tried again, and refused for the same reason: nobody hears of it twice.
    await c.api.post(`/api/orders/${c.connectionId}/42/retry`);
    await until("it was looked at", async () => (await c.order(42)).story.length > 1);
    expect(await tell(c, later(120))).toBe(0);
    c.books.settings.items = account.items;
    c.books.settings.closedUntil = "2999-12-31";
    await c.api.post(`/api/orders/${c.connectionId}/42/retry`);
    await until("the package refuses", async () => (await pageOf(c, 42)).order.reason?.code === "document.rejected");
    expect(await tell(c, later(240))).toBe(1);
    expect((await mails(c)).at(-1)?.text).toMatch(/42 van Jan Janssens.*closed until/);
  });

  test("says what is wrong with an order, and in which system that is mended; so does its page", async () => {
    const c = await coupleErp(under);
    c.change(42, (order) => (order["total"] = "36.961"));
    c.change(69, (order) => (order["total"] = "17.18"));
    await c.ring("created", 42);
    await c.ring("created", 69);
    const invalid = await outcome(c, 42, "held");
    expect(invalid.order.reason).toMatchObject({ code: "document.invalid", system: "Testwinkel De Molen" });
    const why = "36.961000 EUR is geen bedrag in hele centen";
    expect(invalid.order.reason?.message).toContain(`${why}. Er is geen document gemaakt`);
    expect(invalid.order.reason?.message).toContain("Pas bestelling 42 aan in Testwinkel De Molen");
    const mismatch = await outcome(c, 69, "held");
    expect(mismatch.order.reason?.code).toBe("document.totals_mismatch");
    await tell(c, later(6));
    const [mail] = await mails(c);
    expect(mail?.text).toContain(`(${why})`);
    expect(mail?.text).toMatch(/bestelling in Testwinkel De Molen is niet volledig of klopt niet/);
    expect(mail?.text).toMatch(/WEB-2026-00042.*€\s\+?1,20 verschil in de bedragen/);
  });

  test("to the owner as long as nobody was chosen; the alarm about it mails nobody as well", async () => {
    const c = await coupleErp(under, { items: [] });
    await c.ring("created", 42);
    await outcome(c, 42, "held");
    expect(await tell(c, later(6))).toBe(1);
    expect((await mails(c)).map(({ recipient }) => recipient)).toEqual(["an@example.be"]);
  });
});
