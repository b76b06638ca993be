import { z } from "zod";
import { documentKindCodes, nameOfKind } from "#domain/document-kinds.ts";
import { methodName } from "#domain/payment-methods.ts";
import { amountText, momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import type { Coupling } from "#store/couplings.ts";
import { migrationTopic } from "#store/deliveries.ts";
import type { EventRow } from "#store/events.ts";
import type { OrderRow } from "#store/orders.ts";
import type { DeliverySeen, ExchangeSeen, PaymentSeen, SendingSeen } from "#store/order-trace.ts";
import { eventMessage } from "#api/messages.ts";
import type { Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

export const StepShape = z
  .object({
    at: Instant.nullable().meta({ description: "Null: still to come" }),
    state: z.enum(["done", "skipped", "held", "failed", "waiting", "changed", "future"]),
    code: z.string(),
    title: z.string(),
    times: z.int().meta({ description: "How often it happened in a row" }),
    technical: z
      .array(z.object({ at: Instant, text: z.string() }))
      .meta({ description: "To be folded under the step" }),
  })
  .meta({ id: "OrderStep" });
export type Step = z.input<typeof StepShape>;

export interface Trace {
  readonly row: OrderRow;
  readonly events: readonly EventRow[];
  readonly deliveries: readonly DeliverySeen[];
  readonly exchanges: readonly ExchangeSeen[];
  readonly sendings: readonly SendingSeen[];
  readonly payments: readonly PaymentSeen[];
  readonly coupling: Coupling | null;
}

/** A story that nobody reads to its end tells nothing. */
export const longestStory = 12;

/** What happened to an order in steps people know, oldest first, and what is still to come; calls and messages stand under their step. */
export function storyOf(trace: Trace, reader: Reader): Step[] {
  const past = [
    ...arrivals(trace, reader),
    ...readings(trace, reader),
    // Money is told by the payments themselves, with their amounts.
    ...trace.events
      .filter(({ code }) => code !== "payment.received")
      .map((event) => eventStep(event, trace.row, reader)),
    ...sendings(trace, reader),
    ...payments(trace, reader),
  ].toSorted((a, b) => compareInstants(a.at, b.at));
  return shortened([...joined(past), ...future(trace, reader)], reader);
}

const compareInstants = (a: string | null, b: string | null): number =>
  a === null || b === null ? 0 : Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b));

const step = (state: Step["state"], code: string, at: string | null, title: string): Step => ({
  at,
  state,
  code,
  title,
  times: 1,
  technical: [],
});

/** One step for all messages of the shop, at the first of them; every later one stands under it. */
function arrivals({ deliveries, row }: Trace, { language }: Reader): Step[] {
  const first = deliveries[0];
  if (first === undefined) return [step("done", "order.heard", row.heardAt, textOf("step.heard", language))];
  const title = textOf(arrivalOf(first.topic), language);
  const technical = deliveries.map(({ receivedAt, topic, state }) => ({ at: receivedAt, text: `${topic} · ${state}` }));
  return [{ ...step("done", "order.received", first.receivedAt, title), technical }];
}

const arrivalOf = (topic: string) =>
  topic === "sweep" ? "step.found" : topic === migrationTopic ? "step.takenIn" : "step.received";

/** The last reading; each call of each reading stands under it. */
function readings({ exchanges, row }: Trace, reader: Reader): Step[] {
  const last = exchanges.at(-1);
  if (last === undefined) return [];
  const system = reader.systemOf(row.connectionId);
  const technical = exchanges.map(({ at, method, url, status, elapsedMs }) => ({
    at,
    text: `${method} ${pathOf(url)} · ${status ?? "–"} · ${elapsedMs} ms`,
  }));
  const count = row.source?.lines.length ?? 0;
  const title =
    count === 0
      ? textOf("step.read", reader.language, { system })
      : textOf("step.readLines", reader.language, { system, count });
  return [{ ...step("done", "order.read", exchanges[0]?.at ?? last.at, title), technical }];
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url);

const stateOfEvent: Readonly<Record<string, Step["state"]>> = {
  "order.held": "held",
  "order.failed": "failed",
  "order.waiting": "waiting",
  "order.skipped": "skipped",
  "order.gone": "changed",
  "ledger.goneUnnoticed": "changed",
  "ledger.refundGone": "changed",
  "order.changedAfterIssue": "changed",
  "refund.notCredited": "failed",
  "document.mailFailed": "failed",
  "document.mailUnknown": "failed",
};

