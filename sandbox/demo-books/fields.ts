/** What the package accepts in a field. Lengths are of UTF-16, which never counts fewer than there are characters. */
import { amount, type Amount } from "#domain/amount.ts";
import { invalid, Refused } from "./refusals.ts";

export type Fields = Readonly<Record<string, unknown>>;

export function objectOf(given: unknown, path: string): Fields {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw invalid(path, `${path} is no object`);
  return given as Fields;
}

/** `at` is what stands before a name: "" or "lines[2].". */
export function refuseUnknown(given: Fields, known: readonly string[], at = ""): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Refused("unknown_field", `There is no field ${at}${unknown}`, `${at}${unknown}`);
}

export function text(given: unknown, path: string, least: number, most: number): string {
  if (typeof given !== "string") throw invalid(path, `${path} is no text`);
  if (given.length < least || given.length > most) throw invalid(path, `${path} has ${least} to ${most} characters`);
  return given;
}

/** A text that may be left out; it is empty then. */
export const optional = (given: unknown, path: string, most: number): string =>
  given === undefined ? "" : text(given, path, 0, most);

export function oneOf<T extends string>(given: unknown, path: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw invalid(path, `${path} is one of ${allowed.join(", ")}`);
  return found;
}

export function decimal(given: unknown, path: string, decimals: number): Amount {
  const match = typeof given === "string" ? /^-?(?:0|[1-9]\d{0,14})(?:\.(\d+))?$/.exec(given) : null;
  if (match !== null && (match[1] ?? "").length <= decimals) return amount(match[0]);
  throw invalid(path, `${path} is no decimal text with a point and at most ${decimals} decimals`);
}

export function day(given: unknown, path: string): string {
  if (typeof given === "string" && /^\d{4}-\d{2}-\d{2}$/.test(given)) {
    try {
      return Temporal.PlainDate.from(given, { overflow: "reject" }).toString();
    } catch {
      throw invalid(path, `${path} is not in the calendar`);
    }
  }
  throw invalid(path, `${path} is no day as YYYY-MM-DD`);
}

const currencies = new Set(
  (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY " +
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR " +
    "ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK " +
    "MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF " +
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU " +
    "UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
  ).split(" "),
);

export function currency(given: unknown, path: string): string {
  if (typeof given === "string" && currencies.has(given)) return given;
  throw invalid(path, `${path} is no currency of ISO 4217`);
}
