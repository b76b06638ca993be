import { eraseSettings, type AnyConnector } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { bancontactPro } from "./bancontact-pro/connector.ts";
import { cebeo } from "./cebeo/connector.ts";
import { csCart } from "./cs-cart/connector.ts";
import { demoBooks } from "./demo-books/connector.ts";
import { mollie } from "./mollie/connector.ts";
import { oci } from "./oci/connector.ts";
import { vismaNet } from "./visma-net/connector.ts";
import { woocommerce } from "./woocommerce/connector.ts";

/** Every connector there is, by its id. A new one is one folder and one line here. */
export const registry: Readonly<Record<string, AnyConnector>> = {
  woocommerce: eraseSettings(woocommerce),
  "cs-cart": eraseSettings(csCart),
  mollie: eraseSettings(mollie),
  "bancontact-pro": eraseSettings(bancontactPro),
  "visma-net": eraseSettings(vismaNet),
  cebeo: eraseSettings(cebeo),
  oci: eraseSettings(oci),
  "demo-books": eraseSettings(demoBooks),
};

/** Finds one of these. Throws `settings.invalid` for an id that none of them has. */
export const connectorIn =
  (connectors: Readonly<Record<string, AnyConnector>>) =>
  (id: string): AnyConnector => {
    const connector = Object.hasOwn(connectors, id) ? connectors[id] : undefined;
    if (connector === undefined)
      throw new HubError("settings.invalid", `There is no connector ${id}`, { details: { connector: id } });
    return connector;
  };

/** Of ours only: a hub also knows those of its own modules. */
export const connectorById = connectorIn(registry);
