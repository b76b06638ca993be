import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { OrderJson } from "#sandbox/woocommerce/documents.ts";
import { coupleBooks, inBooks, outcome, pageOf, type Booked } from "./testing/coupled-books.ts";
import { account, choices, choose, costs, coupleErp, goods, item } from "./testing/coupled-erp.ts";
import { until } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Line {
  readonly item: string;
  readonly vatCode: string;
}
const linesInBooks = ({ books }: Booked, order: number): (readonly [string, string])[] =>
  books.store
    .documentsOf(String(order))
    .flatMap(({ body }) =>
      (body as unknown as { lines: Line[] }).lines.map(({ item: code, vatCode }) => [code, vatCode] as const),
    );

const waitsOf = async ({ api, connectionId }: Booked): Promise<string[]> => {
  const { items } = await api.get<{ items: { what: string; from: string; to: unknown }[] }>(
    `/api/connections/${connectionId}/mappings`,
  );
  return items.flatMap(({ what, from, to }) => (to === null ? [`${what} ${from}`] : [])).toSorted();
};

describe("what the package calls it", () => {
  test("every line goes over under its item and VAT code, shipping, costs and discounts as well", async () => {
    const c = await coupleErp(under);
    await c.ring("created", 46);
    await c.ring("created", 47);
    await outcome(c, 46, "documented");
    await outcome(c, 47, "documented");
    expect(linesInBooks(c, 46)).toEqual([
      ["MOK-350", "V21"],
      ["KOSTEN", "V21"],
      ["VERZENDING", "V21"],
    ]);
    expect(
      linesInBooks(c, 47)
        .map((codes) => codes.join(" "))
        .toSorted(),
    ).toEqual(["HON-500 V6", "KORTING V21", "KORTING V6", "KP-001 V21", "VERZENDING V21"]);
  });

  test("what is not known holds the order whole and by name; filling in lets exactly those go on", async () => {
    const twice = [...costs, item("KP-001"), item("KP-001")];
    const c = await coupleErp(under, { chosen: [], items: twice });
    await c.ring("created", 47);
    await c.ring("created", 75);
    const { order } = await outcome(c, 47, "held");
    await outcome(c, 75, "held");
    expect(order.reason?.code).toBe("mapping.missing");
    const message = order.reason?.message ?? "";
    for (const named of [
      "Bestelling 47 is nog niet geboekt in Boeken.",
      "artikel ‘KP-001’ bestaat meer dan één keer in Boeken",
      "rtikel ‘HON-500’ bestaat niet in Boeken",
      "voor verzending is nog geen artikel gekozen",
      "voor korting of cadeaubon is nog geen artikel gekozen",
      "voor btw ‘BE 21 incl’ is nog geen code gekozen",
      "voor btw ‘BE 6 incl’ is nog geen code gekozen",
    ])
      expect(message).toContain(named);
    expect([inBooks(c, 47), [...c.books.store.contacts]]).toEqual([[], []]);
    expect(await waitsOf(c)).toEqual([
      "chargeItem allowance",
      "chargeItem shipping",
      "itemCode HON-500",
      "itemCode KP-001",
      "vatCode BE 21 incl",
      "vatCode BE 6 incl",
    ]);
    expect((await choose(c, "chargeItem", "shipping", "VERZENDING")).resumed).toBe(1);
    expect((await choose(c, "chargeItem", "allowance: Klantenkorting", "KORTING")).resumed).toBe(1);
    expect((await choose(c, "vatCode", "BE 21 incl", "V21")).resumed).toBe(1);
    expect((await choose(c, "vatCode", "BE 6 incl", "V6")).resumed).toBe(2);
    c.books.settings.items = [...costs, item("PLANK-1"), item("HONING-1")];
    await choose(c, "itemCode", "KP-001", "PLANK-1");
    expect((await pageOf(c, 47)).order.outcome).toBe("held");
    expect((await choose(c, "itemCode", "HON-500", "HONING-1")).resumed).toBe(2);
    await outcome(c, 47, "documented");
    expect(linesInBooks(c, 47)).toEqual(expect.arrayContaining([["PLANK-1", "V21"]]));
    await outcome(c, 75, "documented");
    expect(await waitsOf(c)).toEqual([]);
  });

  test("a choice that is made while the package is asked is not missed", async () => {
    const c = await coupleErp(under, { chosen: choices.slice(1) });
    c.books.fault({ kind: "slow", ms: 1500, match: "/items", method: "GET", times: 1 });
    await c.ring("created", 42);
    await until("it is being asked", async () => c.books.requests.some(({ path }) => path.includes("/items")));
    // Nobody waits for it yet.
    expect((await choose(c, "chargeItem", "shipping", "VERZENDING")).resumed).toBe(0);
    await outcome(c, 42, "documented");
  });

  test("an item that exists there since is found when somebody tries again", async () => {
    const c = await coupleErp(under, { items: costs });
    await c.ring("created", 75);
    await outcome(c, 75, "held");
    c.books.settings.items = [...costs, item("HON-500")];
    await c.api.post(`/api/orders/${c.connectionId}/75/retry`);
    await outcome(c, 75, "documented");
    expect(await waitsOf(c)).toEqual([]);
  });

  test("a line without an item code is chosen by its name; a discount may be chosen by its name", async () => {
    const c = await coupleErp(under, { items: [...goods, ...costs, item("BON")] });
    await choose(c, "chargeItem", "allowance: Klantenkorting", "BON");
    await c.ring("created", 47);
    await outcome(c, 47, "documented");
    expect(linesInBooks(c, 47).map(([code]) => code)).toEqual(expect.arrayContaining(["BON"]));
    await c.ring("created", 68);
    const { order } = await outcome(c, 68, "held");
    expect(order.reason?.message).toContain("‘Tijdelijk artikel’ heeft in de webshop geen artikelcode");
    await choose(c, "itemCode", "Tijdelijk artikel", "KP-001");
    await outcome(c, 68, "documented");
  });

  test("a dry run says what is not known, and asks only", async () => {
    const c = await coupleBooks(under, "look-up", { ...account, items: [] }, { state: "off" });
    const dryRuns = `/api/couplings/${c.couplingId}/dry-runs`;
    const { id } = await c.api.post<{ id: string }>(dryRuns, { orderIds: ["42"] });
    await until("the dry run", async () => (await c.api.get<{ state: string }>(`${dryRuns}/${id}`)).state === "done");
    const { items } = await c.api.get<{ items: { outcome: string }[] }>(`${dryRuns}/${id}/orders`);
    expect(items).toMatchObject([{ outcome: "held", reason: { code: "mapping.missing" } }]);
    expect(c.books.requests.map(({ method }) => method)).not.toContain("POST");
  });

  test.each(["idempotency-key", "look-up"] as const)(
    "%s: what may be there already is found out, also when its item is not known any more",
    async (repeats) => {
      const c = await coupleErp(under, { repeats });
      c.books.fault({ kind: "loseAnswer", match: "documents", times: 1 });
      c.books.settings.indexSeconds = 0;
      await c.ring("created", 42);
      await outcome(c, 42, "waiting");
      c.books.settings.items = [];
      await outcome(c, 42, "documented");
      expect(inBooks(c, 42)).toHaveLength(1);
      expect((await pageOf(c, 42)).outsideDocuments).toHaveLength(1);
    },
  );

  test("many orders ask for their items together", async () => {
    const c = await coupleErp(under);
    const ids = Array.from({ length: 40 }, (_, index) => 1000 + index);
    for (const id of ids) c.copyOrder(44, id);
    await Promise.all(ids.map((id) => c.ring("created", id)));
    for (const id of ids) await outcome(c, id, "documented");
    const asked = c.books.requests.filter(({ path }) => path.endsWith("/items")).length;
    const jobs = await c.count("runs");
    expect(asked).toBeLessThanOrEqual(jobs);
    expect(asked).toBeLessThan(ids.length);
    expect(c.books.store.documentsOf("1000")[0]?.body).toMatchObject({ roundingItem: "AFRONDING" });
  });
});

