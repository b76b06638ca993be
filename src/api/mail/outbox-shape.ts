import { z } from "zod";
import { signInMessage } from "#domain/texts/alarm-text.ts";
import { DocumentKindShape, Instant } from "#api/shapes.ts";
import type { Reader } from "#api/reader.ts";
import { documentKindCodes } from "#domain/document-kinds.ts";
import { momentText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import type { Transaction } from "#store/database.ts";
import { documentOfMail, outboxStates, type OutboxRow } from "#store/outbox.ts";

export const OutboxMailShape = z
  .object({
    id: z.string(),
    state: z.enum(outboxStates),
    document: z.object({ id: z.string(), kind: DocumentKindShape, number: z.string() }).nullable(),
    recipient: z.string(),
    edition: z.int().meta({ description: "Rises when a person presses send again" }),
    requestedBy: z.string().meta({ description: "A person, or coupling" }),
    attempts: z.int(),
    messageId: z.string().nullable(),
    reason: z
      .object({
        code: z.string(),
        text: z.string().meta({ description: "What the mail server said, unedited" }),
        message: z.string().meta({ description: "For people, in the language of the request" }),
      })
      .nullable(),
    createdAt: Instant,
    nextAttemptAt: Instant.nullable(),
    sentAt: Instant.nullable(),
  })
  .meta({ id: "OutboxMail" });

/** What became of a mail, and who acts; null while there is nothing to say. */
function messageOf(row: OutboxRow, value: string, reader: Reader): string {
  const { language } = reader;
  const since = row.firstFailedAt ?? row.createdAt;
  if (row.state === "unknown") return textOf("alarm.mailUnknown", language, { value });
  if (row.state === "failed") return textOf("alarm.mailFailed", language, { value });
  if (row.reasonCode === "credentials.expired") return signInMessage(row.reasonText, language);
  if (row.reasonCode === "settings.invalid") return textOf("alarm.mailServerMissing", language);
  return textOf("alarm.mailUnreachable", language, { time: momentText(since, reader.now, reader) });
}

export async function outboxMailOf(
  trx: Transaction,
  administrationId: string,
  row: OutboxRow,
  reader: Reader,
): Promise<z.input<typeof OutboxMailShape>> {
  const document = await documentOfMail(trx, administrationId, row.documentId);
  const kind = documentKindCodes.find((known) => known === document?.kind);
  const { id, state, recipient, edition, requestedBy, attempts, messageId, createdAt, nextAttemptAt, sentAt } = row;
  return {
    ...{ id, state, recipient, edition, requestedBy, attempts, messageId, createdAt, nextAttemptAt, sentAt },
    document:
      row.documentId === null || document === null || kind === undefined
        ? null
        : { id: row.documentId, kind, number: document.number },
    reason:
      row.reasonCode === null
        ? null
        : {
            code: row.reasonCode,
            text: row.reasonText,
            message: messageOf(row, document?.number ?? recipient, reader),
          },
  };
}
