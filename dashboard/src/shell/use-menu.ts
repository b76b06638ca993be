import { useMatches } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import type { Overview } from "#dashboard/api/client.ts";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { menu, type MenuEntry } from "./menu.ts";

export interface ShownEntry extends MenuEntry {
  readonly isHere: boolean;
  /** Orders, products, stock and customers that wait for a person, and money to pay back; not drawn at zero. */
  readonly count: number;
}

/** A catalogue that stands still as a whole is one thing to do. */
const waitingIn = ({ headline, toRepay, catalogues }: Overview): number =>
  headline.count + toRepay.count + catalogues.reduce((sum, { count }) => sum + Math.max(1, count), 0);

/** The entries this person may see, with where one is and what is waiting. */
export function useMenu(): readonly ShownEntry[] {
  const may = useMay();
  const api = useApi();
  const here = useMatches({ select: (matches) => matches.at(-1)?.staticData.menu });
  const { data } = useQuery({ ...overviewQuery(api), enabled: may("orders.read") });
  return menu
    .filter(({ permission }) => may(permission))
    .map((entry) => ({
      ...entry,
      isHere: entry.text === here,
      count: entry.destination === "work" && data !== undefined ? waitingIn(data) : 0,
    }));
}