function eventStep(event: EventRow, row: OrderRow, reader: Reader): Step {
  const made = step(stateOfEvent[event.code] ?? "done", event.code, event.at, eventMessage(event, row, reader));
  const { code, text } = event.data;
  const facts = [code, text].filter((fact) => typeof fact === "string").join(" · ");
  return facts === "" ? made : { ...made, technical: [{ at: event.at, text: facts }] };
}

function sendings(trace: Trace, { language }: Reader): Step[] {
  // What became of a mail is an event of its own, where there is one.
  const isTold = trace.events.some(({ code }) => code.startsWith("document.mail"));
  const shown = isTold
    ? trace.sendings.filter(({ state }) => state === "queued" || state === "sending")
    : trace.sendings;
  return shown.map(({ state, recipient, createdAt, sentAt, reasonText }) => {
    if (state === "sent" || state === "delivered")
      return step("done", "mail.sent", sentAt ?? createdAt, textOf("step.mailed", language, { recipient }));
    const isOver = state === "failed" || state === "unknown";
    const title = textOf(isOver ? "step.mailFailed" : "step.mailQueued", language, { recipient });
    const made = step(isOver ? "failed" : "waiting", `mail.${state}`, createdAt, title);
    return reasonText === "" ? made : { ...made, technical: [{ at: createdAt, text: reasonText }] };
  });
}

function payments(trace: Trace, reader: Reader): Step[] {
  return trace.payments.map(({ direction, amount, currency, createdAt, method }) => {
    const values = { amount: amountText(amount, currency, reader) };
    const title = textOf(direction === "in" ? "step.paid" : "step.paidBack", reader.language, values);
    const made = step("done", direction === "in" ? "payment.received" : "payment.returned", createdAt, title);
    return method === ""
      ? made
      : { ...made, technical: [{ at: createdAt, text: methodName(method, reader.language) ?? method }] };
  });
}

/** The same thing again, with nothing between, is one step that says how often; the last time is when. */
function joined(steps: readonly Step[]): Step[] {
  const story: Step[] = [];
  for (const next of steps) {
    const last = story.at(-1);
    if (last?.code !== next.code || last.title !== next.title) story.push(next);
    else {
      const technical = [...last.technical, ...next.technical];
      story[story.length - 1] = { ...next, times: last.times + 1, technical };
    }
  }
  return story;
}

/** Hollow steps: what follows when this one is solved, or by itself. */
function future({ row, coupling }: Trace, reader: Reader): Step[] {
  const steps: Step[] = [];
  if (row.nextAttemptAt !== null) {
    const time = momentText(row.nextAttemptAt, reader.now, reader);
    steps.push(step("future", "order.nextAttempt", null, textOf("step.nextAttempt", reader.language, { time })));
  }
  const isOpen =
    row.outcome === null || row.outcome === "waiting" || row.outcome === "held" || row.outcome === "failed";
  if (!isOpen || coupling === null) return steps;
  const kind = documentKindCodes.find((known) => known === coupling.settings["documentKind"]) ?? "invoice";
  const document = nameOfKind(kind, reader.language, reader.country);
  steps.push(step("future", "document.issue", null, textOf("step.issue", reader.language, { document })));
  if (coupling.settings["sending"] === "automatic")
    steps.push(step("future", "mail.send", null, textOf("step.mail", reader.language)));
  return steps;
}

/** Too long: the oldest quiet steps after the first go under one line; what failed or is still to come never does. */
function shortened(steps: readonly Step[], { language }: Reader): Step[] {
  const [first, ...others] = steps;
  if (first === undefined || steps.length <= longestStory) return [...steps];
  let surplus = steps.length - longestStory + 1;
  const folded: Step[] = [];
  const kept = others.filter((one) => {
    const mayFold = surplus > 0 && (one.state === "done" || one.state === "skipped" || one.state === "changed");
    if (!mayFold) return true;
    surplus -= 1;
    folded.push(one);
    return false;
  });
  if (folded.length === 0) return [...steps];
  const technical = folded.flatMap(({ at, title, technical: under }) => [
    ...(at === null ? [] : [{ at, text: title }]),
    ...under,
  ]);
  const title = textOf("step.earlier", language, { count: folded.length });
  return [first, { ...step("done", "order.earlier", folded[0]?.at ?? null, title), technical }, ...kept];
}
