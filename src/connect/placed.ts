import { HubError } from "#domain/error.ts";
import type { Secrets } from "./credentials.ts";
import { secretNamed } from "./credentials.ts";

/** Where a secret goes, by its name. `Http` fills it in: text that somebody typed can never become a secret, and a connector never sees one. */
export interface Placed {
  readonly secret: string;
}

/** One field of a form. */
export interface FormField {
  readonly name: string;
  readonly value: string | Placed;
}

/** Throws `credentials.expired` when it is not filled in, and `internal.unexpected` for one the connector did not declare. */
export function filledIn(part: string | Placed, secrets: Secrets, names: readonly string[]): string {
  if (typeof part === "string") return part;
  if (!names.includes(part.secret))
    throw new HubError("internal.unexpected", `${part.secret} is no credential of this connector`);
  return secretNamed(secrets, part.secret);
}
