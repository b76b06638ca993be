import { isPositive } from "#domain/amount.ts";
import type { IssuedDocument } from "#domain/document.ts";
import type { SupplierOrder } from "./supplier-order.ts";

/** Of a purchase order, what its supplier is told. */
export type OrderedDocument = Pick<
  IssuedDocument,
  | "number"
  | "issueDate"
  | "orderReference"
  | "buyerReference"
  | "deliveryDate"
  | "deliverTo"
  | "noteAboveLines"
  | "lines"
>;

/**
 * The number by which a supplier knows an order. One that is sent anew has another: under the first the supplier has the first, and a look-up
 * must not take that for this one.
 */
export const numberAtSupplier = (number: string, edition: number): string =>
  edition === 1 ? number : `${number}-${edition}`;

/** A purchase order as it goes to the supplier by a service: what is counted in it, line by line. Costs and texts are not ordered. */
export function supplierOrderOf(document: OrderedDocument, edition: number): SupplierOrder {
  const { deliverTo: to } = document;
  return {
    number: numberAtSupplier(document.number, edition),
    reference: document.buyerReference || document.orderReference,
    orderDate: document.issueDate,
    requestedDate: document.deliveryDate,
    delivery:
      to === null
        ? null
        : {
            mode: "ship",
            name: to.name,
            street: [to.streetName, to.additionalStreetName].filter((part) => part !== "").join(" "),
            city: to.cityName,
            postalCode: to.postalZone,
            countryCode: to.countryCode,
            contactName: "",
            phone: "",
          },
    showPrices: null,
    comments: document.noteAboveLines
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    lines: orderedLines(document).map((line) => ({
      lineId: String(line.position),
      suppliersItemIdentifier: line.sellersItemIdentifier,
      manufacturersItemIdentifier: "",
      description: line.itemName,
      quantity: line.quantity,
      unitCode: line.unitCode,
      requestedPrice: null,
      requestedDate: null,
    })),
  };
}

/** The lines that are ordered. */
export const orderedLines = ({ lines }: Pick<OrderedDocument, "lines">) =>
  lines.filter(({ kind, quantity }) => kind === "item" && isPositive(quantity));
