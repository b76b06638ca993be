import { amount, cents, compare, equals, text, type Amount } from "./amount.ts";
import { compactIdentifier } from "./identifiers.ts";
import { isBelgianReference, isCreditorReference, printBelgianReference } from "./references.ts";

/** A transfer as a payment QR asks for it. */
export interface EpcTransfer {
  readonly beneficiary: string;
  readonly iban: string;
  /** Empty: left out, which is allowed inside the EEA. */
  readonly bic?: string;
  readonly amount: Amount;
  readonly currency: string;
  /** Compact OGM, RF reference or betalingskenmerk; empty for none. */
  readonly reference: string;
  /** Where an OGM goes: `text` is read by Belgian banking apps, `structured` is meant for RF. */
  readonly belgianReferenceAs?: "text" | "structured";
}

const [least, most] = [amount("0.01"), amount("999999999.99")];
const mostBytes = 331;

const bytesOf = (content: string): number => new TextEncoder().encode(content).byteLength;

/** One line of the code: no line breaks or other control characters, and at most this many characters. */
const oneLine = (content: string, characters: number): string =>
  Array.from(content.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim())
    .slice(0, characters)
    .join("");

/**
 * The payload of an EPC payment QR, version 002 in UTF-8 (payments.md 1d); draw it at error level M. Null when there can be none:
 * another currency than the euro, no account, nobody to pay, or an amount outside 0.01 to 999,999,999.99.
 */
export function epcQrPayload(transfer: EpcTransfer): string | null {
  const { currency, reference, belgianReferenceAs = "text" } = transfer;
  const iban = compactIdentifier(transfer.iban);
  const name = oneLine(transfer.beneficiary, 70);
  const isPayable = compare(transfer.amount, least) >= 0 && compare(transfer.amount, most) <= 0;
  if (currency !== "EUR" || !/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban) || name === "" || !isPayable) return null;
  if (!equals(transfer.amount, cents(transfer.amount)))
    throw new RangeError(`Not in whole cents: ${text(transfer.amount)}`);

  const compact = compactIdentifier(reference);
  const isStructured =
    isCreditorReference(compact) || (belgianReferenceAs === "structured" && isBelgianReference(compact));
  const asText = isBelgianReference(compact) ? printBelgianReference(compact) : oneLine(reference, 140);
  const payloadFor = (beneficiary: string): string =>
    [
      "BCD",
      "002",
      "1",
      "SCT",
      compactIdentifier(transfer.bic ?? ""),
      beneficiary,
      iban,
      `EUR${text(cents(transfer.amount))}`,
      "",
      isStructured ? compact : "",
      isStructured ? "" : asText,
    ]
      .join("\n")
      .trimEnd();
  // Only a name in a script of several bytes a character can make it too long.
  const letters = Array.from(name);
  while (bytesOf(payloadFor(letters.join(""))) > mostBytes && letters.length > 1) letters.pop();
  return payloadFor(letters.join(""));
}
