import { catalogueProgramScreens } from "./catalogue-program-screens.ts";
import { catalogueScreens } from "./catalogue-screens.ts";
import { connectionScreens } from "./connection-screens.ts";
import { documentScreens } from "./document-screens.ts";
import { entranceScreens } from "./entrance-screens.ts";
import { homeScreens } from "./home-screens.ts";
import { orderScreens } from "./order-screens.ts";
import { partnerOrderScreens } from "./partner-order-screens.ts";
import { partnerScreens } from "./partner-screens.ts";
import { partyScreens } from "./party-screens.ts";
import { payScreens } from "./pay-screens.ts";
import { purchaseScreens } from "./purchase-screens.ts";
import { priceListScreens } from "./price-list-screens.ts";
import { priceRunScreens } from "./price-run-screens.ts";
import type { Screen, View } from "./screen.ts";
import { settingsScreens } from "./settings-screens.ts";
import { supplierScreens } from "./supplier-screens.ts";

/** Every screen there is. Tests fail for a route, a tab or a dialog that is in none of them. */
export const screens: readonly Screen[] = [
  ...entranceScreens,
  ...homeScreens,
  ...orderScreens,
  ...documentScreens,
  ...purchaseScreens,
  ...priceRunScreens,
  ...partyScreens,
  ...priceListScreens,
  ...connectionScreens,
  ...partnerScreens,
  ...partnerOrderScreens,
  ...catalogueScreens,
  ...catalogueProgramScreens,
  ...settingsScreens,
  ...supplierScreens,
  ...payScreens,
];

export const views: readonly View[] = screens.flatMap((screen) =>
  [{ name: "" }, ...(screen.states ?? [])].map((state) => ({
    screen,
    state,
    name: [screen.name, state.name].filter((part) => part !== "").join("."),
  })),
);
