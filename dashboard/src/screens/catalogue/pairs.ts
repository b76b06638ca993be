import type { Catalogue, CatalogueKind } from "./catalogue-state.ts";

export interface Pair {
  readonly sourceConnectionId: string;
  readonly sourceName: string;
  readonly targetConnectionId: string;
  readonly targetName: string;
  readonly kinds: readonly CatalogueKind[];
}

interface OrdersCoupling {
  readonly id: string;
  readonly sourceConnectionId: string;
  readonly targetConnectionId: string | null;
}

/** Orders go the other way: from the shop to the package. */
export type OrdersThere = { readonly id: string } | "elsewhere" | "none";

/** Where the orders of a pair's shop go: to this package, to another or our own books, or nowhere yet. */
export function ordersOf(
  { sourceConnectionId, targetConnectionId }: Pick<Pair, "sourceConnectionId" | "targetConnectionId">,
  couplings: readonly OrdersCoupling[],
): OrdersThere {
  const found = couplings.find((one) => one.sourceConnectionId === targetConnectionId);
  if (found === undefined) return "none";
  return found.targetConnectionId === sourceConnectionId ? { id: found.id } : "elsewhere";
}

/** Each kind there can be between these two, with the coupling there is. */
export const modulesOf = (
  { kinds, sourceConnectionId, targetConnectionId }: Pick<Pair, "kinds" | "sourceConnectionId" | "targetConnectionId">,
  catalogues: readonly Catalogue[],
): readonly (readonly [CatalogueKind, Catalogue | null])[] =>
  kinds.map((kind) => [
    kind,
    catalogues.find(
      (one) =>
        one.kind === kind &&
        one.sourceConnectionId === sourceConnectionId &&
        one.targetConnectionId === targetConnectionId,
    ) ?? null,
  ]);

/** Orders couplings that stand in a pair, and so not in the list beside it. */
export const ordersInPairs = (pairs: readonly Pair[], couplings: readonly OrdersCoupling[]): ReadonlySet<string> =>
  new Set(
    pairs.flatMap((pair) => {
      const orders = ordersOf(pair, couplings);
      return typeof orders === "object" ? [orders.id] : [];
    }),
  );
