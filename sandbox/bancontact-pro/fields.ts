/** What the API accepts in the fields of a new payment and of a search. */
import { invalid, refuse } from "./errors.ts";
import { statuses, type NewPayment, type Status } from "./payments.ts";

type Fields = Readonly<Record<string, unknown>>;

const known =
  "amount currency description reference bulkId callbackUrl identifyCallbackUrl returnUrl voucherEligibility shopId shopName".split(
    " ",
  );
const publicUrl = /^https:\/\/([a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(:\d+)?(\/[^\s]*)?$/;
const localUrl = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/[^\s]*)?$/;
/** Letters of the Latin, Greek and Cyrillic scripts, figures, the signs of a keyboard, € and a blank. */
const sepaText = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\x20-\x7E€]*$/u;

function parsed(body: string): Fields {
  if (body.trim() === "") throw refuse(400, "BODY_MISSING", "A json needs to be provided");
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    throw refuse(400, "BODY_MISSING", "A json needs to be provided");
  }
  throw refuse(400, "BODY_MISSING", "A json needs to be provided");
}

function textOf(fields: Fields, name: string, longest: number): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" || value.length > longest || !sepaText.test(value)) throw invalid(name);
  return value;
}

function urlOf(fields: Fields, name: string, allowLocal: boolean): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" || value.length > 2048) throw invalid(name);
  if (!publicUrl.test(value) && !(allowLocal && localUrl.test(value))) throw invalid(name);
  return value;
}

export function newPayment(body: string, allowLocal: boolean): Omit<NewPayment, "profileId"> {
  const fields = parsed(body);
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw invalid(unknown);
  const { amount, currency = "EUR" } = fields;
  if (amount === undefined || amount === null) throw refuse(400, "FIELD_IS_REQUIRED", "Field amount is mandatory");
  // The description says "exclusiveMinimum: 1": one cent is refused.
  if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount <= 1 || amount > 999_999_999_999) {
    throw invalid("amount");
  }
  if (currency !== "EUR") throw invalid("currency");
  return {
    amount,
    description: textOf(fields, "description", 140),
    reference: textOf(fields, "reference", 35),
    bulkId: textOf(fields, "bulkId", 35),
    callbackUrl: urlOf(fields, "callbackUrl", allowLocal),
    identifyCallbackUrl: urlOf(fields, "identifyCallbackUrl", allowLocal),
    returnUrl: urlOf(fields, "returnUrl", allowLocal),
  };
}

export interface Search {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant | null;
  readonly statuses: readonly Status[] | null;
  readonly reference: string | null;
}

function instant(fields: Fields, name: string): Temporal.Instant | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  try {
    return Temporal.Instant.from(value as string);
  } catch {
    throw invalid(name);
  }
}

/** Without `from` it looks back one day and no further. */
export function search(body: string, now: Temporal.Instant): Search {
  const fields = body.trim() === "" ? {} : parsed(body);
  const wanted = fields["paymentStatuses"];
  if (wanted !== undefined && !(Array.isArray(wanted) && wanted.every((one) => statuses.includes(one as Status)))) {
    throw invalid("paymentStatuses");
  }
  return {
    from: instant(fields, "from") ?? now.subtract({ hours: 24 }),
    to: instant(fields, "to"),
    statuses: wanted === undefined || wanted.length === 0 ? null : (wanted as Status[]),
    reference: textOf(fields, "reference", 35),
  };
}
