import type { CreateOperation } from "#connect/connector.ts";
import type { Input } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { createInvoice, findInvoice } from "./invoices.ts";
import { createOrder, findOrder } from "./sales-orders.ts";
import type { Settings, VismaSettings } from "./settings.ts";

/** A job may stand in their queue for long: a look-up before it ran would find nothing, and a repeat make a second one. */
const backgroundSeconds = 3600;

/** The type of sales order that a document becomes; null for an invoice. Throws `capability.missing` for what has no place there. */
function orderTypeFor({ draft: { kind } }: Input<"documents.create">, settings: Settings): string | null {
  const { orderType, creditOrderType } = settings;
  if (kind === "orderSlip") return orderType;
  if (kind === "invoice") return null;
  if (kind === "creditNote" && creditOrderType !== "") return creditOrderType;
  const why =
    kind === "creditNote"
      ? "Visma Net has no order type for credits in the settings of this connection: credit it there by hand"
      : `Visma Net takes no document of the kind ${kind}`;
  throw new HubError("capability.missing", why, { details: { operation: "documents.create", kind } });
}

export const createDocument = (settings: Settings): CreateOperation<VismaSettings, "documents.create"> => ({
  repeat: "look-up",
  visibleAfterSeconds: Math.max(Number(settings.visibleAfterSeconds), settings.background ? backgroundSeconds : 0),
  async find(visma, key, sought) {
    const type = orderTypeFor(sought.input, settings);
    return type === null ? findInvoice(visma, key) : findOrder(visma, key, sought);
  },
  async run(visma, input, key) {
    const type = orderTypeFor(input, settings);
    return type === null ? createInvoice(visma, input, key) : createOrder(visma, type, input, key);
  },
});
