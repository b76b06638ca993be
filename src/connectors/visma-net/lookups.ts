import { z } from "zod";
import type { RawOutput } from "#connect/operations.ts";
import { counted, readAll } from "./paging.ts";
import type { Visma } from "./settings.ts";
import { decimalText } from "./wire.ts";

const Words = z.string().nullish();
const Warehouse = z.object({ ...counted, warehouseID: z.string(), description: Words });
const Category = z.object({
  ...counted,
  vatCategoryId: z.string(),
  description: Words,
  active: z.boolean().nullish(),
});
/** The rate has either name, by the version of the interface. */
const Schedule = z.object({ startDate: Words, vatRate: z.number().nullish(), taxRate: z.number().nullish() });
const Vat = z.object({
  ...counted,
  vatId: z.string(),
  description: Words,
  vatCategoryId: Words,
  schedules: z.array(Schedule).nullish(),
});

export async function listWarehouses(visma: Visma): Promise<RawOutput<"warehouses.list">> {
  const list = {
    path: "v1/warehouse",
    row: Warehouse,
    keyOf: ({ warehouseID }: z.output<typeof Warehouse>) => warehouseID,
  };
  const rows = await readAll(visma, list);
  return { items: rows.map(({ warehouseID, description }) => ({ id: warehouseID, name: description || warehouseID })) };
}

/** Categories are what lines carry; the codes with their rates hang under them. */
export async function listVatClasses(visma: Visma): Promise<RawOutput<"vatClasses.list">> {
  const list = {
    path: "v1/vatCategory",
    row: Category,
    keyOf: ({ vatCategoryId }: z.output<typeof Category>) => vatCategoryId,
  };
  const rows = (await readAll(visma, list)).filter(({ active }) => active !== false);
  return { items: rows.map(({ vatCategoryId: id, description }) => ({ id, name: description || id })) };
}

/** The rate of a code as it is today; codes without one are of no rate. Country and class are for a person to choose: codes follow zones. */
export async function listTaxRates(visma: Visma): Promise<RawOutput<"taxRates.list">> {
  const { settings, now } = visma;
  const today = now().toZonedDateTimeISO(settings.timeZone).toPlainDate().toString();
  const rows = await readAll(visma, { path: "v1/vat", row: Vat, keyOf: ({ vatId }: z.output<typeof Vat>) => vatId });
  return {
    items: rows.flatMap(({ vatId, description, vatCategoryId, schedules }) => {
      const begun = (schedules ?? []).filter(({ startDate }) => (startDate ?? "").slice(0, 10) <= today);
      const latest = begun.toSorted((a, b) => ((a.startDate ?? "") < (b.startDate ?? "") ? -1 : 1)).at(-1);
      const rate = latest?.vatRate ?? latest?.taxRate ?? null;
      if (rate === null) return [];
      const name = description || vatId;
      return [{ id: vatId, country: "", rate: decimalText(rate), name, vatClass: vatCategoryId ?? "" }];
    }),
  };
}
