import { eraseSettings, type AnyConnector } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { bancontactPro } from "./bancontact-pro/connector.ts";
import { demoBooks } from "./demo-books/connector.ts";
import { mollie } from "./mollie/connector.ts";
import { woocommerce } from "./woocommerce/connector.ts";

/** Every connector there is, by its id. A new one is one folder and one line here. */
export const registry: Readonly<Record<string, AnyConnector>> = {
  woocommerce: eraseSettings(woocommerce),
  mollie: eraseSettings(mollie),
  "bancontact-pro": eraseSettings(bancontactPro),
  "demo-books": eraseSettings(demoBooks),
};

/** Throws `settings.invalid` for an id that no connector has. */
export function connectorById(id: string): AnyConnector {
  const connector = Object.hasOwn(registry, id) ? registry[id] : undefined;
  if (connector === undefined)
    throw new HubError("settings.invalid", `There is no connector ${id}`, { details: { connector: id } });
  return connector;
}
