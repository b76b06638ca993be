import { createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { z } from "zod";
import { isModuleCode, moduleOf, type ModuleCode } from "#domain/modules.ts";

/** Told this many days before it ends. */
export const warnedDays = 30;

/** What the operator of a hub asks of whoever switches a module on. Nothing, unless a file says otherwise. */
export interface Licensing {
  /** Verifies codes; null when no module needs one. */
  readonly publicKey: KeyObject | null;
  readonly needed: readonly ModuleCode[];
  /** How to get a code, in the operator's own words. */
  readonly contact: string;
  /** Ids of codes that are no longer good. */
  readonly cancelled: readonly string[];
}

export const noLicensing: Licensing = { publicKey: null, needed: [], contact: "", cancelled: [] };

const Content = z.object({
  id: z.string().min(1).max(100),
  module: z.string(),
  /** An administration, or `hub` for all of one hub. */
  for: z.string().min(1).max(100),
  /** Last day on which it is good, in UTC. */
  validUntil: z.iso.date(),
});
export type LicenceContent = z.output<typeof Content>;

const prefix = "SCHAKEL1";

/** Compact enough to read in a mail: a prefix, the content and an Ed25519 signature over both. */
export function issueLicence(content: LicenceContent, privateKey: KeyObject): string {
  const body = `${prefix}.${Buffer.from(JSON.stringify(content)).toString("base64url")}`;
  return `${body}.${sign(null, Buffer.from(body), privateKey).toString("base64url")}`;
}

/** What a code says of itself, proved or not; null when it is none. Spaces and line ends of a mail are no matter. */
export function readLicence(
  code: string,
): { readonly content: LicenceContent; readonly signed: Buffer; readonly signature: Buffer } | null {
  const [begin = "", body = "", signature = "", ...more] = code.replace(/\s/g, "").split(".");
  if (begin !== prefix || more.length > 0 || code.length > 2000) return null;
  try {
    const content = Content.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    if (!content.success) return null;
    const signed = Buffer.from(`${begin}.${body}`);
    return { content: content.data, signed, signature: Buffer.from(signature, "base64url") };
  } catch {
    return null;
  }
}

export const licenceFaults = [
  "missing",
  "unreadable",
  "forged",
  "otherModule",
  "otherAdministration",
  "cancelled",
  "expired",
] as const;
export type LicenceFault = (typeof licenceFaults)[number];

export type Judgement =
  | { readonly fault: null; readonly validUntil: Temporal.Instant }
  | { readonly fault: LicenceFault; readonly validUntil: Temporal.Instant | null };

/** Looks at a code without asking anybody. */
export function judgeLicence(
  { publicKey, cancelled }: Licensing,
  code: string | null,
  { module, administrationId }: { readonly module: ModuleCode; readonly administrationId: string },
  now: Temporal.Instant,
): Judgement {
  if (code === null || code.trim() === "") return { fault: "missing", validUntil: null };
  const read = readLicence(code);
  if (read === null) return { fault: "unreadable", validUntil: null };
  const { content, signed, signature } = read;
  if (publicKey === null || signature.byteLength !== 64 || !verify(null, signed, publicKey, signature))
    return { fault: "forged", validUntil: null };
  const validUntil = Temporal.PlainDate.from(content.validUntil).add({ days: 1 }).toZonedDateTime("UTC").toInstant();
  if (content.module !== module) return { fault: "otherModule", validUntil };
  if (content.for !== "hub" && content.for !== administrationId) return { fault: "otherAdministration", validUntil };
  if (cancelled.includes(content.id)) return { fault: "cancelled", validUntil };
  return Temporal.Instant.compare(now, validUntil) >= 0
    ? { fault: "expired", validUntil }
    : { fault: null, validUntil };
}

const LicensingFile = z.object({
  publicKey: z.string(),
  modules: z.array(
    z.string().refine((code) => isModuleCode(code) && !moduleOf(code).isFixed, "is not an app that can be off"),
  ),
  contact: z.string().trim().min(1),
  cancelled: z.array(z.string()).default([]),
});

/** Throws a sentence that names what is wrong in the file. */
export function readLicensing(json: string): Licensing {
  const file = LicensingFile.safeParse(JSON.parse(json));
  if (!file.success)
    throw new Error(`${file.error.issues[0]?.path.join(".") ?? ""} ${file.error.issues[0]?.message ?? ""}`);
  const { publicKey, modules, contact, cancelled } = file.data;
  const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  if (key.asymmetricKeyType !== "ed25519") throw new Error("publicKey is not an Ed25519 key");
  return { publicKey: key, needed: modules.filter(isModuleCode), contact, cancelled };
}
