import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { Basket, contentOfBasket, type BasketLine } from "#domain/supplier/basket.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { askPlain } from "./answer.ts";
import { articleOf, currency, priceOf } from "./article.ts";
import { children, decimalAt, textAt } from "./elements.ts";
import { openOrder } from "./orders.ts";
import { branch } from "./request.ts";
import type { Cebeo } from "./settings.ts";

/** A line of the basket or of an order. Throws `remote.protocol_changed` for a quantity that is none: it is never guessed. */
export function lineOf(session: Cebeo, line: XmlElement, place: number): BasketLine {
  const lineId = textAt(line, "SupplierOrderLineID") || String(place);
  const { value: quantity } = decimalAt(line, "OrderedQuantity");
  if (quantity === null)
    throw new HubError("remote.protocol_changed", `Line ${lineId} at Cebeo has no quantity that can be read`, {
      details: { where: "OrderedQuantity" },
    });
  const { suppliersItemIdentifier, manufacturersItemIdentifier, brandName, gtin, name, unit, unitCode, vatRate } =
    articleOf(session, line);
  const price = priceOf(session, line, { quantity, unitCode: unitCode ?? "" });
  return {
    ...{ lineId, suppliersItemIdentifier, manufacturersItemIdentifier, brandName, gtin, description: name },
    ...{ quantity, unitCode: unitCode ?? "", suppliersUnit: unit, vatRate },
    // A price that cannot be read says so; none at all is to be asked.
    price: price.status === "noPrice" ? null : price,
    kind: "item",
    leadTimeDays: null,
    note: "",
  };
}

export const linesOf = (session: Cebeo, detail: XmlElement): readonly BasketLine[] =>
  children(detail, "OrderLine").map((line, index) => lineOf(session, line, index + 1));

async function basketNow(session: Cebeo): Promise<Basket> {
  const open = await openOrder(session);
  if (open === null) return { suppliersBasketId: "", currency, lines: [] };
  return { suppliersBasketId: open.suppliersNumber, currency, lines: [...linesOf(session, open.detail)] };
}

const raw = (basket: Basket): RawOutput<"basket.get"> => basket as never;

export const getBasket = async (session: Cebeo): Promise<RawOutput<"basket.get">> => raw(await basketNow(session));

/** Emptying takes what was put in meanwhile as well, so it is read again right before. */
export async function clearBasket(
  session: Cebeo,
  { content }: Input<"basket.clear">,
): Promise<RawOutput<"basket.clear">> {
  const basket = await basketNow(session);
  if (contentOfBasket(basket) !== content) return { changed: raw(basket) };
  if (basket.lines.length === 0) return { changed: null };
  const operation = branch("Order", branch("Delete", "<OpenOrder/>"));
  await askPlain(session, { responseType: "Message", operation, isRead: false });
  return { changed: null };
}
