import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";

/** Of these nothing was read, let alone carried out: too long, and too soon. */
const untaken: ReadonlySet<number> = new Set([413, 429]);

/**
 * Cebeo says what it thinks in XML with a 200. A page with a 4xx is of something in front of it, which may have given up on a request
 * that was carried out behind it: an order is looked for before it is sent anew (contract 4). Null: the usual meaning.
 */
export function errorOf({ status, isWrite, host, headers }: Answer): HubError | null {
  const isPage = !(headers["content-type"] ?? "").includes("json");
  if (!isWrite || !isPage || status < 400 || status >= 500 || untaken.has(status)) return null;
  return new HubError("remote.outcome_unknown", `${host} answered ${status} with a web page instead of data`, {
    details: { status: String(status) },
  });
}
