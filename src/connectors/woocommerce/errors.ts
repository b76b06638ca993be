import { z } from "zod";
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

const Data = z.object({ resource_id: z.union([z.int(), z.string()]).transform(String) });

/** The record that stands in the way of a new one, as far as the shop says. */
function standingId(body: string): string {
  const refusal = WooError.safeParse(JSON.parse(body)).data;
  return Data.safeParse(refusal?.data).data?.resource_id ?? "";
}

/** Refusals of one value of what was written, and which field of ours it was. */
const refusedFields: Readonly<Record<string, readonly [field: string, why: string]>> = {
  product_invalid_sku: ["sellersItemIdentifier", "has this product code already, or does not take it"],
  woocommerce_product_image_upload_error: ["imageUrls", "could not fetch a picture, or does not take it"],
  woocommerce_product_invalid_image_id: ["imageUrls", "does not have this picture (any more)"],
  term_exists: ["name", "has a category of this name already"],
  "registration-error-email-exists": ["email", "has an account with this e-mail address already"],
  "registration-error-invalid-email": ["email", "does not take this e-mail address"],
  woocommerce_rest_customer_invalid_email: ["email", "has another account with this e-mail address"],
};

/** Proof that a record is not there. A 404 with another code is a missing route: the plug-in is off, or the address is wrong. */
export const saysAbsent = ({ status, body }: Answer): boolean => {
  if (status !== 404 && status !== 400) return false;
  return /^woocommerce_rest_((\w+_)?invalid_id|term_invalid)$/.test(refusalCode(body) ?? "");
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
  const refused = isRead ? undefined : refusedFields[code];
  if (refused !== undefined) {
    const [field, why] = refused;
    return new HubError("document.rejected", `${host} ${why}`, {
      details: { ...details, field, standingId: standingId(body) },
    });
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
