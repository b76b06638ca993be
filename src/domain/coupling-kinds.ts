/** What a coupling moves from its source to its target. */
export const couplingKinds = ["shopOrders", "products", "stock", "customers"] as const;
export type CouplingKind = (typeof couplingKinds)[number];
