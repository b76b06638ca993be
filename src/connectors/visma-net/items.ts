import { z } from "zod";
import type { Input, RawOutput } from "#connect/operations.ts";
import { amount, sum, text } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { Item, WarehouseStock } from "#domain/item.ts";
import { saysAbsent } from "./errors.ts";
import { counted, firstPlace, readChanges } from "./paging.ts";
import type { Settings, Visma } from "./settings.ts";
import { decimalText, instantOf, keyInPath, reading } from "./wire.ts";

const Described = z.object({ id: z.string().nullish(), description: z.string().nullish() }).nullish();
const Listed = <T extends z.ZodType>(one: T) => z.array(one).nullish();

const Row = z.object({
  ...counted,
  inventoryNumber: z.string().min(1),
  description: z.string().nullish(),
  body: z.string().nullish(),
  status: z.string().nullish(),
  type: z.string().nullish(),
  stockItem: z.boolean().nullish(),
  baseUnit: z.string().nullish(),
  salesUnit: z.string().nullish(),
  defaultPrice: z.number().nullish(),
  recommendedPrice: z.number().nullish(),
  vatCode: Described,
  itemClass: Described,
  lastModifiedDateTime: z.string().nullish(),
  warehouseDetails: Listed(
    z.object({
      warehouse: z.string(),
      isDefault: z.boolean().nullish(),
      available: z.number().nullish(),
      availableForShipment: z.number().nullish(),
    }),
  ),
  crossReferences: Listed(z.object({ alternateType: z.string().nullish(), alternateId: z.string().nullish() })),
  attachments: Listed(
    z.object({ id: z.string(), name: z.string().nullish(), revision: z.union([z.number(), z.string()]).nullish() }),
  ),
  attributes: Listed(
    z.object({ id: z.string().nullish(), description: z.string().nullish(), value: z.string().nullish() }),
  ),
  salesCategories: Listed(z.object({ description: z.string().nullish() })),
});
type Row = z.output<typeof Row>;

const parts = [
  "CrossReference",
  "Attachment",
  "Attribute",
  "WarehouseDetail",
  "AccountInformation",
  "InventoryUnits",
  "SupplierDetails",
  "SalesCategories",
  "Note",
] as const;

/** Every flag, by name: one that is left out counts as true for now, and makes the answer many times as large. */
const expanding = (...wanted: (typeof parts)[number][]): Record<string, boolean> =>
  Object.fromEntries(parts.map((part) => [`expand${part}`, wanted.includes(part)]));

const whole = expanding("CrossReference", "Attachment", "Attribute", "WarehouseDetail", "SalesCategories");
const pictures = /\.(jpe?g|png|gif|webp)$/i;
const barcodes = /^(\d{8}|\d{12,14})$/;
/** Of an item that is not sold any more. */
const unsold = new Set(["inactive", "nosales", "markedfordeletion"]);

const warehousesOf = ({ warehouseDetails }: Row, { stock }: Settings): z.input<typeof WarehouseStock>[] =>
  (warehouseDetails ?? []).map((detail) => ({
    warehouseId: detail.warehouse,
    available: decimalText(detail[stock] ?? 0),
    isDefault: detail.isDefault ?? false,
  }));

function toItem(row: Row, settings: Settings): z.input<typeof Item> {
  const { inventoryNumber, description, defaultPrice, vatCode, stockItem, lastModifiedDateTime } = row;
  const warehouses = warehousesOf(row, settings);
  const extra = {
    status: row.status,
    baseUnit: row.baseUnit,
    salesUnit: row.salesUnit,
    recommendedPrice:
      row.recommendedPrice === null || row.recommendedPrice === undefined ? "" : decimalText(row.recommendedPrice),
    itemClass: row.itemClass?.description ?? row.itemClass?.id,
    ...Object.fromEntries((row.attributes ?? []).map(({ id, description: name, value }) => [name || id || "", value])),
  };
  return {
    // Paths and order lines are written with the number, so it is the id as well.
    externalId: inventoryNumber,
    name: description ?? "",
    description: row.body ?? "",
    sellersItemIdentifier: inventoryNumber,
    standardItemIdentifier:
      (row.crossReferences ?? []).map(({ alternateId }) => alternateId ?? "").find((one) => barcodes.test(one)) ?? "",
    price: defaultPrice === null || defaultPrice === undefined ? null : decimalText(defaultPrice),
    pricesIncludeTax: settings.prices === "gross",
    stock: stockItem === false ? null : text(sum(warehouses.map(({ available }) => amount(available)))),
    warehouses,
    vatRate: null,
    vatClass: vatCode?.id ?? "",
    type: row.type ?? "",
    categories: (row.salesCategories ?? []).flatMap(({ description: name }) => (name ? [[name]] : [])),
    images: (row.attachments ?? [])
      .filter(({ name }) => pictures.test(name ?? ""))
      .map(({ id, name, revision }) => ({ id, fileName: name ?? "", revision: String(revision ?? "") })),
    attributes: Object.fromEntries(
      Object.entries(extra).flatMap(([name, value]) => (name && value ? [[name, value]] : [])),
    ),
    isActive: !unsold.has((row.status ?? "").replaceAll(/[\s_]/g, "").toLowerCase()),
    modifiedAt: lastModifiedDateTime ? instantOf(lastModifiedDateTime, settings.timeZone) : null,
  };
}

