/** Structured payment references (payments.md section 1). All take and return compact text; the print form is separate. */

const digitsOnly = (text: string): string => text.replaceAll(/\D/g, "");

/** Remainder of a long run of digits, too long for a number. */
function remainder(digits: string, divisor: number): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % divisor;
  return rest;
}

/** Belgian structured communication (OGM) from at most ten digits: twelve digits, the last two mod 97, 97 when that is 0. */
export function belgianReference(base: string): string {
  if (!/^\d{1,10}$/.test(base)) throw new RangeError(`An OGM is made from 1 to 10 digits, got ${JSON.stringify(base)}`);
  const ten = base.padStart(10, "0");
  const check = remainder(ten, 97) || 97;
  return ten + String(check).padStart(2, "0");
}

export function isBelgianReference(reference: string): boolean {
  return /^\d{12}$/.test(reference) && belgianReference(reference.slice(0, 10)) === reference;
}

/** "002026010102" is "+++002/0260/10102+++". */
export const printBelgianReference = (reference: string): string =>
  `+++${reference.slice(0, 3)}/${reference.slice(3, 7)}/${reference.slice(7)}+++`;

/** As it is printed: between plus signs or stars, or with both its slashes. Other numbers may stand right beside it. */
const printedReference = /(?:\+{3}|\*{3})([\d\s/.]+)(?:\+{3}|\*{3})|(?<![\d/])(\d{3}\/\d{4}\/\d{5})(?![\d/])/g;

/**
 * Every OGM in a free text: those in print, then runs of exactly twelve digits that pass the check, with blanks or points between
 * them. A longer run is not searched: the digits of a Belgian account number pass the very same check.
 */
export function findBelgianReferences(text: string): string[] {
  const printed = [...text.matchAll(printedReference)].map(([, marked, slashed]) => marked ?? slashed ?? "");
  const runs = text.replaceAll(printedReference, "|").match(/\d(?:[\s+*/.]*\d)*/g) ?? [];
  return [...printed, ...runs].map(digitsOnly).filter(isBelgianReference);
}

/** Letters as two digits: A = 10 … Z = 35. */
const lettersToDigits = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => String((letter.codePointAt(0) ?? 0) - 55));

/** ISO 11649 creditor reference from 1 to 21 characters A-Z 0-9: "2026H0205" is "RF062026H0205". */
export function creditorReference(base: string): string {
  const compact = base.toUpperCase().replaceAll(/\s/g, "");
  if (!/^[A-Z0-9]{1,21}$/.test(compact))
    throw new RangeError(`An RF reference is made from 1 to 21 letters and digits, got ${JSON.stringify(base)}`);
  const check = 98 - remainder(lettersToDigits(`${compact}RF00`), 97);
  return `RF${String(check).padStart(2, "0")}${compact}`;
}

export function isCreditorReference(reference: string): boolean {
  const compact = reference.toUpperCase().replaceAll(/\s/g, "");
  return (
    /^RF\d{2}[A-Z0-9]{1,21}$/.test(compact) &&
    remainder(lettersToDigits(compact.slice(4) + compact.slice(0, 4)), 97) === 1
  );
}

/** In groups of four, as it is printed. */
export const printCreditorReference = (reference: string): string => reference.replaceAll(/(.{4})(?=.)/g, "$1 ");

const dutchWeights = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1] as const;

/** Check digit over all digits after it: weights from the right, 11 − (sum mod 11), 10 becomes 1 and 11 becomes 0. */
function dutchCheckDigit(digits: string): string {
  let total = 0;
  for (let index = 0; index < digits.length; index += 1) {
    total += Number(digits[digits.length - 1 - index]) * (dutchWeights[index % dutchWeights.length] ?? 0);
  }
  const check = 11 - (total % 11);
  return String(check === 10 ? 1 : check === 11 ? 0 : check);
}

/** Dutch betalingskenmerk of sixteen digits (check digit and fifteen free ones), the form that fits every number of ours. */
export function dutchReference(base: string): string {
  if (!/^\d{1,15}$/.test(base))
    throw new RangeError(`A betalingskenmerk is made from 1 to 15 digits, got ${JSON.stringify(base)}`);
  const free = base.padStart(15, "0");
  return dutchCheckDigit(free) + free;
}

/** Any legal length: 7 without check; 9 to 14 with check and length digit; 16 with check. */
export function isDutchReference(reference: string): boolean {
  if (/^\d{7}$/.test(reference)) return true;
  if (/^\d{9,14}$/.test(reference)) {
    const free = reference.slice(2);
    return reference[1] === String(free.length % 10) && reference[0] === dutchCheckDigit(reference.slice(1));
  }
  return /^\d{16}$/.test(reference) && reference[0] === dutchCheckDigit(reference.slice(1));
}

/**
 * The reference a buyer quotes when paying, by the country of the seller: OGM in Belgium, betalingskenmerk in the
 * Netherlands, RF elsewhere. `sequence` is unique for ever per bank account, at most ten digits.
 */
export function paymentReference(sellerCountry: string, sequence: string): string {
  if (sellerCountry === "BE") return belgianReference(sequence);
  return sellerCountry === "NL" ? dutchReference(sequence) : creditorReference(sequence);
}

/** As a buyer reads it: an OGM between plus signs, anything else in groups of four. */
export const printPaymentReference = (reference: string): string =>
  isBelgianReference(reference) ? printBelgianReference(reference) : printCreditorReference(reference);
