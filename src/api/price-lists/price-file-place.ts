import { z } from "zod";
import { FileMap } from "#backoffice/price-files/price-format.ts";
import type { ShownRow } from "#backoffice/price-files/preview-rows.ts";
import { text, type Amount } from "#domain/amount.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readPriceImport, type PriceImport } from "#store/price-imports.ts";
import { readPriceList, type PriceList } from "#store/price-lists.ts";
import type { ApiContext, Call } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { PriceImportShape, priceImportOf, reasonText, StagedRowShape } from "./price-import-shapes.ts";

export const Place = z.object({ importId: z.uuid() });
export const notThere = (): RequestRefused => new RequestRefused("request.not_found", "There is no such file");

export interface At {
  readonly trx: Transaction;
  readonly found: PriceImport;
  readonly list: PriceList;
}

/** The file in a transaction of its own; nobody else works on it meanwhile. */
export const atFile = <T>(
  { store }: Pick<ApiContext, "store">,
  { administrationId }: Pick<Call<unknown, unknown, unknown>, "administrationId">,
  importId: string,
  work: (at: At) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) => {
    const found = await readPriceImport(trx, administrationId, importId, true);
    const list = found === null ? null : await readPriceList(trx, administrationId, found.priceListId);
    if (found === null || list === null) throw notThere();
    return work({ trx, found, list });
  });

export async function shownNow(
  trx: Transaction,
  administrationId: string,
  id: string,
  language: TextLanguage,
): Promise<z.input<typeof PriceImportShape>> {
  const found = await readPriceImport(trx, administrationId, id);
  const list = found === null ? null : await readPriceList(trx, administrationId, found.priceListId);
  if (found === null || list === null) throw notThere();
  return priceImportOf(found, list, language);
}

/** How files of this supplier were read before; null: nobody said, or an older version wrote it. */
export const remembered = (given: unknown): FileMap | null => {
  const map = FileMap.safeParse(given);
  return map.success ? map.data : null;
};

/** A row of a file as it would become, for people. */
export const shownRow = (
  { row, reckoned, known, changePercent }: ShownRow,
  language: TextLanguage,
): z.input<typeof StagedRowShape> => {
  const { becomes } = reckoned;
  const said = (value: Amount | null): string | null => (value === null ? null : text(value));
  return {
    code: row.code,
    line: row.line,
    name: becomes?.content.name ?? row.fields["name"] ?? known?.name ?? "",
    state: row.state ?? reckoned.state,
    reasons: (row.state === null ? reckoned.reasons : row.reasons).map((reason) => ({
      reason,
      text: reasonText(reason, row, language),
    })),
    isTaken: row.isTaken,
    fields: { ...row.fields },
    price:
      becomes === null
        ? null
        : {
            status: becomes.price.status,
            currency: becomes.content.currency,
            gross: said(becomes.content.gross),
            net: said(becomes.price.net),
            basisQuantity: text(becomes.content.basisQuantity),
            basisUnitCode: becomes.content.basisUnitCode,
            useUnitCode: becomes.content.useUnitCode,
            cost: said(becomes.price.cost),
            flags: [...becomes.price.flags],
          },
    before: known === null ? null : { net: said(known.net), cost: said(known.cost), currency: known.currency },
    changePercent,
  };
};
