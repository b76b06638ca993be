// Over 300 lines because one shop, with every recorded order delivered, is looked at from all its sides.
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { atEndOfFile } from "#store/testing/end-of-file.ts";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
let coupled: CoupledShop;

interface Cause {
  readonly key: string;
  readonly code: string;
  readonly title: string;
  readonly body: string;
  readonly count: number;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly action: { readonly kind: string; readonly label: string; readonly fromValue: string | null } | null;
}
interface Row {
  readonly orderId: string;
  readonly number: string;
  readonly outcome: string | null;
  readonly total: string | null;
  readonly customer: { readonly name: string; readonly email: string };
  readonly documents: readonly { readonly kind: string; readonly number: string | null }[];
  readonly payment: string | null;
  readonly cause: string | null;
  readonly orderedAt: string;
  readonly decidedAt: string;
}
interface List {
  readonly items: readonly Row[];
  readonly next: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
}
interface Overview {
  readonly headline: { readonly state: string; readonly title: string; readonly text: string; readonly count: number };
  readonly causes: readonly Cause[];
  readonly waiting: { readonly count: number; readonly systems: readonly { readonly text: string }[] };
  readonly couplings: readonly {
    readonly id: string;
    readonly name: string;
    readonly today: number;
    readonly state: string;
    readonly checkedAt: string | null;
    readonly days14: readonly (number | null)[];
  }[];
  readonly today: {
    readonly day: string;
    readonly orders: number;
    readonly documents: readonly { kind: string; count: number }[];
  };
  readonly setUp: object | null;
}

const overview = (of = coupled) => of.api.get<Overview>("/api/overview");
const list = (query = "", of = coupled) => of.api.get<List>(`/api/orders?limit=500&${query}`);
const all = 39;

/** A shop of which every recorded order was delivered: documented ones, skipped ones and held ones. */
beforeAll(async () => {
  under = await hubUnderTest();
  coupled = await coupleShop(under, {}, atEndOfFile);
  const ids = coupled.shop.orders.ids();
  for (let from = 0; from < ids.length; from += 10) await coupled.ring("updated", ...ids.slice(from, from + 10));
  await coupled.settled(42);
});

describe("what keeps people busy", () => {
  test("is grouped by cause; each count is that of the list it leads to, and together they are what is held", async () => {
    const { causes, headline } = await overview();
    expect(causes.length).toBeGreaterThan(2);
    for (const cause of causes) {
      const { items } = await list(`cause=${encodeURIComponent(cause.key)}`);
      expect({ key: cause.key, count: items.length }).toEqual({ key: cause.key, count: cause.count });
      const work = await coupled.api.get<{ records: { items: Row[] } }>(
        `/api/work?limit=500&cause=${encodeURIComponent(cause.key)}`,
      );
      expect(work.records.items.map((row) => row.orderId)).toEqual(items.map((row) => row.orderId));
    }
    const counts = (await list()).counts ?? {};
    const stopped = causes.filter(({ code }) => code !== "drift").reduce((sum, { count }) => sum + count, 0);
    expect(stopped).toBe((counts["held"] ?? 0) + (counts["failed"] ?? 0));
    expect(headline).toMatchObject({ state: "needsYou", count: stopped });
    expect(headline.title).toBe(`${stopped} bestellingen wachten op jou`);
  });

  test("says in words what to do, with the one button that helps", async () => {
    const { causes } = await overview();
    const rate = causes.find(({ key }) => key.includes("~exchangeRate~GBP"));
    expect(rate).toMatchObject({
      code: "mapping.missing",
      title: "Nog niets gekozen voor ‘GBP’ (wisselkoers)",
      currency: "GBP",
      action: { kind: "chooseMapping", label: "Nu kiezen", fromValue: "GBP" },
    });
    const amounts = causes.find(({ code }) => code === "document.totals_mismatch");
    expect(amounts).toMatchObject({ count: 1, action: { kind: "compareAmounts" } });
    expect(amounts?.title).toMatch(/^€\u00a0[+-]\d+,\d\d verschil in de bedragen$/);
  });

  test("every order of a cause can be looked at again at once, and of no other", async () => {
    const { causes } = await overview();
    const cause = causes.find(({ code }) => code === "document.totals_mismatch");
    const key = cause?.key ?? "";
    const decided = async () =>
      (await list(`cause=${encodeURIComponent(key)}`)).items.map(({ decidedAt }) => decidedAt);
    const before = await decided();
    expect(await coupled.api.post("/api/work/retry", { cause: key })).toEqual({ restarted: cause?.count });
    await until("looked at again", async () => (await decided()).every((at, index) => at > (before[index] ?? "")));
    expect(await coupled.api.post("/api/work/retry", { cause: "nothing" })).toEqual({ restarted: 0 });
  });

  test("a cause that was solved is gone from both", async () => {
    const own = await coupleShop(under);
    await own.ring("updated", 76);
    await own.settled(76);
    const [cause] = (await overview(own)).causes;
    expect(cause?.count).toBe(1);
    await own.api.put(`/api/connections/${own.connectionId}/mappings/exchangeRate/GBP`, { rate: "1.1525" });
    await until("order 76", async () => (await own.order(76)).outcome === "documented");
    expect((await overview(own)).causes).toEqual([]);
    expect((await list(`cause=${encodeURIComponent(cause?.key ?? "")}`, own)).items).toEqual([]);
    expect((await overview(own)).headline).toMatchObject({ state: "well", title: "Alles is verwerkt" });
  });
});

