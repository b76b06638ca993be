import { createHash } from "node:crypto";
import { normaliseEmail, type Language } from "#domain/party.ts";
import type { Transaction } from "#store/database.ts";
import {
  buyerAddresses,
  insertMails,
  latestEdition,
  outboxByKeys,
  type NewOutboxMail,
  type OutboxRow,
  type OutboxState,
} from "#store/outbox.ts";

/** Who asked, and what differs from the usual: an address, the text. What is left out is filled in when the mail leaves. */
export interface DocumentMail {
  readonly administrationId: string;
  readonly documentId: string;
  /** Name of a person, or what asked by itself: "coupling". */
  readonly requestedBy: string;
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[] | undefined;
  readonly bcc?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  readonly body?: string | undefined;
  readonly language?: Language | undefined;
  /** Also when it was sent there before. */
  readonly again?: boolean | undefined;
}

export interface QueuedMail {
  readonly id: string;
  readonly recipient: string;
  readonly state: OutboxState;
  /** False: this document was sent there, or is on its way, already. */
  readonly isNew: boolean;
}

/** (document, recipient, template, edition). The address is hashed with the document's own id: keys outlive a person who is deleted. */
export function documentMailKey(documentId: string, to: readonly string[], edition: number): string {
  const place = [documentId, ...to.map(normaliseEmail).toSorted()].join("\n");
  const recipient = createHash("sha256").update(place).digest("hex").slice(0, 32);
  return `mail:${documentId}:document:${recipient}:${edition}`;
}

const documentMail = (mail: DocumentMail, to: readonly string[], edition = 1): NewOutboxMail => ({
  uniqueKey: documentMailKey(mail.documentId, to, edition),
  edition,
  documentId: mail.documentId,
  recipient: to.join(", "),
  requestedBy: mail.requestedBy,
  messageId: null,
  payload: {
    type: "document",
    to,
    cc: mail.cc ?? null,
    bcc: mail.bcc ?? null,
    subject: mail.subject ?? null,
    body: mail.body ?? null,
    language: mail.language ?? null,
  },
});

/**
 * Puts the mail of a document in the outbox, in the caller's transaction: it leaves once that committed. Asked again for the same
 * document and recipient, it gives the row that is there, unless a person wants it `again`: then a mail that left is followed by the next
 * edition, and one that is on its way is not. Null when there is nobody to mail to.
 */
export async function queueDocumentMail(trx: Transaction, mail: DocumentMail): Promise<QueuedMail | null> {
  const to = mail.to ?? (await buyersOf(trx, mail.administrationId, [mail.documentId])).get(mail.documentId) ?? [];
  if (to.length === 0) return null;
  const [queued] = await insertAndRead(trx, mail.administrationId, [documentMail(mail, to)]);
  if (queued === undefined || queued.isNew || mail.again !== true) return queued ?? null;
  const keyBefore = documentMailKey(mail.documentId, to, 1).replace(/1$/, "");
  const latest = await latestEdition(trx, mail.administrationId, mail.documentId, keyBefore);
  if (latest === null) return queued;
  const { id, recipient, state, edition } = latest;
  if (state === "queued" || state === "sending") return { id, recipient, state, isNew: false };
  const [next] = await insertAndRead(trx, mail.administrationId, [documentMail(mail, to, edition + 1)]);
  return next ?? null;
}

/** The same for many documents at once, each to its buyer. The answers are in the order asked; null where the buyer has no address. */
export async function queueDocumentMails(
  trx: Transaction,
  administrationId: string,
  documentIds: readonly string[],
  requestedBy: string,
): Promise<(QueuedMail | null)[]> {
  const buyers = await buyersOf(trx, administrationId, documentIds);
  const mails = new Map(
    documentIds.flatMap((documentId) => {
      const to = buyers.get(documentId) ?? [];
      return to.length === 0 ? [] : [[documentId, documentMail({ administrationId, documentId, requestedBy }, to)]];
    }),
  );
  const queued = await insertAndRead(trx, administrationId, [...mails.values()]);
  const byDocument = new Map([...mails.keys()].map((id, index) => [id, queued[index] ?? null]));
  return documentIds.map((id) => byDocument.get(id) ?? null);
}

export interface PlainMail {
  readonly administrationId: string;
  /** What it is about: one mail per key, for ever. */
  readonly key: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The same content; must be escaped already. */
  readonly html: string;
  readonly requestedBy: string;
}

/** Puts a mail that is about no document in the outbox: an invitation, a warning. */
export async function queueMail(trx: Transaction, mail: PlainMail): Promise<QueuedMail> {
  const { administrationId, key, to, subject, text, html, requestedBy } = mail;
  const [queued] = await insertAndRead(trx, administrationId, [
    {
      uniqueKey: `mail:${key}:1`,
      edition: 1,
      documentId: null,
      recipient: to.join(", "),
      requestedBy,
      messageId: null,
      payload: { type: "plain", to, subject, text, html },
    },
  ]);
  if (queued === undefined) throw new Error(`The mail ${key} was not queued`);
  return queued;
}

/**
 * The next edition of a mail, because a person asked for it. Pressed twice it is one: the edition follows from the row. A receiver is told
 * that it is the same mail only when the first may have arrived: some throw a known Message-ID away without a word.
 */
export async function queueAgain(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  requestedBy: string,
): Promise<QueuedMail> {
  const edition = row.edition + 1;
  const [queued] = await insertAndRead(trx, administrationId, [
    {
      uniqueKey: row.uniqueKey.replace(/:\d+$/, `:${edition}`),
      edition,
      documentId: row.documentId,
      recipient: row.recipient,
      payload: row.payload,
      requestedBy,
      messageId: row.state === "unknown" ? row.messageId : null,
    },
  ]);
  if (queued === undefined) throw new Error(`The mail ${row.id} was not queued again`);
  return queued;
}

async function insertAndRead(
  trx: Transaction,
  administrationId: string,
  mails: readonly NewOutboxMail[],
): Promise<QueuedMail[]> {
  if (mails.length === 0) return [];
  const made = await insertMails(trx, administrationId, mails);
  const keys = mails.map(({ uniqueKey }) => uniqueKey);
  const rows = new Map((await outboxByKeys(trx, administrationId, keys)).map((row) => [row.uniqueKey, row]));
  return keys.flatMap((key) => {
    const row = rows.get(key);
    return row === undefined ? [] : [{ id: row.id, recipient: row.recipient, state: row.state, isNew: made.has(key) }];
  });
}

/** The buyer of each document that has one with an address. */
async function buyersOf(
  trx: Transaction,
  administrationId: string,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const found = ids.length === 0 ? [] : await buyerAddresses(trx, administrationId, ids);
  return new Map([...found].map(([id, address]) => [id, [address]]));
}
