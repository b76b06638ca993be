import type { TextKey } from "#domain/texts/text.ts";

/** A field that keeps something from being done; `field` is its path in what was sent. */
export interface FieldFault {
  readonly field: string;
  readonly text: FaultText;
  readonly values?: Readonly<Record<string, string>>;
}

/** Texts of faults, which all take the same few values. */
export type FaultText = Extract<TextKey, `fault.${string}`>;

/** Why what a person asked of a document is not done. Nothing was written then. */
export type Refusal =
  | { readonly refused: "notFound" }
  /** Somebody saved it since it was read; `by` is null for the hub itself. */
  | {
      readonly refused: "changed";
      readonly by: string | null;
      readonly at: string | null;
      readonly connectionId: string | null;
    }
  | { readonly refused: "final"; readonly number: string | null }
  | { readonly refused: "notFinal" }
  | { readonly refused: "ofOrder" }
  | { readonly refused: "paid" }
  | { readonly refused: "nothingLeft" }
  | { readonly refused: "creditedInPart" }
  | { readonly refused: "notPossible" }
  /** Of a purchase order: another document was made of it, or it is not known yet whether its supplier has it. */
  | { readonly refused: "followed" }
  | { readonly refused: "beingSent" }
  /** Its supplier has it, as far as we know under this reference. */
  | { readonly refused: "sentBefore"; readonly at: string; readonly reference: string }
  | { readonly refused: "underWay"; readonly at: string }
  | { readonly refused: "unknownThere"; readonly supplier: string }
  | { readonly refused: "fields"; readonly fields: readonly FieldFault[] };

export const isRefusal = (result: object): result is Refusal => "refused" in result;

export const fault = (field: string, text: FaultText, values?: FieldFault["values"]): FieldFault => ({
  field,
  text,
  ...(values && { values }),
});

export const faulty = (...fields: readonly FieldFault[]): Refusal => ({ refused: "fields", fields });
