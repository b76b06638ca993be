import type { DocumentKind } from "#domain/document-kinds.ts";
import type { AnyConnector } from "./connector.ts";

const usualKinds: readonly DocumentKind[] = ["invoice", "creditNote"];

/** Must lines be named in the other side's own words? */
export const asksCodes = ({ asksCodes: asks }: AnyConnector, settings: Readonly<Record<string, unknown>>): boolean =>
  typeof asks === "function" ? asks(settings) : asks === true;

/** May a discount on the whole come without an item of its own? */
export const spreadsDiscounts = ({ spreadsDiscounts: spreads }: AnyConnector): boolean => spreads === true;

/** Kinds of documents that can be made there. */
export const documentKindsOf = (
  { documentKinds }: AnyConnector,
  settings: Readonly<Record<string, unknown>>,
): readonly DocumentKind[] => documentKinds?.(settings) ?? usualKinds;