describe("the document there", () => {
  test("a sales order, with its number, its package and where it is seen, on the order and in the list", async () => {
    const c = await coupleErp(under, { settings: { documentKind: "orderSlip" } });
    await c.ring("created", 42);
    const page = await outcome(c, 42, "documented");
    expect(page.outsideDocuments).toMatchObject([
      { kind: "orderSlip", number: "O-000001", system: "Boeken", url: `${c.books.url}/documents/doc_0000001` },
    ]);
    const { items } = await c.api.get<{ items: { documents: object[] }[] }>("/api/orders");
    expect(items.map(({ documents }) => documents)).toMatchObject([[{ number: "O-000001", system: "Boeken" }]]);
  });

  test("a refund of what is no invoice there is told by name, and credited by nobody here", async () => {
    const c = await coupleErp(under, { settings: { documentKind: "orderSlip" } });
    await c.ring("created", 55);
    await outcome(c, 55, "documented");
    await until("the alarm", async () => (await c.alarms()).length > 0);
    expect(await c.alarms()).toMatchObject([{ kind: "refundNotCredited" }]);
    expect(inBooks(c, 55).map(([kind]) => kind)).toEqual(["order"]);
    const { events } = await c.api.get<{ events: { code: string; message: string }[] }>(
      `/api/orders/${c.connectionId}/55`,
    );
    expect(events.find(({ code }) => code === "refund.notCredited")?.message).toContain("in Boeken geen creditnota");
  });

  test("status filter, offset and start date", async () => {
    const statuses = { moment: "statuses", statuses: ["completed"], startDate: "2020-01-01" };
    const c = await coupleErp(under, { settings: statuses, offset: 1 });
    await c.ring("created", 42);
    expect((await outcome(c, 42, "skipped")).order.reason?.code).toBe("rule.status");
    await c.ring("created", 74);
    expect((await outcome(c, 74, "skipped")).order.reason?.code).toBe("rule.offset");
    c.copyOrder(74, 901, (order) => {
      order["date_created"] = "2019-12-31T10:00:00";
      order["date_created_gmt"] = "2019-12-31T09:00:00";
    });
    await c.ring("created", 901);
    expect((await outcome(c, 901, "skipped")).order.reason?.code).toBe("rule.before");
    await c.ring("created", 43);
    await outcome(c, 43, "documented");
    expect(c.books.store.documents).toHaveLength(1);
  });
});

