import type { FastifyReply, FastifyRequest } from "fastify";
import { textLater } from "#domain/texts/text-later.ts";
import { findAccessToken, type AccessToken } from "#store/access-tokens.ts";
import { listAdministrations } from "#store/administrations.ts";
import { membershipsOf, type Membership } from "#store/memberships.ts";
import { nobody, type Caller } from "./caller.ts";
import type { AnyEndpoint, ApiContext, ApiStore } from "./endpoint.ts";
import { isAllowed } from "./permissions.ts";
import { RequestRefused } from "./problem.ts";
import { isReading, refuseOtherSites } from "./same-site.ts";
import { sessionOf } from "./users/session.ts";
import { hasSessionCookie } from "./users/session-cookies.ts";

const administrationHeader = "schakel-administration";

async function tokenOf(store: ApiStore, request: FastifyRequest): Promise<AccessToken> {
  const text = /^bearer +(.+)$/i.exec(request.headers.authorization ?? "")?.[1]?.trim() ?? "";
  const token = text === "" ? null : await findAccessToken(store.hub, store.key, text);
  if (token === null)
    throw new RequestRefused("request.unauthorized", "Sign in, or send a valid token in Authorization: Bearer …");
  return token;
}

/** A call that may go on. */
export interface Admitted {
  readonly caller: Caller;
  /** Empty when the call is of none. */
  readonly administrationId: string;
}

/**
 * Looks who calls, of which administration, and whether he may, before anything else of the request is read. Throws the refusal
 * otherwise. A token in the header goes before a session in a cookie.
 */
export async function admit(
  context: ApiContext,
  endpoint: AnyEndpoint,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Admitted> {
  const isCookie = request.headers.authorization === undefined && hasSessionCookie(request);
  const user = isCookie ? await sessionOf(context.users, request, reply) : null;
  if (endpoint.scope === "public") {
    refuseOtherSites(request, context.publicUrl, user !== null);
    return { caller: user ?? nobody, administrationId: "" };
  }
  if (user !== null) {
    refuseOtherSites(request, context.publicUrl, true);
    return admitUser(context, endpoint, request, user);
  }
  return admitToken(context, endpoint, request, await tokenOf(context.store, request));
}

const forbidden = (caller: Caller, endpoint: AnyEndpoint): RequestRefused =>
  new RequestRefused("request.forbidden", `The role ${caller.role ?? "none"} does not have ${endpoint.permission}`);

function authorise(caller: Caller, endpoint: AnyEndpoint): void {
  const { permission } = endpoint;
  if (permission === null || (caller.isOperator && permission === "hub.manage")) return;
  if (caller.role === null || !isAllowed(caller.role, permission)) throw forbidden(caller, endpoint);
}

async function admitUser(
  { store }: ApiContext,
  endpoint: AnyEndpoint,
  request: FastifyRequest,
  user: Caller,
): Promise<Admitted> {
  if (endpoint.scope !== "administration") {
    authorise(user, endpoint);
    return { caller: user, administrationId: "" };
  }
  const { administrationId, role } = membershipFor(request, await membershipsOf(store.hub, user.id));
  const caller: Caller = { ...user, role, administrationId };
  authorise(caller, endpoint);
  return { caller, administrationId };
}

/** The header, or the query of what a browser fetches without headers: downloads, frames, event streams. */
function administrationWanted(request: FastifyRequest): string | undefined {
  const header = request.headers[administrationHeader];
  if (typeof header === "string") return header;
  const query = request.url.indexOf("?");
  if (query < 0 || !isReading(request)) return undefined;
  return new URLSearchParams(request.url.slice(query)).get("administration") ?? undefined;
}

const sayWhich = (): RequestRefused =>
  new RequestRefused("request.invalid", "Say which administration in the header Schakel-Administration", [
    { field: administrationHeader, message: textLater("given.needed") },
  ]);

/** One that does not exist and one of others are refused alike. */
function membershipFor(request: FastifyRequest, all: readonly Membership[]): Membership {
  const wanted = administrationWanted(request);
  const found = wanted === undefined ? all[0] : all.find(({ administrationId }) => administrationId === wanted);
  if (wanted === undefined && all.length > 1) throw sayWhich();
  if (found === undefined)
    throw new RequestRefused("request.forbidden", "You are not a member of this administration, or it does not exist");
  return found;
}

async function admitToken(
  { store }: ApiContext,
  endpoint: AnyEndpoint,
  request: FastifyRequest,
  token: AccessToken,
): Promise<Admitted> {
  const caller: Caller = {
    ...token,
    kind: "token",
    userId: null,
    sessionId: null,
    isOperator: token.role === "operator",
  };
  if (endpoint.scope === "self")
    throw new RequestRefused("request.forbidden", "This is only for a person who signed in, not for a token");
  authorise(caller, endpoint);
  if (endpoint.scope === "hub") return { caller, administrationId: "" };
  const administrationId = await administrationOfToken(store, request, token);
  return { caller: { ...caller, administrationId }, administrationId };
}

/** The token's own; for the operator's token the one that was asked for, or the only one there is. */
async function administrationOfToken(store: ApiStore, request: FastifyRequest, token: AccessToken): Promise<string> {
  const wanted = administrationWanted(request);
  if (token.administrationId !== null) {
    if (wanted !== undefined && wanted !== token.administrationId)
      throw new RequestRefused("request.forbidden", "This token is of another administration");
    return token.administrationId;
  }
  const all = await listAdministrations(store.hub);
  if (wanted !== undefined) {
    if (!all.some((administration) => administration.id === wanted))
      throw new RequestRefused("request.not_found", "There is no such administration");
    return wanted;
  }
  const [only, ...others] = all;
  if (only === undefined || others.length > 0) throw sayWhich();
  return only.id;
}
