import type { FormLine } from "./draft-form.ts";

/** The cells of a line, in reading order. */
export const cells = ["itemName", "quantity", "unitCode", "price", "discount", "vat"] as const;
export type Cell = (typeof cells)[number];

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** What is wrong, by where it stands on the screen. */
export interface Faults {
  /** By line key and cell: `3f… price`. */
  readonly cells: ReadonlyMap<string, string>;
  /** By field of the head: `buyerId`, `issueDate` … */
  readonly fields: ReadonlyMap<string, string>;
  /** What belongs to no field on the screen. */
  readonly general: readonly string[];
}

export const noFaults: Faults = { cells: new Map(), fields: new Map(), general: [] };

/** What the hub calls a part of a line, by the cell it stands in. */
const cellOf: Readonly<Record<string, Cell>> = {
  quantity: "quantity",
  from: "quantity",
  unitCode: "unitCode",
  price: "price",
  baseQuantity: "price",
  discountPercent: "discount",
  vatCategory: "vat",
  vatRate: "vat",
};

/** Fields that have a place of their own in the head. */
const heads = new Set(["buyerId", "issueDate", "dueDate", "deliveryDate", "language", "precedingDocumentId"]);

export const cellKey = (lineKey: string, cell: Cell): string => `${lineKey} ${cell}`;

/** Faults of the hub at their cells. `lines` are those that were sent, in their order. */
export function placed(faults: readonly FieldFault[], lines: readonly Pick<FormLine, "key">[]): Faults {
  const byCell = new Map<string, string>();
  const byField = new Map<string, string>();
  const general: string[] = [];
  for (const { field, message } of faults) {
    const [head = "", at = "", part = ""] = field.split(".");
    const line = head === "lines" && at !== "" ? lines[Number(at)] : undefined;
    if (line !== undefined) byCell.set(cellKey(line.key, cellOf[part] ?? "itemName"), message);
    else if (heads.has(head)) byField.set(head, message);
    else if (head === "allowances") byField.set("allowances", message);
    else general.push(message);
  }
  return { cells: byCell, fields: byField, general };
}

/** Without what was said of a cell or field that has changed since. */
export function without(faults: Faults, name: string): Faults {
  if (!faults.cells.has(name) && !faults.fields.has(name)) return faults;
  const strip = (map: ReadonlyMap<string, string>) => new Map([...map].filter(([key]) => key !== name));
  return { ...faults, cells: strip(faults.cells), fields: strip(faults.fields) };
}
