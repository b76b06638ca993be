import { asHubError, HubError } from "#domain/error.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { askPlain } from "./answer.ts";
import { child, textAt } from "./elements.ts";
import { branch, leaf, type Xml } from "./request.ts";
import type { Cebeo } from "./settings.ts";

/** An order or the basket, as Cebeo has it. */
export interface OrderThere {
  readonly header: XmlElement | null;
  readonly detail: XmlElement;
  readonly suppliersNumber: string;
  readonly ourNumber: string;
}

async function getOrder(session: Cebeo, which: Xml): Promise<OrderThere | null> {
  const operation = branch("Order", branch("Get", which));
  const response = await askPlain(session, { responseType: "Detail", operation, isRead: true });
  const detail = child(child(response, "Order"), "Detail");
  if (detail === null) return null;
  const header = child(detail, "OrderHeader");
  return {
    header,
    detail,
    suppliersNumber: textAt(header, "SupplierOrderID"),
    ourNumber: textAt(header, "CustomerOrderID"),
  };
}

/** The basket of this login; null when there is none. */
export const openOrder = (session: Cebeo): Promise<OrderThere | null> => getOrder(session, "<OpenOrder/>");

/**
 * The order with a number of theirs or of ours; null when Cebeo has none. An order of another number is never taken for it: throws
 * `remote.protocol_changed`.
 */
export async function orderBy(
  session: Cebeo,
  element: "SupplierOrderID" | "CustomerOrderID",
  number: string,
): Promise<OrderThere | null> {
  const found = await getOrder(session, leaf(element, number));
  if (found === null) return null;
  const its = element === "SupplierOrderID" ? found.suppliersNumber : found.ourNumber;
  if (its === number.trim()) return found;
  throw new HubError(
    "remote.protocol_changed",
    `Cebeo was asked for order ${number} and answered ${its || "another"}`,
    {
      details: { where: element },
    },
  );
}

/** The same, where a refusal is one answer of two: what Cebeo says of a number it does not know is published nowhere. */
export const orderOrRefusal = (
  session: Cebeo,
  element: "SupplierOrderID" | "CustomerOrderID",
  number: string,
): Promise<OrderThere | HubError | null> =>
  orderBy(session, element, number).catch((thrown: unknown) => {
    const error = asHubError(thrown);
    if (error.code === "document.rejected") return error;
    throw thrown;
  });
