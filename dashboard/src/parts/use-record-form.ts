import { useState } from "react";

export interface RecordForm<Values> {
  readonly values: Values;
  readonly change: (changes: Partial<Values>) => void;
  readonly isDirty: boolean;
  /** To save with: of what this form began with. */
  readonly version: number;
  /** What somebody else saved in the meantime; null while nobody did. */
  readonly theirs: Values | null;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
  readonly reset: () => void;
}

/**
 * The fields of a record that others may save too. A newer version of it is taken over at once while nothing was typed;
 * else both stand beside each other until the person has chosen.
 */
export function useRecordForm<Kept extends { readonly version: number }, Values extends object>(
  record: Kept,
  valuesOf: (record: Kept) => Values,
): RecordForm<Values> {
  const [base, setBase] = useState(record);
  const [values, setValues] = useState(() => valuesOf(record));
  const isDirty = JSON.stringify(values) !== JSON.stringify(valuesOf(base));
  const start = (from: Kept): void => {
    setBase(from);
    setValues(valuesOf(from));
  };
  const newest = valuesOf(record);
  const isNewer = record.version > base.version;
  // One's own save comes back as a newer version of what is on the screen.
  if (isNewer && (!isDirty || JSON.stringify(newest) === JSON.stringify(values))) start(record);
  return {
    values,
    change: (changes) => setValues({ ...values, ...changes }),
    isDirty,
    version: base.version,
    theirs: isNewer && isDirty ? newest : null,
    takeTheirs: () => start(record),
    keepMine: () => setBase(record),
    reset: () => start(record),
  };
}
