import { unitCodeOf } from "#backoffice/pdf/unit-words.ts";
import { amount, AmountText, type Amount } from "#domain/amount.ts";
import { countryCodes, isCountry } from "#domain/countries.ts";
import { compactIdentifier, isVatIdentifierForm } from "#domain/identifiers.ts";
import { isGtin, isPrice, isVatRate } from "#domain/item-content.ts";
import { isEmail } from "#domain/party-content.ts";
import { languages, type Language } from "#domain/party.ts";
import type { TextKey } from "#domain/texts/text.ts";
import type { Fields, ImportFormat } from "#store/imports.ts";

/** Texts of what is wrong with a cell or row; they take `value`, `expected` and `line` at most. */
export type WrongText = Extract<TextKey, `wrong.${string}` | `contact.${"vat" | "email" | "country"}` | "item.gtin">;

/** A value, or what is wrong with what stands there. */
type Read = { readonly value: string } | { readonly wrong: WrongText; readonly expected?: string };

const wrong = (text: WrongText, expected?: string): Read => ({
  wrong: text,
  ...(expected !== undefined && { expected }),
});

const text =
  (most: number) =>
  (cell: string): Read =>
    cell.length > most ? wrong("wrong.tooLong", String(most)) : { value: cell };

/**
 * Decimal text from what people and programs write: 1.234,50 and 1234.5 and € 12,- all work. A sign that could be both is the decimal sign
 * of the file. Null when it is no number.
 */
export function readDecimal(cell: string, decimal: ImportFormat["decimal"]): string | null {
  const plain = cell
    .replaceAll(/[€$£\s\u00a0\u202f']/g, "")
    .replace(/^EUR|EUR$/i, "")
    .replace(/,-$|,--$/, "");
  const [point, group] = decimal === "comma" ? [",", "."] : [".", ","];
  const own = new RegExp(`^-?(?:\\d{1,3}(?:\\${group}\\d{3})+|\\d+)?(?:\\${point}\\d+)?$`);
  const other = new RegExp(`^-?\\d*\\${group}\\d+$`);
  if (plain === "" || plain === "-") return null;
  const written = own.test(plain)
    ? plain.replaceAll(group, "").replace(point, ".")
    : other.test(plain)
      ? plain.replace(group, ".")
      : null;
  if (written === null) return null;
  const full = written.replace(/^(-?)\./, "$10.");
  return AmountText.safeParse(full).success ? full : null;
}

const number =
  (fits: (value: Amount) => boolean, fault: WrongText) =>
  (cell: string, format: Pick<ImportFormat, "decimal">): Read => {
    const read = readDecimal(cell, format.decimal);
    return read !== null && fits(amount(read)) ? { value: read } : wrong(fault);
  };

const countryByName = new Map(
  languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: "region" });
    return [...countryCodes].map((code) => [(names.of(code) ?? code).toLowerCase(), code] as const);
  }),
);
for (const [name, code] of [
  ["holland", "NL"],
  ["the netherlands", "NL"],
  ["uk", "GB"],
  ["usa", "US"],
  ["el", "GR"],
] as const)
  countryByName.set(name, code);

function country(cell: string): Read {
  const code = countryByName.get(cell.toLowerCase()) ?? cell.toUpperCase();
  return isCountry(code) ? { value: code } : wrong("contact.country");
}

const languageWords: Readonly<Record<Language, readonly string[]>> = {
  nl: ["nl", "nederlands", "neerlandais", "néerlandais", "dutch", "niederländisch", "nederlandstalig"],
  fr: ["fr", "frans", "francais", "français", "french", "französisch", "franstalig"],
  en: ["en", "engels", "anglais", "english", "englisch"],
  de: ["de", "duits", "allemand", "german", "deutsch"],
};

function language(cell: string): Read {
  const word = cell.toLowerCase().replace(/[-_].*$/, "");
  const known = languages.find((code) => languageWords[code].includes(word));
  return known === undefined ? wrong("wrong.language") : { value: known };
}

const yes = ["1", "ja", "j", "yes", "y", "oui", "o", "true", "waar", "vrai", "wahr", "x"];
const no = ["0", "nee", "n", "neen", "no", "non", "nein", "false", "onwaar", "faux", "falsch"];

function yesOrNo(cell: string): Read {
  const word = cell.toLowerCase();
  return yes.includes(word) ? { value: "true" } : no.includes(word) ? { value: "false" } : wrong("wrong.yesNo");
}

/** With the country's letters, which Belgian files often leave out. */
function vatNumber(cell: string): Read {
  const compact = compactIdentifier(cell);
  const full = /^\d{9,10}$/.test(compact) ? `BE${compact.padStart(10, "0")}` : compact;
  return isVatIdentifierForm(full) ? { value: full } : wrong("contact.vat");
}

/** One barcode, or several with a space, comma or bar between. Spreadsheets drop the zeros in front. */
function gtin(cell: string): Read {
  const filled = (written: string) => {
    const digits = written.replaceAll(/[\s.-]/g, "");
    return [digits, ...(digits.length > 8 ? [digits.padStart(13, "0")] : [])].find(isGtin);
  };
  const one = filled(cell);
  if (one !== undefined) return { value: one };
  const several = cell.split(/[\s,|]+/).map(filled);
  return several.includes(undefined) ? wrong("item.gtin") : { value: several.join(" ") };
}

const unit = (cell: string): Read => {
  const code = unitCodeOf(cell);
  return code === null ? wrong("wrong.unit") : { value: code };
};

const email = (cell: string): Read => (isEmail(cell) ? { value: cell } : wrong("contact.email"));

const readers: Readonly<Record<string, (cell: string, format: Pick<ImportFormat, "decimal">) => Read>> = {
  name: text(500),
  firstName: text(200),
  lastName: text(200),
  contactName: text(500),
  email,
  phone: text(60),
  language,
  vatIdentifier: vatNumber,
  legalRegistrationIdentifier: text(60),
  streetName: text(500),
  houseNumber: text(20),
  boxNumber: text(20),
  additionalStreetName: text(500),
  postalZone: text(20),
  cityName: text(200),
  countryCode: country,
  sellersItemIdentifier: text(200),
  salesPrice: number(isPrice, "wrong.price"),
  vatRate: (cell, format) => number(isVatRate, "wrong.rate")(cell.replace(/\s*%$/, ""), format),
  unitCode: unit,
  gtin,
  countsStock: yesOrNo,
};

/** What our own export writes before text that a spreadsheet would take for a formula. */
const withoutGuard = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, "");

/** What a cell says. An empty one says nothing: what is there stays. */
export function readCell(field: string, raw: string, format: Pick<ImportFormat, "decimal">): Read | null {
  if (raw.includes("\0")) return wrong("wrong.character");
  const cell = withoutGuard(raw.trim());
  const read = readers[field];
  return cell === "" || read === undefined ? null : read(cell, format);
}

/** A row of a file as the fields of what it becomes: parts of an address and of a name put together. */
export function fieldsOfParty({ firstName, lastName, houseNumber, boxNumber, ...fields }: Fields): Fields {
  const contactName = fields["contactName"] ?? [firstName, lastName].filter(Boolean).join(" ");
  const { streetName } = fields;
  const street = streetName && [streetName, houseNumber, boxNumber && `bus ${boxNumber}`].filter(Boolean).join(" ");
  return { ...fields, ...(contactName !== "" && { contactName }), ...(street && { streetName: street }) };
}