test("an order that changed after its document is a cause of its own, beside what waits", async () => {
  const own = await coupleShop(under);
  await own.ring("updated", 42);
  await own.settled(42);
  own.change(42, (order) => Object.assign(order, { total: "99.00" }));
  await own.ring("updated", 42);
  await until("the change", async () => (await own.order(42)).changedAfterIssueAt !== null);
  const { causes, headline } = await overview(own);
  expect(causes).toMatchObject([{ code: "drift", count: 1, action: { kind: "viewChanges" } }]);
  expect(headline.state).toBe("well");
  const ids = (found: List) => found.items.map((row) => row.orderId);
  expect(ids(await list(`cause=${encodeURIComponent(causes[0]?.key ?? "")}`, own))).toEqual(["42"]);
  const drifted = await list("state=drifted", own);
  expect(ids(drifted)).toEqual(["42"]);
  expect(drifted.counts).toMatchObject({ documented: 1, drifted: 1, all: 1 });
});

describe("the list of orders", () => {
  test("counts per state are those of the lists, and add up", async () => {
    const { counts, items } = await list();
    expect(items.length).toBe(counts?.["all"]);
    expect(items.length).toBeGreaterThanOrEqual(all);
    let sum = 0;
    for (const state of ["queued", "documented", "skipped", "waiting", "held", "failed"]) {
      const rows = await list(`state=${state}`);
      expect({ state, count: rows.items.length }).toEqual({ state, count: counts?.[state] });
      // The other filters decide the counts; the state itself does not.
      expect(rows.counts).toEqual(counts);
      sum += rows.items.length;
    }
    expect(sum).toBe(counts?.["all"]);
  });

  test("pages join to the whole, newest first, without gaps and doubles", async () => {
    const whole = (await list()).items;
    const seen: Row[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: List = await coupled.api.get(
        `/api/orders?limit=7${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`,
      );
      seen.push(...page.items);
      next = page.next;
    }
    expect(seen.map((row) => row.orderId)).toEqual(whole.map((row) => row.orderId));
    expect(seen.map((row) => row.orderedAt)).toEqual(
      seen
        .map((row) => row.orderedAt)
        .toSorted()
        .toReversed(),
    );
  });

  test("a row has the customer, the document and how it is paid", async () => {
    const row = (await list()).items.find(({ outcome }) => outcome === "documented");
    expect(row?.customer.name).not.toBe("");
    expect(row?.documents[0]).toMatchObject({ kind: "invoice", number: expect.stringMatching(/^\d{4}-\d{4}$/) });
    const states = new Set((await list("state=documented")).items.map(({ payment }) => payment));
    expect(states).toContain("paid");
    expect(states.size).toBeGreaterThan(1);
  });

  test("is searched by number, customer, address and amount, and narrowed by day", async () => {
    const [some] = (await list("state=documented")).items;
    if (some === undefined) throw new Error("Nothing was documented");
    const found = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).items.map((row) => row.orderId);
    expect(await found(some.number)).toContain(some.orderId);
    expect(await found(`#${some.number}`)).toContain(some.orderId);
    expect(await found(some.customer.name.slice(1, 6).toUpperCase())).toContain(some.orderId);
    expect(await found(some.customer.email)).toContain(some.orderId);
    expect(await found(`€ ${String(Number(some.total).toFixed(2)).replace(".", ",")}`)).toContain(some.orderId);
    expect(await found("100%_")).toEqual([]);
    const searched = await list(`q=${encodeURIComponent(some.customer.email)}`);
    expect(searched.counts?.["all"]).toBe(searched.items.length);
    const day = Temporal.Instant.from(some.orderedAt).toZonedDateTimeISO("Europe/Brussels").toPlainDate();
    const onDay = await list(`from=${String(day)}&to=${String(day)}`);
    expect(onDay.items.map((row) => row.orderId)).toContain(some.orderId);
    expect(onDay.items.length).toBe(onDay.counts?.["all"]);
    const before = (await list(`to=${String(day.subtract({ days: 1 }))}`)).items;
    expect(before.map((row) => row.orderId)).not.toContain(some.orderId);
    expect((await list(`coupling=${coupled.couplingId}`)).items.length).toBe((await list()).items.length);
  });
});

