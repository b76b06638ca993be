import type { FastifyRequest } from "fastify";
import { RequestRefused } from "./problem.ts";

export const isReading = (request: FastifyRequest): boolean => request.method === "GET" || request.method === "HEAD";

/** What the browser says of the page that asked; undefined when nothing says that a browser asked. */
function comesFromOurs(request: FastifyRequest, publicUrl: URL | null): boolean | undefined {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  const { origin } = request.headers;
  if (origin === undefined) return undefined;
  const from = URL.parse(origin);
  return from !== null && (from.host === request.host || from.origin === publicUrl?.origin);
}

/**
 * A browser sends a cookie along with what another site makes it ask: such a write is refused. Where a cookie proves who calls
 * (`isCookie`), a write must say that it comes from a page of ours; elsewhere it must only not say the opposite.
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: URL | null, isCookie: boolean): void {
  if (isReading(request)) return;
  const isOurs = comesFromOurs(request, publicUrl);
  if (isOurs === true || (isOurs === undefined && !isCookie)) return;
  throw new RequestRefused(
    "request.forbidden",
    "A browser may only write from a page of this hub: Origin or Sec-Fetch-Site says otherwise, or nothing",
  );
}
