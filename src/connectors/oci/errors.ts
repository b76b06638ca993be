import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";

/** A shop speaks to a browser: what it refuses is a page. Null: the usual meaning. */
export function errorOf({ status, host, headers }: Answer): HubError | null {
  if (status >= 300 && status < 400)
    return new HubError(
      "settings.invalid",
      `${host} leads on to ${headers["location"] ?? "another page"} instead of answering: it is at another address, or does not have this function`,
      { details: { field: "settings.address" } },
    );
  if ((status === 400 || status === 404 || status === 422) && (headers["content-type"] ?? "").includes("html"))
    return new HubError("document.rejected", `${host} does not take this (${status})`, {
      details: { status: String(status) },
    });
  return null;
}
