import type { CatalogueReason } from "#domain/catalogue-reasons.ts";
import { normaliseEmail, Party } from "#domain/party.ts";
import { compareFields, type Comparison, type FieldChange, type FieldPair, type Hash, type Known } from "./fields.ts";
import { customerFields, type CustomerField, type CustomerSettings } from "./settings.ts";

export interface CustomerSight {
  readonly party: Party;
  readonly known: Known & { readonly targetId: string };
  /** How many other customers of the source have this address. */
  readonly twins: number;
  /** At the shop; `buyer` is null when it does not say what stands there. */
  readonly found: { readonly id: string; readonly buyer: Party | null } | null;
}

export type CustomerDecision =
  | {
      readonly kind: "create";
      readonly buyer: Party;
      readonly fields: readonly WantedText[];
      readonly changes: readonly FieldChange[];
    }
  | {
      readonly kind: "update";
      readonly id: string;
      readonly buyer: Party;
      readonly fields: readonly WantedText[];
      readonly comparison: Comparison;
    }
  | { readonly kind: "same"; readonly id: string; readonly comparison: Comparison }
  | {
      readonly kind: "skipped" | "held";
      readonly code: CatalogueReason;
      readonly details: Readonly<Record<string, string>>;
    };

export interface WantedText {
  readonly field: CustomerField;
  readonly wanted: string;
}

const addressText = ({ address }: Party): string => {
  const { streetName, additionalStreetName, postalZone, cityName, countryCode } = address;
  return [streetName, additionalStreetName, [postalZone, cityName].filter(Boolean).join(" "), countryCode]
    .filter(Boolean)
    .join(", ");
};

const textOf = (party: Party, field: CustomerField): string =>
  field === "address" ? addressText(party) : party[field].trim();

/** General data only: nothing of an account, a password or a consent is in a party. */
function wantedTexts(party: Party, { fields }: CustomerSettings): WantedText[] {
  return customerFields
    .filter((field) => fields[field].when !== "never")
    .map((field) => ({ field, wanted: textOf(party, field) }))
    .filter(({ wanted }) => wanted !== "");
}

/** These fields as the source has them, the others as they stand at the shop. */
function merged(source: Party, present: Party, fields: readonly string[]): Party {
  const own = customerFields.filter((field) => fields.includes(field));
  return { ...present, email: source.email, ...Object.fromEntries(own.map((field) => [field, source[field]])) };
}

const nobody = (email: string): Party => Party.parse({ email, address: {} });

/** What becomes of one customer at the shop (C6): recognised by the normalised e-mail address alone. */
export function decideCustomer(sight: CustomerSight, settings: CustomerSettings, hash: Hash): CustomerDecision {
  const { party, known, found, twins } = sight;
  const email = normaliseEmail(party.email);
  if (email === "") return { kind: "held", code: "stop.noEmail", details: {} };
  if (twins > 0) return { kind: "held", code: "stop.duplicateEmail", details: {} };
  const fields = wantedTexts(party, settings);
  const own = fields.map(({ field }) => field);
  if (found === null) {
    if (known.targetId !== "") return { kind: "skipped", code: "skip.removed", details: {} };
    if (!settings.creates) return { kind: "skipped", code: "skip.notCreated", details: {} };
    const changes = fields.map(({ field, wanted }) => ({ field, shop: null, source: wanted, act: "write" as const }));
    return {
      kind: "create",
      buyer: { ...merged(party, nobody(party.email), own), language: party.language },
      fields,
      changes,
    };
  }
  const { buyer } = found;
  const comparison =
    buyer === null
      ? unseen(fields, known, settings, hash)
      : compareFields(pairsWith(fields, buyer, settings), known, hash);
  if (comparison.write.length === 0) return { kind: "same", id: found.id, comparison };
  // To a shop that does not say what stands there, a name without its contact would be that of a person.
  const together = buyer === null && comparison.write.includes("name") ? ["contactName"] : [];
  return {
    kind: "update",
    id: found.id,
    buyer: merged(party, buyer ?? nobody(party.email), [...comparison.write, ...together]),
    fields: fields.filter(({ field }) => comparison.write.includes(field)),
    comparison,
  };
}

const pairsWith = (fields: readonly WantedText[], buyer: Party, settings: CustomerSettings): FieldPair[] =>
  fields.map(({ field, wanted }) => ({
    field,
    wanted,
    rule: settings.fields[field],
    present: textOf(buyer, field) || null,
  }));

/** The shop does not say what stands there: only what may go over it anyway is written, when it changed at the source. */
function unseen(fields: readonly WantedText[], { written }: Known, settings: CustomerSettings, hash: Hash): Comparison {
  const news = fields.filter(({ field, wanted }) => written[field]?.wanted !== hash(wanted));
  const overwrites = (field: CustomerField): boolean => settings.fields[field].overwrites;
  const hasContact = fields.some(({ field }) => field === "contactName");
  const goesOver = ({ field }: WantedText): boolean =>
    overwrites(field) && (field !== "name" || !hasContact || overwrites("contactName"));
  const later = news.filter(({ field }) => settings.fields[field].when === "onUpdate");
  const write = later.filter(goesOver);
  return {
    write: write.map(({ field }) => field),
    keep: later.filter((one) => !goesOver(one)).map(({ field }) => field),
    changes: write.map(({ field, wanted }) => ({ field, shop: null, source: wanted, act: "write" as const })),
    adopted: {},
  };
}
