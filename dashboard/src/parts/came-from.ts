import { useRouter } from "@tanstack/react-router";
import { useState } from "react";

/** What of an address lies below a list: "…/orders" and "…/orders/shop/7/messages" give "shop/7/messages". Empty when nothing does. */
export const belowList = (list: string, address: string | undefined): string =>
  address?.startsWith(`${list}/`) === true ? address.slice(list.length + 1) : "";

/** Which row of a list a record was opened from, by the row's part of the address; -1 for none. */
export const rowOf = (below: string, count: number, keyOf: (index: number) => string): number =>
  below === ""
    ? -1
    : Array.from({ length: count }, (_, index) => keyOf(index)).findIndex(
        (key) => below === key || below.startsWith(`${key}/`),
      );

/** The record one was on before this list came on the screen, as its address goes on below that of the list; empty for any other page. */
export function useCameFrom(): string {
  const router = useRouter();
  // While the list is being drawn the router still calls the page before it the resolved one.
  const [below] = useState(() => belowList(router.state.location.pathname, router.state.resolvedLocation?.pathname));
  return below;
}
