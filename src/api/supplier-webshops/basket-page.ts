import { z } from "zod";
import { offers } from "#connect/connector.ts";
import { offeredOf, sideOf } from "#backoffice/take-basket.ts";
import { cents, sum, text, type Amount } from "#domain/amount.ts";
import { nameOfKind } from "#domain/document-kinds.ts";
import { offerSources } from "#domain/supplier/basket-line-offer.ts";
import { costFlags } from "#domain/supplier/cost.ts";
import { nameOfLine } from "#domain/supplier/own-lines.ts";
import { takesSupplierDocument } from "#domain/supplier/supplier-document.ts";
import { takesBasket } from "#domain/supplier/webshop-functions.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { readDocuments } from "#store/documents.ts";
import {
  basketSources,
  basketStates,
  emptiedStates,
  linesOf,
  matches,
  type StagedBasket,
  type StagedLine,
} from "#store/supplier-baskets.ts";
import { isLoginOfAnother } from "#store/supplier-entries.ts";
import type { ApiContext } from "#api/endpoint.ts";
import type { Desk } from "#api/documents/document-page.ts";
import { AmountShape, DocumentKindShape, Instant } from "#api/shapes.ts";
import { AboutDocumentShape, DocumentLineShape, documentPartOf } from "#api/supplier-documents/document-part.ts";
import { remarkText } from "./remark-text.ts";
import { productNameOf } from "./supplier-product.ts";

export const BasketRowShape = z
  .object({
    id: z.string(),
    entryId: z.string().nullable(),
    supplier: z.string(),
    alias: z.string().meta({ description: "Of the login it was fetched with" }),
    isMine: z.boolean(),
    fetchedBy: z.string(),
    fetchedAt: Instant,
    source: z.enum(basketSources),
    documentId: z.string().nullable(),
    currency: z.string(),
    state: z.enum(basketStates).meta({ description: "parked: it came back after its visit was over" }),
    emptied: z
      .enum(emptiedStates)
      .meta({ description: "At the supplier. failed: that is not known, and its lines may come again" }),
    emptiedAt: Instant.nullable(),
    lineCount: z.int(),
    version: z.int(),
  })
  .meta({ id: "SupplierBasketRow" });

const LineShape = z.object({
  position: z.int(),
  code: z.string().meta({ description: "Of the supplier" }),
  manufacturersItemIdentifier: z.string(),
  brandName: z.string(),
  gtin: z.string(),
  description: z.string().meta({ description: "As the shop wrote it; plain text, to be escaped" }),
  note: z.string(),
  kind: z.enum(["item", "contribution", "charge"]),
  suppliersUnit: z.string(),
  asked: AmountShape.meta({ description: "How many are in the basket at the supplier" }),
  net: AmountShape.nullable(),
  basisQuantity: AmountShape.nullable(),
  basisUnitCode: z.string(),
  cost: AmountShape.nullable().meta({ description: "For one of the unit it is ordered in, with what comes on top" }),
  costFlags: z.array(z.enum(costFlags)),
  match: z.enum(matches),
  item: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
  isTicked: z.boolean(),
  quantity: AmountShape,
  unitCode: z.string().meta({ description: "Empty: what the supplier writes is not known yet" }),
  enteredPrice: AmountShape.nullable(),
  takenQuantity: AmountShape,
  offer: z
    .object({
      quantity: AmountShape,
      unitCode: z.string(),
      price: AmountShape.nullable(),
      from: z.enum(offerSources),
      amount: AmountShape.nullable(),
      vatRate: AmountShape.nullable(),
    })
    .meta({ description: "How it would stand on the document, without VAT" }),
  fault: z
    .object({ field: z.enum(["quantity", "unitCode", "price", "vatRate"]), message: z.string() })
    .nullable()
    .meta({ description: "What keeps it from a document" }),
  said: z.string().meta({ description: "What the supplier says of the item itself; empty: nothing" }),
  supplierDocument: DocumentLineShape.nullable().meta({ description: "Null: it is of a basket" }),
});

export const BasketPageShape = BasketRowShape.extend({
  canEmpty: z.boolean(),
  doublesId: z
    .string()
    .nullable()
    .meta({ description: "An earlier basket of this login that held the same and was taken" }),
  remarks: z.array(z.string()).meta({ description: "What could not be read of it" }),
  target: z
    .object({
      id: z.string(),
      kind: DocumentKindShape,
      name: z.string(),
      currency: z.string(),
      version: z.int(),
      isDraft: z.boolean(),
      takesBasket: z.boolean(),
    })
    .nullable(),
  ticked: z.object({ count: z.int(), amount: AmountShape }),
  supplierDocument: AboutDocumentShape.nullable().meta({ description: "Null: it is a basket" }),
  lines: z.array(LineShape),
}).meta({ id: "SupplierBasket" });

const faultTexts = {
  quantity: "basket.noQuantity",
  price: "basket.noPrice",
  vatRate: "basket.noVat",
} as const;

export function faultText(
  field: keyof typeof faultTexts | "unitCode",
  suppliersUnit: string,
  language: Desk["reader"]["language"],
): string {
  if (field === "unitCode")
    return textOf("basket.noUnit", language, { unit: suppliersUnit === "" ? "–" : suppliersUnit });
  return textOf(faultTexts[field], language);
}

export const supplierNameOf = (
  { connectorById }: Pick<ApiContext, "connectorById">,
  { partyName, connector, alias }: Pick<StagedBasket, "partyName" | "connector" | "alias">,
): string => partyName ?? (connector === null ? alias : (productNameOf({ connectorById }, connector) ?? alias));

