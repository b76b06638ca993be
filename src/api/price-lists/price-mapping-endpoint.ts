import { z } from "zod";
import { lookOf } from "#backoffice/price-files/carry-out-prices.ts";
import { fileEncodings } from "#backoffice/price-files/file-lines.ts";
import { isPriceField, priceFields, type PriceFieldCode } from "#backoffice/price-files/price-fields.ts";
import { lookAt, PriceFormat, type Look } from "#backoffice/price-files/price-format.ts";
import { firstArticles, firstLines } from "#backoffice/price-files/preview-rows.ts";
import { PriceListTerms } from "#domain/supplier/price-list-terms.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { beginning, updatePriceImport } from "#store/price-imports.ts";
import { fileMapFor, updatePriceList } from "#store/price-lists.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { atFile, Place, remembered, shownNow, shownRow, type At } from "./price-file-place.ts";
import { PriceImportShape, StagedRowShape } from "./price-import-shapes.ts";

const shownRows = 20;

const Choice = z.object({ position: z.int().min(0).max(1000), field: z.string().max(60).nullable() });

const GivenFormat = z
  .object({
    kind: PriceFormat.shape.kind,
    encoding: z.enum(fileEncodings),
    separator: PriceFormat.shape.separator,
    headerLine: PriceFormat.shape.headerLine,
    version: PriceFormat.shape.version,
    priceQuantityField: PriceFormat.shape.priceQuantityField,
    currency: PriceFormat.shape.currency,
  })
  .partial();

/** As the person says it is written and what its columns are; what he leaves out stays as it was found. */
async function lookAgain(
  { trx, found, list }: At,
  administrationId: string,
  given: z.output<typeof GivenFormat>,
  choices: readonly z.output<typeof Choice>[] | null,
): Promise<Look> {
  const before = lookOf(found).format;
  const encoding = given.encoding ?? before.encoding;
  const lines = await firstLines(trx, administrationId, found.id, encoding);
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const map = remembered(await fileMapFor(trx, administrationId, list));
  const chosen = choices === null ? null : new Map(choices.map(({ position, field }) => [position, field]));
  return lookAt(lines, encoding, { ...wanted, encoding }, map, chosen);
}

function requireColumns(
  { format, columns }: Look,
  choices: readonly z.output<typeof Choice>[] | null,
  language: TextLanguage,
): void {
  const nameOf = (field: PriceFieldCode): string => textOf(priceFields[field].name, language);
  const taken = new Set<string>();
  for (const [index, { position, field }] of (choices ?? []).entries()) {
    if (field === null) continue;
    const place = `columns.${index}`;
    if (!isPriceField(field))
      throw refuseFields([{ field: `${place}.field`, message: textLater("given.noImportField") }]);
    if (!columns.some((column) => column.position === position))
      throw refuseFields([{ field: `${place}.position`, message: textLater("given.noColumn") }]);
    if (taken.has(field))
      throw refuseFields([
        { field: `${place}.field`, message: textOf("price.file.columnTwice", language, { field: nameOf(field) }) },
      ]);
    taken.add(field);
  }
  if (format.kind === "csv" && !columns.some(({ field }) => field === "code"))
    throw refuseFields([
      { field: "columns", message: textOf("price.file.column", language, { field: nameOf("code") }) },
    ]);
}

export const mappingEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/price-imports/:importId/mapping",
  summary:
    "Say how the file is written and what its columns are: shows the first articles with their cost, and reads all of it in the background. Without `columns` they are what was found",
  permission: "items.manage",
  act: { action: "priceFile.columns", subject: "priceFile" },
  params: Place,
  body: z.object({
    format: GivenFormat.default({}),
    columns: z
      .array(Choice)
      .max(1000)
      .nullable()
      .default(null)
      .meta({ description: "A column that is not named is not read" }),
    isWholeList: z.boolean().default(false).meta({ description: "What it leaves out is no longer in the list" }),
    tax: z
      .object({ pricesIncludeTax: z.boolean(), vatRate: PriceListTerms.shape.vatRate })
      .nullable()
      .default(null)
      .meta({ description: "Whether VAT is in its prices, for this list from now on" }),
  }),
  status: 202,
  answer: PriceImportShape.extend({ rows: z.array(StagedRowShape) }),
  errors: ["request.not_found", "request.conflict"],
  async handle(context, call) {
    const { administrationId, body, language, caller } = call;
    const answer = await atFile(context, call, call.params.importId, async (at) => {
      const { trx, found } = at;
      if (found.state === "uploading") throw standsInTheWay("", textOf("price.file.uploading", language));
      if (found.state !== "uploaded" && found.state !== "previewed" && found.state !== "failed")
        throw standsInTheWay("", textOf("price.file.started", language));
      if (body.tax?.pricesIncludeTax === true && body.tax.vatRate === null)
        throw refuseFields([{ field: "tax.vatRate", message: textLater("price.list.vatRate") }]);
      const list = body.tax === null ? at.list : { ...at.list, terms: { ...at.list.terms, ...body.tax } };
      if (body.tax !== null) await updatePriceList(trx, administrationId, list.id, list, caller.name);
      const look = await lookAgain({ ...at, list }, administrationId, body.format, body.columns);
      requireColumns(look, body.columns, language);
      // A person said what is in the prices: whatever a header says, that holds.
      const saysTaxIncluded = body.tax === null ? look.format.saysTaxIncluded : null;
      await updatePriceImport(trx, administrationId, found.id, {
        format: { ...look.format, saysTaxIncluded },
        columns: look.columns,
        isWholeList: body.isWholeList,
        state: "reading",
        place: beginning("clean"),
        counts: {},
        failure: "",
      });
      const rows = await firstArticles(trx, administrationId, found, list, look, shownRows);
      return {
        ...(await shownNow(trx, administrationId, found.id, language)),
        rows: rows.map((row) => shownRow(row, language)),
      };
    });
    context.engine.ringPrices(administrationId);
    return answer;
  },
});
