import { z } from "zod";
import type { Sought } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { isZero } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { Address } from "#domain/party.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { linesWithin } from "./address-lines.ts";
import { outLines } from "./document-lines.ts";
import { saysAbsent } from "./errors.ts";
import type { Visma } from "./settings.ts";
import { jsonNumber, keyInPath, madeAt, ordersPath } from "./wire.ts";

type Create = Input<"documents.create">;
type Made = RawOutput<"documents.create">;

/** Where our key stands in an order: at most 40 characters. */
export const referenceOf = (key: string): string => key.slice(0, 40);

interface Receiver {
  readonly name: string;
  readonly attention: string;
  readonly email: string;
  readonly phone: string;
}

/** An address is sent whole or not at all: nothing of it is filled in from the customer. */
function placeOf(address: Address, receiver: Receiver): Record<string, unknown> | null {
  const [line1 = "", line2, line3] = linesWithin(50, address.streetName, address.additionalStreetName);
  const { postalZone, cityName: city, countryCode: countryId } = address;
  const postalCode = postalZone.trim();
  if (line1 === "" || postalCode === "" || city.trim() === "" || countryId === "") return null;
  const lines = { line1, ...(line2 !== undefined && { line2 }), ...(line3 !== undefined && { line3 }) };
  const { name, attention, email, phone } = receiver;
  const contact = {
    name: name.slice(0, 255),
    ...(attention !== "" && { attention: attention.slice(0, 255) }),
    ...(email !== "" && { email: email.slice(0, 255) }),
    ...(phone !== "" && { phone1: phone.slice(0, 50) }),
  };
  return {
    address: { ...lines, postalCode: postalCode.slice(0, 20), city: city.trim().slice(0, 50), countryId },
    contact,
  };
}

/** A country alone says where nobody lives. */
const saysWhere = ({ streetName, additionalStreetName, postalZone, cityName }: Address): boolean =>
  [streetName, additionalStreetName, postalZone, cityName].some((part) => part.trim() !== "");

function addressesOf({ buyer, deliverTo, orderReference, kind }: Create["draft"]): Record<string, unknown> {
  const { name, contactName, phone } = buyer;
  const email = buyer.email.trim();
  const billing = placeOf(buyer.address, {
    name: name || contactName,
    attention: name === "" ? "" : contactName,
    email,
    phone,
  });
  // Left out, the goods would go to wherever the customer lives.
  if (kind !== "creditNote" && deliverTo === null && billing === null && saysWhere(buyer.address))
    throw saidError("document.invalid", textLater("says.invoiceAddress", { key: orderReference }));
  if (deliverTo === null) return billing === null ? {} : { billing, shipping: billing };
  const receiver = { name: deliverTo.name || name || contactName, attention: "", email, phone };
  const shipping = placeOf(deliverTo, receiver);
  if (shipping === null)
    throw saidError("document.invalid", textLater("says.deliveryAddress", { key: orderReference }));
  return { ...(billing !== null && { billing }), shipping };
}

/** The description is left out: it must hold no personal data, and nothing of an order is known to hold none. */
function bodyOf(visma: Visma, type: string, { draft, issueDate, customerId, codes }: Create, key: string) {
  const { settings } = visma;
  return {
    type,
    customer: { id: customerId, order: draft.orderReference.slice(0, 40), refNo: referenceOf(key) },
    date: issueDate,
    currencyId: draft.currency,
    branchId: settings.branch,
    ...addressesOf(draft),
    orderLines: outLines(draft, codes, settings).map((line) => ({
      inventoryId: line.item,
      quantity: jsonNumber(line.quantity),
      unitPrice: jsonNumber(line.unitPrice),
      hasManualPrice: true,
      ...(!isZero(line.discount) && { discountAmount: jsonNumber(line.discount), hasManualDiscount: true }),
      ...(line.vatCode !== "" && { taxCategoryId: line.vatCode }),
      ...(line.description !== "" && { description: line.description }),
    })),
  };
}

export async function createOrder(visma: Visma, type: string, input: Create, key: string): Promise<Made> {
  const json = bodyOf(visma, type, input, key);
  const { headers } = await visma.http.done({ method: "POST", path: ordersPath(visma), json });
  const [madeType = "", number = ""] = madeAt(headers, "Visma Net", 2);
  return { id: `${madeType}/${number}`, number };
}

const Row = z.object({
  type: z.string(),
  orderId: z.string().min(1),
  customer: z.object({ order: z.string().nullish(), refNo: z.string().nullish() }),
});
const Orders = z.object({ value: z.array(Row), nextPage: z.string().nullish() });

/** Of what is asked of the customer's orders so much is older than the first attempt: their clock is not ours. */
const beforeFirst = { hours: 24 };

/**
 * There is no filter on a reference, so the customer's orders since the first attempt are compared one by one. An empty list proves nothing by
 * itself: asked of another company, it is empty as well. Then the customer has to be there.
 */
export async function findOrder(
  visma: Visma,
  key: string,
  { input, secondsSinceFirst }: Sought<"documents.create">,
): Promise<Made | null> {
  const { http, now, signal } = visma;
  const modifiedSince = now()
    .subtract({ seconds: secondsSinceFirst })
    .subtract(beforeFirst)
    .toString({ smallestUnit: "second" });
  const reference = referenceOf(key);
  let before = "";
  let seen = 0;
  for (let pageIndex = 0; ; pageIndex += 1) {
    signal.throwIfAborted();
    const query = { customerId: input.customerId, modifiedSince, pageIndex, pageSize: 100 };
    const { value, nextPage } = await http.json({ method: "GET", path: ordersPath(visma), query }, Orders);
    const [first] = value;
    const here = first === undefined ? "" : `${first.type}/${first.orderId}`;
    if (first === undefined || here === before) break;
    before = here;
    seen += value.length;
    const found = value.find(({ customer }) => customer.refNo === reference);
    if (found !== undefined) return { id: `${found.type}/${found.orderId}`, number: found.orderId };
    if (!nextPage) break;
  }
  if (seen === 0) await demandCustomer(visma, input.customerId);
  return null;
}

async function demandCustomer({ http }: Visma, customerId: string): Promise<void> {
  const path = `v1/customer/${keyInPath(customerId)}`;
  const customer = await http.jsonOrNull({ method: "GET", path }, z.object({ number: z.unknown() }), saysAbsent);
  if (customer === null)
    throw new HubError(
      "remote.conflict",
      `Visma Net does not have customer ${customerId}: is this the same company as before?`,
      {
        asksPerson: true,
      },
    );
}
