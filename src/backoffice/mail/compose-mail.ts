import { randomUUID } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import { documentXml } from "#backoffice/document-xml.ts";
import { documentPdf, type PayAddressOf } from "#backoffice/pdf/document-pdf.ts";
import { orderFiles } from "#backoffice/purchases/order-files.ts";
import { renderTexts, oneLine, type RenderedTexts, type TextOptions } from "#backoffice/texts/render-texts.ts";
import { documentKinds } from "#domain/document-kinds.ts";
import { HubError } from "#domain/error.ts";
import { usualHouseStyle } from "#domain/house-style.ts";
import type { MailAddress } from "#domain/mail-server.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { readHouseStyle, readLogo } from "#store/house-styles.ts";
import { readMailSettings, type MailSettings } from "#store/mail-settings.ts";
import type { MailPayload, OutboxRow } from "#store/outbox.ts";
import { mailParts } from "./html-mail.ts";
import { replyToOf, senderOf, type HubMail } from "./mail-road.ts";
import { mailWords } from "./mail-words.ts";

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A mail as a person would read it, before it is one message. */
export interface Mail {
  /** Null: no address to send from is known yet. */
  readonly from: MailAddress | null;
  readonly replyTo: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
  readonly logo: { readonly cid: string; readonly mediaType: string; readonly bytes: Buffer } | null;
  readonly isTest: boolean;
}

export interface MailContext {
  readonly hub: HubMail;
  readonly payAddressOf: PayAddressOf;
}

type DocumentPayload = Extract<MailPayload, { type: "document" }>;

/** What a person may look at that is not saved yet. */
export interface Draft {
  readonly unsaved?: TextOptions["unsaved"];
  readonly situation?: TextOptions["situation"];
  readonly facts?: TextOptions["facts"];
  /** Attachments take a while to make; a preview of texts has none. */
  readonly withoutAttachments?: boolean;
}

export async function administrationOf(trx: Transaction, id: string): Promise<Administration> {
  const administration = await readAdministration(trx, id);
  if (administration === null) throw new Error(`No administration ${id}`);
  return administration;
}

/** In test mode only the test recipient gets it, and reads on top whom it was for. */
function addressed(
  settings: MailSettings,
  to: readonly string[],
  cc: readonly string[],
  bcc: readonly string[],
  testLabel: string,
): Pick<Mail, "to" | "cc" | "bcc" | "isTest"> & { readonly banner: string | null } {
  if (settings.testRecipient === "") return { to, cc, bcc, isTest: false, banner: null };
  const banner = `${testLabel} ${[...to, ...cc, ...bcc].join(", ")}`;
  return { to: [settings.testRecipient], cc: [], bcc: [], isTest: true, banner };
}

/** The mail that brings a document, with its PDF and, where there is one, its UBL. */
export async function composeDocumentMail(
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
  payload: DocumentPayload,
  { hub, payAddressOf }: MailContext,
  draft: Draft = {},
): Promise<{ readonly mail: Mail; readonly texts: RenderedTexts }> {
  const administration = await administrationOf(trx, administrationId);
  const settings = await readMailSettings(trx, administrationId);
  const payAddress = isIssued(document) ? await payAddressOf(trx, administrationId, document) : null;
  const language = payload.language ?? undefined;
  const texts = await renderTexts(trx, document, {
    language,
    payAddress,
    unsaved: draft.unsaved,
    situation: draft.situation,
    facts: draft.facts,
  });
  const words = mailWords[texts.language];
  const body = payload.body ?? texts.body;
  const cc = payload.cc ?? settings.cc;
  const bcc = payload.bcc ?? settings.bcc;
  const { banner, ...address } = addressed(settings, payload.to, cc, bcc, words.test);
  const style = (await readHouseStyle(trx, administrationId)) ?? usualHouseStyle(administration.country);
  const picture = await readLogo(trx, administrationId);
  const { name, email, phone, vatIdentifier } = document.seller;
  const logo = picture === null ? null : { cid: "logo@schakel", mediaType: picture.mediaType, bytes: picture.bytes };
  const shownWidth =
    picture === null ? 0 : Math.min(picture.width, 240, Math.round((80 * picture.width) / picture.height));
  const wantsButton = payAddress !== null && texts.situation === "toPay" && !body.includes(payAddress);
  const parts = mailParts({
    language: texts.language,
    body,
    banner,
    button: wantsButton ? { label: words.pay, address: payAddress } : null,
    logo: logo === null ? null : { cid: logo.cid, width: shownWidth, name },
    accent: style.accentColour,
    footer: [
      name,
      [email, phone].filter((part) => part !== "").join(" · "),
      vatIdentifier === "" ? "" : `${words.vat} ${vatIdentifier}`,
    ].filter((line) => line !== ""),
  });
  const from = senderOf(settings, administration, hub);
  return {
    texts,
    mail: {
      from,
      replyTo: from === null ? "" : replyToOf(settings, administration, from),
      ...address,
      subject: oneLine(payload.subject ?? texts.subject),
      ...parts,
      attachments:
        draft.withoutAttachments === true ? [] : await attachmentsOf(trx, administrationId, document, payAddressOf),
      logo,
    },
  };
}

