import { refusalOf } from "#dashboard/api/client.ts";

/** What the hub says of each field, by its name; empty when the refusal names none. */
export function faultsOf(error: unknown): Readonly<Record<string, string>> {
  const errors = refusalOf(error)?.errors ?? [];
  return Object.fromEntries(errors.toReversed().map(({ field, message }) => [field, message]));
}

/** What stands beside no field of this form, and so has to be said above it. */
export const faultsBeside = (
  faults: Readonly<Record<string, string>>,
  shown: readonly string[],
): readonly (readonly [field: string, message: string])[] =>
  Object.entries(faults).filter(([field]) => !shown.includes(field));
