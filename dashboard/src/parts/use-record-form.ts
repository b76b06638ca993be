import { useState } from "react";
import { rebased } from "./rebased.ts";

export interface RecordForm<Kept, Values> {
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
  /** Around the call that saves `values`: what comes back is what the form goes on from, with what was typed meanwhile. */
  readonly saving: (answer: Promise<Kept>) => Promise<Kept>;
}

/**
 * The fields of a record that others may save too. A newer version of it is taken over at once while nothing was typed;
 * else both stand beside each other until the person has chosen.
 */
export function useRecordForm<Kept extends { readonly version: number }, Values extends object>(
  record: Kept,
  valuesOf: (record: Kept) => Values,
): RecordForm<Kept, Values> {
  const [base, setBase] = useState(record);
  const [values, setValues] = useState(() => valuesOf(record));
  const [isSaving, setSaving] = useState(false);
  const isDirty = JSON.stringify(values) !== JSON.stringify(valuesOf(base));
  const start = (from: Kept): void => {
    setBase(from);
    setValues(valuesOf(from));
  };
  const newest = valuesOf(record);
  const isNewer = record.version > base.version;
  if (isNewer && (!isDirty || JSON.stringify(newest) === JSON.stringify(values))) start(record);
  return {
    values,
    change: (changes) => setValues((before) => ({ ...before, ...changes })),
    isDirty,
    version: base.version,
    // One's own save may be told of before it is answered.
    theirs: isNewer && isDirty && !isSaving ? newest : null,
    takeTheirs: () => start(record),
    keepMine: () => setBase(record),
    reset: () => start(isNewer ? record : base),
    saving: async (answer) => {
      setSaving(true);
      try {
        const saved = await answer;
        setBase(saved);
        setValues((typed) => rebased(valuesOf(saved), values, typed));
        return saved;
      } finally {
        setSaving(false);
      }
    },
  };
}
