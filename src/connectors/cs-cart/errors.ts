import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";
import { CsRefusal } from "./schema.ts";

function refusalIn(body: string): { readonly message: string } | null {
  try {
    const refusal = CsRefusal.safeParse(JSON.parse(body)).data;
    return refusal === undefined ? null : { message: refusal.message.slice(0, 300) };
  } catch {
    return null;
  }
}

/** The API itself says that the record is not there: a shop whose API is gone answers with a page. */
export const saysAbsent = ({ status, body }: Answer): boolean => status === 404 && refusalIn(body) !== null;

/** What CS-Cart and the hosts it stands at mean where that differs from HTTP custom (cs-cart.md sections 9 and 10); null = the usual meaning. */
export function errorOf(answer: Answer): HubError | null {
  const { status, host, method, body } = answer;
  const isRead = method === "GET";
  // A host that has had enough; a write may have been carried out behind it.
  if ((status === 508 || status === 509) && isRead)
    return new HubError("remote.rate_limited", `${host} has no room left (${status})`, {
      details: { status: String(status) },
    });
  const refusal = refusalIn(body);
  if (refusal === null) return null;
  const message = refusal.message === "" ? String(status) : refusal.message;
  const details = { status: String(status), answer: message };
  if (status === 401)
    return new HubError(
      "credentials.expired",
      `${host} refuses the e-mail address or the key: it was withdrawn, API access of this administrator is off, or the web server drops the Authorization header`,
      { details },
    );
  if (status === 403)
    return new HubError("credentials.insufficient", `${host} does not give this administrator the right to this`, {
      details,
    });
  if (status === 404)
    return new HubError(
      isRead ? "document.invalid" : "document.rejected",
      `${host} does not have this record: ${message}`,
      {
        details,
      },
    );
  if (status === 405 && !isRead)
    return new HubError("capability.missing", `This version of CS-Cart at ${host} does not take this: ${message}`, {
      details,
    });
  if ([400, 405, 406, 415].includes(status))
    return new HubError(isRead ? "remote.protocol_changed" : "document.rejected", `${host} refuses this: ${message}`, {
      details,
    });
  return null;
}
