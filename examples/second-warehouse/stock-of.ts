import type { ModuleKit } from "#connect/own-module.ts";
import type { Transform } from "#connect/transform.ts";

/** The item with the stock of one warehouse of the source, instead of what the source says by itself. */
export const stockOf = (
  { HubError }: ModuleKit,
  id: string,
  labels: Transform["labels"],
  warehouseId: string,
): Transform => ({
  id,
  labels,
  item(item) {
    const found = item.warehouses.find((warehouse) => warehouse.warehouseId === warehouseId);
    // Zero would be a guess: a shop would stop selling what lies there.
    if (found === undefined && item.warehouses.length > 0)
      throw new HubError("document.invalid", `ligt niet in magazijn ${warehouseId}`);
    return found === undefined ? item : { ...item, stock: found.available };
  },
});
