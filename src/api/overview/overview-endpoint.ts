import { z } from "zod";
import { momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import { readAdministration } from "#store/administrations.ts";
import { openAlarms } from "#store/alarms.ts";
import { listConnections } from "#store/connections.ts";
import { listCouplings } from "#store/couplings.ts";
import { inAdministration } from "#store/database.ts";
import { couplingFacts, lastOrders, ordersPerDay, setUpFacts, todayDone, waitingOf } from "#store/overview.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { isAllowed } from "#api/permissions.ts";
import { readerOf, startOfDay, todayOf, type Reader } from "#api/reader.ts";
import { AmountShape, DocumentKindShape, Instant } from "#api/shapes.ts";
import { alarmOf, AlarmShape } from "./alarm-shape.ts";
import { CauseShape, type Cause } from "./causes.ts";
import { CouplingLine, couplingLine, daysShown } from "./coupling-lines.ts";
import { readCauses } from "./read-causes.ts";
import { readStoppedCatalogues, StoppedCatalogueShape, type ShownStoppedCatalogue } from "./stopped-catalogues.ts";
import { readToRepay, ToRepayShape, type ToRepay } from "./to-repay.ts";

type Line = z.input<typeof CouplingLine>;

const Overview = z
  .object({
    asOf: Instant,
    headline: z.object({
      state: z.enum(["well", "needsYou", "blind", "new"]),
      title: z.string(),
      text: z.string().meta({ description: "Empty when the title says it all" }),
      count: z.int().meta({ description: "Orders that wait for a person" }),
    }),
    causes: z.array(CauseShape),
    toRepay: ToRepayShape,
    catalogues: z.array(StoppedCatalogueShape).meta({ description: "Longest first" }),
    waiting: z.object({
      count: z.int().meta({ description: "/api/orders?state=waiting" }),
      nextAt: Instant.nullable(),
      systems: z.array(
        z.object({
          connectionId: z.string(),
          name: z.string(),
          count: z.int(),
          nextAt: Instant.nullable(),
          text: z.string(),
        }),
      ),
    }),
    couplings: z.array(CouplingLine),
    today: z.object({
      day: z.string(),
      orders: z.int(),
      documents: z.array(z.object({ kind: DocumentKindShape, count: z.int(), amount: AmountShape })),
      mailed: z.int(),
      paid: z.object({ count: z.int(), amount: AmountShape }),
      currency: z.string(),
    }),
    alarms: z.array(AlarmShape),
    setUp: z
      .object({ company: z.boolean(), bankAccount: z.boolean(), shop: z.boolean(), firstOrder: z.boolean() })
      .nullable()
      .meta({ description: "What a new administration did already; null once all is done" }),
  })
  .meta({ id: "Overview" });

export const getOverviewEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/overview",
  summary:
    "Is everything through? Headline, what keeps people busy by cause, what goes on by itself, couplings and today",
  permission: "orders.read",
  answer: Overview,
  errors: [],
  handle: ({ store, now }, { administrationId, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const day = todayOf(reader);
      const currency = (await readAdministration(trx, administrationId))?.currency ?? "EUR";
      const causes = await readCauses(trx, administrationId, reader);
      const toRepay = await readToRepay(trx, administrationId, reader);
      const maySeeCatalogues = caller.role !== null && isAllowed(caller.role, "connections.read");
      const catalogues = maySeeCatalogues ? await readStoppedCatalogues(trx, administrationId, reader) : [];
      const waiting = await waitingOf(trx, administrationId);
      const connections = await listConnections(trx, administrationId);
      const facts = await couplingFacts(trx, administrationId);
      const since = Temporal.PlainDate.from(day)
        .subtract({ days: daysShown - 1 })
        .toString();
      const perDay = await ordersPerDay(trx, administrationId, startOfDay(since, reader), reader.timeZone);
      const last = await lastOrders(trx, administrationId);
      const couplings = (await listCouplings(trx, administrationId)).map((coupling) => {
        const { id, sourceConnectionId } = coupling;
        const connection = connections.find((one) => one.id === sourceConnectionId);
        const own = facts.find((one) => one.id === id);
        return couplingLine(coupling, connection, own, perDay, last.get(sourceConnectionId), reader);
      });
      const today = await todayDone(trx, administrationId, { day, from: startOfDay(day, reader), currency });
      const maySeeAlarms = caller.role !== null && isAllowed(caller.role, "alarms.read");
      const alarms = maySeeAlarms ? await openAlarms(trx, administrationId) : [];
      const setUp = await setUpFacts(trx, administrationId);
      const unreachableSince = alarms.find(({ kind }) => kind === "unreachable")?.openedAt ?? null;
      const hasBegun = setUp.firstOrder || setUp.shop;
      return {
        asOf: reader.now.toString(),
        headline: headlineOf({
          ...{ causes, toRepay, catalogues, couplings, hasBegun, unreachableSince, reader },
          today: today.orders,
        }),
        causes,
        toRepay,
        catalogues,
        waiting: {
          count: waiting.reduce((sum, { count }) => sum + count, 0),
          nextAt: waiting.flatMap(({ nextAt }) => nextAt ?? []).toSorted()[0] ?? null,
          systems: waiting.map((row) => {
            const name = reader.systemOf(row.connectionId);
            return { ...row, name, text: textOf("home.waiting", language, { count: row.count, system: name }) };
          }),
        },
        couplings,
        today: {
          ...today,
          day,
          currency,
          documents: today.documents.map(({ kind, ...row }) => ({
            ...row,
            kind: kind as z.output<typeof DocumentKindShape>,
          })),
        },
        alarms: alarms.map((alarm) => alarmOf(alarm, reader)),
        setUp: setUp.company && setUp.shop && setUp.firstOrder ? null : setUp,
      };
    }),
});