async function attachmentsOf(
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
  payAddressOf: PayAddressOf,
): Promise<Attachment[]> {
  const pdf = await documentPdf(trx, administrationId, document.id, payAddressOf);
  if (document.kind === "purchaseOrder") return [...(pdf === null ? [] : [pdf]), ...orderFiles(document)];
  const hasUbl = isIssued(document) && documentKinds[document.kind].mayGoOverPeppol;
  const ubl = hasUbl ? await documentXml(trx, administrationId, document.id) : null;
  return [pdf, ubl].filter((file) => file !== null);
}

/** The mail of an outbox row, as settings, texts and house style are at this moment. */
export async function composeMail(
  trx: Transaction,
  administrationId: string,
  { documentId, payload }: Pick<OutboxRow, "documentId" | "payload">,
  context: MailContext,
): Promise<Mail> {
  if (payload.type === "document") {
    const [document] =
      documentId === null ? [] : await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
    if (document === undefined) throw new HubError("document.invalid", "The document of this mail is gone");
    return (await composeDocumentMail(trx, administrationId, document, payload, context)).mail;
  }
  const administration = await administrationOf(trx, administrationId);
  const settings = await readMailSettings(trx, administrationId);
  const from = senderOf(settings, administration, context.hub);
  // To users of the hub, not to customers: test mode is not about them.
  const { to, subject, text, html } = payload;
  const replyTo = from === null ? "" : replyToOf(settings, administration, from);
  return {
    from,
    replyTo,
    to,
    cc: [],
    bcc: [],
    subject: oneLine(subject),
    text,
    html,
    attachments: [],
    logo: null,
    isTest: false,
  };
}

/** One message, byte for byte. Nothing in it is read from a file or an address. */
export async function messageOf(
  mail: Mail & { readonly from: MailAddress },
  facts: { readonly messageId: string; readonly at: Temporal.Instant; readonly isAutomatic: boolean },
): Promise<Buffer> {
  const { from, replyTo, to, cc, subject, text, html, attachments, logo } = mail;
  const composer = new MailComposer({
    from: { name: oneLine(from.name), address: from.address },
    to: [...to],
    cc: [...cc],
    ...(replyTo !== "" && { replyTo }),
    subject,
    text: lines(text),
    html: lines(html),
    messageId: facts.messageId,
    date: new Date(facts.at.epochMilliseconds),
    ...(facts.isAutomatic && { headers: { "Auto-Submitted": "auto-generated" } }),
    attachments: [
      ...(logo === null
        ? []
        : [
            {
              cid: logo.cid,
              filename: `logo.${logo.mediaType.slice(6)}`,
              content: logo.bytes,
              contentType: logo.mediaType,
              contentDisposition: "inline" as const,
            },
          ]),
      ...attachments.map(({ name, mediaType, bytes }) => ({ filename: name, content: bytes, contentType: mediaType })),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** As they go over the line, so that what is kept is what arrives. */
const lines = (text: string): string => text.replaceAll(/\r?\n/g, "\r\n");

/** Unguessable and ours: the domain of the sender, as receivers expect. */
export const newMessageId = (from: MailAddress): string =>
  `<${randomUUID()}@${from.address.split("@")[1] ?? "localhost"}>`;
