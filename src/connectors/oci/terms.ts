import { learntFrom } from "#connect/learnt-units.ts";
import { PunchoutTerms } from "#connect/punchout/terms.ts";
import type { Settings } from "./settings.ts";

/** How what this shop posts is read. */
export const termsOf = (settings: Settings): PunchoutTerms => {
  const { pricePer, allowZeroPrice, decimalMark, vatField, usualCurrency, charset, priceIncludesSurcharges } = settings;
  const codes = [
    ...settings.contributionCodes.map((code) => [code, "contribution"] as const),
    ...settings.chargeCodes.map((code) => [code, "charge"] as const),
  ];
  return PunchoutTerms.parse({
    ...{ pricePer, allowZeroPrice, decimalMark, vatField, priceIncludesSurcharges },
    sentCharset: charset === "" ? null : charset,
    charges: Object.fromEntries(codes),
    learntUnits: learntFrom(settings.learntUnits),
    currency: usualCurrency === "" ? null : usualCurrency,
  });
};