interface Page {
  readonly order: Row;
  readonly customer: { readonly name: string; readonly partyId: string | null } | null;
  readonly amounts: {
    readonly state: string;
    readonly lines: readonly {
      readonly name: string;
      readonly source: string | null;
      readonly document: string | null;
    }[];
    readonly total: { readonly source: string; readonly document: string | null; readonly difference: string | null };
  } | null;
  readonly story: readonly {
    readonly state: string;
    readonly code: string;
    readonly title: string;
    readonly technical: readonly object[];
  }[];
  readonly previous: { readonly orderId: string } | null;
  readonly next: { readonly orderId: string } | null;
}
const page = (id: string, query = "") => coupled.api.get<Page>(`/api/orders/${coupled.connectionId}/${id}?${query}`);

describe("the page of an order", () => {
  test("shows source beside document, line by line, which agree where the totals do", async () => {
    const exact = (await list("state=documented")).items;
    expect(exact.length).toBeGreaterThan(10);
    for (const { orderId } of exact) {
      const { amounts } = await page(orderId);
      expect(amounts?.total.difference).toBe("0.00");
      expect(amounts?.lines.length).toBeGreaterThan(0);
      for (const line of amounts?.lines ?? []) {
        expect({ orderId, ...line }).toMatchObject({ source: expect.any(String), document: expect.any(String) });
        expect(Math.abs(Number(line.source) - Number(line.document))).toBeLessThan(0.025);
      }
    }
  });

  test("of one that is held says what is still to come, and shows the source alone", async () => {
    const held = (await list("state=held")).items.find(({ cause }) => cause?.startsWith("document.totals"));
    const { amounts, story, customer } = await page(held?.orderId ?? "");
    expect(amounts).toMatchObject({ state: "held", total: { document: null } });
    expect(story.map(({ state }) => state)).toEqual(["done", "done", "held", "future"]);
    expect(story[0]?.title).toBe("Bericht ontvangen (handtekening klopt)");
    expect(story[1]?.title).toMatch(/^Opgehaald bij Testwinkel De Molen: \d+ regels?$/);
    expect(story.at(-1)?.title).toBe("Factuur maken");
    expect(story[1]?.technical.length).toBeGreaterThan(0);
    expect(customer?.partyId).toBeNull();
  });

  test("leads to the ones above and below it in the list it was opened from", async () => {
    const rows = (await list("state=held")).items;
    expect(rows.length).toBeGreaterThan(2);
    for (const [index, { orderId }] of rows.entries()) {
      const { previous, next } = await page(orderId, "state=held");
      expect(previous?.orderId ?? null).toBe(rows[index - 1]?.orderId ?? null);
      expect(next?.orderId ?? null).toBe(rows[index + 1]?.orderId ?? null);
    }
  });

  test("of one that failed again and again stays short, and hides no failure", async () => {
    const own = await coupleShop(under);
    await own.ring("updated", 42);
    await own.settled(42);
    for (let time = 0; time < 20; time += 1) {
      for (const [code, level] of [
        ["order.held", "error"],
        ["order.skipped", "info"],
      ])
        await sql`insert into events (id, administration_id, connection_id, external_id, level, code, data)
          values (gen_random_uuid(), ${own.administrationId}, ${own.connectionId}, '42', ${level}, ${code}, ${JSON.stringify({ code: "x", text: String(time) })}::jsonb)`.execute(
          under.store.owner,
        );
    }
    const { story } = await own.api.get<Page>(`/api/orders/${own.connectionId}/42`);
    expect(story.filter(({ state }) => state === "held")).toHaveLength(20);
    expect(story.filter(({ code }) => code === "order.skipped").length).toBe(0);
    expect(story.find(({ code }) => code === "order.earlier")?.technical.length).toBeGreaterThan(19);
  });
});

