import type { Language } from "./party.ts";

/** How the documents of a company look, as its people choose it. */
export interface HouseStyle {
  /** `#rrggbb`, lower case. Darkened on paper where it would not be read. */
  readonly accentColour: string;
  /** Where the buyer's address stands: behind a right-hand envelope window (Belgium) or a left-hand one (the Netherlands). */
  readonly addressSide: "left" | "right";
  /** Printed beside the account of the administration; empty for none. */
  readonly secondIban: string;
  readonly footer: string;
  readonly terms: Readonly<Record<Language, string>>;
  readonly showsPaymentQr: boolean;
  readonly showsPayLink: boolean;
  readonly belgianReferenceAs: "text" | "structured";
  /** Also of the other papers that go along with the goods or the work. */
  readonly pricesOnDeliveryNotes: boolean;
}

/** What applies until somebody chooses. Dutch window envelopes have their window on the left. */
export const usualHouseStyle = (country: string): HouseStyle => ({
  accentColour: "#1d4e89",
  addressSide: country === "NL" ? "left" : "right",
  secondIban: "",
  footer: "",
  terms: { nl: "", fr: "", en: "", de: "" },
  showsPaymentQr: true,
  showsPayLink: true,
  belgianReferenceAs: "text",
  pricesOnDeliveryNotes: false,
});
