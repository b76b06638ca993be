import { textOf, type TextLanguage } from "./text.ts";

/** Kinds of lines that are no item, as a choice names them. */
const charges = {
  shipping: "charge.shipping",
  charge: "charge.charge",
  allowance: "charge.allowance",
  deposit: "charge.deposit",
  contribution: "charge.contribution",
  surcharge: "charge.surcharge",
  rounding: "charge.rounding",
} as const;
export const chargeKinds = Object.keys(charges) as (keyof typeof charges)[];

/** The value of a choice as people call it: `shipping`, `allowance: Gift card` and the VAT of `rounding` in words, any other as it stands. */
export function valueText(what: string | undefined, fromValue: string, language: TextLanguage): string {
  if (what === "vatCode" && fromValue === "rounding") return textOf("charge.rounding", language);
  if (what !== "chargeItem") return fromValue;
  const [kind = "", ...names] = fromValue.split(": ");
  const known = chargeKinds.find((one) => one === kind);
  if (known === undefined) return fromValue;
  const word = textOf(charges[known], language);
  return names.length === 0 ? word : textOf("charge.named", language, { kind: word, name: names.join(": ") });
}

interface Missing {
  readonly what: string;
  readonly fromValue: string;
  readonly fault: string;
  readonly code: string;
}

/** What an order lacks to be booked in a package, as it was kept with its reason; empty when it lacks something else. */
export function missingOf(details: Readonly<Record<string, string>>): readonly Missing[] {
  try {
    const kept: unknown = JSON.parse(details["missing"] ?? "[]");
    return Array.isArray(kept) ? (kept as Missing[]) : [];
  } catch {
    return [];
  }
}

/** All of it in one sentence, without its full stop; empty when nothing is known. */
export function missingList(details: Readonly<Record<string, string>>, system: string, language: TextLanguage): string {
  const said = missingOf(details).map((one) => missingText(one, system, language));
  return new Intl.ListFormat(language, { type: "conjunction" }).format(said);
}

function missingText({ what, fromValue, fault, code }: Missing, system: string, language: TextLanguage): string {
  const value = code === "" ? valueText(what, fromValue, language) : code;
  if (fault === "unnamed") return textOf("codes.unnamed", language, { value });
  if (fault === "unknown") return textOf("codes.unknown", language, { value, system });
  if (fault === "off") return textOf("codes.off", language, { value, system });
  if (fault === "twice") return textOf("codes.twice", language, { value, system });
  return textOf(what === "vatCode" ? "codes.unchosenVat" : "codes.unchosenItem", language, { value });
}
