import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { chanceOf, type Chance } from "#sandbox/demo-month/random.ts";
import { until } from "./testing/coupled-shop.ts";
import { wireFaults } from "./testing/faulty-proxy.ts";
import { company, connect, relation, type Company, type Direction } from "./testing/partner-companies.ts";
import { partnerLapse } from "./testing/partner-lapse.ts";
import { allOnce, areSignedBy, countOrders, countsIn, statementOf } from "./testing/storm-counts.ts";
import { stormHub, type StormHub } from "./testing/storm-hub.ts";

/** The proof asks for more than every run of the tests does. */
const isWhole = process.env["SCHAKEL_PARTNERS"] === "whole";
const sabotage = process.env["SCHAKEL_SABOTAGE"] ?? "";
const seed = Number(process.env["SCHAKEL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
/** Each way. */
const count = isWhole ? 500 : sabotage === "" ? 10 : 40;
const rounds = isWhole ? 10 : 2;
const kills = isWhole ? 10 : sabotage === "" ? 1 : 0;
/** Of the requests between the hubs. */
const faultyShare = isWhole ? 0.15 : 0.3;
/** Looks of a twentieth of a second. */
const patience = isWhole ? 24_000 : 2400;

/** For who asked for figures: a line each. */
const tell = (line: string): void => {
  const file = process.env["SCHAKEL_FIGURES"];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
};

const bothWays: readonly Direction[] = ["order", "order_response", "statement"].flatMap((docType) =>
  (["in", "out"] as const).map((way) => ({ docType, way })),
);
const byItself = { acceptsByItself: true };

/** What a person does once more when the hub was killed under it. */
async function pressing<T>(press: () => Promise<T>): Promise<T> {
  for (let times = 0; ; times += 1)
    try {
      return await press();
    } catch (thrown) {
      // Of undici: no connection, or it ended.
      if (!(thrown instanceof TypeError) || times > patience) throw thrown;
      await sleep(50);
    }
}

/** What every company sells: one article that others know by its barcode, and one they know by its code. */
async function stock({ call }: Company): Promise<void> {
  for (const app of ["purchases", "orderSlips"]) await call("POST", `/api/apps/${app}/activate`, {});
  const item = { unitCode: "C62", vatRate: "21", countsStock: false };
  const lamp = {
    sellersItemIdentifier: "LAMP-9",
    name: "LED-lamp 9 W E27",
    salesPrice: "3.93",
    gtins: ["5412345000020"],
  };
  await call("POST", "/api/items", { ...item, ...lamp });
  await call("POST", "/api/items", { ...item, sellersItemIdentifier: "KAB-15", name: "Draad 1,5", salesPrice: "0.24" });
}

const linesOf = (chance: Chance): object[] => {
  const line = (itemName: string, price: string) => ({
    ...{ itemName, price, quantity: String(chance.between(1, 60)), vatCategory: "S", vatRate: "21" },
  });
  const lamp = { ...line("LED lamp 9 W", "3.93"), standardItemIdentifier: "05412345000020" };
  const cable = { ...line("Kabel", "0.24"), sellersItemIdentifier: "KAB-15" };
  return chance.pick([[lamp], [cable], [lamp, cable]]);
};

/** Orders on their way: placed a round at a time, and exported as a person does, as often as it takes. */
async function buy({ call }: Company, supplierId: string, chance: Chance): Promise<void> {
  const placeOne = async (): Promise<void> => {
    const draft = { kind: "purchaseOrder", buyerId: supplierId, lines: linesOf(chance) };
    const { id } = await pressing(() => call<{ id: string }>("POST", "/api/documents", draft));
    await pressing(async () => {
      const { status } = await call<{ status: string }>("GET", `/api/documents/${id}`);
      // The answer to the press before was lost, and it is placed.
      if (status === "draft") await call("POST", `/api/documents/${id}/issue`, {});
    });
  };
  for (let round = 0; round < rounds; round += 1) {
    for (let nth = 0; nth < count / rounds; nth += 1) await placeOne();
    await pressing(() => call("POST", "/api/relations/export", {}));
  }
  const { sent } = await pressing(() => call<{ sent: number }>("POST", "/api/relations/export", {}));
  expect(sent).toBe(0);
}

/** Kills the hub at random moments of the storm, until it is over. Returns how often. */
async function killing(
  hub: StormHub,
  both: readonly StormHub[],
  chance: Chance,
  isOver: () => boolean,
): Promise<number> {
  const arrived = async (): Promise<number> => {
    const counts = await Promise.all(
      both.map(async ({ store }) => {
        const { rows } = await sql<{
          count: number;
        }>`select count(*)::int as count from relation_messages where way = 'in'`.execute(store.owner);
        return rows[0]?.count ?? 0;
      }),
    );
    return counts.reduce((sum, one) => sum + one, 0);
  };
  // Orders and their answers, both ways.
  const moments = Array.from({ length: kills }, () => chance.between(0, Math.floor(4 * count * 0.9))).toSorted(
    (a, b) => a - b,
  );
  let killed = 0;
  for (const moment of moments) {
    while ((await arrived()) < moment && !isOver()) await sleep(20);
    await sleep(chance.between(0, 400));
    await hub.killAndStart();
    killed += 1;
  }
  return killed;
}

/** Faults planted in a hub, from below. */
async function plant(buyer: Company, seller: Company): Promise<void> {
  const on = (company: Company, when: string, body: string) =>
    sql
      .raw(
        `create function planted() returns trigger language plpgsql security definer as $$ begin ${body} return new; end $$;
        create trigger planted ${when} on relation_messages for each row execute function planted()`,
      )
      .execute(company.under.store.owner);
  const forget = `delete from relation_messages where administration_id = new.administration_id and way = 'in' and message_id = new.message_id;`;
  // The sender takes an order that was not answered for one that was taken over.
  if (sabotage === "lost")
    await on(
      buyer,
      "before update",
      `if new.way = 'out' and new.doc_type = 'order' and new.state = 'retrying' then
        new.state := 'taken'; new.next_attempt_at := null; new.delivered_at := now(); end if;`,
    );
  // The receiver forgets what it took over: what comes again is new to it.
  if (sabotage === "doubled")
    await on(
      seller,
      "after update",
      `if new.way = 'in' and new.doc_type = 'order' and new.state = 'imported' then ${forget}
        delete from partner_orders where administration_id = new.administration_id and side = 'seller' and order_number = new.business_id;
        delete from effects where administration_id = new.administration_id and operation = 'partner.orderIn';
        update relation_messages set revision = revision + 1000 + (select count(*) from relation_messages) where way = 'out'
          and administration_id = new.administration_id and doc_type = 'order_response' and business_id = new.business_id; end if;`,
    );
  // The buyer forgets which answers it read.
  if (sabotage === "answered")
    await on(
      buyer,
      "after update",
      `if new.way = 'in' and new.doc_type = 'order_response' and new.state = 'imported' then ${forget} end if;`,
    );
}

test(
  `two hubs, ${count} orders each way through lost, doubled and overtaking messages, one of them killed ${kills} times: each order once`,
  { timeout: 1_800_000 },
  async () => {
    const isSpared = (path: string) => path.endsWith("/look");
    const one = await stormHub(chanceOf(seed + 1), faultyShare, isSpared);
    const other = await stormHub(chanceOf(seed + 2), faultyShare, isSpared);
    const both = [one, other];
    const lapse = partnerLapse([one.store, other.store], () => one.proxy.underWay() + other.proxy.underWay());
    onTestFinished(lapse.stop);
    const first = await company(one, "Installatiebedrijf Jansen", "BE0202239951");
    const second = await company(other, "Groothandel Peeters", "BE0403170701");
    await Promise.all([stock(first), stock(second)]);
    const relationId = await connect(first, second, bothWays, byItself);
    const { version, party } = (await relation(first, relationId)) as unknown as {
      version: number;
      party: { id: string };
    };
    const saved = { partyId: party.id, directions: bothWays, settings: byItself, version };
    await first.call("PUT", `/api/relations/${relationId}`, saved);
    const { party: buyer } = (await relation(second, relationId)) as unknown as { party: { id: string } };
    await plant(first, second);

    let isOver = false;
    const killed = killing(other, both, chanceOf(seed + 3), () => isOver);
    const bought = [buy(first, party.id, chanceOf(seed + 4)), buy(second, buyer.id, chanceOf(seed + 5))];
    await Promise.all(bought);
    await until("nothing to be left", () => lapse.isOver(), patience);
    isOver = true;
    const timesKilled = await killed;
    await until("nothing to be left after the last kill", () => lapse.isOver(), patience);

    const counted = { "1 at 2": await countOrders(first, second), "2 at 1": await countOrders(second, first) };
    const faults = Object.fromEntries(
      wireFaults.map((fault) => [fault, one.proxy.counts[fault] + other.proxy.counts[fault]]),
    );
    tell(`seed ${seed}: killed ${timesKilled} times; ${JSON.stringify(faults)}; ${JSON.stringify(counted)}`);
    expect(counted, `seed ${seed}`).toEqual({ "1 at 2": allOnce(count), "2 at 1": allOnce(count) });
    expect(timesKilled).toBe(kills);
    // Each befell somebody, where there is enough to befall.
    expect(isWhole ? Object.values(faults).filter((times) => times === 0) : []).toEqual([]);

    // What one of them received is not counted.
    if (sabotage === "uncounted")
      await sql`update relation_messages set delivered_at = null where (administration_id, relation_id, way, message_id) in (
        select administration_id, relation_id, way, message_id from relation_messages where way = 'in' limit 1)`.execute(
        other.store.owner,
      );
    const today = Temporal.Now.plainDateISO("UTC");
    await Promise.all(both.map((hub) => hub.goOn()));
    const period = { from: today.subtract({ days: 1 }).toString(), to: today.toString() };
    await pressing(() => first.call("POST", `/api/relations/${relationId}/statements`, period));
    const [ours, theirs] = await until(
      "both statements",
      async () => {
        const statements = await Promise.all([statementOf(first, relationId), statementOf(second, relationId)]);
        const [own, partners] = statements;
        return own !== null && partners !== null && own.partnerJws !== null && partners.partnerJws !== null
          ? ([own, partners] as const)
          : false;
      },
      patience,
    );
    tell(`statements: ${ours.state}, ${theirs.state}; ${countsIn(ours).join(", ")}`);
    const all = ["order in", "order out", "order_response in", "order_response out"].map((what) => `${what} ${count}`);
    expect({ states: [ours.state, theirs.state], ours: countsIn(ours), theirs: countsIn(theirs) }).toEqual({
      ...{ states: ["agreed", "agreed"], ours: all, theirs: all },
    });
    expect([ours.partnerJws, theirs.partnerJws]).toEqual([theirs.ownJws, ours.ownJws]);
    expect([await areSignedBy(first, second, relationId), await areSignedBy(second, first, relationId)]).toEqual([
      true,
      true,
    ]);
  },
);
