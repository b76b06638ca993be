import type { CouplingKind } from "#domain/coupling-kinds.ts";
import type { Language } from "#domain/party.ts";

/** Something a coupling does not do because of this product: a whole sentence, for who uses it. */
export interface Limit {
  readonly kinds: readonly CouplingKind[];
  /** On which side of the coupling the product stands then. */
  readonly side: "source" | "target";
  readonly text: Readonly<Partial<Record<Language, string>>> & { readonly nl: string };
}