describe("messages", () => {
  test("are shown as they came, without keys and without other orders, and that somebody looked is noted", async () => {
    const id = (await list("state=documented")).items[0]?.orderId ?? "";
    const { deliveries, exchanges } = await coupled.api.get<{
      deliveries: { body: string; topic: string }[];
      exchanges: { answer: string; url: string }[];
    }>(`/api/orders/${coupled.connectionId}/${id}/messages`);
    expect(JSON.parse(deliveries[0]?.body ?? "")).toMatchObject({ id: Number(id), order_key: "•••" });
    const answered = exchanges
      .flatMap(({ answer }) => JSON.parse(answer) as { id: number }[])
      .filter((one) => "line_items" in one);
    expect(answered.map((one) => one.id)).toEqual([Number(id)]);
    const text = JSON.stringify([deliveries, exchanges]);
    expect(text).not.toMatch(/wc_order_|ck_[0-9a-f]{8}|cs_[0-9a-f]{8}/);
    const { items } = await coupled.api.get<{ items: { code: string; message: string; orderId: string }[] }>(
      "/api/log?limit=5",
    );
    expect(items[0]).toMatchObject({ code: "order.messagesRead", orderId: id });
    expect(items[0]?.message).toMatch(/^test bekeek de berichten van bestelling /);
  });
});

interface Log {
  readonly items: readonly {
    readonly id: string;
    readonly state: string | null;
    readonly code: string;
    readonly orderId: string;
    readonly runId: string | null;
    readonly at: string;
  }[];
  readonly next: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
}
const log = (query = "") => coupled.api.get<Log>(`/api/log?limit=500&${query}`);

