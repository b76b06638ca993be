import { z } from "zod";
import { queueAgain } from "#backoffice/mail/queue-mail.ts";
import { keepOrderMailedAgain } from "#backoffice/purchases/send-order.ts";
import { textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { mailSettledByPerson } from "#engine/mail-outcome.ts";
import { inAdministration } from "#store/database.ts";
import { cancelMail, listOutbox, outboxStates, readOutbox } from "#store/outbox.ts";
import { readSentMail } from "#store/outbox-sending.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { OutboxMailShape, outboxMailOf } from "./outbox-shape.ts";

const Cursor = z.string().refine((text) => {
  const [at = "", id = ""] = text.split("~");
  return z.iso.datetime().safeParse(at).success && z.uuid().safeParse(id).success;
}, textLater("given.cursor"));

export const listOutboxEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/outbox",
  summary: "Mails that wait, left or failed, newest first",
  permission: "documents.read",
  query: z.object({
    state: z.enum(outboxStates).optional(),
    documentId: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: Cursor.optional(),
  }),
  answer: z.object({ items: z.array(OutboxMailShape), next: z.string().nullable() }),
  errors: [],
  handle: ({ store, now }, { administrationId, language, query: { state, documentId, limit, after } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const [createdAt = "", id = ""] = after?.split("~") ?? [];
      const before = after === undefined ? undefined : { createdAt, id };
      const rows = await listOutbox(trx, administrationId, { state, documentId, before, limit });
      const reader = await readerOf(trx, administrationId, language, now());
      const items: z.input<typeof OutboxMailShape>[] = [];
      for (const row of rows) items.push(await outboxMailOf(trx, administrationId, row, reader));
      const last = rows.at(-1);
      const isAll = last === undefined || rows.length < limit;
      return { items, next: isAll ? null : `${last.createdAt}~${last.id}` };
    }),
});

const Place = z.object({ outboxId: z.uuid() });
const notFound = () => new RequestRefused("request.not_found", "There is no such mail");

export const getOutboxMessageEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/outbox/:outboxId/message",
  summary: "The message as it left the last time, byte for byte",
  permission: "documents.read",
  params: Place,
  answer: z.custom<Buffer>(),
  mediaType: "message/rfc822",
  errors: ["request.not_found"],
  async handle({ store }, { administrationId, params, reply }) {
    const source = await inAdministration(store.app, administrationId, async (trx) => {
      const row = await readOutbox(trx, administrationId, params.outboxId);
      // A mail about no document may be an invitation, which lets in whoever reads it.
      return row === null || row.documentId === null ? null : readSentMail(trx, administrationId, row.id);
    });
    if (source === null) throw notFound();
    void reply.header("content-disposition", `attachment; filename="${params.outboxId}.eml"`);
    return source;
  },
});

export const sendAgainEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/outbox/:outboxId/send-again",
  summary: "Send a mail once more, because a person asks; asked twice it is one",
  permission: "documents.send",
  act: { action: "mail.again", subject: "mail" },
  params: Place,
  status: 201,
  answer: OutboxMailShape,
  errors: ["request.not_found", "request.conflict"],
  async handle({ store, engine, now }, { administrationId, params, caller, language }) {
    const answer = await inAdministration(store.app, administrationId, async (trx) => {
      const row = await readOutbox(trx, administrationId, params.outboxId);
      if (row === null || row.channel !== "mail") throw notFound();
      if (row.state === "queued" || row.state === "sending")
        throw new RequestRefused("request.conflict", textOf("mail.onItsWay", language));
      if (row.recipient === "") throw new RequestRefused("request.conflict", textOf("mail.emptied", language));
      const { id } = await queueAgain(trx, administrationId, row, caller.name);
      await mailSettledByPerson(trx, administrationId, row);
      await keepOrderMailedAgain(trx, administrationId, row.documentId, id, caller.name);
      const made = await readOutbox(trx, administrationId, id);
      if (made === null) throw notFound();
      return outboxMailOf(trx, administrationId, made, await readerOf(trx, administrationId, language, now()));
    });
    engine.ringMail(administrationId);
    return answer;
  },
});

export const cancelMailEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/outbox/:outboxId",
  summary: "Take back a mail that has not left yet",
  permission: "documents.send",
  act: { action: "mail.cancel", subject: "mail" },
  params: Place,
  answer: OutboxMailShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, params: { outboxId }, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const isCancelled = await cancelMail(trx, administrationId, outboxId);
      const row = await readOutbox(trx, administrationId, outboxId);
      if (row === null || row.channel !== "mail") throw notFound();
      if (!isCancelled && row.state !== "cancelled")
        throw new RequestRefused("request.conflict", textOf("mail.left", language));
      return outboxMailOf(trx, administrationId, row, await readerOf(trx, administrationId, language, now()));
    }),
});
