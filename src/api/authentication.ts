import type { FastifyRequest } from "fastify";
import { findAccessToken, type AccessToken } from "#store/access-tokens.ts";
import { listAdministrations } from "#store/administrations.ts";
import type { Store } from "#store/store.ts";
import { isAllowed, type Permission } from "./permissions.ts";
import { RequestRefused } from "./problem.ts";

export const tokenCookie = "schakel_token";
const administrationHeader = "schakel-administration";

/** From `Authorization: Bearer …`, or the cookie the sign-in link sets. A cookie only reads: writing needs the header, so no other site can make a browser write. */
function tokenOf(request: FastifyRequest): string {
  const header = request.headers.authorization;
  if (header !== undefined) return /^bearer +(.+)$/i.exec(header)?.[1]?.trim() ?? "";
  return request.method === "GET" || request.method === "HEAD" ? (request.cookies[tokenCookie] ?? "") : "";
}

export async function authenticate(store: Store, request: FastifyRequest): Promise<AccessToken> {
  const text = tokenOf(request);
  const token = text === "" ? null : await findAccessToken(store.hub, store.key, text);
  if (token === null)
    throw new RequestRefused("request.unauthorized", "Send a valid token in the header Authorization: Bearer …");
  return token;
}

export function authorise(token: AccessToken, permission: Permission): void {
  if (!isAllowed(token.role, permission))
    throw new RequestRefused("request.forbidden", `The role ${token.role} does not have ${permission}`);
}

/**
 * The administration of a call: the token's own; for the operator's token the one in the header Schakel-Administration, or the only one there is.
 */
export async function administrationOf(store: Store, request: FastifyRequest, token: AccessToken): Promise<string> {
  const wanted = request.headers[administrationHeader];
  if (token.administrationId !== null) {
    if (wanted !== undefined && wanted !== token.administrationId)
      throw new RequestRefused("request.forbidden", "This token is of another administration");
    return token.administrationId;
  }
  const all = await listAdministrations(store.hub);
  if (typeof wanted === "string") {
    if (!all.some((administration) => administration.id === wanted))
      throw new RequestRefused("request.not_found", "There is no such administration");
    return wanted;
  }
  const [only, ...others] = all;
  if (only === undefined || others.length > 0)
    throw new RequestRefused("request.invalid", "Say which administration in the header Schakel-Administration", [
      { field: administrationHeader, message: "is needed" },
    ]);
  return only.id;
}