describe("the log", () => {
  test("counts are those of what it lists; states, steps and orders narrow it", async () => {
    const whole = await log();
    expect(whole.items.length).toBe(whole.counts?.["all"]);
    expect(whole.items.map(({ id }) => id)).toEqual(
      whole.items
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    for (const state of ["documented", "skipped", "held"]) {
      const { items } = await log(`state=${state}`);
      expect({ state, count: items.length }).toEqual({ state, count: whole.counts?.[state] });
      expect(new Set(items.map((line) => line.state))).toEqual(new Set([state]));
    }
    expect((await log("code=order.unknownRate")).items.every(({ code }) => code === "order.unknownRate")).toBe(true);
    expect((await log("q=order.held")).items.length).toBe(whole.counts?.["held"]);
    const [order] = (await list("state=held")).items;
    const about = await log(`q=${order?.number ?? ""}`);
    expect(about.items.map(({ orderId }) => orderId)).toContain(order?.orderId);
    expect(about.items.length).toBe(about.counts?.["all"]);
    const today = Temporal.Now.zonedDateTimeISO("Europe/Brussels").toPlainDate();
    expect((await log(`from=${String(today)}&to=${String(today)}`)).items.length).toBe(whole.items.length);
    expect((await log(`to=${String(today.subtract({ days: 1 }))}`)).items).toEqual([]);
  });

  test("pages join to the whole", async () => {
    const whole = await log();
    const first = await coupled.api.get<Log>("/api/log?limit=10");
    const second = await coupled.api.get<Log>(`/api/log?limit=10&after=${first.next ?? ""}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(whole.items.slice(0, 20).map(({ id }) => id));
  });

  test("a run says what it did and which calls it made", async () => {
    const line = (await log("state=documented")).items[0];
    const { run, lines, exchanges } = await coupled.api.get<{
      run: { couplingName: string; counts: Record<string, number>; elapsedMs: number };
      lines: { id: string }[];
      exchanges: { url: string; status: number }[];
    }>(`/api/log/${line?.runId ?? ""}`);
    expect(run).toMatchObject({ couplingName: "Testwinkel De Molen → facturen" });
    expect(lines.map(({ id }) => id)).toContain(line?.id);
    expect(exchanges.some(({ url, status }) => url.includes("wc/v3/orders") && status === 200)).toBe(true);
  });
});

test("searching finds orders, documents and customers by what people have at hand", async () => {
  const [order] = (await list("state=documented")).items;
  const find = (q: string) =>
    coupled.api.get<
      Record<"orders" | "documents" | "parties" | "items", { number?: string; name?: string; orderId?: string }[]>
    >(`/api/search?q=${encodeURIComponent(q)}`);
  expect((await find(order?.number ?? "")).orders.map(({ orderId }) => orderId)).toContain(order?.orderId);
  const number = order?.documents[0]?.number ?? "";
  expect((await find(number)).documents.map((document) => document.number)).toContain(number);
  const { rows } = await sql<{ reference: string }>`select payment_reference as reference from documents
    where administration_id = ${coupled.administrationId} and payment_reference <> '' limit 1`.execute(
    under.store.owner,
  );
  const reference = rows[0]?.reference ?? "";
  const drawn = `+++${reference.slice(0, 3)}/${reference.slice(3, 7)}/${reference.slice(7)}+++`;
  for (const typed of [reference, drawn]) expect((await find(typed)).documents).toHaveLength(1);
  const found = await find(order?.customer.name.slice(0, 5) ?? "");
  expect(found.parties.length).toBeGreaterThan(0);
  for (const group of Object.values(await find("e"))) expect(group.length).toBeLessThanOrEqual(5);
});

test("choices that orders wait for stand beside those that were made, with how many wait", async () => {
  const { items } = await coupled.api.get<{
    items: { what: string; from: string; to: object | null; waiting: number }[];
  }>(`/api/connections/${coupled.connectionId}/mappings`);
  const causes = (await overview()).causes.filter(({ code }) => code === "mapping.missing");
  expect(items.filter(({ to }) => to === null).length).toBeGreaterThanOrEqual(causes.length);
  expect(items).toContainEqual(expect.objectContaining({ what: "exchangeRate", from: "GBP", to: null, waiting: 1 }));
});

describe("the overview", () => {
  test("of a new administration says how to begin", async () => {
    const own = await coupleShop(under, { state: "off" });
    await sql`delete from couplings where administration_id = ${own.administrationId}`.execute(under.store.owner);
    expect(await overview(own)).toMatchObject({
      headline: { state: "new" },
      setUp: { company: true, bankAccount: false, shop: false, firstOrder: false },
      causes: [],
    });
  });

  test("a shop that cannot be reached: it says that it does not know", async () => {
    const own = await coupleShop(under);
    await sql`update connections set state = 'unreachable' where administration_id = ${own.administrationId}`.execute(
      under.store.owner,
    );
    const { headline } = await overview(own);
    expect(headline).toMatchObject({ state: "blind", text: "Of alles verwerkt is, is dus niet zeker." });
    expect(headline.title).toMatch(/^Schakel kan Testwinkel De Molen niet bereiken sinds /);
  });

  test("a connection to be made again is a cause, also before an order stops for it", async () => {
    const own = await coupleShop(under);
    await sql`update connections set state = 'reconnect' where administration_id = ${own.administrationId}`.execute(
      under.store.owner,
    );
    const { causes, headline } = await overview(own);
    expect(causes).toMatchObject([{ code: "credentials.expired", count: 0, action: { kind: "reconnect" } }]);
    expect(headline).toMatchObject({ state: "needsYou", title: "Testwinkel De Molen: opnieuw verbinden nodig" });
    expect((await list(`cause=${encodeURIComponent(causes[0]?.key ?? "")}`, own)).items).toEqual([]);
  });

  test("per coupling: orders per day as the list has them, nothing before it was there, and when the shop was last asked", async () => {
    const own = await coupleShop(under);
    own.change(42, (order) => {
      const now = Temporal.Now.plainDateTimeISO("UTC").toString({ smallestUnit: "second" });
      Object.assign(order, { date_created_gmt: now, date_created: now });
    });
    await own.ring("updated", 42);
    await own.settled(42);
    const { couplings, today } = await overview(own);
    const [line] = couplings;
    const day = await list(`coupling=${own.couplingId}&from=${today.day}&to=${today.day}`, own);
    expect(line?.today).toBe(day.items.length);
    expect(line?.today).toBe(1);
    expect(line?.days14.slice(0, 13)).toEqual(Array.from({ length: 13 }, () => null));
    expect(line).toMatchObject({ name: "Testwinkel De Molen → facturen", state: "live" });
    expect(line?.checkedAt).toBeNull();
    await own.api.post(`/api/connections/${own.connectionId}/sweep`);
    expect((await overview(own)).couplings[0]?.checkedAt).not.toBeNull();
    expect(today.orders).toBeGreaterThanOrEqual(1);
  });
});
