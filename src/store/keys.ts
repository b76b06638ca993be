import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HubError } from "#domain/error.ts";

/** The hub's one secret of 32 bytes, outside the database. Everything else is derived from it. */
export interface MasterKey {
  readonly bytes: Buffer;
}

const derive = (key: MasterKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key.bytes, "schakel", purpose, 32));

/**
 * From SCHAKEL_KEY (64 hex digits), else from `key` in the data folder, made at first start with rights for its owner only.
 * Throws `settings.invalid` when it is there but not a key: a new one would make every stored secret unreadable.
 */
export async function loadMasterKey(folder: string, fromEnvironment: string | undefined): Promise<MasterKey> {
  if (fromEnvironment !== undefined && fromEnvironment !== "") return parseKey(fromEnvironment, "SCHAKEL_KEY");
  const path = join(folder, "key");
  return parseKey(await readSecretFile(path, () => randomBytes(32).toString("hex")), path);
}

/** The secret in a file of the data folder, made at first start with rights for its owner only. Nodes that start at once read the same. */
export async function readSecretFile(path: string, make: () => string): Promise<string> {
  const text = await readFile(path, "utf8").catch(async (error: unknown) => {
    if (!isErrorWith(error, "ENOENT")) throw error;
    await makeSecretFile(path, make());
    return readFile(path, "utf8");
  });
  return text.trim();
}

/** The file appears under its name with all that is in it, and on the disk: another node may start at this moment, and power may fail. */
async function makeSecretFile(path: string, secret: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (!isErrorWith(error, "EEXIST")) throw error;
  } finally {
    await rm(draft);
  }
}

const isErrorWith = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

function parseKey(text: string, where: string): MasterKey {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new HubError("settings.invalid", `${where} must hold 64 hexadecimal digits`);
  return { bytes: Buffer.from(text, "hex") };
}

/** Password of a database role; the same on every node that has the key. */
export const rolePassword = (key: MasterKey, role: string): string => derive(key, `role:${role}`).toString("base64url");

/** Keyed hash of something that may not be stored as it is: a token, an e-mail address. */
export const keyedHash = (key: MasterKey, purpose: string, text: string): Buffer =>
  createHmac("sha256", derive(key, `hash:${purpose}`))
    .update(text, "utf8")
    .digest();

/**
 * Encrypts a secret (AES-256-GCM). `place` names where it is stored and is authenticated with it, so that a sealed value
 * copied to another row does not open there.
 */
export function seal(key: MasterKey, place: string, secret: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derive(key, "seal"), nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), sealed]);
}

/** Throws `settings.invalid` when the key is another one than it was sealed with, or the value was moved or changed. */
export function unseal(key: MasterKey, place: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  try {
    if (bytes[0] !== 1) throw new Error("unknown form");
    const decipher = createDecipheriv("aes-256-gcm", derive(key, "seal"), bytes.subarray(1, 13)).setAAD(
      Buffer.from(place),
    );
    decipher.setAuthTag(bytes.subarray(13, 29));
    return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new HubError("settings.invalid", "A stored secret cannot be opened with this hub's key", { cause });
  }
}
