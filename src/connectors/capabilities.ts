import type { AnyConnector } from "#connect/connector.ts";
import type { Evidence } from "#connect/evidence.ts";
import { operationNames, type OperationName } from "#connect/operations.ts";
import { registry } from "./registry.ts";

export interface Capability {
  readonly connector: AnyConnector;
  /** From outside our tree. */
  readonly isOwn: boolean;
  /** In the order of the table of operations. */
  readonly offers: readonly { readonly operation: OperationName; readonly evidence: Evidence }[];
}

/** What each of these can do, and what that is known from. One of no real product is nobody's choice. */
export const capabilitiesOf = (connectors: readonly AnyConnector[]): readonly Capability[] =>
  connectors
    .filter(({ isExample }) => isExample !== true)
    .map((connector) => ({
      connector,
      isOwn: !Object.hasOwn(registry, connector.id),
      offers: operationNames
        .filter((name) => connector.operations[name] !== undefined)
        .map((operation) => ({
          operation, // What nobody said anything of was not shown.
          evidence: connector.evidence?.[operation] ?? "inferred",
        })),
    }));
