import type { Checked } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { nowhere } from "./background.ts";
import { setUp } from "./cxml-setup.ts";
import { openingFields } from "./opening.ts";
import { formsIn } from "./page-forms.ts";
import type { Oci } from "./settings.ts";

/**
 * Goes in as the browser would, and comes no further than the door: a page that asks to log in is a refused login. A shop that shows
 * nothing of the kind let us in, as far as anybody can tell from here.
 */
export async function check(session: Oci): Promise<Checked> {
  const { http, settings } = session;
  const { protocol, userName, customerNumber, fromIdentity } = settings;
  if (protocol === "cxml") {
    await setUp(session, { returnUrl: nowhere, language: "nl" });
    return { account: fromIdentity || userName, learnt: {}, warnings: [] };
  }
  const answer = await http.raw({
    method: settings.method === "get" ? "GET" : "POST",
    path: settings.address,
    headers: { accept: "text/html, application/xhtml+xml" },
    form: openingFields(settings, { returnUrl: nowhere, language: "nl" }),
    isRead: true,
  });
  const { status, host, body } = answer;
  if (status === 401 || status === 403 || formsIn(body.slice(0, 2_000_000)).asksPassword)
    throw new HubError("credentials.expired", `${host} asks to log in: it does not accept ${userName || "this login"}`);
  if (status >= 400)
    throw new HubError(
      "settings.invalid",
      `${host} answered ${status}: the address or the names of the fields are not right`,
      {
        details: { field: "settings.address" },
      },
    );
  return {
    account: [customerNumber, userName].filter((part) => part !== "").join(" · ") || host,
    learnt: {},
    warnings: ["The shop let us in; whether the basket comes back shows at the first visit"],
  };
}
