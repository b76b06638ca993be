import { z } from "zod";
import { carryOutPerson, everyDeleted, previewPerson, type PersonReport } from "#backoffice/delete-person.ts";
import { documentKindCodes } from "#domain/document-kinds.ts";
import { normaliseEmail } from "#domain/party.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { newId } from "#store/new-id.ts";
import type { PersonAsked } from "#store/people.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { DeletedRows, deletedRows } from "./deleted-rows.ts";

const Asked = z.discriminatedUnion("by", [
  z.object({
    by: z.literal("email"),
    email: z
      .string()
      .trim()
      .max(254)
      .refine((text) => normaliseEmail(text) !== "", textLater("mail.needs.address")),
  }),
  z.object({ by: z.literal("party"), partyId: z.uuid() }),
  z.object({ by: z.literal("order"), connectionId: z.uuid(), externalId: z.string().min(1).max(200) }),
]);

const ReportShape = z
  .object({
    at: z.string(),
    deleted: DeletedRows,
    kept: z
      .array(
        z.object({
          id: z.uuid(),
          kind: z.enum(documentKindCodes),
          number: z.string(),
          issueDate: z.string(),
          until: z.string().meta({ description: "The last day the law asks for it" }),
        }),
      )
      .meta({ description: "Issued documents, which are neither searched nor mailed from now on" }),
    ordersElsewhere: z.int().meta({ description: "Orders of which an outside package has a document as well" }),
    backups: z
      .array(z.object({ folder: z.string(), madeAt: z.string(), expiresAt: z.string().nullable() }))
      .meta({ description: "Older ones, that still hold the person" }),
  })
  .meta({ id: "PersonReport" });

const PreviewShape = ReportShape.extend({ emails: z.array(z.string()), names: z.array(z.string()) }).meta({
  id: "PersonPreview",
});

const notFound = (): RequestRefused => new RequestRefused("request.not_found", "Nobody is found");

async function answerOf(
  { deletions }: ApiContext,
  { at, deleted, kept, ordersElsewhere }: PersonReport,
): Promise<z.input<typeof ReportShape>> {
  const backups = (await deletions?.backupsBefore(at)) ?? [];
  return { at, deleted: deletedRows(deleted), kept: [...kept], ordersElsewhere, backups: [...backups] };
}

export const previewPersonEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/people/preview",
  summary: "What would be deleted of a person, and what the law keeps until when; changes nothing",
  permission: "people.delete",
  act: null,
  body: Asked,
  answer: PreviewShape,
  errors: ["request.not_found"],
  async handle(context, { administrationId, body }) {
    const seen = await previewPerson(context.store, administrationId, body satisfies PersonAsked, context.now());
    if (seen === null) throw notFound();
    return { ...(await answerOf(context, seen)), emails: [...seen.emails], names: [...seen.names] };
  },
});

export const deletePersonEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/people/delete",
  summary: "Delete a person everywhere but in issued documents, in one go; the answer names nobody and may be printed",
  permission: "people.delete",
  act: { action: "person.delete", subject: "person", isTold: true },
  body: Asked,
  answer: ReportShape,
  errors: ["request.not_found"],
  async handle(context, { administrationId, body, tell }) {
    const { store, now, deletions } = context;
    const report = await carryOutPerson(store, administrationId, body, now(), async (_trx, { kept }) =>
      tell({ id: newId(), details: { kept: kept.map(({ number }) => number) } }),
    );
    if (report === null) throw notFound();
    await deletions?.remember(await everyDeleted(store, [administrationId]));
    return answerOf(context, report);
  },
});