const keyOf = ({ inventoryNumber }: Row): string => inventoryNumber;

/** Second half of a pass over changes: a new picture is no change of its item. */
const pictured = "pictures ";

export async function listProducts(visma: Visma, input: Input<"products.list">): Promise<RawOutput<"products.list">> {
  const list = { path: "v1/inventory", row: Row, query: whole, keyOf };
  const { cursor, modifiedSince } = input;
  const isSecond = cursor?.startsWith(pictured) ?? false;
  const at = { modifiedSince, cursor: isSecond ? (cursor ?? "").slice(pictured.length) : cursor };
  const field = isSecond ? "attachmentLastModifiedDateTime" : "lastModifiedDateTime";
  const { rows, next, seenUntil, total } = await readChanges(visma, field, at, list);
  const items = rows.map((row) => toItem(row, visma.settings));
  if (isSecond) return { items, next: next === null ? null : `${pictured}${next}`, seenUntil, total };
  if (next !== null || modifiedSince === null) return { items, next, seenUntil, total };
  return { items, next: `${pictured}${firstPlace(modifiedSince, seenUntil)}`, seenUntil: null, total };
}

/** Each by its number. Visma Net may read a number without regard to capitals; here only the very same one counts. */
export async function findProducts(
  visma: Visma,
  { codes }: Input<"products.find">,
): Promise<RawOutput<"products.find">> {
  const items: z.input<typeof Item>[] = [];
  for (const code of codes) {
    visma.signal.throwIfAborted();
    const path = `v1/inventory/${keyInPath(code)}`;
    const row = await visma.http.jsonOrNull({ method: "GET", path, query: whole }, reading(Row), saysAbsent);
    if (row?.inventoryNumber === code) items.push(toItem(row, visma.settings));
  }
  return { items };
}

/** From the list with its warehouses: the summary of an item would cost a call for each. */
export async function listStock(visma: Visma, input: Input<"stock.list">): Promise<RawOutput<"stock.list">> {
  const list = { path: "v1/inventory", row: Row, query: expanding("WarehouseDetail"), keyOf };
  const { rows, ...place } = await readChanges(visma, "availabilityLastModifiedDateTime", input, list);
  const items = rows
    .filter(({ stockItem }) => stockItem !== false)
    .map((row) => ({
      externalId: row.inventoryNumber,
      sellersItemIdentifier: row.inventoryNumber,
      warehouses: warehousesOf(row, visma.settings),
    }));
  return { items, ...place };
}

/** The first bytes of the pictures a shop takes: attachments often come as bytes without a type. */
const beginnings: readonly (readonly [base64: string, mediaType: string])[] = [
  ["/9j/", "image/jpeg"],
  ["iVBORw0KGgo", "image/png"],
  ["R0lGOD", "image/gif"],
  ["UklGR", "image/webp"],
];

export async function getImage({ http }: Visma, input: Input<"images.get">): Promise<RawOutput<"images.get">> {
  const { imageId, itemId, maximumBytes } = input;
  const path = `v1/attachment/${keyInPath(imageId)}`;
  const request = { method: "GET", path, headers: { accept: "*/*" }, timeoutMs: 120_000 } as const;
  const { mediaType, base64 } = await http.file(request, maximumBytes);
  const known = beginnings.find(([beginning]) => base64.startsWith(beginning))?.[1];
  const type = known ?? (mediaType.startsWith("image/") ? mediaType : null);
  if (type === null)
    throw new HubError("document.rejected", `The attachment ${imageId} of item ${itemId} is no picture (${mediaType})`);
  return { mediaType: type, base64 };
}
