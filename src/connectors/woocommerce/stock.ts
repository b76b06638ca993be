import type { Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { stockOf } from "./items.ts";
import { WooStockBatch } from "./schema.ts";
import type { WooCommerceSettings } from "./settings.ts";
import { recordId, wholeUnits } from "./writing.ts";

type Wanted = Input<"stock.set">["items"][number];

/**
 * Absolute stock, products in one batch and variations in one per product: the shop takes a hundred at a time. Without the consent of the setting
 * what is not counted stays uncounted: the shop says yes to that and keeps nothing, which is told as null. Throws
 * `document.rejected` when one of them is refused; the others are written then, and may be written again.
 */
export async function setStock(
  { http, settings, signal }: Session<WooCommerceSettings>,
  { items }: Input<"stock.set">,
): Promise<RawOutput<"stock.set">> {
  const updates = new Map<string, object[]>();
  for (const item of items) {
    const path = pathOf(item);
    const counted = settings.managesStock ? { manage_stock: true } : {};
    const update = { id: Number(recordId(item.externalId)), ...counted, stock_quantity: wholeUnits(item.quantity) };
    updates.set(path, [...(updates.get(path) ?? []), update]);
  }
  const stands = new Map<string, string | null>();
  const refused: { readonly id: string; readonly code: string }[] = [];
  for (const [path, update] of updates) {
    signal.throwIfAborted();
    const answer = await http.json({ method: "POST", path, json: { update } }, WooStockBatch);
    for (const one of answer.update) {
      if ("error" in one) refused.push({ id: one.id, code: one.error.code });
      else stands.set(one.id, stockOf(one));
    }
  }
  const [first] = refused;
  if (first !== undefined) {
    const ids = refused.map(({ id }) => id).join(", ");
    throw new HubError("document.rejected", `The shop refuses the stock of ${ids} (${first.code})`, {
      details: { code: first.code, field: "quantity", ids },
    });
  }
  return {
    items: items.map(({ externalId }) => {
      const quantity = stands.get(externalId);
      if (quantity === undefined)
        throw new HubError("remote.protocol_changed", `The shop says nothing of the stock of ${externalId}`);
      return { externalId, quantity };
    }),
  };
}

const pathOf = ({ externalParentId }: Wanted): string =>
  externalParentId === "" ? "wc/v3/products/batch" : `wc/v3/products/${recordId(externalParentId)}/variations/batch`;
