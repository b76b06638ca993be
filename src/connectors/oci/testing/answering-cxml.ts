import { eraseSettings } from "#connect/connector.ts";
import { perform } from "#connect/perform.ts";
import { oci } from "#connectors/oci/connector.ts";
import { sessionOn } from "#connectors/recorded-transport.ts";
import { cxml } from "./shop-under-test.ts";

/** Opens a shop by cXML that gives this as the page to open. */
export function openPage(address: string): Promise<unknown> {
  const erased = eraseSettings(oci);
  const body = `<cXML><Response><Status code="200" text="OK"/><PunchOutSetupResponse><StartPage><URL>${address}</URL></StartPage></PunchOutSetupResponse></Response></cXML>`;
  const session = sessionOn(erased, { address: "https://shop.example/cxml", ...cxml }, async () => ({
    status: 200,
    headers: { "content-type": "text/xml" },
    body,
  }));
  return perform(erased, session, "basket.open", {
    returnUrl: "https://hub.example/punchout/return/x",
    language: "nl",
  });
}
