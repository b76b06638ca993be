import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { HubClient } from "./hub-client.ts";

export const replayHelp = `schakel replay FOLDER [--json] [--secret S] [--shuffle] [--seed N] [--repeat K]

Runs a folder of WooCommerce recordings (manifest.json, rest/, webhooks/) through a scratch hub: webhooks by real HTTP, the shop's REST
interface served from the folder, invoices as soon as an order is created. Prints what became of each order.

  --secret S   the webhook secret; default: the one in manifest.json
  --shuffle    deliver in another order, chosen by --seed (default 1)
  --repeat K   deliver everything K times
  --json       one JSON array instead of a line per order`;

interface ApiDocument {
  readonly kind: string;
  readonly number: string;
  readonly issueDate: string;
  readonly currency: string;
  readonly totals: Readonly<Record<string, string>>;
  readonly vat: readonly {
    readonly vatCategory: string;
    readonly vatRate: string;
    readonly taxableAmount: string;
    readonly taxAmount: string;
  }[];
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

interface ApiOrder {
  readonly connectionId: string;
  readonly orderId: string;
  readonly number: string;
  readonly outcome: string;
  readonly reason: { readonly code: string; readonly text: string } | null;
  readonly tieOut: { readonly source: string; readonly document: string | null; readonly difference: string } | null;
}

/** Without the zeros that only pad: "21.00" is "21", "5.50" is "5.5". */
const plainRate = (rate: string): string => (rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate);

const documentOf = ({ kind, number, issueDate, currency, totals, vat, lines }: ApiDocument) => ({
  kind,
  number,
  issueDate,
  currency,
  taxExclusiveAmount: totals["taxExclusiveAmount"],
  taxInclusiveAmount: totals["taxInclusiveAmount"],
  payableRoundingAmount: totals["payableRoundingAmount"],
  prepaidAmount: totals["prepaidAmount"],
  payableAmount: totals["payableAmount"],
  vat: vat.map((v) => ({
    category: v.vatCategory,
    rate: plainRate(v.vatRate),
    taxableAmount: v.taxableAmount,
    taxAmount: v.taxAmount,
  })),
  lines: lines.map((line) => ({ ...line, vatRate: plainRate(String(line["vatRate"])) })),
});

const wholeNumber = (text: string, name: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return Number(text);
};

/** The secret the webhooks of a folder were signed with. */
export async function secretOf(folder: string): Promise<string> {
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  } catch (error) {
    throw new Error(
      `${folder} holds no readable manifest.json (${error instanceof Error ? error.message : String(error)})`,
      { cause: error },
    );
  }
  if (
    typeof manifest === "object" &&
    manifest !== null &&
    "webhook_secret" in manifest &&
    typeof manifest.webhook_secret === "string"
  )
    return manifest.webhook_secret;
  throw new Error(`manifest.json in ${folder} has no webhook_secret; give one with --secret`);
}

/** Every order of the hub with its documents, by order id. */
export async function readOrders(api: HubClient) {
  const orders: ApiOrder[] = [];
  let after = "";
  do {
    const page: { items: ApiOrder[]; next: string | null } = await api.get(
      `/api/orders?limit=500${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`,
    );
    orders.push(...page.items);
    after = page.next ?? "";
  } while (after !== "");
  const whole = [];
  for (const order of orders.toSorted((a, b) => Number(a.orderId) - Number(b.orderId))) {
    const { documents } = await api.get<{ documents: ApiDocument[] }>(
      `/api/orders/${order.connectionId}/${encodeURIComponent(order.orderId)}`,
    );
    const kindOrder = (document: ApiDocument) => (document.kind === "creditNote" ? 1 : 0);
    whole.push({
      orderId: Number(order.orderId),
      number: order.number,
      state: order.outcome,
      reason: order.reason === null ? null : { code: order.reason.code, text: order.reason.text },
      documents: documents.toSorted((a, b) => kindOrder(a) - kindOrder(b)).map(documentOf),
      tieOut: order.tieOut && {
        source: order.tieOut.source,
        document: order.tieOut.document,
        difference: order.tieOut.difference,
      },
    });
  }
  return whole;
}

/** `schakel replay`. Returns the exit code. */
export async function replay(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      secret: { type: "string" },
      shuffle: { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
      repeat: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(replayHelp);
    return 0;
  }
  const [given] = positionals;
  if (given === undefined) throw new Error("Name the folder: schakel replay FOLDER");
  const folder = resolve(given);
  if (
    !(await stat(folder).then(
      (entry) => entry.isDirectory(),
      () => false,
    ))
  )
    throw new Error(`${folder} is not a folder`);
  const secret = values.secret ?? (await secretOf(folder));
  const seed = wholeNumber(values.seed, "seed");
  const repeat = wholeNumber(values.repeat, "repeat");

  // A hub takes a second to read: who mistyped is told before that.
  const [{ prepareScratchHub }, { startShopWorld }] = await Promise.all([
    import("./scratch-hub.ts"),
    import("./shop-world.ts"),
  ]);
  const scratch = await prepareScratchHub({ port: 0, fast: true });
  try {
    const world = await startShopWorld({
      folder,
      secret,
      configuration: scratch.configuration,
      companyName: "Proefrun",
    });
    try {
      const { url, source } = world.deliverTo;
      // Without its secret: the recorded signatures are delivered as they are, and so a wrong secret is found out.
      const sent = await world.shop
        .deliver({ url, source })
        .replay("all", { repeat, concurrency: 4, ...(values.shuffle ? { shuffle: seed } : {}) });
      const refused = sent.filter((delivery) => delivery.status !== 200);
      if (refused.length > 0)
        throw new Error(
          `${refused.length} of ${sent.length} deliveries were not accepted, the first: ${JSON.stringify(refused[0])}`,
        );
      const { deliveries } = await world.settle();
      // A ping is no delivery.
      tellQuarantined(deliveries["quarantined"] ?? 0, sent.filter(({ file }) => !file.includes("ping")).length);
      const orders = await readOrders(world.api);
      if (values.json) console.log(JSON.stringify(orders, null, 1));
      else for (const order of orders) console.log(printOrder(order));
    } finally {
      await world.stop();
    }
  } finally {
    await scratch.stop();
  }
  return 0;
}

/** No orders and no word would look as if the folder were empty. Throws when nothing could be believed; says it when something could not. */
function tellQuarantined(quarantined: number, all: number): void {
  if (quarantined === 0) return;
  const what = `${quarantined} of ${all} deliveries were quarantined: their signature is not of this secret.`;
  if (quarantined === all) throw new Error(`${what} Give the webhook secret of this folder with --secret.`);
  console.error(what);
}

type Replayed = Awaited<ReturnType<typeof readOrders>>[number];

/** One line for people. */
export function printOrder({ number, state, reason, documents, tieOut }: Replayed): string {
  const made = documents
    .map((document) => `${document.kind} ${document.number} ${document.currency} ${document.taxInclusiveAmount ?? ""}`)
    .join(", ");
  const why = reason === null ? "" : `${reason.code}${reason.text === "" ? "" : ` (${reason.text})`}`;
  const rounding = tieOut === null || tieOut.difference === "0.00" ? "" : ` · difference ${tieOut.difference}`;
  return `${number.padEnd(16)} ${state.padEnd(11)} ${made}${why}${rounding}`;
}
