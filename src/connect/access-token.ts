import { createHash } from "node:crypto";
import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { maskSecrets, secretNamed, type Secrets } from "./credentials.ts";
import type { AnyConnector } from "./connector.ts";
import { WireFault, type Transport } from "./transport.ts";

/** Tokens of one connection, for connectors that ask for them. */
export interface AccessTokens {
  /** One that is good for another minute; asked for when there is none. Throws `credentials.*`, `remote.unavailable` or `remote.rate_limited`. */
  current(): Promise<string>;
  /** Forgets a token that was refused. False when it was asked for in this session: another would be refused as well. */
  drop(token: string): boolean;
  /** What the current one says that it is good for; null when it does not say. */
  scopes(): Promise<readonly string[] | null>;
}

export interface TokenOptions {
  readonly connector: AnyConnector;
  readonly settings: Record<string, unknown>;
  readonly secrets: Secrets;
  readonly transport: Transport;
  readonly now: () => Temporal.Instant;
  readonly signal: AbortSignal;
  readonly memory?: Map<string, string>;
}

const usualSeconds = 3600;
const Granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.preprocess((given) => given ?? usualSeconds, z.coerce.number().positive()),
});
const Refused = z.object({ error: z.string(), error_description: z.string().default("") });

/** Of what was kept, so much is not used: it may end on the way. */
const marginSeconds = 60;

/** Null for connectors with other credentials. */
export function accessTokens(options: TokenOptions): AccessTokens | null {
  const { connector, settings, secrets, transport, now, signal, memory = new Map<string, string>() } = options;
  const { credentials } = connector;
  if (credentials.type !== "client-credentials") return null;
  const url = credentials.tokenUrl(settings);
  const fresh = new Set<string>();
  let asked: Promise<string> | null = null;

  const formOf = (): string => {
    const [id, secret] = credentials.names.map((name) => secretNamed(secrets, name));
    const form = { grant_type: "client_credentials", client_id: id ?? "", client_secret: secret ?? "" };
    return new URLSearchParams({ ...form, ...credentials.form(settings) }).toString();
  };

  const ask = async (form: string, place: string): Promise<string> => {
    const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
    const wire = { method: "POST", url, headers, body: form, timeoutMs: 30_000, signal };
    const answer = await transport(wire).catch((thrown: unknown) => {
      throw unanswered(thrown, url.host, secrets);
    });
    const granted = Granted.safeParse(jsonOf(answer.body));
    if (answer.status !== 200 || !granted.success) throw refusal(answer.status, answer.body, url.host, secrets);
    const { access_token: token, expires_in: seconds } = granted.data;
    const until = now().epochMilliseconds + (seconds - marginSeconds) * 1000;
    memory.set(place, JSON.stringify({ token, until }));
    fresh.add(token);
    return token;
  };

  return {
    async current() {
      const form = formOf();
      // Other secrets, another scope or another company: another token.
      const place = `access token ${createHash("sha256").update(`${url.href} ${form}`).digest("base64url")}`;
      const kept = Kept.safeParse(jsonOf(memory.get(place) ?? "")).data;
      if (kept !== undefined && kept.until > now().epochMilliseconds) return kept.token;
      asked ??= ask(form, place).finally(() => (asked = null));
      return asked;
    },
    async scopes() {
      return scopesIn(await this.current());
    },
    drop(token) {
      for (const [place, kept] of memory)
        if (place.startsWith("access token ") && Kept.safeParse(jsonOf(kept)).data?.token === token)
          memory.delete(place);
      return !fresh.has(token);
    },
  };
}

const Claims = z.object({ scope: z.union([z.string().transform((all) => all.split(" ")), z.array(z.string())]) });

/** A token is a secret of theirs and ours; where it is a JWT, its claims are there to be read. They prove nothing: the other side does. */
function scopesIn(token: string): readonly string[] | null {
  const claims = token.split(".")[1] ?? "";
  return Claims.safeParse(jsonOf(Buffer.from(claims, "base64url").toString("utf8"))).data?.scope ?? null;
}

const Kept = z.object({ token: z.string(), until: z.number() });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unanswered(thrown: unknown, host: string, secrets: Secrets): HubError {
  const message = maskSecrets(thrown instanceof Error ? thrown.message : String(thrown), secrets);
  const isForbidden = thrown instanceof WireFault && thrown.kind === "forbidden";
  return new HubError(isForbidden ? "settings.invalid" : "remote.unavailable", message, {
    cause: thrown,
    details: { value: host },
  });
}

/** RFC 6749 section 5.2. What was asked for did not happen yet, so nothing is in doubt. */
function refusal(status: number, body: string, host: string, secrets: Secrets): HubError {
  const refused = Refused.safeParse(jsonOf(body)).data;
  // An answer that says yes may hold a token, in whatever form: nothing of it is kept.
  const details = {
    status: String(status),
    ...(status >= 300 && { answer: maskSecrets(body.slice(0, 500), secrets) }),
  };
  if (status === 429) return new HubError("remote.rate_limited", `${host} asks to wait`, { details });
  if (status >= 500 || (refused === undefined && status !== 400 && status !== 401))
    return new HubError("remote.unavailable", `${host} gave no token (${status})`, { details });
  const why = refused === undefined ? String(status) : `${refused.error} ${refused.error_description}`.trim();
  const code = refused?.error === "invalid_scope" ? "credentials.insufficient" : "credentials.expired";
  return new HubError(code, `${host} gives these credentials no token: ${why}`, { details });
}
