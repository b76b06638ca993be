/** What the owner of the package sets. Each may be changed while it runs and holds from the next request on. */
export interface Settings {
  name: string;
  repeats: "idempotency-key" | "look-up" | "neither";
  /** How many requests a key may make in how many seconds. */
  window: { requests: number; seconds: number };
  keyHours: number;
  /** After so long a new record is in the lists by `reference`: never sooner, though the contract says "at most". */
  indexSeconds: number;
  /** The last day of the closed period, `YYYY-MM-DD`. */
  closedUntil: string | null;
  /** How long every write is under way, in milliseconds: what arrives meanwhile with its key is refused as in progress. */
  writeMs: number;
  /** Every line names an item and a VAT code of the package, and orders are taken as well. */
  asksCodes: boolean;
  /** Its items; a code may stand there twice. */
  items: readonly { readonly code: string; readonly name: string }[];
  vatCodes: readonly string[];
}

export const defaults: Readonly<Settings> = {
  name: "Demo Boeken",
  repeats: "idempotency-key",
  window: { requests: 600, seconds: 60 },
  keyHours: 24,
  indexSeconds: 5,
  closedUntil: null,
  writeMs: 2,
  asksCodes: false,
  items: [],
  vatCodes: [],
};
