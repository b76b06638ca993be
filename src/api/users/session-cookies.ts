import type { FastifyReply, FastifyRequest } from "fastify";
import { isAPIError } from "better-auth/api";
import { addressHeader, innerCookies } from "./auth.ts";

/** Over https a browser keeps these to this very host and to https. */
const hostOnly = "__Host-";

const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  request.cookies[`${hostOnly}${name}`] ?? request.cookies[name];

export const hasSessionCookie = (request: FastifyRequest): boolean =>
  cookieOf(request, innerCookies.session) !== undefined;

/** A reverse proxy we do not know hides that the browser speaks https; the Origin of what it writes tells. */
const isSecure = (request: FastifyRequest, name: string): boolean =>
  request.protocol === "https" ||
  (request.headers.origin?.startsWith("https:") ?? false) ||
  request.cookies[`${hostOnly}${name}`] !== undefined;

function headersOf(request: FastifyRequest): Headers {
  const kept = Object.values(innerCookies).flatMap((name) => {
    const value = cookieOf(request, name);
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  return new Headers({
    cookie: kept.join("; "),
    "user-agent": (request.headers["user-agent"] ?? "").slice(0, 300),
    [addressHeader]: request.ip,
  });
}

function keepCookies(request: FastifyRequest, reply: FastifyReply, answered: Headers): void {
  for (const line of answered.getSetCookie()) {
    const [, name = "", text = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (!Object.values<string>(innerCookies).includes(name)) continue;
    const maxAge = Number(/;\s*max-age=(\d+)/i.exec(line)?.[1] ?? 0);
    const options = { path: "/", httpOnly: true, sameSite: "lax" } as const;
    if (maxAge === 0) {
      void reply.clearCookie(name, options).clearCookie(`${hostOnly}${name}`, { ...options, secure: true });
      continue;
    }
    const secure = isSecure(request, name);
    const value = decodeURIComponent(text);
    void reply.setCookie(secure ? `${hostOnly}${name}` : name, value, { ...options, secure, maxAge });
  }
}

interface Refusal {
  readonly code: string;
  readonly status: number;
}

/**
 * Asks better-auth on behalf of a request, and hands its cookies to the browser, also those of a refusal. What it refuses comes back as
 * its code; anything else it throws goes on.
 */
export async function askAuth<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  ask: (headers: Headers) => Promise<{ headers: Headers; response: T }>,
): Promise<{ readonly answer: T } | { readonly refused: Refusal }> {
  try {
    const { headers, response } = await ask(headersOf(request));
    keepCookies(request, reply, headers);
    return { answer: response };
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    keepCookies(request, reply, new Headers(error.headers));
    return { refused: { code: error.body?.code ?? "", status: error.statusCode } };
  }
}
