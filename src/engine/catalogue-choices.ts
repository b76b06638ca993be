import { perform } from "#connect/perform.ts";
import { readCatalogueCoupling } from "#store/catalogue-couplings.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import type { BenchPlace } from "./catalogue-bench.ts";
import type { EngineOptions } from "./options.ts";
import type { OpenSession, Sessions } from "./session.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What can be chosen between, as both sides have it now; null where a side does not say. */
export interface CatalogueChoices {
  readonly warehouses: readonly Named[] | null;
  readonly sourceVatClasses: readonly Named[] | null;
  readonly shopVatClasses: readonly Named[] | null;
  readonly shopCategories: readonly (Named & { readonly parentId: string })[] | null;
}

type Listing = "warehouses.list" | "vatClasses.list" | "categories.list";

/** Throws the HubError that says why it could not be read. */
export const choicesReader =
  ({ store }: Pick<EngineOptions, "store">, sessions: Sessions) =>
  async ({ administrationId, couplingId }: BenchPlace, signal: AbortSignal): Promise<CatalogueChoices | null> => {
    const open = await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await readCatalogueCoupling(trx, administrationId, couplingId);
      const source = coupling && (await readConnection(trx, administrationId, coupling.sourceConnectionId));
      const target = coupling && (await readConnection(trx, administrationId, coupling.targetConnectionId));
      if (source === null || target === null) return null;
      return { source: await sessions.open(trx, source, signal), target: await sessions.open(trx, target, signal) };
    });
    if (open === null) return null;
    const offered = ({ connector }: OpenSession, name: Listing) => connector.operations[name] !== undefined;
    const { source, target } = open;
    const vatClasses = async (side: OpenSession) =>
      offered(side, "vatClasses.list")
        ? (await perform(side.connector, side.session, "vatClasses.list", {})).items
        : null;
    return {
      warehouses: offered(source, "warehouses.list")
        ? (await perform(source.connector, source.session, "warehouses.list", {})).items
        : null,
      sourceVatClasses: await vatClasses(source),
      shopVatClasses: await vatClasses(target),
      shopCategories: offered(target, "categories.list")
        ? (await perform(target.connector, target.session, "categories.list", {})).items
        : null,
    };
  };