/** Everything we keep of this administration's orders, as text. */
async function keptText({ administrationId }: Booked): Promise<string> {
  const tables = ["inbox", "outside_documents", "effects", "exchanges", "deliveries", "mapping_waits"];
  const texts = await Promise.all(
    tables.map(async (table) => {
      const own = sql`administration_id = ${administrationId}`;
      const body = table === "deliveries" ? sql` || encode(t.body, 'escape')` : sql``;
      const { rows } = await sql<{
        text: string;
      }>`select t::text${body} as text from ${sql.table(table)} t where ${own}`.execute(under.store.owner);
      return rows.map(({ text }) => text).join("\n");
    }),
  );
  return texts.join("\n");
}

describe("what passes through", () => {
  test("leaves ids, hashes and states once it is booked; held, it keeps who it is of", async () => {
    const c = await coupleErp(under, { items: [...costs, item("KP-001")] });
    await c.ring("created", 42);
    await outcome(c, 42, "documented");
    await c.ring("created", 75);
    const { order } = await outcome(c, 75, "held");
    expect(order).toMatchObject({ customer: { email: "jan.janssens@voorbeeld.test" } });
    c.books.settings.items = account.items;
    await c.api.post(`/api/orders/${c.connectionId}/75/retry`);
    await outcome(c, 75, "documented");
    const kept = await keptText(c);
    expect(kept).toContain("F-000001");
    expect(kept).not.toMatch(/janssens|voorbeeld\.test|kaasplank/i);
  });

  test("is kept when a person wants it", async () => {
    const c = await coupleErp(under, { settings: { keepsContent: true } });
    await c.ring("created", 42);
    await outcome(c, 42, "documented");
    expect(await keptText(c)).toMatch(/janssens/i);
  });

  test("refunds are credited all the same, one after the other, to the cent", async () => {
    const c = await coupleErp(under);
    let refunds: OrderJson["refunds"] = [];
    c.change(55, (order) => {
      refunds = order.refunds;
      order.refunds = [];
    });
    await c.ring("created", 55);
    await outcome(c, 55, "documented");
    expect(inBooks(c, 55).map(([kind]) => kind)).toEqual(["invoice"]);
    c.change(55, (order) => (order.refunds = refunds));
    await c.ring("updated", 55);
    await until("the credit note", async () => inBooks(c, 55).length === 2);
    await c.settled(55);
    const [invoice, credit] = c.books.store.documentsOf("55");
    expect(credit?.body).toMatchObject({
      kind: "creditNote",
      corrects: invoice?.id,
      contactId: invoice?.body.contactId,
    });
    expect(await c.alarms()).toEqual([]);
    expect(await keptText(c)).not.toMatch(/els\.vdb|kaasplank/i);
  });

  test("an order that says something else since is credited by a person", async () => {
    const c = await coupleErp(under);
    let refunds: OrderJson["refunds"] = [];
    c.change(55, (order) => {
      refunds = order.refunds;
      order.refunds = [];
    });
    await c.ring("created", 55);
    await outcome(c, 55, "documented");
    c.change(55, (order) => {
      order.refunds = refunds;
      (order["billing"] as { city: string }).city = "Elders";
    });
    await c.ring("updated", 55);
    await until("the alarm", async () => (await c.alarms()).length > 0);
    expect(inBooks(c, 55)).toHaveLength(1);
  });
});