interface Seen {
  readonly causes: readonly Cause[];
  readonly toRepay: ToRepay;
  readonly catalogues: readonly ShownStoppedCatalogue[];
  readonly couplings: readonly Line[];
  readonly today: number;
  readonly hasBegun: boolean;
  readonly unreachableSince: string | null;
  readonly reader: Reader;
}

/** A person's work goes before all, orders first; not knowing goes before being well. */
function headlineOf(seen: Seen): z.input<typeof Overview>["headline"] {
  const { causes, toRepay, catalogues, couplings, today, hasBegun, unreachableSince, reader } = seen;
  const { language, now } = reader;
  const stopped = causes.filter(({ code }) => code !== "drift");
  const count = stopped.reduce((sum, cause) => sum + cause.count, 0);
  if (stopped.length > 0) {
    const title = count > 0 ? textOf("home.needsYou", language, { count }) : (stopped[0]?.title ?? "");
    return { state: "needsYou", title, text: "", count };
  }
  if (toRepay.count > 0)
    return { state: "needsYou", title: textOf("repay.waits", language, { count: toRepay.count }), text: "", count };
  const [longest] = catalogues;
  if (longest !== undefined) return { state: "needsYou", title: longest.title, text: "", count };
  const live = couplings.filter(({ state }) => state === "live");
  const blind = couplings.find(({ state }) => state === "unreachable" || state === "reconnect");
  if (blind !== undefined) {
    const since = unreachableSince ?? blind.checkedAt ?? now.toString();
    const values = { shop: blind.connectionName, time: momentText(since, now, reader) };
    return {
      state: "blind",
      title: textOf("home.blind", language, values),
      text: textOf("home.blind.sub", language),
      count,
    };
  }
  if (!hasBegun)
    return { state: "new", title: textOf("home.new", language), text: textOf("home.new.sub", language), count };
  // The oldest check counts: until then everything is known of every source.
  const checked = live.flatMap(({ checkedAt }) => checkedAt ?? []).toSorted();
  const text =
    checked[0] === undefined || checked.length < live.length
      ? textOf("home.today", language, { count: today })
      : textOf("home.allThrough.sub", language, { count: today, time: momentText(checked[0], now, reader) });
  return { state: "well", title: textOf("home.allThrough", language), text, count };
}
