import type { Cause } from "#dashboard/api/client.ts";

type Action = NonNullable<Cause["action"]>;

/** Whether it can be done in a dialog, on the spot. */
export const hasHere = ({ kind, what }: Action): boolean =>
  kind === "report" || (kind === "chooseMapping" && what !== null);

/** Where the remedy is: the connection, the coupling, the one order, or the orders that wait for it. */
export function placeOf({ key }: Pick<Cause, "key">, action: Action, administration: string) {
  const { kind, connectionId, couplingId, orderId } = action;
  if (kind === "openCoupling" && couplingId !== null) {
    return { to: "/a/$administration/couplings/$coupling/{-$tab}", params: { administration, coupling: couplingId } };
  }
  if (kind === "reconnect" || kind === "checkRights" || kind === "openConnection" || kind === "openCoupling") {
    const to = "/a/$administration/connections/$connection/{-$step}";
    return { to, params: { administration, connection: connectionId } };
  }
  if (orderId !== null) {
    const to = "/a/$administration/orders/$connection/$order/{-$tab}";
    return { to, params: { administration, connection: connectionId, order: orderId }, search: { cause: key } };
  }
  return { to: "/a/$administration/orders", params: { administration }, search: { cause: key } };
}

/** On the page of an order: what leads somewhere else than that page itself. */
export const leadsElsewhere = (action: Cause["action"]): boolean =>
  action !== null && !["compareAmounts", "openOrders", "viewChanges", "retry"].includes(action.kind);
