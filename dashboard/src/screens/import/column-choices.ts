import type { Import } from "./import-query.ts";

type Column = Import["columns"][number];

export interface Choice {
  readonly position: number;
  /** Null: not taken over. */
  readonly field: string | null;
}

export const choicesOf = (columns: readonly Column[]): readonly Choice[] =>
  columns.map(({ position, field }) => ({ position, field }));

/** A field stands for one column: chosen again, the other column lets it go. */
export const withChoice = (choices: readonly Choice[], position: number, field: string | null): readonly Choice[] =>
  choices.map((choice) =>
    choice.position === position
      ? { position, field }
      : field !== null && choice.field === field
        ? { ...choice, field: null }
        : choice,
  );

/** How many columns are taken for something. */
export const chosenCount = (choices: readonly Choice[]): number => choices.filter(({ field }) => field !== null).length;
