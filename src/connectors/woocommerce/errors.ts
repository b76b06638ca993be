import type { Answer } from "#connect/http.ts";
import { HubError } from "#domain/error.ts";
import { WooError } from "./schema.ts";

/** Code of a refusal; null when it is no WordPress error. Its `message` is translated, so nothing is decided on it. */
export function refusalCode(body: string): string | null {
  try {
    return WooError.safeParse(JSON.parse(body)).data?.code ?? null;
  } catch {
    return null;
  }
}

/** Proof that a record is not there. A 404 with another code is a missing route: the plug-in is off, or the address is wrong. */
export const saysAbsent = ({ status, body }: Answer): boolean => {
  if (status !== 404 && status !== 400) return false;
  return /^woocommerce_rest_\w+_invalid_id$/.test(refusalCode(body) ?? "");
};

/** What WooCommerce means where that differs from HTTP custom (woocommerce.md section 2); null = the usual meaning. */
export function errorOf(answer: Answer): HubError | null {
  const { status, host, method, body } = answer;
  const code = refusalCode(body);
  if (code === null) return null;
  const details = { status: String(status), code };
  const isRead = method === "GET";

  if (code === "woocommerce_rest_authentication_error") {
    return isRead
      ? new HubError("credentials.expired", `${host} knows the key but refuses the secret or the signature`, {
          details,
        })
      : new HubError(
          "credentials.insufficient",
          `${host} refuses this key for writing: it is read-only, or the secret is wrong`,
          { details: { ...details, entry: "readOnly" } },
        );
  }
  if (/^woocommerce_rest_cannot_(view|create|edit|delete|batch)$/.test(code)) {
    if (status === 403) {
      return new HubError("credentials.insufficient", `${host} does not give the user of this key the right to this`, {
        details: { ...details, entry: "userMayNot" },
      });
    }
    if (status === 401) {
      return new HubError(
        "credentials.expired",
        `${host} did not recognise the key: it was withdrawn, its user lost the right, or the web server drops the Authorization header`,
        { details },
      );
    }
  }
  if (code === "rest_no_route") {
    return new HubError(
      "settings.invalid",
      `${host} has no WooCommerce REST interface at this address, or the plug-in is switched off`,
      {
        details,
      },
    );
  }
  if (saysAbsent(answer)) {
    return new HubError(
      isRead ? "document.invalid" : "document.rejected",
      `${host} does not have this record (any more)`,
      { details },
    );
  }
  // 500 and 501 that say by their code that it will never work: more refunded than left, a webhook moved to the trash.
  if (status >= 500 && /^woocommerce_rest_(cannot_|trash_not_supported)/.test(code)) {
    return new HubError("document.rejected", `${host} refuses this (${code})`, { details });
  }
  return null;
}
