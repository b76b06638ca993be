import { randomInt } from "node:crypto";
import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { openAuthPool } from "#store/auth-pool.ts";
import { keyedHash } from "#store/keys.ts";
import type { Store } from "#store/store.ts";

/** Names of better-auth's cookies as it knows them; browsers get them from session-cookies.ts. */
export const innerCookies = { session: "schakel_session", secondStep: "schakel_second_step" } as const;

/** Header by which better-auth is told who calls. */
export const addressHeader = "x-schakel-address";

/** Without letters and digits that look alike. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const recoveryCode = (): string => {
  const code = Array.from({ length: 10 }, () => letters[randomInt(letters.length)] ?? "").join("");
  return `${code.slice(0, 5)}-${code.slice(5)}`;
};

/** better-auth, which is only called from our own endpoints: its router is not served. It asks nothing of anybody outside. */
const configured = (pool: ReturnType<typeof openAuthPool>, secret: string) =>
  betterAuth({
    database: pool,
    secret,
    baseURL: "http://localhost",
    appName: "Schakel",
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        language: { type: "string", required: true, input: false },
        firstPage: { type: "string", required: true, input: false },
        isOperator: { type: "boolean", required: true, input: false },
      },
    },
    session: { expiresIn: 30 * 86_400, updateAge: 86_400, freshAge: 0, cookieCache: { enabled: false } },
    advanced: {
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      cookies: {
        session_token: { name: innerCookies.session },
        two_factor: { name: innerCookies.secondStep },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Schakel",
        backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, recoveryCode) },
      }),
    ],
  });

export type Auth = ReturnType<typeof configured>;

/** Who signs in, with what, and for how long: better-auth on the hub's own database. */
export interface Users {
  readonly auth: Auth;
  close(): Promise<void>;
}

export function openUsers({ address, key }: Pick<Store, "address" | "key">, onError: (error: Error) => void): Users {
  const pool = openAuthPool(address, key, onError);
  const auth = configured(pool, keyedHash(key, "better-auth", "secret").toString("base64url"));
  return { auth, close: () => pool.end() };
}
