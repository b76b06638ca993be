import { z } from "zod";
import { text, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import { folder, type Visma } from "./settings.ts";

/** An address of the sales order service: another host, with the same token. */
export const ordersPath = ({ settings }: Visma, rest = ""): string =>
  new URL(`api/v3/SalesOrders${rest}`, folder(settings.salesOrderUrl)).href;

/** A key in a path. What an address would read otherwise is written as the vendor asks: item numbers hold slashes. */
export const keyInPath = (key: string): string =>
  /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(key) ? key : `b64(${Buffer.from(key, "utf8").toString("base64url")})`;

/** The last segments of what a create says it made: its body is empty. Nothing there means that nobody knows what came of it. */
export function madeAt(headers: Readonly<Record<string, string>>, host: string, count: number): string[] {
  const location = headers["location"] ?? "";
  const path = URL.canParse(location, "https://x/") ? new URL(location, "https://x/").pathname : "";
  const segments = path.split("/").filter(Boolean).slice(-count).map(unescaped);
  if (segments.length === count) return segments;
  throw new HubError("remote.outcome_unknown", `${host} answered a write without saying what it made`);
}

function unescaped(segment: string): string {
  const key = /^b64\(([\w-]+)\)$/.exec(segment)?.[1];
  return key === undefined ? decodeURIComponent(segment) : Buffer.from(key, "base64url").toString("utf8");
}

/** As the finance interface writes a scalar; what is empty is left out, which leaves it as it is. */
export const wrapped = (fields: Readonly<Record<string, unknown>>): Record<string, { readonly value: unknown }> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [name, { value }]),
  );

/** Some look-ups wrap their values as well, others do not: read alike. */
function unwrapped(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(unwrapped);
  if (typeof data !== "object" || data === null) return data;
  const entries = Object.entries(data);
  if (entries.length === 1 && entries[0]?.[0] === "value") return unwrapped(entries[0][1]);
  return Object.fromEntries(entries.map(([name, value]) => [name, unwrapped(value)]));
}

const Told = z.object({ errorInfo: z.string().trim().min(1) });

/** Throws what an answer with status 200 tells of a failure. */
function refuseErrorInfo(data: unknown): void {
  for (const one of Array.isArray(data) ? (data as unknown[]) : [data]) {
    const told = Told.safeParse(one).data?.errorInfo;
    if (told !== undefined)
      throw new HubError("remote.protocol_changed", `Visma Net gave a record with an error in it: ${told}`, {
        details: { answer: told },
      });
  }
}

/** Reads an answer of the finance interface, whichever way it wrote its values. */
export const reading = <T extends z.ZodType>(schema: T) =>
  z
    .unknown()
    .transform((data) => {
      const plain = unwrapped(data);
      refuseErrorInfo(plain);
      return plain;
    })
    .pipe(schema);

/** Decimal text of a number in JSON: its shortest form, without an exponent. */
export const decimalText = (number: number): string =>
  /e/.test(String(number)) ? number.toFixed(12).replace(/\.?0+$/, "") : String(number);

/** A JSON number. At most fifteen digits come back as they were written, and no price of ours has more. */
export const jsonNumber = (value: Amount): number => Number(text(value));

/** An instant of a time that may come without a zone. */
export const instantOf = (written: string, timeZone: string): string =>
  /Z$|[+-]\d\d:\d\d$/.test(written)
    ? Temporal.Instant.from(written).toString()
    : Temporal.PlainDateTime.from(written).toZonedDateTime(timeZone).toInstant().toString();
