import QRCode from "qrcode";
import { vatText } from "#backoffice/pdf/head.ts";
import { printIban } from "#backoffice/pdf/payment.ts";
import { add, compare, isPositive, text, type Amount } from "#domain/amount.ts";
import type { DocumentParty } from "#domain/document.ts";
import { nameOfKind } from "#domain/document-kinds.ts";
import { epcQrPayload } from "#domain/epc-qr.ts";
import { payConnectorsFor } from "#domain/pay-ways.ts";
import { isOver, isUnderWay } from "#domain/provider-payment.ts";
import { printPaymentReference } from "#domain/references.ts";
import { amountText, dayText } from "#domain/texts/format.ts";
import type { Transaction } from "#store/database.ts";
import { balancesOf } from "#store/document-balance.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { readHouseStyle, readLogo } from "#store/house-styles.ts";
import { attemptsOf, type Attempt } from "#store/payment-attempts.ts";
import { payWaysOf } from "#store/pay-links.ts";
import type { PayView } from "./pay-html.ts";
import { payText } from "./pay-texts.ts";

/** What stands between paid and not paid, as the customer has to know it. */
function noticeOf(
  open: Amount,
  payable: Amount,
  credited: Amount,
  attempts: readonly Attempt[],
  isBack: boolean,
): PayView["notice"] {
  if (!isPositive(open)) {
    const isCredited = compare(credited, payable) >= 0;
    return { key: isCredited ? "credited" : "paid", more: null, tone: "good" };
  }
  if (attempts.some((one) => isUnderWay(one.state))) return { key: "waiting", more: "waitingHow", tone: "wait" };
  const [latest] = attempts;
  if (isBack && latest?.state === "open") return { key: "waiting", more: "waitingOpen", tone: "wait" };
  if (isBack && latest !== undefined && isOver(latest.state)) return { key: "stopped", more: null, tone: "act" };
  if (attempts.some((one) => isPositive(one.chargedBack))) return { key: "takenBack", more: null, tone: "act" };
  return null;
}

/** What a customer sees of one document now; null when there is nothing of it to show. `isBack`: coming from the provider's page. */
export async function payViewOf(
  trx: Transaction,
  administrationId: string,
  documentId: string,
  { key, isBack, isBroken }: { readonly key: string; readonly isBack: boolean; readonly isBroken: boolean },
): Promise<PayView | null> {
  const [document] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
  const [balance] = await balancesOf(trx, [documentId]);
  if (document === undefined || balance === undefined || document.status === "draft") return null;
  const { language, currency } = document;
  const place = { language, country: document.seller.address.countryCode || "BE" };
  const money = (value: Amount) => amountText(text(value), currency, place);
  const attempts = await attemptsOf(trx, administrationId, documentId);
  const { open, payable, paid, credited } = balance;
  const found = noticeOf(open, payable, credited, attempts, isBack);
  const notice = isBroken && isPositive(open) ? ({ key: "broken", more: null, tone: "act" } as const) : found;
  const isWaiting = notice?.tone === "wait";
  const isDue = isPositive(open) && document.status === "issued";
  const mayStart = isDue && notice?.more !== "waitingHow";
  const ways = mayStart ? await payWaysOf(trx, administrationId, payConnectorsFor(currency)) : [];
  const settled = add(paid, credited);
  const name = nameOfKind(document.kind, language, place.country);
  const logo = await readLogo(trx, administrationId);
  return {
    language,
    seller: document.seller.name,
    logo: logo === null ? null : `data:${logo.mediaType};base64,${logo.bytes.toString("base64")}`,
    sellerFacts: sellerFactsOf(document.seller),
    document: `${name} ${document.number}`,
    pdf: `${key}/pdf`,
    due: isDue ? money(open) : null,
    total: isPositive(settled) ? payText(language, "total", { amount: money(payable), settled: money(settled) }) : null,
    until: document.dueDate === null ? null : payText(language, "until", { date: dayText(document.dueDate, place) }),
    notice,
    isWaiting,
    ways: ways.map(({ connector }) => ({ connector, action: `${key}/${connector}` })),
    transfer: mayStart ? await transferOf(trx, administrationId, document, open, money(open)) : null,
  };
}

function sellerFactsOf(seller: DocumentParty): string[] {
  const { streetName, postalZone, cityName } = seller.address;
  const place = [postalZone, cityName].filter((part) => part !== "").join(" ");
  return [
    [streetName, place].filter((part) => part !== "").join(", "),
    vatText(seller),
    seller.phone,
    seller.email,
  ].filter((fact) => fact !== "");
}

/** The account, the reference and the code for the banking app; null when the seller has no account on the document. */
async function transferOf(
  trx: Transaction,
  administrationId: string,
  document: StoredDocument,
  open: Amount,
  amount: string,
): Promise<PayView["transfer"]> {
  const { sellerIban: iban, paymentReference: reference, currency, seller, number } = document;
  if (iban === "") return null;
  const style = await readHouseStyle(trx, administrationId);
  const payload = epcQrPayload({
    beneficiary: seller.name,
    iban,
    amount: open,
    currency,
    reference: reference || (number ?? ""),
    ...(style !== null && { belgianReferenceAs: style.belgianReferenceAs }),
  });
  const svg =
    payload === null ? null : await QRCode.toString(payload, { type: "svg", errorCorrectionLevel: "M", margin: 0 });
  return {
    qr: svg === null ? null : `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`,
    amount,
    rows: [
      ["beneficiary", seller.name],
      ["account", printIban(iban)],
      ["amount", amount],
      ["reference", reference === "" ? (number ?? "") : printPaymentReference(reference)],
    ],
  };
}
