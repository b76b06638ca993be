import type { Readable } from "node:stream";
import { z } from "zod";
import { documentKindCodes, nameOfKind } from "#domain/document-kinds.ts";
import { textOf } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { documentsToExport, partiesToExport, type ExportedDocument, type ExportedParty } from "#store/export-rows.ts";
import { listRows, type ImportRow } from "#store/import-rows.ts";
import { listItems, type ItemRow } from "#store/items.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { atImport, ImportPlace } from "#api/imports/import-endpoints.ts";
import { mendOf } from "#api/imports/import-shapes.ts";
import { atCounter } from "#api/parties/party-endpoints.ts";
import { todayOf } from "#api/reader.ts";
import { Day, DocumentKindShape } from "#api/shapes.ts";
import { csvFile, CsvWish, pagesOf, type Cell } from "./csv.ts";

const pageRows = 500;
const file = { answer: z.custom<Readable>(), mediaType: "text/csv", errors: [] } as const;

async function* mapped<T>(pages: AsyncIterable<readonly T[]>, cellsOf: (row: T) => readonly (readonly Cell[])[]) {
  for await (const page of pages) yield page.flatMap(cellsOf);
}

const numberOr = (value: string | null): Cell => (value === null ? "" : { number: value });

/** Columns as an import reads them back. */
const partyColumns = [
  ["name", "field.name"],
  ["contactName", "field.contactName"],
  ["email", "field.email"],
  ["phone", "field.phone"],
  ["language", "field.language"],
  ["vatIdentifier", "field.vatIdentifier"],
  ["legalRegistrationIdentifier", "field.legalRegistrationIdentifier"],
  ["streetName", "field.streetName"],
  ["additionalStreetName", "field.additionalStreetName"],
  ["postalZone", "field.postalZone"],
  ["cityName", "field.cityName"],
  ["countryCode", "field.countryCode"],
] as const;

export const exportPartiesEndpoint = defineEndpoint({
  ...file,
  method: "GET",
  path: "/api/parties/export",
  summary: "All contacts as CSV, but archived ones; an import reads it back",
  permission: "parties.read",
  query: CsvWish,
  async handle({ store }, { administrationId, query, language, reply }) {
    const pages = pagesOf<ExportedParty>(pageRows, (last) =>
      inAdministration(store.app, administrationId, (trx) => partiesToExport(trx, administrationId, last, pageRows)),
    );
    const header = partyColumns.map(([, text]) => textOf(text, language));
    const rows = mapped(pages, ({ fields }) => [partyColumns.map(([field]) => fields[field] ?? "")]);
    return csvFile(reply, "contacts", query, header, rows);
  },
});

export const exportItemsEndpoint = defineEndpoint({
  ...file,
  method: "GET",
  path: "/api/items/export",
  summary: "All items as CSV, but archived ones; an import reads it back",
  permission: "items.read",
  query: CsvWish,
  async handle({ store }, { administrationId, query, language, reply }) {
    const pages = pagesOf<ItemRow>(pageRows, (last) =>
      inAdministration(store.app, administrationId, (trx) =>
        listItems(trx, administrationId, { after: last?.sellersItemIdentifier ?? "", limit: pageRows }),
      ),
    );
    const header = (
      [
        "field.sellersItemIdentifier",
        "field.name",
        "field.unitCode",
        "field.salesPrice",
        "field.vatRate",
        "field.gtin",
        "field.countsStock",
        "export.onHand",
      ] as const
    ).map((text) => textOf(text, language));
    const rows = mapped(pages, (item) => [
      [
        item.sellersItemIdentifier,
        item.name,
        item.unitCode,
        numberOr(item.salesPrice),
        numberOr(item.vatRate),
        item.gtins.join(" "),
        String(item.countsStock),
        { number: item.onHand },
      ],
    ]);
    return csvFile(reply, "items", query, header, rows);
  },
});

export const exportDocumentsEndpoint = defineEndpoint({
  ...file,
  method: "GET",
  path: "/api/documents/export",
  summary: "Documents as CSV, by day, with what is paid and open",
  permission: "documents.read",
  query: CsvWish.extend({
    kind: z.union([DocumentKindShape, z.array(DocumentKindShape).min(1)]).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  async handle(context, call) {
    const { administrationId, language, reply } = call;
    const { kind, from = null, to = null, ...wish } = call.query;
    const kinds = kind === undefined ? null : typeof kind === "string" ? [kind] : kind;
    const { today, names } = await atCounter(context, call, async ({ reader }) => ({
      today: todayOf(reader),
      names: new Map(documentKindCodes.map((code) => [code, nameOfKind(code, language, reader.country)])),
    }));
    const period = { kinds, from, to, today };
    const pages = pagesOf<ExportedDocument>(pageRows, (last) =>
      inAdministration(context.store.app, administrationId, (trx) =>
        documentsToExport(trx, administrationId, period, last, pageRows),
      ),
    );
    const header = (
      [
        "export.kind",
        "export.status",
        "export.number",
        "export.issueDate",
        "export.dueDate",
        "export.buyer",
        "field.vatIdentifier",
        "export.currency",
        "export.taxExclusive",
        "export.tax",
        "export.taxInclusive",
        "export.paid",
        "export.open",
        "export.orderReference",
        "export.paymentReference",
      ] as const
    ).map((text) => textOf(text, language));
    const rows = mapped(pages, (d) => [
      [
        names.get(d.kind) ?? d.kind,
        d.status,
        d.number ?? "",
        d.issueDate ?? "",
        d.dueDate ?? "",
        d.buyerName,
        d.buyerVat,
        d.currency,
        { number: d.taxExclusiveAmount },
        { number: d.taxAmount },
        { number: d.taxInclusiveAmount },
        { number: d.paidAmount },
        { number: d.openAmount },
        d.orderReference,
        d.paymentReference,
      ],
    ]);
    return csvFile(reply, "documents", wish, header, rows);
  },
});

export const exportProblemsEndpoint = defineEndpoint({
  ...file,
  method: "GET",
  path: "/api/imports/:importId/problems",
  summary: "What is wrong in a file, row by row, as CSV",
  permission: "parties.manage",
  params: ImportPlace,
  query: CsvWish,
  errors: ["request.not_found"],
  async handle(context, call) {
    const { administrationId, language, params, query, reply } = call;
    await atImport(context, call, params.importId, async () => undefined);
    const read = (trx: Transaction, after: number) =>
      listRows(trx, administrationId, params.importId, { state: "wrong", after, limit: pageRows });
    const pages = pagesOf<ImportRow>(pageRows, (last) =>
      inAdministration(context.store.app, administrationId, (trx) => read(trx, last?.line ?? 0)),
    );
    const header = (
      ["import.report.line", "import.report.column", "import.report.value", "import.report.mend"] as const
    ).map((text) => textOf(text, language));
    const rows = mapped(pages, ({ line, problems }) =>
      problems.map((problem) => [{ number: String(line) }, problem.column, problem.value, mendOf(problem, language)]),
    );
    return csvFile(reply, "import", query, header, rows);
  },
});
