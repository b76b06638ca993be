import { z } from "zod";
import type { FileFault } from "#backoffice/price-files/file-lines.ts";
import { lookAt } from "#backoffice/price-files/price-format.ts";
import { lookAtFile } from "#backoffice/price-files/preview-rows.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { appendFile, insertPriceImport, updatePriceImport } from "#store/price-imports.ts";
import { fileMapFor, readPriceList, type PriceList } from "#store/price-lists.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields } from "#api/problem.ts";
import { atFile, Place, remembered, shownNow } from "./price-file-place.ts";
import { ListPlace, noPriceList } from "./price-list-endpoints.ts";
import { PriceImportShape } from "./price-import-shapes.ts";

/** Of one request; a larger file comes in several. */
const mostBytes = 60 * 1024 * 1024;
/** Of a file: a million articles of Datanorm with all their lines. */
const mostOfFile = 1024 * 1024 * 1024;
const faults = {
  empty: "price.file.empty",
  spreadsheet: "price.file.spreadsheet",
  binary: "price.file.binary",
} as const satisfies Readonly<Record<FileFault, TextKey>>;

/** The file is whole: looks how it is written. A file that is no text is thrown away with the refusal. */
async function endUpload(
  trx: Transaction,
  administrationId: string,
  { id, list, language }: { readonly id: string; readonly list: PriceList; readonly language: TextLanguage },
): Promise<void> {
  const look = await lookAtFile(trx, administrationId, id);
  if (typeof look === "string") throw refuseFields([{ field: "file", message: textOf(faults[look], language) }]);
  const map = remembered(await fileMapFor(trx, administrationId, list));
  const found = lookAt(look.lines, look.encoding, {}, map);
  await updatePriceImport(trx, administrationId, id, { ...found, state: "uploaded" });
}

const more = z.enum(["true", "false"]).default("false").meta({ description: "Further parts of the file follow" });

export const uploadEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/price-lists/:priceListId/imports",
  summary:
    "Bring in a file of prices, CSV or Datanorm: the body is the file, or its first 60 MB. Nothing is taken over yet",
  permission: "items.manage",
  act: { action: "priceFile.upload", subject: "priceFile", isTold: true, says: ["priceListId"] },
  params: ListPlace,
  query: z.object({ fileName: z.string().trim().max(200).default(""), more }),
  upload: { most: mostBytes },
  status: 201,
  answer: PriceImportShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, params, body, query, caller, language, tell }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const list = await readPriceList(trx, administrationId, params.priceListId);
      if (list === null) throw noPriceList();
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const id = newId();
      tell({ id, details: { fileName: query.fileName } });
      const given = { id, priceListId: list.id, fileName: query.fileName, createdBy: caller.name };
      await insertPriceImport(trx, administrationId, given);
      await appendFile(trx, administrationId, id, bytes);
      if (query.more === "false") await endUpload(trx, administrationId, { id, list, language });
      return shownNow(trx, administrationId, id, language);
    }),
});

export const appendEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/price-imports/:importId/content",
  summary:
    "The next part of a large file; `offset` is how many bytes have arrived. A part that was sent before is refused",
  permission: "items.manage",
  act: { action: "priceFile.upload", subject: "priceFile" },
  params: Place,
  query: z.object({ offset: z.coerce.number().int().min(0), more }),
  upload: { most: mostBytes },
  answer: PriceImportShape,
  errors: ["request.not_found", "request.conflict"],
  handle: (context, call) =>
    atFile(context, call, call.params.importId, async ({ trx, found, list }) => {
      const { administrationId, body, query, language } = call;
      if (found.state !== "uploading") throw standsInTheWay("", textOf("price.file.started", language));
      if (query.offset !== found.fileSize)
        throw standsInTheWay("offset", textOf("price.file.offset", language, { size: found.fileSize }));
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      if (found.fileSize + bytes.byteLength > mostOfFile)
        throw refuseFields([{ field: "file", message: textOf("price.file.tooLong", language) }]);
      await appendFile(trx, administrationId, found.id, bytes);
      if (query.more === "false") await endUpload(trx, administrationId, { id: found.id, list, language });
      return shownNow(trx, administrationId, found.id, language);
    }),
});
