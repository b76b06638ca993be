import { useEffect, useRef, type RefObject } from "react";
import { refusalOf } from "#dashboard/api/client.ts";

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
  const errors = refusalOf(error)?.errors ?? [];
  return { at: (field) => errors.find((one) => one.field === field)?.message ?? null, form };
}
