import {
  IconAddressBook,
  IconBox,
  IconSettings,
  IconTags,
  IconUserCog,
  IconCoins,
  IconChecklist,
  IconFileInvoice,
  IconHome,
  IconListCheck,
  IconShoppingCart,
  type Icon,
  IconApps,
  IconArrowsRightLeft,
  IconNotebook,
  IconPlug,
  IconServer,
  IconTruckDelivery,
} from "@tabler/icons-react";
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
    text: "menu.purchasing",
    to: "/a/$administration/purchasing",
    icon: IconTruckDelivery,
    permission: "documents.read",
    onPhone: "more",
  },
  {
    text: "menu.items",
    to: "/a/$administration/items",
    icon: IconBox,
    permission: "items.read",
    onPhone: "more",
  },
  {
    text: "menu.priceLists",
    to: "/a/$administration/price-lists",
    icon: IconTags,
    permission: "items.read",
    onPhone: "more",
  },
  {
    text: "menu.parties",
    to: "/a/$administration/parties",
    icon: IconAddressBook,
    permission: "parties.read",
    onPhone: "more",
  },
  {
    text: "menu.payments",
    to: "/a/$administration/payments",
    icon: IconCoins,
    permission: "payments.read",
    onPhone: "more",
  },
  {
    text: "menu.couplings",
    to: "/a/$administration/couplings",
    icon: IconArrowsRightLeft,
    permission: "connections.read",
    destination: "couplings",
    onPhone: "more",
    startsGroup: true,
  },
  {
    text: "menu.connections",
    to: "/a/$administration/connections",
    icon: IconPlug,
    permission: "connections.read",
    onPhone: "more",
  },
  {
    text: "menu.log",
    to: "/a/$administration/log/{-$run}",
    icon: IconNotebook,
    permission: "log.read",
    destination: "log",
    onPhone: "more",
  },
  {
    text: "menu.completeness",
    to: "/a/$administration/completeness/{-$period}",
    icon: IconChecklist,
    permission: "completeness.read",
    onPhone: "more",
  },
  {
    text: "menu.settings",
    to: "/a/$administration/settings/company",
    icon: IconSettings,
    permission: "company.read",
    onPhone: "more",
  },
  {
    text: "menu.me",
    to: "/a/$administration/me",
    icon: IconUserCog,
    permission: "orders.read",
    place: "user",
    onPhone: "more",
  },
  {
    text: "menu.apps",
    to: "/a/$administration/apps",
    icon: IconApps,
    permission: "apps.read",
    place: "user",
    onPhone: "more",
  },
  {
    text: "menu.system",
    to: "/system/nodes",
    icon: IconServer,
    permission: "hub.manage",
    place: "user",
    onPhone: "more",
  },
];
