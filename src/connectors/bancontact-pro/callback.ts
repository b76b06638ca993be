import { errors, flattenedVerify, importJWK, type JWK } from "jose";
import { z } from "zod";
import type { Announcement, Delivery, Proof, ProofContext, Session, Verdict } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { Keys, keysAddress, type BancontactSettings } from "./schema.ts";

export const topics = ["payment"] as const;

const largestBody = 256 * 1024;

/** The brand changed, the names of the claims did not. */
const claimNames = ["sub", "iss", "iat", "jti", "path"].map((name) => `https://payconiq.com/${name}`);

const Header = z.object({
  alg: z.literal("ES256"),
  kid: z.string().min(1).max(200),
  typ: z.string().regex(/^jose\+json$/i),
  crit: z.array(z.string()),
  b64: z.boolean().default(true),
  "https://payconiq.com/sub": z.string(),
  "https://payconiq.com/iss": z.literal("Payconiq"),
  "https://payconiq.com/iat": z.iso.datetime({ offset: true }).or(z.number()),
  "https://payconiq.com/jti": z.string().min(1).max(200),
  "https://payconiq.com/path": z.string(),
});
type Header = z.output<typeof Header>;

interface Detached {
  readonly protected: string;
  readonly signature: string;
  readonly header: Header;
}

/** `<protected>..<signature>`, with every claim present and named as critical; null when it is anything else. */
function detachedOf(stated: string | undefined): Detached | null {
  const [, protectedPart, signature] = /^([\w-]{1,4000})\.\.([\w-]{86})$/.exec(stated ?? "") ?? [];
  if (protectedPart === undefined || signature === undefined) return null;
  try {
    const header = Header.parse(JSON.parse(Buffer.from(protectedPart, "base64url").toString("utf8")));
    const isGuarded = claimNames.every((name) => header.crit.includes(name));
    return isGuarded ? { protected: protectedPart, signature, header } : null;
  } catch {
    return null;
  }
}

/** Without a well-formed signature it is forged; with one it is a hint until the keys were looked at (`prove`). */
export const verify = ({ headers }: Delivery): Verdict =>
  detachedOf(headers["signature"]) === null ? "forged" : "hint";

const PaymentBody = z.object({ paymentId: z.string().regex(/^[A-Za-z0-9-]{1,100}$/) });

export function announces({ body }: Delivery): Announcement {
  const nothing = (message: string): Announcement => ({ kind: "nothing", message });
  if (body.byteLength > largestBody) return nothing("The callback is too large");
  try {
    const read = PaymentBody.safeParse(JSON.parse(Buffer.from(body).toString("utf8")));
    if (read.success) return { kind: "changed", operation: "payments.get", ids: [read.data.paymentId] };
    return nothing("The callback names no payment");
  } catch {
    return nothing("The callback is not JSON");
  }
}

/** They repeat a callback for up to 24 hours, each time with the very same bytes: a shorter bound would refuse their own repeats. */
const repeatedHours = 24;
/** What two clocks may differ. */
const clockMinutes = 5;

function isRecent(iat: string | number, arrivedAt: Temporal.Instant): boolean {
  const at = typeof iat === "number" ? Temporal.Instant.fromEpochMilliseconds(iat * 1000) : Temporal.Instant.from(iat);
  const oldest = arrivedAt.subtract({ hours: repeatedHours, minutes: clockMinutes });
  const newest = arrivedAt.add({ minutes: clockMinutes });
  return Temporal.Instant.compare(at, oldest) >= 0 && Temporal.Instant.compare(at, newest) <= 0;
}

/** The claim is written as a path in some texts and as the whole address in recorded callbacks. */
function isOurs(path: string, deliverTo: URL): boolean {
  if (path === deliverTo.pathname) return true;
  if (!URL.canParse(path)) return false;
  const url = new URL(path);
  return url.origin === deliverTo.origin && url.pathname === deliverTo.pathname;
}

const keysAgainSeconds = 60;

/** The key of this id; the list is fetched once more when it is not in the remembered one, but not for every made-up id. */
async function keyOf(
  { http, now, settings }: Session<BancontactSettings>,
  memory: ProofContext["memory"],
  kid: string,
): Promise<JWK | null> {
  const find = (list: string | undefined): JWK | null =>
    list === undefined ? null : ((JSON.parse(list) as { keys: JWK[] }).keys.find((key) => key.kid === kid) ?? null);
  const known = find(memory.get("keys"));
  if (known !== null) return known;
  const fetchedAt = memory.get("fetchedAt");
  if (fetchedAt !== undefined && now().since(Temporal.Instant.from(fetchedAt)).total("seconds") < keysAgainSeconds)
    return null;
  const list = await http.json({ method: "GET", path: keysAddress(settings).href, anonymous: true }, Keys);
  memory.set("keys", JSON.stringify(list));
  memory.set("fetchedAt", now().toString());
  return find(memory.get("keys"));
}

/** ES256 over the raw bytes, for this profile, to this address, not long before it came; who numbers them again is told by `messageId`. */
export async function prove(
  session: Session<BancontactSettings>,
  delivery: Delivery,
  { deliverTo, arrivedAt, memory }: ProofContext,
): Promise<Proof> {
  const forged: Proof = { verdict: "forged", messageId: null };
  const detached = detachedOf(delivery.headers["signature"]);
  if (detached === null) return forged;
  const { header } = detached;
  if (header["https://payconiq.com/sub"] !== session.settings.profileId) return forged;
  if (!isOurs(header["https://payconiq.com/path"], deliverTo)) return forged;
  if (!isRecent(header["https://payconiq.com/iat"], arrivedAt)) return forged;
  const jwk = await keyOf(session, memory, header.kid);
  if (jwk === null) return forged;
  // RFC 7797: with b64 false the bytes were signed as they are.
  const payload = header.b64 ? Buffer.from(delivery.body).toString("base64url") : delivery.body;
  try {
    await flattenedVerify(
      { protected: detached.protected, signature: detached.signature, payload },
      await importJWK(jwk, "ES256"),
      { algorithms: ["ES256"], crit: Object.fromEntries(claimNames.map((name) => [name, true])) },
    );
  } catch (thrown) {
    if (thrown instanceof errors.JOSEError) return forged;
    throw new HubError("remote.protocol_changed", "A public key of Bancontact Pro cannot be used", { cause: thrown });
  }
  return { verdict: "genuine", messageId: header["https://payconiq.com/jti"] };
}
