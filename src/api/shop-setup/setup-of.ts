import { z } from "zod";
import type { AnyConnector } from "#connect/connector.ts";
import { testedThings } from "#engine/connection-test.ts";
import { hookPath } from "#engine/webhook-watch.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { Connection } from "#store/connections.ts";
import { couplingOfConnection } from "#store/couplings.ts";
import { subscriptionsOf } from "#store/subscriptions.ts";
import type { Transaction } from "#store/database.ts";
import { lastTestOf, refusalsOf, sightingsOf, type Refusal, type WebhookSighting } from "#store/webhook-sightings.ts";
import { quarantineReasons } from "#domain/quarantine.ts";
import type { Reader } from "#api/reader.ts";
import { RightShape } from "#api/shapes.ts";
import type { faultKinds, ShopSetupShape } from "./setup-shape.ts";

type Setup = z.input<typeof ShopSetupShape>;
type Fault = Setup["faults"][number];

/** What a test keeps: the shop's own words are made into ours when somebody reads them. */
export const KeptTest = z.object({
  account: z.string(),
  lines: z.array(
    z.object({
      what: z.enum(["access", ...testedThings]),
      state: z.enum(["ok", "missing", "failed"]),
      code: z.string().nullable(),
    }),
  ),
  hooks: z
    .array(
      z.object({
        topic: z.string(),
        state: z.enum(["ours", "off", "plain", "elsewhere", "absent"]),
        deliveryUrl: z.string(),
      }),
    )
    .nullable(),
  rights: z.array(RightShape).default([]),
});
export type KeptTest = z.output<typeof KeptTest>;

const rememberedHours = 7 * 24;

/** How far a webshop is connected, and what is in the way. */
export async function setupOf(
  trx: Transaction,
  connection: Connection,
  connector: AnyConnector,
  publicUrl: URL | null,
  reader: Reader,
): Promise<Setup> {
  const { administrationId, id } = connection;
  const { language } = reader;
  const sightings = await sightingsOf(trx, administrationId, id);
  const since = reader.now.subtract({ hours: rememberedHours }).toString();
  const refusals = await refusalsOf(trx, administrationId, id, since);
  const kept = await lastTestOf(trx, administrationId, id);
  const test = kept === null ? null : (KeptTest.safeParse(kept.result).data ?? null);
  const coupling = await couplingOfConnection(trx, administrationId, id);
  const deliveryUrl =
    publicUrl === null || connection.pollingOnly ? null : new URL(hookPath(connection.hookKey), publicUrl).href;
  const { guide } = connector;
  const delivered = sightings.flatMap(({ deliveredAt }) => deliveredAt ?? []).toSorted();
  const delivering = sightings.flatMap(({ topic, deliveredAt }) =>
    deliveredAt === null ? [] : { topic, at: deliveredAt },
  );
  const made = (await subscriptionsOf(trx, administrationId, id))
    .filter(({ active }) => active)
    .map(({ topic, checkedAt }) => ({ topic, at: checkedAt }));
  const faults =
    deliveryUrl === null
      ? []
      : [
          ...refusals.map((refusal) => refusedFault(refusal, connection, reader)),
          ...hookFaults(test, kept?.testedAt ?? "", [...delivering, ...made], reader),
        ];
  return {
    deliveryUrl,
    shop: { name: connection.account, version: versionOf(sightings) },
    topics: Object.entries(guide?.webhooks?.topics ?? {}).map(([topic, label]) => ({
      topic,
      label,
      ...verified(topic, sightings),
    })),
    makes: connector.webhook?.topics.length ?? 0,
    pings: sightings
      .filter(({ topic }) => topic === "")
      .flatMap(({ webhookId, pingedAt }) => (pingedAt === null ? [] : [{ webhookId, at: pingedAt }])),
    lastDeliveryAt: delivered.at(-1) ?? null,
    faults,
    test:
      kept === null || test === null
        ? null
        : {
            at: kept.testedAt,
            lines: test.lines.map((line) => lineOf(line, connection.name, connector, language)),
            rights: test.rights,
          },
    guide:
      guide?.webhooks === undefined
        ? null
        : {
            path: [...guide.webhooks.path],
            save: guide.webhooks.save,
            fields: guide.webhooks.fields.map(({ name, fill }) =>
              typeof fill === "string" ? { name, fill, choose: null } : { name, fill: null, choose: fill },
            ),
          },
    orderMail: guide?.mails.names[0] === undefined ? null : { name: guide.mails.names[0], path: [...guide.mails.path] },
    advice: {
      doubleMail:
        guide === undefined || coupling?.settings["sending"] !== "automatic"
          ? null
          : {
              text: textOf("advice.doubleMail", language, { system: connection.name }),
              mend: textOf("advice.doubleMail.mend", language, { system: connection.name }),
              path: [...guide.mails.path],
              names: [...guide.mails.names],
            },
      stock: [
        textOf("advice.stock.choose", language, { system: connection.name }),
        textOf("advice.stock.effect", language),
        textOf("advice.stock.hide", language, { system: connection.name }),
      ],
      bankTransfer: {
        text: textOf("advice.transfer", language, { system: connection.name }),
        path: [...(guide?.bankTransfer ?? [])],
        paste: {
          nl: textOf("advice.transfer.paste", "nl"),
          fr: textOf("advice.transfer.paste", "fr"),
          en: textOf("advice.transfer.paste", "en"),
        },
      },
    },
  };
}

