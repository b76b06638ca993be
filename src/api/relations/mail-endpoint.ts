import { createHash } from "node:crypto";
import { z } from "zod";
import { queueMail } from "#backoffice/mail/queue-mail.ts";
import { normaliseEmail } from "#domain/party.ts";
import { dayText } from "#domain/texts/format.ts";
import { textLanguages, textOf, type TextLanguage } from "#domain/texts/text.ts";
import { linkOf } from "#engine/partners/invitation-acts.ts";
import { readAdministration } from "#store/administrations.ts";
import { lockRelation } from "#store/relations.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { readerOf, todayOf } from "#api/reader.ts";
import { actOf } from "./invitation-endpoints.ts";
import { RelationPlaceShape } from "./relation-shapes.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** What the invited partner reads. Names come from people, so in HTML all of it is escaped. The link is text: it does nothing when it is clicked. */
function partnerMail(
  { inviter, company, link, day }: Readonly<Record<"inviter" | "company" | "link" | "day", string>>,
  language: TextLanguage,
) {
  const what = textOf("partner.mail.what", language, { inviter, company });
  const how = textOf("partner.mail.how", language);
  const until = textOf("partner.mail.until", language, { day });
  return {
    subject: textOf("partner.mail.subject", language, { company }),
    text: [what, `${how}\n${link}`, until].join("\n\n"),
    html: [
      `<p>${escape(what)}</p>`,
      `<p>${escape(how)}<br><code>${escape(link)}</code></p>`,
      `<p>${escape(until)}</p>`,
    ].join("\n"),
  };
}

export const mailInvitationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/:relationId/mail",
  summary: "Mail the link of an open invitation to the partner, once per address",
  permission: "connections.manage",
  act: { action: "relation.mail", subject: "relation", says: ["to"] },
  params: RelationPlaceShape,
  body: z.object({ to: z.email().max(254), language: z.enum(textLanguages).optional() }),
  status: 202,
  answer: z.object({ isNew: z.boolean().meta({ description: "False: it went to this address before" }) }),
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, caller, language, params } = call;
    const queued = await actOf(context, call, async (means) => {
      const { trx, now } = means;
      const relation = await lockRelation(trx, administrationId, params.relationId);
      const link = relation === null ? null : await linkOf(means, relation);
      const administration = await readAdministration(trx, administrationId);
      if (relation === null || link === null || administration === null)
        throw new RequestRefused("request.not_found", "There is no open invitation");
      const { language: read = language } = body;
      const reader = await readerOf(trx, administrationId, read, now);
      const day = dayText(todayOf({ ...reader, now: Temporal.Instant.from(relation.expiresAt) }), reader);
      const mail = partnerMail({ inviter: caller.name, company: administration.name, link, day }, read);
      const address = createHash("sha256").update(normaliseEmail(body.to)).digest("hex").slice(0, 32);
      const key = `partner:${relation.id}:${address}`;
      return queueMail(trx, { administrationId, key, to: [body.to], requestedBy: caller.name, ...mail });
    });
    context.engine.ringMail(administrationId);
    return { isNew: queued.isNew };
  },
});
