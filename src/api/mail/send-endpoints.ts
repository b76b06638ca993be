import { z } from "zod";
import { composeDocumentMail, type Mail, type MailContext } from "#backoffice/mail/compose-mail.ts";
import { mailServerOf, mostRecipientsFor } from "#backoffice/mail/mail-road.ts";
import { queueDocumentMail } from "#backoffice/mail/queue-mail.ts";
import { payAddresses } from "#backoffice/pay-address.ts";
import { keepMailedOrder, mayMailOrder } from "#backoffice/purchases/send-order.ts";
import { countRecipients, readMailAddress } from "#domain/mail-server.ts";
import { Language, normaliseEmail } from "#domain/party.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { readMailSettings, setPreviewed } from "#store/mail-settings.ts";
import { outboxStates, type MailPayload } from "#store/outbox.ts";
import { requireKindApp } from "#api/apps/require-app.ts";
import { restrictedAmong } from "#store/people.ts";
import { refusedAs } from "#api/documents/refusal.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";

const Place = z.object({ documentId: z.uuid() });
const addresses = z.array(z.string().trim().max(200)).max(20);

const Wishes = z.object({
  to: addresses.min(1).optional().meta({ description: "Left out: the address of the buyer" }),
  cc: addresses.optional().meta({ description: "Left out: those of the mail settings" }),
  bcc: addresses.optional(),
  subject: z
    .string()
    .trim()
    .max(250)
    .optional()
    .meta({ description: "Text, no template. Left out: the text of the settings" }),
  body: z.string().max(20_000).optional(),
  language: Language.optional(),
});

async function documentToSend(
  trx: Transaction,
  administrationId: string,
  id: string,
  language: TextLanguage,
): Promise<StoredDocument> {
  const [document] = await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
  if (document === undefined) throw new RequestRefused("request.not_found", "There is no such document");
  if ((await restrictedAmong(trx, administrationId, [id])).size > 0)
    throw new RequestRefused("request.conflict", textOf("mail.restricted", language));
  return document;
}

function requireAddresses(wishes: Partial<z.output<typeof Wishes>>, language: TextLanguage): void {
  const message = textOf("mail.needs.address", language);
  const wrong = (["to", "cc", "bcc"] as const).flatMap((field) =>
    (wishes[field] ?? []).flatMap((text, index) =>
      readMailAddress(text)?.name === "" ? [] : [{ field: `${field}.${index}`, message }],
    ),
  );
  if (wrong.length > 0) throw refuseFields(wrong);
}

const contextOf = ({ mail, publicUrl }: ApiContext): MailContext => ({
  hub: mail.hub,
  payAddressOf: payAddresses(publicUrl),
});

const payloadOf = (
  document: StoredDocument,
  wishes: Partial<z.output<typeof Wishes>>,
): MailPayload & { type: "document" } => ({
  type: "document",
  to: wishes.to ?? (normaliseEmail(document.buyer.email) === "" ? [] : [document.buyer.email.trim()]),
  cc: wishes.cc ?? null,
  bcc: wishes.bcc ?? null,
  subject: wishes.subject ?? null,
  body: wishes.body ?? null,
  language: wishes.language ?? null,
});

const PreviewShape = z
  .object({
    from: z.string().nullable().meta({ description: "Null: no sender was chosen yet" }),
    replyTo: z.string(),
    to: z.array(z.string()),
    cc: z.array(z.string()),
    bcc: z.array(z.string()),
    subject: z.string(),
    body: z.string().meta({ description: "The text to change before sending" }),
    text: z.string(),
    html: z.string().meta({ description: "Show in a frame without scripts; pictures are data addresses" }),
    language: Language,
    situation: z.enum(["paid", "toPay"]),
    attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.int() })),
    isTest: z.boolean(),
    hasServer: z.boolean(),
  })
  .meta({ id: "MailPreview" });

/** In a browser the logo is not a part of the message. */
export const shownHtml = ({ html, logo }: Mail): string =>
  logo === null
    ? html
    : html.replaceAll(`cid:${logo.cid}`, `data:${logo.mediaType};base64,${logo.bytes.toString("base64")}`);

