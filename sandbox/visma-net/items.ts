/** Items and their stock, as the finance interface shows and takes them. */
import { isNegative, sum, text as amountText, zero } from "#domain/amount.ts";
import { invalid, notBuilt, refused, type Answer } from "./answers.ts";
import type { Books } from "./books.ts";
import { numeric } from "./json.ts";
import { containsFilter, dateFilter, equalFilter, expands, filtered, listed } from "./lists.ts";
import type { Item } from "./records.ts";
import { availableOf, type Level } from "./stock.ts";
import { amountIn, changed, knownFields, textIn } from "./wrapped.ts";

const statuses: readonly Item["status"][] = [
  ...(["Active", "NoSales", "NoPurchases", "NoRequest", "Inactive", "MarkedForDeletion"] as const),
];
const types: Readonly<Record<string, boolean>> = { FinishedGoodItem: true, ServiceItem: false, NonStockItem: false };
const fieldNames = [
  ...["inventoryNumber", "status", "type", "description", "body", "vatCode", "defaultPrice", "baseUnit", "salesUnit"],
  ...["defaultWarehouse", "note"],
];

export function itemNumbered(books: Books, number: string): Item {
  const found = books.item(number);
  if (found === undefined) throw refused(404, `Inventory item with number ${number} cannot be found.`);
  return found;
}

export type NewItem = { readonly number: string } & Partial<
  Omit<Item, "number" | "inventoryId" | "modified" | "version">
>;

export function addItem(books: Books, given: NewItem): Item {
  if (books.item(given.number) !== undefined) throw invalid(`Inventory item ${given.number} already exists.`);
  const item: Item = {
    ...{ description: given.number, body: "", status: "Active", stockItem: true, baseUnit: "STK", salesUnit: "STK" },
    ...{ defaultPrice: zero, recommendedPrice: zero, vatCode: "HIGH", note: "", salesCategories: [], attributes: [] },
    ...{ crossReferences: [], attachments: [], attachmentModified: null },
    defaultWarehouse: given.stockItem === false ? "" : (books.lookups.warehouses[0]?.id ?? ""),
    type: given.stockItem === false ? "NonStockItem" : "FinishedGoodItem",
    ...given,
    inventoryId: books.items.length + 1,
    modified: books.clock.stamp(),
    version: books.version(),
  };
  books.addItem(item);
  if (item.stockItem) books.stock.level(item.number, item.defaultWarehouse);
  return item;
}

type ItemValues = Pick<
  Item,
  | "status"
  | "type"
  | "description"
  | "body"
  | "vatCode"
  | "defaultPrice"
  | "baseUnit"
  | "salesUnit"
  | "defaultWarehouse"
  | "note"
>;

function written(books: Books, body: unknown, before: ItemValues): ItemValues {
  const given = knownFields(body, fieldNames);
  const text = (name: keyof ItemValues, most = 255): string => {
    const old = before[name];
    return changed<string>(textIn(given, name, most), typeof old === "string" ? old : "", "");
  };
  const status = statuses.find((one) => one === text("status"));
  if (status === undefined) throw invalid(`status must be one of ${statuses.join(", ")}.`);
  const type = text("type");
  if (types[type] === undefined) throw invalid(`type must be one of ${Object.keys(types).join(", ")}.`);
  const [description, vatCode, defaultWarehouse] = [text("description"), text("vatCode"), text("defaultWarehouse")];
  if (description === "") throw invalid("description cannot be empty.");
  if (!books.lookups.vatCategories.some((one) => one.vatCategoryId === vatCode && one.active)) {
    throw invalid(`VAT category ${vatCode} cannot be found.`);
  }
  if (defaultWarehouse !== "" && !books.lookups.warehouses.some(({ id }) => id === defaultWarehouse)) {
    throw invalid(`Warehouse ${defaultWarehouse} cannot be found.`);
  }
  const defaultPrice = changed(amountIn(given, "defaultPrice"), before.defaultPrice, zero);
  if (isNegative(defaultPrice)) throw invalid("defaultPrice cannot be negative.");
  const [baseUnit, salesUnit] = [text("baseUnit", 6), text("salesUnit", 6)];
  const longText = text("body", 100_000);
  return {
    ...{ status, type, description, body: longText, vatCode, defaultPrice, baseUnit, salesUnit, defaultWarehouse },
    note: text("note", 2048),
  };
}

export function createItem(books: Books, body: unknown): string {
  const number = textIn(knownFields(body, fieldNames), "inventoryNumber", 30) ?? "";
  if (number === "") throw invalid("inventoryNumber cannot be empty.");
  if (books.item(number) !== undefined) throw invalid(`Inventory item ${number} already exists.`);
  const values = written(books, body, {
    ...{ status: "Active", type: "FinishedGoodItem", description: "", body: "", vatCode: "HIGH", defaultPrice: zero },
    ...{ baseUnit: "STK", salesUnit: "STK", note: "", defaultWarehouse: books.lookups.warehouses[0]?.id ?? "" },
  });
  return addItem(books, { number, ...values, stockItem: types[values.type] === true }).number;
}

