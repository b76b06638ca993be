import { useEffect, useRef, type RefObject } from "react";
import { faultsOf } from "./field-faults.ts";

export interface Faults {
  /** What is wrong with a field, in the hub's own words; null when nothing is. */
  readonly at: (field: string) => string | null;
  /** The form they belong to: its first wrong field takes focus. */
  readonly form: RefObject<HTMLFormElement | null>;
}

/** What a refusal says of each field of a form, so that it stands beside the field. */
export function useFaults(error: Error | null): Faults {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);
  const faults = faultsOf(error);
  return { at: (field) => faults[field] ?? null, form };
}
