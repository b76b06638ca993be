import { z } from "zod";
import { textOf } from "#domain/texts/text.ts";
import type { Connection } from "#store/connections.ts";
import type { Coupling } from "#store/couplings.ts";
import type { CouplingFacts, DayCount } from "#store/overview.ts";
import { todayOf, type Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

export const daysShown = 14;

export const CouplingLine = z
  .object({
    id: z.string(),
    name: z.string(),
    connectionId: z.string(),
    connectionName: z.string(),
    state: z
      .enum(["live", "off", "dry", "paused", "reconnect", "unreachable", "moduleOff"])
      .meta({ description: "What counts most: an app that is off, then the state of its connection" }),
    today: z.int().meta({ description: "Orders of today: /api/orders?coupling=…&from=…&to=…" }),
    lastAt: Instant.nullable().meta({ description: "When the last order was placed" }),
    checkedAt: Instant.nullable().meta({
      description: "When the source was last asked for what changed, and answered",
    }),
    days14: z
      .array(z.int().nullable())
      .meta({ description: "Orders per day, oldest first, today last; null before the coupling was there" }),
  })
  .meta({ id: "CouplingLine" });

/** `WooCommerce → facturen`, `CS-Cart → Visma Net`: a coupling has no name of its own. */
export function couplingName(
  { sourceConnectionId, targetConnectionId, settings }: Coupling,
  { systemOf, language }: Reader,
): string {
  const kind = settings["documentKind"];
  const connection = systemOf(sourceConnectionId);
  if (targetConnectionId !== null) return `${connection} → ${systemOf(targetConnectionId)}`;
  if (kind === "orderSlip") return textOf("coupling.orderSlips", language, { connection });
  return textOf(kind === "deliveryNote" ? "coupling.deliveryNotes" : "coupling.invoices", language, { connection });
}

export function couplingLine(
  coupling: Coupling,
  connection: Connection | undefined,
  facts: CouplingFacts | undefined,
  perDay: readonly DayCount[],
  lastAt: string | undefined,
  reader: Reader,
): z.input<typeof CouplingLine> {
  const { id, sourceConnectionId: connectionId } = coupling;
  const today = Temporal.PlainDate.from(todayOf(reader));
  const own = new Map(perDay.filter((row) => row.connectionId === connectionId).map(({ day, count }) => [day, count]));
  const firstOrder = [...own.keys()].toSorted()[0];
  const made = facts === undefined ? today : localDay(facts.createdAt, reader);
  const from = firstOrder !== undefined && firstOrder < made.toString() ? Temporal.PlainDate.from(firstOrder) : made;
  const days = Array.from({ length: daysShown }, (_, index) => today.subtract({ days: daysShown - 1 - index }));
  return {
    id,
    name: couplingName(coupling, reader),
    connectionId,
    connectionName: reader.systemOf(connectionId),
    state: stateOf(coupling, connection, facts),
    today: own.get(today.toString()) ?? 0,
    lastAt: lastAt ?? null,
    checkedAt: facts?.sweptAt ?? null,
    days14: days.map((day) => (Temporal.PlainDate.compare(day, from) < 0 ? null : (own.get(day.toString()) ?? 0))),
  };
}

const localDay = (instant: string, { timeZone }: Reader): Temporal.PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();

function stateOf(coupling: Coupling, connection: Connection | undefined, facts: CouplingFacts | undefined) {
  if (facts?.mayRun === false) return "moduleOff";
  if (coupling.state !== "live") return coupling.state;
  const state = connection?.state;
  return state === "paused" || state === "reconnect" || state === "unreachable" ? state : "live";
}
