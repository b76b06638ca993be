import { readNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import type { OrderLine } from "./order-state.ts";

/** What a person decides of one line; empty: as it stands. */
export interface LineValues {
  readonly isRejected: boolean;
  readonly quantity: string;
  readonly price: string;
  readonly backorder: string;
  readonly promised: string;
}

export const asItStands: LineValues = { isRejected: false, quantity: "", price: "", backorder: "", promised: "" };

export const isChanged = (values: LineValues): boolean => JSON.stringify(values) !== JSON.stringify(asItStands);

/** Only the lines of which something was decided. What is no number goes as it is: the hub says so. */
export const decisionsOf = (
  lines: readonly Pick<OrderLine, "lineId">[],
  of: Readonly<Record<string, LineValues>>,
  mark: DecimalMark,
) =>
  lines.flatMap(({ lineId }) => {
    const values = of[lineId] ?? asItStands;
    if (!isChanged(values)) return [];
    if (values.isRejected) return [{ lineId, isRejected: true }];
    const read = (text: string): string | null => (text.trim() === "" ? null : (readNumber(text, mark) ?? text));
    return [
      {
        ...{ lineId, isRejected: false },
        ...{ quantity: read(values.quantity), price: read(values.price), backorder: read(values.backorder) },
        promised: values.promised === "" ? null : values.promised,
      },
    ];
  });
