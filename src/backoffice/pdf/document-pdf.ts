import { createHash } from "node:crypto";
import { documentXml } from "#backoffice/document-xml.ts";
import { renderTexts } from "#backoffice/texts/render-texts.ts";
import { subtract } from "#domain/amount.ts";
import { documentKinds } from "#domain/document-kinds.ts";
import { usualHouseStyle } from "#domain/house-style.ts";
import { countryOf } from "#einvoice/endpoint.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf } from "#store/document-balance.ts";
import { isIssued, readDocuments, type StoredDocument } from "#store/documents.ts";
import { keepDocumentFile, readDocumentFile, type StoredFile } from "#store/files.ts";
import { readHouseStyle, readLogo } from "#store/house-styles.ts";
import { isModuleOn } from "#store/modules.ts";
import { printInThread } from "./print-in-thread.ts";
import { kindTitle, untouched, type Sheet } from "./sheet.ts";

const mediaType = "application/pdf";

/** Address of the page where a buyer pays a document; null when it cannot be paid online. */
export type PayAddressOf = (
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
) => Promise<string | null>;

/** "Factuur 2026-0001.pdf", without what file systems and headers cannot carry. */
function fileName({ kind, number, language, seller }: StoredDocument): string {
  const title = kindTitle(kind, { language, country: countryOf(seller) });
  return `${`${title} ${number ?? ""}`.replaceAll(/[^\p{L}\p{N} .-]/gu, "-").trim()}.pdf`;
}

/**
 * The PDF of a document. Of an issued one it is made once, with its kept UBL in it, and from then on always the same bytes, whatever
 * becomes of the house style; of a draft it is made anew, marked as a draft, and of a purchase order as well, which may change while it is
 * open. Null when there is no such document.
 */
export async function documentPdf(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  payAddressOf: PayAddressOf,
): Promise<StoredFile | null> {
  const kept = await readDocumentFile(trx, administrationId, documentId, mediaType);
  if (kept !== null) return kept;
  const [document] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
  if (document === undefined) return null;
  const sheet = await sheetOf(trx, administrationId, document, payAddressOf);
  const hasUbl = isIssued(document) && documentKinds[document.kind].mayGoOverPeppol;
  const ubl = hasUbl ? await documentXml(trx, administrationId, documentId) : null;
  const at = Temporal.Instant.from(document.editedAt ?? document.createdAt);
  const file = { name: fileName(document), mediaType, bytes: await printInThread(sheet, at, ubl) };
  if (isIssued(document) && document.kind !== "purchaseOrder")
    return keepDocumentFile(trx, administrationId, documentId, file);
  return { ...file, sha256: createHash("sha256").update(file.bytes).digest("hex") };
}

async function sheetOf(
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
  payAddressOf: PayAddressOf,
): Promise<Sheet> {
  const chosen = (await readHouseStyle(trx, administrationId)) ?? usualHouseStyle(countryOf(document.seller));
  const mayShowQr = await isModuleOn(trx, administrationId, "epcQr");
  const look = {
    document,
    style: { ...chosen, showsPaymentQr: chosen.showsPaymentQr && mayShowQr },
    logo: await readLogo(trx, administrationId),
  };
  if (!isIssued(document)) return { ...look, caption: "", payAddress: null, isSettled: false, since: untouched };
  const payAddress = await payAddressOf(trx, administrationId, document);
  const { caption, situation } = await renderTexts(trx, document, { payAddress });
  const [balance] = await balancesOf(trx, [document.id]);
  const { prepaidAmount } = document.totals;
  const since = balance && { paid: subtract(balance.paid, prepaidAmount), credited: balance.credited };
  return { ...look, caption, payAddress, isSettled: situation === "paid", since: since ?? untouched };
}
