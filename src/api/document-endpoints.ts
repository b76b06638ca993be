import { z } from "zod";
import { textLater } from "#domain/texts/text-later.ts";
import { documentXml } from "#backoffice/document-xml.ts";
import { requireFormat } from "#backoffice/numbering.ts";
import { inAdministration } from "#store/database.ts";
import { listSeries, setNextNumber, setSeriesFormat } from "#store/numbering.ts";
import { requireKindApp } from "./apps/require-app.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";
import { DocumentKindShape } from "./shapes.ts";

const DocumentPlace = z.object({ documentId: z.uuid() });

export const getDocumentXmlEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId/ubl",
  summary: "The UBL (Peppol BIS Billing 3.0) of an invoice or credit note: written once, always the same bytes",
  permission: "documents.read",
  params: DocumentPlace,
  answer: z.custom<Buffer>(),
  mediaType: "application/xml",
  errors: ["request.not_found", "document.invalid"],
  async handle({ store }, { administrationId, params, reply }) {
    const file = await inAdministration(store.app, administrationId, (trx) =>
      documentXml(trx, administrationId, params.documentId),
    );
    if (file === null) throw new RequestRefused("request.not_found", "There is no such document");
    void reply.header("content-disposition", `attachment; filename="${file.name}"`).header("etag", `"${file.sha256}"`);
    return file.bytes;
  },
});

export const putNextNumberEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/number-series/:kind/:year/next",
  summary: "Choose the next number of a series, to go on where another program stopped",
  permission: "documents.number",
  act: { action: "numbers.next", subject: "numbers", says: ["next"] },
  params: z.object({ kind: DocumentKindShape, year: z.coerce.number().int().min(2000).max(2100) }),
  body: z.object({ next: z.int().min(1).max(999_999_999) }),
  answer: z.object({ next: z.int() }),
  errors: ["request.conflict", "apps.off"],
  async handle({ store }, { administrationId, params: { kind, year }, body: { next }, language }) {
    return inAdministration(store.app, administrationId, async (trx) => {
      await requireKindApp(trx, administrationId, kind, language);
      if (!(await setNextNumber(trx, administrationId, kind, "", year, BigInt(next))))
        throw new RequestRefused("request.conflict", `A number of ${year} at or after ${next} is in use`, [
          { field: "next", message: textLater("given.nextNumber") },
        ]);
      return { next };
    });
  },
});

export const listNumberSeriesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/number-series",
  summary: "Formats and next numbers of the series that were used or set so far",
  permission: "documents.read",
  answer: z.object({
    items: z.array(
      z.object({
        kind: DocumentKindShape,
        format: z.string(),
        lastIssueDate: z.string().nullable(),
        next: z.array(z.object({ year: z.int(), next: z.int() })),
      }),
    ),
  }),
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      items: (await listSeries(trx, administrationId)).flatMap(({ kind, format, lastIssueDate, next }) => {
        const known = DocumentKindShape.safeParse(kind);
        const numbers = next.map((entry) => ({ year: entry.year, next: Number(entry.next) }));
        return known.success ? [{ kind: known.data, format, lastIssueDate, next: numbers }] : [];
      }),
    })),
});

export const putNumberFormatEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/number-series/:kind/format",
  summary: "Choose how the numbers of a series are written from now on: {yyyy} or {yy}, and {nnnn}",
  permission: "documents.number",
  act: { action: "numbers.format", subject: "numbers", says: ["format"] },
  params: z.object({ kind: DocumentKindShape }),
  body: z.object({ format: z.string() }),
  answer: z.object({ format: z.string() }),
  errors: ["settings.invalid", "apps.off"],
  async handle({ store }, { administrationId, params: { kind }, body: { format }, language }) {
    requireFormat(format);
    await inAdministration(store.app, administrationId, async (trx) => {
      await requireKindApp(trx, administrationId, kind, language);
      await setSeriesFormat(trx, administrationId, kind, "", format);
    });
    return { format };
  },
});