export function updateItem(books: Books, item: Item, body: unknown): void {
  const given = knownFields(body, fieldNames);
  if (given["inventoryNumber"] !== undefined && textIn(given, "inventoryNumber") !== item.number) {
    throw invalid("The number of an item cannot be changed here.");
  }
  const values = written(books, body, item);
  if (types[values.type] !== item.stockItem) throw invalid("A stock item stays a stock item.");
  Object.assign(item, values, { modified: books.clock.stamp(), version: books.version() });
}

const shownLevel = (item: Item, level: Level): object => ({
  isDefault: level.warehouse === item.defaultWarehouse,
  warehouse: level.warehouse,
  quantityOnHand: numeric(level.onHand),
  available: numeric(availableOf(level)),
  availableForShipment: numeric(level.onHand),
  lastModifiedDateTime: level.modified.local,
});

export function shownItem(books: Books, item: Item, query: URLSearchParams): object {
  const levels = books.stock.levelsOf(item.number);
  const category = books.lookups.vatCategories.find(({ vatCategoryId }) => vatCategoryId === item.vatCode);
  const warehouse = books.lookups.warehouses.find(({ id }) => id === item.defaultWarehouse);
  const parts: Readonly<Record<string, object>> = {
    CrossReference: { crossReferences: item.crossReferences },
    Attachment: { attachments: item.attachments.map(({ id, name, revision }) => ({ id, name, revision })) },
    Attribute: { attributes: item.attributes },
    WarehouseDetail: { warehouseDetails: levels.map((level) => shownLevel(item, level)) },
    AccountInformation: { accountInformation: {} },
    InventoryUnits: { inventoryUnits: [] },
    SupplierDetails: { supplierDetails: [] },
    SalesCategories: { salesCategories: item.salesCategories.map((description) => ({ description })) },
    Note: { note: item.note },
  };
  return {
    inventoryId: item.inventoryId,
    inventoryNumber: item.number,
    ...{ status: item.status, type: item.type, description: item.description, body: item.body },
    vatCode: { id: item.vatCode, description: category?.description ?? "" },
    defaultPrice: numeric(item.defaultPrice),
    recommendedPrice: numeric(item.recommendedPrice),
    ...{ baseUnit: item.baseUnit, salesUnit: item.salesUnit, stockItem: item.stockItem },
    defaultWarehouse: warehouse === undefined ? null : warehouse,
    lastModifiedDateTime: item.modified.local,
    timestamp: item.version,
    ...Object.assign(
      {},
      ...Object.keys(parts)
        .filter((name) => expands(query, `expand${name}`))
        .map((name) => parts[name]),
    ),
  };
}

export function listItems(books: Books, query: URLSearchParams): Answer {
  if (query.has("attributes")) throw notBuilt("the filter attributes");
  const rows = filtered(books.items, [
    equalFilter(query, "inventoryNumber", ({ number }) => number),
    containsFilter(query, "description", ({ description }) => description),
    equalFilter(query, "status", ({ status }) => status),
    equalFilter(query, "inventoryTypes", ({ type }) => type),
    containedIn(query, "alternateId", ({ crossReferences }) => crossReferences.map(({ alternateId }) => alternateId)),
    containedIn(query, "salesCategory", ({ salesCategories }) => salesCategories),
    dateFilter(query, "lastModifiedDateTime", ({ modified }) => modified.local),
    dateFilter(query, "availabilityLastModifiedDateTime", ({ number }) => books.stock.modifiedOf(number)),
    dateFilter(query, "attachmentLastModifiedDateTime", (item) => item.attachmentModified?.local ?? null),
  ]);
  return listed(rows, query, books.settings.pageSizes.inventory, (row) => shownItem(books, row, query));
}

function containedIn(query: URLSearchParams, name: string, of: (item: Item) => readonly string[]) {
  const wanted = query.get(name) ?? "";
  return wanted === "" ? null : (item: Item): boolean => of(item).includes(wanted);
}

/** A row per warehouse, with what the list of items does not say. */
export function summary(books: Books, item: Item, query: URLSearchParams): Answer {
  const location = query.get("location") ?? "";
  const wanted = query.get("warehouse") ?? "";
  const levels = books.stock.levelsOf(item.number).filter(({ warehouse }) => wanted === "" || warehouse === wanted);
  const rows = levels.map((level) => ({
    inventory: { number: item.number, description: item.description },
    warehouse: { id: level.warehouse },
    location: { id: "1" },
    available: numeric(availableOf(level)),
    availableForShipment: numeric(level.onHand),
    soBooked: numeric(level.soBooked),
    ...{ soAllocated: 0, soShipped: 0 },
    purchaseOrders: numeric(level.purchaseOrders),
    onHand: numeric(level.onHand),
    baseUnit: item.baseUnit,
  }));
  return { status: 200, body: location === "" || location === "1" ? rows : [] };
}

/** For tests: what can be promised of an item, over all warehouses or in one, as text. */
export function available(books: Books, number: string, warehouse?: string): string {
  const levels = books.stock
    .levelsOf(number)
    .filter((level) => warehouse === undefined || level.warehouse === warehouse);
  return amountText(sum(levels.map(availableOf)));
}