export const previewMailEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId/mail-preview",
  summary: "The mail of a document as it would leave now; having seen one counts as confirming the first",
  permission: "documents.send",
  params: Place,
  query: z.object({ documentLanguage: Language.optional() }),
  answer: PreviewShape,
  errors: ["request.not_found", "request.conflict", "settings.invalid"],
  handle: (context, { administrationId, params, query, language }) =>
    inAdministration(context.store.app, administrationId, async (trx) => {
      const { store, mail: options } = context;
      const document = await documentToSend(trx, administrationId, params.documentId, language);
      const payload = payloadOf(document, { language: query.documentLanguage });
      const { mail, texts } = await composeDocumentMail(trx, administrationId, document, payload, contextOf(context));
      const settings = await readMailSettings(trx, administrationId);
      const server = await mailServerOf(trx, store.key, administrationId, settings, options.hub);
      if (!mail.isTest && settings.previewedAt === null) await setPreviewed(trx, administrationId);
      return {
        from: mail.from === null ? null : `${mail.from.name} <${mail.from.address}>`,
        replyTo: mail.replyTo,
        to: [...mail.to],
        cc: [...mail.cc],
        bcc: [...mail.bcc],
        subject: mail.subject,
        body: texts.body,
        text: mail.text,
        html: shownHtml(mail),
        language: texts.language,
        situation: texts.situation,
        attachments: mail.attachments.map(({ name, mediaType, bytes }) => ({
          name,
          mediaType,
          size: bytes.byteLength,
        })),
        isTest: mail.isTest,
        hasServer: server !== null,
      };
    }),
});

export const sendDocumentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/send",
  summary:
    "Mail an issued document. The first mail to a customer needs confirmed, unless a preview was seen; it refuses with who gets what",
  permission: "documents.send",
  act: { action: "document.send", subject: "document", says: ["to"] },
  params: Place,
  body: Wishes.extend({
    confirmed: z.boolean().default(false),
    again: z.boolean().default(false).meta({ description: "Also when it was sent there before" }),
  }),
  status: 202,
  answer: z
    .object({
      id: z.string().meta({ description: "In the outbox" }),
      recipient: z.string(),
      state: z.enum(outboxStates),
      isNew: z.boolean().meta({ description: "False: it was sent there, or is on its way, already; see send-again" }),
    })
    .meta({ id: "QueuedMail" }),
  errors: ["request.not_found", "request.conflict", "settings.invalid", "apps.off"],
  async handle(context, { administrationId, params, body, caller, language }) {
    const { store, engine } = context;
    requireAddresses(body, language);
    if (body.subject === "" || body.body?.trim() === "")
      throw refuseFields([
        { field: body.subject === "" ? "subject" : "body", message: textOf("template.empty", language) },
      ]);
    const queued = await inAdministration(store.app, administrationId, async (trx) => {
      const document = await documentToSend(trx, administrationId, params.documentId, language);
      await requireKindApp(trx, administrationId, document.kind, language);
      if (!isIssued(document)) throw new RequestRefused("request.conflict", textOf("mail.needs.issue", language));
      const payload = payloadOf(document, body);
      const settings = await readMailSettings(trx, administrationId);
      if (settings.testRecipient === "") {
        const most = mostRecipientsFor(settings, context.mail.hub);
        const count = countRecipients(payload.to, payload.cc ?? settings.cc, payload.bcc ?? settings.bcc);
        if (most !== null && count > most)
          throw refuseFields([{ field: "to", message: textOf("mail.tooMany", language, { count, most }) }]);
      }
      if (settings.testRecipient === "" && settings.previewedAt === null) {
        if (!body.confirmed) await refuseUnconfirmed(trx, context, administrationId, document, payload, language);
        await setPreviewed(trx, administrationId);
      }
      const isOrder = document.kind === "purchaseOrder";
      const why = isOrder ? await mayMailOrder(trx, administrationId, document.id, body.again) : null;
      if (why !== null) throw refusedAs(why, await readerOf(trx, administrationId, language, context.now()));
      const { confirmed: _, ...wishes } = body;
      const made = { administrationId, documentId: document.id, requestedBy: caller.name, ...wishes };
      const row = await queueDocumentMail(trx, made);
      if (row === null) throw refuseFields([{ field: "to", message: textOf("mail.needs.recipient", language) }]);
      if (isOrder && row.isNew) await keepMailedOrder(trx, administrationId, document, row.id, caller.name);
      return row;
    });
    engine.ringMail(administrationId);
    return queued;
  },
});

/** The refusal says what would leave, and to whom. */
async function refuseUnconfirmed(
  trx: Transaction,
  context: ApiContext,
  administrationId: string,
  document: StoredDocument,
  payload: MailPayload & { type: "document" },
  language: TextLanguage,
): Promise<never> {
  const draft = { withoutAttachments: true };
  const { mail } = await composeDocumentMail(trx, administrationId, document, payload, contextOf(context), draft);
  const message = textOf("mail.needs.confirmation", language);
  throw new RequestRefused("request.conflict", message, [
    { field: "confirmed", message },
    { field: "to", message: [...mail.to, ...mail.cc, ...mail.bcc].join(", ") },
    { field: "subject", message: mail.subject },
  ]);
}
