import { invitation } from "./invitation.ts";
import { order } from "./order.ts";
import { orders } from "./orders.ts";
import { setup } from "./setup.ts";

/** Everything else: comes along with the first lazy screen. */
export const rest = { ...orders, ...order, ...setup, ...invitation } as const;
