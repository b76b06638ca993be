import type { Readable } from "node:stream";
import { z } from "zod";
import { basketUbl } from "#backoffice/basket-file.ts";
import { cents, multiply, text } from "#domain/amount.ts";
import { nameOfLine } from "#domain/supplier/own-lines.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { linesOf, readBasket, type StagedBasket, type StagedLine } from "#store/supplier-baskets.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { atDesk, type Desk } from "#api/documents/document-page.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { csvFile, CsvWish, type Cell } from "#api/exports/csv.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { BasketPlace } from "./basket-endpoints.ts";
import { faultText, supplierNameOf } from "./basket-page.ts";

const Which = z
  .enum(["ticked", "all"])
  .default("ticked")
  .meta({ description: "Ticked: what would go to a document now" });

const columns = [
  "basket.file.code",
  "basket.file.manufacturer",
  "basket.file.gtin",
  "basket.file.name",
  "basket.file.quantity",
  "basket.file.unit",
  "basket.file.cost",
  "basket.file.amount",
  "basket.file.currency",
  "basket.file.own",
  "basket.file.note",
] as const satisfies readonly TextKey[];

async function chosenLines(
  { trx, administration, caller, reader }: Desk,
  basketId: string,
  which: z.output<typeof Which>,
): Promise<{ readonly basket: StagedBasket; readonly lines: readonly StagedLine[] }> {
  await requireSupplierApp(trx, administration.id, reader.language);
  const basket = await readBasket(trx, administration.id, basketId, caller.userId);
  if (basket === null) throw new RequestRefused("request.not_found", "There is no such basket");
  const all = await linesOf(trx, administration.id, basket.id);
  const lines = which === "all" ? all : all.filter(({ isTicked }) => isTicked);
  if (lines.length === 0)
    throw refuseFields([{ field: "which", message: textOf("basket.nothingTicked", reader.language) }]);
  return { basket, lines };
}

const number = (value: string | null): Cell => (value === null ? "" : { number: value });

const rowOf = ({ currency }: StagedBasket, line: StagedLine, language: TextLanguage): readonly Cell[] => {
  const { asRead, cost, quantity, unitCode, item } = line;
  return [
    asRead.suppliersItemIdentifier,
    asRead.manufacturersItemIdentifier,
    asRead.gtin,
    nameOfLine(asRead, language),
    number(text(quantity)),
    unitCode || asRead.suppliersUnit,
    number(cost === null ? null : text(cost)),
    number(cost === null ? null : text(cents(multiply(cost, quantity)))),
    asRead.price?.currency ?? currency,
    item?.sellersItemIdentifier ?? "",
    asRead.note,
  ];
};

export const exportSupplierBasketCsvEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-baskets/:basketId/csv",
  summary: "A staged basket as CSV, for people who keep another back office",
  permission: "documents.read",
  params: BasketPlace,
  query: CsvWish.extend({ which: Which }),
  answer: z.custom<Readable>(),
  mediaType: "text/csv",
  errors: ["request.not_found", "apps.off"],
  async handle(context, call) {
    const { query, params, reply, language } = call;
    const { basket, lines } = await atDesk(context, call, (desk) => chosenLines(desk, params.basketId, query.which));
    async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
      yield lines.map((line) => rowOf(basket, line, language));
    }
    const header = columns.map((key) => textOf(key, language));
    return csvFile(reply, `basket-${basket.id}`, query, header, pages());
  },
});

export const exportSupplierBasketUblEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-baskets/:basketId/ubl",
  summary: "A staged basket as a UBL order (Peppol BIS Order 3) at the supplier's prices",
  permission: "documents.read",
  params: BasketPlace,
  query: z.object({ which: Which }),
  answer: z.custom<Buffer>(),
  mediaType: "application/xml",
  errors: ["request.not_found", "document.invalid", "apps.off"],
  handle: (context: ApiContext, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, today, reader } = desk;
      const { basket, lines } = await chosenLines(desk, call.params.basketId, call.query.which);
      const supplier = supplierNameOf(context, basket);
      const file = await basketUbl(trx, administration, basket, { lines, supplier, today });
      if ("mixed" in file) {
        const message = textOf("basket.reason.mixedCurrencies", reader.language);
        throw new RequestRefused("document.invalid", message, [{ field: "currency", message }]);
      }
      if ("faults" in file) {
        const fields = file.faults.slice(0, 50).map(({ position, field }) => {
          const unit = lines.find((line) => line.position === position)?.asRead.suppliersUnit ?? "";
          return { field: `lines.${position}.${field}`, message: faultText(field, unit, reader.language) };
        });
        const [first] = fields;
        throw new RequestRefused("document.invalid", `${first?.field ?? ""}: ${first?.message ?? ""}`, fields);
      }
      void call.reply.header("content-disposition", `attachment; filename="basket-${basket.id}.xml"`);
      return Buffer.from(file.xml, "utf8");
    }),
});
