import { IconCoins, IconFileInvoice, IconHome, IconListCheck, IconShoppingCart, type Icon } from "@tabler/icons-react";
import type { LinkProps } from "@tanstack/react-router";
import type { Permission } from "#dashboard/session/session.ts";
import type { PlainKey } from "#dashboard/words/texts.ts";
import type { Destination } from "./keys.ts";

export interface MenuEntry {
  readonly text: PlainKey;
  readonly to: NonNullable<LinkProps["to"]>;
  readonly icon: Icon;
  /** Hidden from who has not. */
  readonly permission: Permission;
  /** The screen `g` and a letter lead to. */
  readonly destination?: Destination;
  /** Behind one's e-mail address instead of in the rail. */
  readonly place?: "user";
  /** Where on the phone: the bar at the bottom, or behind "more". */
  readonly onPhone: "bar" | "more";
  /** A line above it in the rail. */
  readonly startsGroup?: true;
}

/** The menu, from top to bottom. */
export const menu: readonly MenuEntry[] = [
  {
    text: "menu.home",
    to: "/a/$administration",
    icon: IconHome,
    permission: "orders.read",
    destination: "home",
    onPhone: "bar",
  },
  {
    text: "menu.work",
    to: "/a/$administration/work",
    icon: IconListCheck,
    permission: "orders.read",
    destination: "work",
    onPhone: "bar",
  },
  {
    text: "menu.orders",
    to: "/a/$administration/orders",
    icon: IconShoppingCart,
    permission: "orders.read",
    destination: "orders",
    onPhone: "bar",
  },
  {
    text: "menu.documents",
    to: "/a/$administration/documents",
    icon: IconFileInvoice,
    permission: "documents.read",
    destination: "documents",
    onPhone: "more",
  },
  {
    text: "menu.payments",
    to: "/a/$administration/payments",
    icon: IconCoins,
    permission: "payments.read",
    onPhone: "more",
  },
];