function verified(topic: string, sightings: readonly WebhookSighting[]) {
  const own = sightings.filter((sighting) => sighting.topic === topic);
  const pinged = own.flatMap(({ pingedAt }) => pingedAt ?? []).toSorted();
  const delivered = own.flatMap(({ deliveredAt }) => deliveredAt ?? []).toSorted();
  return {
    pingVerifiedAt: pinged.at(-1) ?? null,
    deliveryVerifiedAt: delivered.at(-1) ?? null,
    isVerified: own.some(({ pingedAt, deliveredAt }) => pingedAt !== null && deliveredAt !== null),
  };
}

/** `WooCommerce/11.0.1 Hookshot (WordPress/7.1)` names the version. */
const versionOf = (sightings: readonly WebhookSighting[]): string =>
  sightings.flatMap(({ sender }) => /^WooCommerce\/([\d.]+)/.exec(sender)?.[1] ?? [])[0] ?? "";

function refusedFault(
  { reason, topic, source, count, lastAt }: Refusal,
  { name }: Connection,
  { language }: Reader,
): Fault {
  const isStranger = reason === quarantineReasons.stranger;
  return {
    kind: isStranger ? "stranger" : "wrongSecret",
    topic,
    text: isStranger
      ? textOf("hook.stranger", language, { system: name, value: source || "?" })
      : textOf("hook.wrongSecret", language, { system: name }),
    mend: isStranger
      ? textOf("hook.stranger.mend", language)
      : textOf("hook.wrongSecret.mend", language, { system: name }),
    at: lastAt,
    count,
  };
}

const hookTexts = {
  off: ["hook.off", "hook.off.mend"],
  plain: ["hook.plain", "hook.plain.mend"],
  elsewhere: ["hook.elsewhere", "hook.elsewhere.mend"],
  absent: ["hook.absent", "hook.absent.mend"],
} as const satisfies Readonly<Partial<Record<(typeof faultKinds)[number], readonly [string, string]>>>;

/** What the last test saw at the shop, unless a delivery proved otherwise or the webhook was made since. */
function hookFaults(
  test: KeptTest | null,
  at: string,
  proofs: readonly { readonly topic: string; readonly at: string }[],
  { language }: Reader,
): Fault[] {
  const isOver = (topic: string): boolean => proofs.some((proof) => proof.topic === topic && proof.at > at);
  return (test?.hooks ?? []).flatMap(({ topic, state }) => {
    if (state === "ours" || isOver(topic)) return [];
    const [text, mend] = hookTexts[state];
    return [
      {
        kind: state,
        topic,
        text: textOf(text, language, { value: topic }),
        mend: textOf(mend, language),
        at,
        count: 1,
      },
    ];
  });
}

const lineTitles = {
  access: "test.access",
  orders: "test.orders",
  taxRates: "test.taxRates",
  paymentMethods: "test.paymentMethods",
  customers: "test.customers",
  write: "test.write",
  webhooks: "test.webhooks",
} as const satisfies Readonly<Record<KeptTest["lines"][number]["what"], string>>;

function lineOf(
  { what, state }: KeptTest["lines"][number],
  system: string,
  { webhook }: AnyConnector,
  language: TextLanguage,
) {
  const title = textOf(lineTitles[what], language);
  if (state === "ok") return { what, state, title, text: "" };
  if (state === "failed") return { what, state, title, text: textOf("test.failed", language, { system }) };
  if (webhook === undefined) return { what, state, title, text: textOf("test.noRight", language, { system }) };
  const text = what === "write" ? textOf("test.readOnly", language) : textOf("test.missing", language, { title });
  return { what, state, title, text };
}
