import { z } from "zod";
import { WireFault, type Transport } from "#connect/transport.ts";
import { HubError } from "#domain/error.ts";
import type { FoundCompany } from "./company-lookup.ts";
import { splitAddress } from "./vies-address.ts";

/** The paths are from memory of the public API (contracts/vat.md section 6) [inferred]: not tried against VIES itself. */
export const viesUrl = new URL("https://ec.europa.eu/taxation_customs/vies/rest-api/");

/** `---` means not disclosed: Germany and Spain never give names. */
const Disclosed = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || /^-*$/.test(text.trim()) ? "" : text.trim()));

const Answer = z.object({
  valid: z.boolean(),
  requestDate: z.string().default(""),
  requestIdentifier: z.string().nullish(),
  name: Disclosed,
  address: Disclosed,
});

/** An error may come with HTTP 200: `errorWrappers` [inferred], or a word in `userError` that is no VALID and no INVALID. */
const Refusal = z.object({
  errorWrappers: z.array(z.object({ error: z.string() })).optional(),
  userError: z.string().optional(),
});

const refusalIn = (data: unknown): string | null => {
  const { errorWrappers, userError } = Refusal.safeParse(data).data ?? {};
  const word = errorWrappers?.[0]?.error ?? userError ?? "";
  return word === "" || word === "VALID" || word === "INVALID" ? null : word;
};

/** The number as VIES writes it: its own prefixes, Greece as EL. */
export interface ViesNumber {
  readonly countryCode: string;
  readonly vatNumber: string;
}

const unavailable = (why: string, cause?: unknown): HubError =>
  new HubError("remote.unavailable", `VIES does not answer (${why})`, cause === undefined ? {} : { cause });

/**
 * Asks VIES for one number; null when it says that no number looks like that, which is not the same as not registered. Throws
 * `remote.unavailable` for everything that is no answer: never a guess that a number is not valid.
 */
export async function askVies(
  transport: Transport,
  url: URL,
  number: ViesNumber,
  requester: ViesNumber | null,
  signal: AbortSignal,
): Promise<FoundCompany | null> {
  const asked = {
    ...number,
    // The consultation number is given only to who says who asks.
    ...(requester !== null && {
      requesterMemberStateCode: requester.countryCode,
      requesterNumber: requester.vatNumber,
    }),
  };
  let body: string;
  try {
    const answer = await transport({
      method: "POST",
      url: new URL("check-vat-number", url),
      headers: { accept: "application/json", "content-type": "application/json", "user-agent": "Schakel" },
      body: JSON.stringify(asked),
      timeoutMs: 10_000,
      signal,
    });
    ({ body } = answer);
    if (answer.status >= 500) throw unavailable(`status ${answer.status}`);
  } catch (thrown) {
    if (thrown instanceof WireFault) throw unavailable(thrown.message, thrown);
    throw thrown;
  }
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch (cause) {
    throw unavailable("a web page instead of data", cause);
  }
  const refusal = refusalIn(data);
  if (refusal === "INVALID_REQUESTER_INFO" && requester !== null) return askVies(transport, url, number, null, signal);
  if (refusal === "INVALID_INPUT") return null;
  if (refusal !== null) throw unavailable(refusal);
  const read = Answer.safeParse(data);
  if (!read.success) throw unavailable("an answer in another form");
  const { valid, requestDate, requestIdentifier, name, address } = read.data;
  return {
    valid,
    name: valid ? name : "",
    address: splitAddress(valid ? address : "", number.countryCode),
    requestDate,
    consultationNumber: requestIdentifier ?? "",
  };
}
