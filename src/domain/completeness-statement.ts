import type { GapKind, Group, Money } from "./completeness.ts";
import type { Outcome } from "./outcome.ts";

/** One order that was unexplained when the shop answered. */
export interface Gap {
  readonly orderId: string;
  readonly number: string;
  readonly missing: GapKind;
  /** `announced`: looked at again as if the shop had rung. */
  readonly done: "announced";
  readonly isHealed: boolean;
  /** What it is after that. */
  readonly outcome: Outcome | null;
  readonly reasonCode: string | null;
}

export interface GroupFigures extends Money {
  readonly group: Group;
}

export interface VatFigures {
  readonly currency: string;
  readonly country: string;
  readonly rate: string;
  /** Null: the shop does not say it of every order. */
  readonly source: string | null;
  readonly document: string;
}

export interface SeriesFigures {
  readonly kind: string;
  readonly series: string;
  readonly year: number;
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Numbers between the first and the last that no document has; at most a hundred. */
  readonly gaps: readonly string[];
}

export interface Figures {
  readonly inShop: Money;
  readonly inBooks: Money;
  /** In our books, no longer in the shop; they stand in their groups too. */
  readonly goneFromShop: number;
  /** Documented, and changed in the shop since. */
  readonly drifted: number;
  readonly groups: readonly GroupFigures[];
  /** Of what was documented. */
  readonly vat: readonly VatFigures[];
  /** Documented orders of which no VAT is known: made in another package. */
  readonly withoutVat: number;
  readonly series: readonly SeriesFigures[];
  readonly refunds: { readonly inShop: number; readonly credited: number; readonly creditNotes: number };
}

/** As it was drawn up; nothing in it ever changes. */
export interface Statement {
  readonly id: string;
  readonly couplingId: string;
  readonly connectionId: string;
  /** Local days of the administration, both counted in. */
  readonly from: string;
  readonly to: string;
  readonly at: string;
  /** `schedule`, or the name of who asked. */
  readonly askedBy: string;
  /** Null: the shop could not be asked, and nothing is known. */
  readonly known: {
    readonly figures: Figures;
    readonly unexplained: number;
    readonly gaps: readonly Gap[];
  } | null;
  readonly reason: { readonly code: string; readonly text: string } | null;
}
