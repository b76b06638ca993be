import { readNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";

interface Left {
  readonly position: number;
  readonly left: string;
}

/** What was typed per line, by position; lines that were not touched go along with all that is left. */
export type Typed = Readonly<Record<number, string>>;

export interface Parts {
  /** Lines with a quantity; null when everything that is left goes along. */
  readonly lines: readonly { readonly position: number; readonly quantity: string }[] | null;
  /** Lines whose quantity cannot be read. */
  readonly unread: readonly number[];
  readonly isNothing: boolean;
}

const isZero = (text: string): boolean => !/[1-9]/.test(text);

/** The parts of lines that were chosen. Never judges how much is allowed: the hub knows what is left now. */
export function chosenParts(left: readonly Left[], typed: Typed, mark: DecimalMark = ","): Parts {
  const rows = left.filter((line) => !isZero(line.left));
  const read = rows.map(({ position, left: rest }) => {
    const text = typed[position];
    return { position, quantity: text === undefined ? rest : text.trim() === "" ? "0" : readNumber(text, mark), rest };
  });
  const unread = read.filter(({ quantity }) => quantity === null).map(({ position }) => position);
  const lines = read.flatMap(({ position, quantity }) =>
    quantity === null || isZero(quantity) ? [] : [{ position, quantity }],
  );
  const isAll = read.every(({ quantity, rest }) => quantity !== null && Number(quantity) === Number(rest));
  return { lines: isAll ? null : lines, unread, isNothing: lines.length === 0 };
}
