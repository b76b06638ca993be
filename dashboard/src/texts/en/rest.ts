import { document } from "./document.ts";
import { documents } from "./documents.ts";
import { editor } from "./editor.ts";
import { forms } from "./forms.ts";
import { invitation } from "./invitation.ts";
import { order } from "./order.ts";
import { orders } from "./orders.ts";
import { payments } from "./payments.ts";
import { setup } from "./setup.ts";

/** Everything else: comes along with the first lazy screen. */
export const rest = {
  ...orders,
  ...order,
  ...setup,
  ...invitation,
  ...forms,
  ...documents,
  ...document,
  ...editor,
  ...payments,
} as const;
