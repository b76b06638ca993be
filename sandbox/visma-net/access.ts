/** Visma Connect: who may ask for a token, what it carries, and what each interface makes of it. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Answer } from "./answers.ts";
import type { Settings } from "./settings.ts";

export const financeScopes = ["read", "create", "update", "delete"].map((right) => `vismanet_erp_service_api:${right}`);
export const salesOrderScopes = ["read", "write"].map((right) => `visma.net.erp.salesorder:${right}`);

export interface Client {
  readonly id: string;
  secret: string;
  /** What the application was granted in the developer portal. */ scopes: readonly string[];
}

export interface Token {
  readonly text: string;
  readonly clientId: string;
  readonly tenant: string;
  readonly scopes: readonly string[];
  /** Milliseconds, of the stand-in's clock. */ readonly expiresAt: number;
}

const refusal = (error: string, description: string, status = 400): Answer => ({
  status,
  headers: { "Cache-Control": "no-store" },
  body: { error, error_description: description },
});
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

export class Access {
  readonly client: Client;
  readonly #tokens = new Map<string, Token>();
  readonly #now: () => number;
  readonly #settings: Settings;

  constructor(client: Client, now: () => number, settings: Settings) {
    this.client = client;
    this.#now = now;
    this.#settings = settings;
  }

  /** Tokens that were not revoked, expired ones among them. */
  get tokens(): readonly Token[] {
    return [...this.#tokens.values()];
  }
  revokeTokens(): void {
    this.#tokens.clear();
  }

  /** The tenant is not looked at: a wrong one gets a token like any other. */
  answer(contentType: string | undefined, body: string): Answer {
    if (contentType?.split(";")[0]?.trim() !== "application/x-www-form-urlencoded") {
      return refusal("invalid_request", "The body is form-encoded");
    }
    const form = new URLSearchParams(body);
    const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1);
    if (repeated !== undefined) return refusal("invalid_request", `${repeated} is given twice`);
    if (form.get("grant_type") !== "client_credentials") {
      return refusal("unsupported_grant_type", "Only client_credentials: a service application has no users");
    }
    if (form.get("client_id") !== this.client.id || form.get("client_secret") !== this.client.secret) {
      return refusal("invalid_client", "Client authentication failed");
    }
    const tenant = form.get("tenant_id") ?? "";
    if (tenant === "") return refusal("invalid_request", "tenant_id is required");
    const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    if (scopes.length === 0 || scopes.some((scope) => !this.client.scopes.includes(scope))) {
      return refusal("invalid_scope", "A scope is unknown or was not granted to this application");
    }
    const token = this.#issue(tenant, scopes);
    return {
      status: 200,
      headers: { "Cache-Control": "no-store" },
      body: { access_token: token.text, expires_in: this.#settings.tokenSeconds, token_type: "Bearer" },
    };
  }

  #issue(tenant: string, scopes: readonly string[]): Token {
    const seconds = Math.floor(this.#now() / 1000);
    const claims = { client_id: this.client.id, tenant_id: tenant, scope: scopes, jti: randomUUID() };
    const times = { iat: seconds, nbf: seconds, exp: seconds + this.#settings.tokenSeconds };
    const parts = [encoded({ alg: "RS256", typ: "at+jwt" }), encoded({ ...claims, ...times })];
    const text = [...parts, randomBytes(48).toString("base64url")].join(".");
    const expiresAt = this.#now() + this.#settings.tokenSeconds * 1000;
    const token: Token = { text, clientId: this.client.id, tenant, scopes, expiresAt };
    this.#tokens.set(text, token);
    return token;
  }

  /** `undefined` when it is missing, made up, revoked or expired. */
  find(authorization: string | undefined): Token | undefined {
    if (authorization?.startsWith("Bearer ") !== true) return undefined;
    const token = this.#tokens.get(authorization.slice(7));
    return token !== undefined && this.#now() < token.expiresAt ? token : undefined;
  }
}
