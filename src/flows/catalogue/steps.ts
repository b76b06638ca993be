import { transformed, TransformNames, type Transform } from "#connect/transform.ts";
import { asHubError } from "#domain/error.ts";
import type { Item } from "#domain/item.ts";

/** The steps of own modules that a coupling names, in their order; none where its kind has no such setting. */
export const stepNames = (settings: Readonly<Record<string, unknown>>): readonly string[] =>
  TransformNames.safeParse(settings["transforms"]).data ?? [];

export interface StoppedItem {
  readonly item: Item;
  readonly stop: {
    readonly kind: "held";
    readonly code: "stop.step";
    readonly details: Readonly<Record<string, string>>;
  };
}

/**
 * Items as the steps make them; one that a step stops keeps no other. Of an item with warehouses a step is given no stock of the whole:
 * where it says one, that counts, and the warehouses do not.
 */
export function throughSteps(
  given: readonly Item[],
  steps: readonly Transform[],
): { readonly items: readonly Item[]; readonly stopped: readonly StoppedItem[] } {
  if (steps.length === 0) return { items: given, stopped: [] };
  const items: Item[] = [];
  const stopped: StoppedItem[] = [];
  for (const item of given) {
    const hasWarehouses = item.warehouses.length > 0;
    try {
      const made = transformed(hasWarehouses ? { ...item, stock: null } : item, steps);
      items.push(hasWarehouses && made.stock !== null ? { ...made, warehouses: [] } : made);
    } catch (thrown) {
      const { details } = asHubError(thrown);
      const said = { step: details["transform"] ?? "", value: details["value"] ?? "" };
      stopped.push({ item, stop: { kind: "held", code: "stop.step", details: said } });
    }
  }
  return { items, stopped };
}
