import type { ModuleKit, OwnModule } from "#connect/own-module.ts";
import { depotConnector } from "./depot.ts";
import { stockOf } from "./stock-of.ts";

/** What the hub asks of a module. The import above is a type: nothing of the hub is loaded from here. */
export const schakelModule = (kit: ModuleKit): OwnModule => ({
  connector: depotConnector(kit),
  transforms: [
    stockOf(
      kit,
      "second-warehouse",
      { nl: "Voorraad van het tweede magazijn", en: "Stock of the second warehouse" },
      "2",
    ),
  ],
});