/** What a shop sent back through a browser is no basket of a login any more. */
const canEmptyOf = (
  { connectorById }: Pick<ApiContext, "connectorById">,
  { source, connector }: Pick<StagedBasket, "source" | "connector">,
): boolean => source === "service" && connector !== null && offers(connectorById(connector), "basket.clear");

/** The same, of this basket as things are: a login that became somebody else's own since is not emptied by others. */
export async function canEmptyNow(
  context: Pick<ApiContext, "connectorById">,
  { trx, administration, caller }: Pick<Desk, "trx" | "administration" | "caller">,
  basket: StagedBasket,
): Promise<boolean> {
  const { connectionId } = basket;
  if (connectionId === null || !canEmptyOf(context, basket)) return false;
  return !(await isLoginOfAnother(trx, administration.id, connectionId, caller.userId));
}

export const basketRowOf = (
  context: Pick<ApiContext, "connectorById">,
  basket: StagedBasket,
): z.input<typeof BasketRowShape> => ({
  id: basket.id,
  entryId: basket.entryId,
  supplier: supplierNameOf(context, basket),
  alias: basket.alias,
  isMine: basket.userId !== null,
  fetchedBy: basket.fetchedBy,
  fetchedAt: basket.fetchedAt,
  source: basket.source,
  documentId: basket.documentId,
  currency: basket.currency,
  state: basket.state,
  emptied: basket.emptied,
  emptiedAt: basket.emptiedAt,
  lineCount: basket.lineCount,
  version: basket.version,
});

/** A basket as it is looked at; for the document it was asked for, or another. */
export async function basketPage(
  context: Pick<ApiContext, "connectorById">,
  desk: Desk,
  basket: StagedBasket,
  documentId: string | null = basket.documentId,
): Promise<z.input<typeof BasketPageShape>> {
  const { trx, administration, reader, today } = desk;
  const { language } = reader;
  const [document] =
    documentId === null ? [] : await readDocuments(trx, administration.id, { ids: [documentId], limit: 1 });
  const supplier = supplierNameOf(context, basket);
  const side = document === undefined ? "purchase" : sideOf(document.kind);
  const place = { country: document?.vat[0]?.vatCountry ?? administration.country, today };
  const stored = await linesOf(trx, administration.id, basket.id);
  const isDocument = basket.supplierDocumentId !== null;
  // What came in is booked before anybody knows what it costs.
  const needsPrice = !isDocument || (document !== undefined && document.kind !== "purchaseReceipt");
  const lines = stored.map((line) => ({ line, ...offeredOf(line, side, place, needsPrice) }));
  const about = await documentPartOf(desk, basket, stored);
  const ticked = lines.filter(({ line }) => line.isTicked);
  const amounts = ticked.flatMap(({ amount }) => (amount === null ? [] : [amount]));
  return {
    ...basketRowOf(context, basket),
    canEmpty: await canEmptyNow(context, desk, basket),
    doublesId: basket.doublesId,
    // In the order of the lines, whatever found them.
    remarks: basket.remarks
      .toSorted((one, other) => one.line.localeCompare(other.line, "en", { numeric: true }))
      .map((remark) => remarkText(remark, language)),
    target:
      document === undefined
        ? null
        : {
            id: document.id,
            kind: document.kind,
            name: [nameOfKind(document.kind, language, administration.country), document.number ?? ""].join(" ").trim(),
            currency: document.currency,
            version: document.version,
            isDraft: document.status === "draft",
            takesBasket: isDocument ? takesSupplierDocument(document.kind) : takesBasket(document.kind),
          },
    ticked: { count: ticked.length, amount: text(cents(sum(amounts))) },
    supplierDocument: about?.document ?? null,
    lines: lines.map(({ line, offer, vatRate, fault, amount }) => ({
      ...lineOf(line, language),
      offer: {
        quantity: text(offer.quantity),
        unitCode: offer.unitCode,
        price: textOrNull(offer.price),
        from: offer.from,
        amount: textOrNull(amount),
        vatRate: textOrNull(vatRate),
      },
      fault: fault === null ? null : { field: fault, message: faultText(fault, line.asRead.suppliersUnit, language) },
      said: saysUnknown(line) ? textOf("basket.lineUnknown", language, { supplier }) : "",
      supplierDocument: about?.lines.get(line.position) ?? null,
    })),
  };
}

const textOrNull = (value: Amount | null): string | null => (value === null ? null : text(value));

const saysUnknown = ({ asRead: { price } }: StagedLine): boolean =>
  price !== null && ["unknown", "discontinued"].includes(price.status);

function lineOf(
  line: StagedLine,
  language: TextLanguage,
): Omit<z.input<typeof LineShape>, "offer" | "fault" | "said" | "supplierDocument"> {
  const { asRead, item } = line;
  return {
    position: line.position,
    code: asRead.suppliersItemIdentifier,
    manufacturersItemIdentifier: asRead.manufacturersItemIdentifier,
    brandName: asRead.brandName,
    gtin: asRead.gtin,
    description: nameOfLine(asRead, language),
    note: asRead.note,
    kind: asRead.kind,
    suppliersUnit: asRead.suppliersUnit,
    asked: text(asRead.quantity),
    net: textOrNull(asRead.price?.net ?? null),
    basisQuantity: textOrNull(asRead.price?.basis.quantity ?? null),
    basisUnitCode: asRead.price?.basis.unitCode ?? "",
    cost: textOrNull(line.cost),
    costFlags: costFlags.filter((flag) => line.costFlags.includes(flag)),
    match: line.match,
    item: item === null ? null : { id: item.id, code: item.sellersItemIdentifier, name: item.name },
    isTicked: line.isTicked,
    quantity: text(line.quantity),
    unitCode: line.unitCode,
    enteredPrice: textOrNull(line.enteredPrice),
    takenQuantity: text(line.takenQuantity),
  };
}
