import { z } from "zod";
import { whyNotChangeable } from "#backoffice/purchases/changeable-order.ts";
import { countingSending, isChangedSinceSent } from "#backoffice/purchases/send-order.ts";
import { amount, isNegative, isPositive, isZero, subtract, zero, type Amount } from "#domain/amount.ts";
import { nameOfKind } from "#domain/document-kinds.ts";
import { remedies, type ErrorCode } from "#domain/error.ts";
import { textOf } from "#domain/texts/text.ts";
import { orderAnswers } from "#domain/supplier/supplier-order.ts";
import { readDocuments } from "#store/documents.ts";
import { receivedLines } from "#store/purchase-orders.ts";
import { sendingsOf, sendingStates, type Sending } from "#store/purchase-sendings.ts";
import type { Desk } from "#api/documents/document-page.ts";
import type { ApiContext } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import type { Reader } from "#api/reader.ts";
import { AmountShape, Instant } from "#api/shapes.ts";
import { orderRoads, takesOrdersOf } from "./order-roads.ts";

const SendingShape = z
  .object({
    id: z.string(),
    channel: z.enum(["service", "mail"]),
    state: z.enum(sendingStates).meta({
      description:
        "`unknown`: its answer was lost, and it may be there; `notThere`: a person found out that it is not, or the mail was taken back",
    }),
    supplier: z.string().meta({ description: "Name of the login it went by, or of the supplier" }),
    recipient: z.string().nullable(),
    answer: z.enum(orderAnswers).nullable(),
    supplierNumber: z.string().meta({ description: "Its reference, for people; empty when it gave none" }),
    answerText: z.string(),
    lines: z.array(
      z.object({
        position: z.int().nullable().meta({ description: "Of our line; null where the supplier names another" }),
        suppliersItemIdentifier: z.string(),
        ordered: AmountShape.nullable(),
        backordered: AmountShape.nullable(),
        backorderDate: z.string().nullable(),
        netPrice: AmountShape.nullable(),
        text: z.string(),
      }),
    ),
    reason: z
      .object({
        code: z.string(),
        message: z.string().meta({ description: "For people, in the language of the request" }),
        text: z.string().meta({ description: "As the other side said it" }),
      })
      .nullable(),
    asksPerson: z.boolean().meta({ description: "Nobody looks any more by itself: a person says whether it is there" }),
    nextAt: Instant.nullable().meta({ description: "When it is tried or asked after again" }),
    requestedAt: Instant,
    requestedBy: z.string(),
    sentAt: Instant.nullable(),
    settledBy: z.string().nullable(),
  })
  .meta({ id: "PurchaseSending" });

export const PurchaseOrderShape = z
  .object({
    documentId: z.string(),
    version: z.int(),
    status: z.string(),
    sendings: z.array(SendingShape).meta({ description: "Every time it was sent, the latest first" }),
    isChangedSinceSent: z.boolean(),
    mayChange: z
      .boolean()
      .meta({ description: "It is open, and nothing was made of it: it can be saved as a draft can" }),
    received: z.enum(["none", "part", "all"]),
    lines: z.array(
      z.object({
        position: z.int(),
        quantity: AmountShape,
        received: AmountShape,
        invoiced: AmountShape,
        leftToReceive: AmountShape,
        leftToInvoice: AmountShape,
      }),
    ),
    roads: z
      .array(z.object({ id: z.string(), name: z.string(), system: z.string() }))
      .meta({ description: "Logins at this supplier that are set up for ordering, of everybody and one's own" }),
  })
  .meta({ id: "PurchaseOrder" });
type Page = z.input<typeof PurchaseOrderShape>;

const textOr = (value: Amount | null): string | null => (value === null ? null : String(value));

/** Why an order is not at its supplier, or not known to be. */
function reasonOf(
  sending: Sending,
  number: string,
  supplier: string,
  reader: Reader,
): Page["sendings"][number]["reason"] {
  const { reasonCode: given, reasonText: text } = sending;
  if (given === "") return null;
  const code = given in remedies ? (given as ErrorCode) : "internal.unexpected";
  const said = code === "mapping.missing" || code === "document.totals_mismatch" ? "internal.unexpected" : code;
  const record = `${nameOfKind("purchaseOrder", reader.language, reader.country)} ${number}`;
  return { code, message: textOf(`error.${said}.title`, reader.language, { record, system: supplier }), text };
}

function sendingOf(sending: Sending, number: string, buyerName: string, reader: Reader): Page["sendings"][number] {
  const { channel, connectionName, answerLines } = sending;
  const supplier = connectionName ?? buyerName;
  return {
    id: sending.id,
    channel,
    state: sending.state,
    supplier,
    recipient: sending.recipient,
    answer: sending.answer,
    supplierNumber: sending.supplierNumber,
    answerText: sending.answerText,
    lines: answerLines.map((line) => ({
      position: /^\d{1,9}$/.test(line.lineId) ? Number(line.lineId) : null,
      suppliersItemIdentifier: line.suppliersItemIdentifier,
      ordered: textOr(line.ordered),
      backordered: textOr(line.backordered),
      backorderDate: line.backorderDate,
      netPrice: textOr(line.netPrice),
      text: line.text,
    })),
    reason: reasonOf(sending, number, supplier, reader),
    asksPerson: sending.asksPerson,
    nextAt: sending.nextAt,
    requestedAt: sending.requestedAt,
    requestedBy: sending.requestedBy,
    sentAt: sending.sentAt,
    settledBy: sending.settledBy,
  };
}

/** Never below nothing: more may have come in than was ordered. */
const rest = (of: Amount, less: Amount): string => {
  const left = subtract(of, less);
  return String(isNegative(left) && !isNegative(of) ? zero : left);
};

/** What stands around a purchase order: what its supplier was told and answered, and what came in of it. Throws `request.not_found`. */
export async function purchaseOrderPage(
  { trx, administration, reader, caller }: Desk,
  context: ApiContext,
  documentId: string,
): Promise<Page> {
  // Before the document: what a supplier answers changes both at once, and a sent order is not shown as if nobody had confirmed it.
  const sendings = await sendingsOf(trx, administration.id, documentId);
  const [document] = await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  if (document === undefined || document.kind !== "purchaseOrder")
    throw new RequestRefused("request.not_found", "There is no such purchase order");
  const lines = await receivedLines(trx, administration.id, documentId);
  const left = lines.map(({ quantity, received }) => rest(quantity, received));
  const hasReceived = lines.some(({ received }) => !isZero(amount(String(received))));
  const isAll = hasReceived && left.every((value) => !isPositive(amount(value)));
  return {
    documentId,
    version: document.version,
    status: document.status,
    sendings: sendings.map((sending) => sendingOf(sending, document.number ?? "", document.buyer.name, reader)),
    isChangedSinceSent: countingSending(sendings)?.state === "sent" && isChangedSinceSent(document, sendings),
    mayChange: (await whyNotChangeable(trx, administration.id, document)) === null,
    received: isAll ? "all" : hasReceived ? "part" : "none",
    lines: lines.map(({ position, quantity, received, invoiced }, index) => ({
      position,
      quantity: String(quantity),
      received: String(received),
      invoiced: String(invoiced),
      leftToReceive: left[index] ?? "0",
      leftToInvoice: rest(quantity, invoiced),
    })),
    roads: (await orderRoads(trx, context, administration.id, caller.userId))
      .filter((road) => takesOrdersOf(road, document.buyerId))
      .map(({ id, name, system }) => ({ id, name, system })),
  };
}
