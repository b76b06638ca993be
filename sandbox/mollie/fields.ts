/** What Mollie accepts in the fields of a request. */
import { isIP } from "node:net";
import { amount as read, compare, isZero } from "#domain/amount.ts";
import { invalid, refuse } from "./errors.ts";

export interface Money {
  readonly currency: string;
  /** Always two decimals. */ readonly value: string;
}

export type Fields = Readonly<Record<string, unknown>>;

const currencies = ["EUR", "GBP", "USD", "CHF", "DKK", "NOK", "PLN", "SEK"];
export const methods = ["bancontact", "ideal", "creditcard", "banktransfer", "kbc", "belfius", "paypal"];
const locales =
  "en_US en_GB nl_NL nl_BE de_DE de_AT de_CH fr_FR fr_BE es_ES ca_ES pt_PT it_IT nb_NO sv_SE fi_FI da_DK is_IS hu_HU pl_PL lv_LV lt_LT".split(
    " ",
  );

/** An object of JSON with no field Mollie does not know. */
export function fieldsOf(body: string, known: readonly string[]): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === "" ? "{}" : body);
  } catch {
    throw refuse(400, "The request body contains invalid JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw refuse(400, "The request body contains invalid JSON");
  }
  const unknown = Object.keys(parsed).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid(`Non-existent body parameter "${unknown}" for this API call.`, unknown);
  return parsed as Fields;
}

/** Money is an object of two texts, the value with exactly two decimals: a number, "10", "10.5" or "1,000.00" is refused. */
export function money(given: unknown, noun: string, maximum?: string): Money {
  if (given === undefined || given === null) throw invalid(`The amount is required for ${noun}`, "amount");
  const { currency, value } = typeof given === "object" ? (given as Record<string, unknown>) : {};
  if (typeof currency !== "string" || currency === "") {
    throw invalid("The amount does not contain a currency", "amount.currency");
  }
  if (!currencies.includes(currency)) throw invalid("The amount contains an invalid currency", "amount.currency");
  if (typeof value !== "string" || !/^(0|[1-9]\d{0,11})\.\d{2}$/.test(value)) {
    throw invalid("The amount contains an invalid value", "amount.value");
  }
  if (isZero(read(value))) throw invalid("The amount is lower than the minimum", "amount");
  if (maximum !== undefined && compare(read(value), read(maximum)) > 0) {
    throw invalid("The amount is higher than the maximum", "amount");
  }
  return { currency, value };
}

/** Longer than 255 characters is not refused but cut. */
export function description(given: unknown, noun: string): string {
  if (typeof given !== "string" || given.trim() === "") {
    throw invalid(`The description is required for ${noun}`, "description");
  }
  return Array.from(given).slice(0, 255).join("");
}

function parsedUrl(given: unknown): URL | undefined {
  return typeof given === "string" && given.length <= 2048 ? (URL.parse(given) ?? undefined) : undefined;
}

export function redirectUrl(given: unknown, isRequired: boolean): string | null {
  if (given === undefined || given === null) {
    if (isRequired) throw invalid("The redirect URL is required for payments", "redirectUrl");
    return null;
  }
  const url = parsedUrl(given);
  if (url === undefined || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw invalid("The redirect URL is invalid", "redirectUrl");
  }
  return given as string;
}

function isReachable({ hostname }: URL): boolean {
  if (isIP(hostname) !== 0 || hostname.startsWith("[")) return false;
  return hostname.includes(".") && !/\.(local|localhost|test|internal|invalid|example|home|lan)$/.test(hostname);
}

/** Mollie must be able to reach it: https on a public name. `allowLocal` lets http on this machine through. */
export function webhookUrl(given: unknown, allowLocal: boolean): string | null {
  if (given === undefined || given === null) return null;
  const url = parsedUrl(given);
  if (url === undefined) throw invalid("The webhook URL is invalid", "webhookUrl");
  const isLocal = url.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (allowLocal && isLocal) return given as string;
  if (url.protocol !== "https:" || !isReachable(url)) {
    throw invalid("The webhook URL is invalid because it is unreachable from Mollie's point of view", "webhookUrl");
  }
  return given as string;
}

/** Any JSON, up to about 1 kB. */
export function metadata(given: unknown): unknown {
  if (given === undefined) return null;
  if (Buffer.byteLength(JSON.stringify(given)) > 1024) throw invalid("The metadata is too large", "metadata");
  return given;
}

export function locale(given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string" && locales.includes(given)) return given;
  throw invalid("The locale is invalid", "locale");
}

/** One method or a list the payer chooses from; only a single one is fixed on the payment. */
export function method(given: unknown): string | null {
  if (given === undefined || given === null) return null;
  const wanted: unknown[] = Array.isArray(given) ? given : [given];
  if (wanted.some((one) => typeof one !== "string" || !methods.includes(one))) {
    throw invalid("The payment method is invalid", "method");
  }
  return wanted.length === 1 ? (wanted[0] as string) : null;
}

export function expiresAt(given: unknown, now: Temporal.Instant): Temporal.Instant | null {
  if (given === undefined || given === null) return null;
  try {
    const at = Temporal.Instant.from(given as string);
    if (Temporal.Instant.compare(at, now) > 0) return at;
  } catch {
    throw invalid("The expiry date is invalid", "expiresAt");
  }
  throw invalid("The expiry date must be in the future", "expiresAt");
}
