import { z } from "zod";
import { exportOrders, type Exported } from "#backoffice/partners/export-orders.ts";
import { textOf, type TextKey } from "#domain/texts/text.ts";
import { lookSoon } from "#store/relation-inbox.ts";
import { askSoon } from "#store/relations.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import type { Reader } from "#api/reader.ts";
import { atPartnerDesk } from "./partner-desk.ts";

const ExportedShape = z
  .object({
    documentId: z.string(),
    number: z.string(),
    supplier: z.string(),
    relationId: z.string(),
    result: z.enum(["sent", "waiting", "refused"]).meta({
      description:
        "`waiting`: the supplier did not accept the connection yet, or it is paused; it leaves by itself after that",
    }),
    code: z.string().meta({ description: "Of what was refused or waits, as `partner.noCode`; else empty" }),
    message: z.string().meta({ description: "For people, in the language of the request; empty when it was sent" }),
    lines: z.array(z.string()).meta({ description: "The lines it is about, each by its number and name" }),
  })
  .meta({ id: "ExportedOrder" });

const faultTexts = {
  noCode: "partner.noCode",
  noLines: "partner.noLines",
  directionOff: "partner.directionOff",
  sentOtherwise: "partner.sentOtherwise",
  invalid: "partner.invalid",
  tooLarge: "partner.tooLarge",
  gone: "partner.gone",
  failed: "partner.failed",
} as const satisfies Readonly<Record<Extract<Exported, { result: "refused" }>["fault"]["code"], TextKey>>;

const nothing = "";

function saidOf(exported: Exported, { language }: Reader): { code: string; message: string; lines: string[] } {
  const { supplier } = exported;
  if (exported.result === "sent") return { code: "", message: nothing, lines: [] };
  if (exported.result === "waiting") {
    const key = exported.isPaused ? "partner.paused" : "partner.notAccepted";
    return { code: key, message: textOf(key, language, { supplier }), lines: [] };
  }
  const { code, lines } = exported.fault;
  const key = faultTexts[code];
  // A line is named by its number; with its name it stands in `lines`.
  const line = lines.map((one) => one.split(":")[0] ?? one).join(", ");
  const values = { supplier, line, value: lines.join(", ") };
  return { code: key, message: textOf(key, language, values), lines: [...lines] };
}

export const exportOrdersEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/export",
  summary:
    "Send every purchase order that is placed and was not exported yet, each to its own supplier's connection, once. Each goes by itself: one that is refused keeps no other",
  permission: "documents.send",
  act: { action: "relation.export", subject: "relation", isTold: true },
  body: z.object({
    documentIds: z.array(z.uuid()).max(1000).nullable().default(null).meta({ description: "Null: all there are" }),
  }),
  answer: z.object({
    items: z.array(ExportedShape),
    sent: z.int().meta({ description: "0: there was nothing to send" }),
  }),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, tell } = call;
    const { items, exported } = await atPartnerDesk(context, call, async ({ means, reader }) => {
      const done = await exportOrders(means, body.documentIds);
      const sent = done.filter(({ result }) => result === "sent").length;
      tell({ id: administrationId, details: { count: sent } });
      const shown = done.map((one) => {
        const { documentId, number, supplier, relationId, result } = one;
        return { documentId, number, supplier, relationId, result, ...saidOf(one, reader) };
      });
      return { items: shown, exported: done };
    });
    const rung = new Set(exported.filter(({ result }) => result === "sent").map(({ relationId }) => relationId));
    for (const relationId of rung) context.engine.ringRelation({ administrationId, relationId });
    return { items, sent: items.filter(({ result }) => result === "sent").length };
  },
});

export const importOrdersEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/import",
  summary:
    "Ask every partner for what it has for us, and take in what came: by itself this happens all the time. What comes of it stands in the log book",
  permission: "documents.edit",
  act: { action: "relation.import", subject: "relation", isTold: true },
  status: 202,
  answer: z.object({
    asked: z.int().meta({ description: "Partners that are asked" }),
    waiting: z.int().meta({ description: "Partners of whom something is here and not taken in yet" }),
  }),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const { administrationId, tell } = call;
    const found = await atPartnerDesk(context, call, async ({ means }) => {
      const { trx, now } = means;
      const asked = await askSoon(trx, administrationId, now.toString());
      const waiting = await lookSoon(trx, administrationId);
      tell({ id: administrationId, details: { count: asked.length } });
      return { asked, waiting };
    });
    for (const relationId of new Set([...found.asked, ...found.waiting]))
      context.engine.ringRelation({ administrationId, relationId });
    return { asked: found.asked.length, waiting: found.waiting.length };
  },
});
