import { perform } from "#connect/perform.ts";
import { asHubError, type ErrorCode } from "#domain/error.ts";
import type { OpenSession } from "./session.ts";

/** What a connection can do, tried one by one: one that fails says nothing of the others. */
export const testedThings = ["orders", "taxRates", "paymentMethods", "customers", "write", "webhooks"] as const;

export interface TestLine {
  readonly what: (typeof testedThings)[number];
  /** `missing`: a right is missing; `failed`: anything else, by its code. */
  readonly state: "ok" | "missing" | "failed";
  readonly code: ErrorCode | null;
}

/** Where one of our webhooks stands at the other side. `plain`: it delivers to our address without encryption. */
export interface TestedHook {
  readonly topic: string;
  readonly state: "ours" | "off" | "plain" | "elsewhere" | "absent";
  readonly deliveryUrl: string;
}

export interface TestResult {
  readonly lines: readonly TestLine[];
  /** Null when they could not be looked at, or shops cannot reach this hub. */
  readonly hooks: readonly TestedHook[] | null;
}

const rights: readonly ErrorCode[] = ["credentials.insufficient", "credentials.expired"];

/** Reads a little of everything. `lacks`: what the check found out of the credentials just before. */
export async function testConnection(
  { connector, session }: OpenSession,
  lacks: readonly string[],
  deliverTo: URL | null,
): Promise<TestResult> {
  const lines: TestLine[] = [];
  const line = async (what: TestLine["what"], work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      lines.push({ what, state: "ok", code: null });
    } catch (thrown) {
      session.signal.throwIfAborted();
      const { code } = asHubError(thrown);
      lines.push({ what, state: rights.includes(code) ? "missing" : "failed", code });
    }
  };
  const since = { modifiedSince: session.now().toString(), cursor: null };
  const can = (name: keyof typeof connector.operations) => connector.operations[name] !== undefined;
  if (can("orders.list")) await line("orders", () => perform(connector, session, "orders.list", since));
  if (can("taxRates.list")) await line("taxRates", () => perform(connector, session, "taxRates.list", {}));
  if (can("paymentMethods.list"))
    await line("paymentMethods", () => perform(connector, session, "paymentMethods.list", {}));
  if (can("customers.list")) await line("customers", () => perform(connector, session, "customers.list", since));
  const found = (what: "write" | "webhooks"): void =>
    void lines.push({ what, state: lacks.includes(what) ? "missing" : "ok", code: null });
  if (connector.webhook !== undefined || can("documents.create")) found("write");
  if (connector.webhook !== undefined) found("webhooks");
  const look = connector.webhook?.all;
  if (look === undefined || deliverTo === null || lacks.includes("webhooks")) return { lines, hooks: null };
  try {
    const seen = await look(session);
    const wanted = Object.keys(connector.guide?.webhooks?.topics ?? {});
    return { lines, hooks: wanted.map((topic) => hookOf(topic, seen, deliverTo)) };
  } catch {
    session.signal.throwIfAborted();
    return { lines, hooks: null };
  }
}

type Seen = { readonly topic: string; readonly active: boolean; readonly deliveryUrl: string };

/** Of several webhooks for one topic the one that comes nearest to ours: others may be of another program. */
function hookOf(topic: string, all: readonly Seen[], deliverTo: URL): TestedHook {
  const own = all.filter((webhook) => webhook.topic === topic);
  const exact = own.find(({ deliveryUrl }) => deliveryUrl === deliverTo.href);
  if (exact !== undefined) return { topic, state: exact.active ? "ours" : "off", deliveryUrl: exact.deliveryUrl };
  const plain = own.find(({ deliveryUrl }) => deliveryUrl === deliverTo.href.replace(/^https:/, "http:"));
  if (plain !== undefined) return { topic, state: "plain", deliveryUrl: plain.deliveryUrl };
  const near = own.find(
    ({ deliveryUrl }) => URL.canParse(deliveryUrl) && new URL(deliveryUrl).hostname === deliverTo.hostname,
  );
  if (near !== undefined) return { topic, state: "elsewhere", deliveryUrl: near.deliveryUrl };
  return { topic, state: "absent", deliveryUrl: "" };
}
