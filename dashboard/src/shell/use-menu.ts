import { useMatches } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import type { Overview } from "#dashboard/api/client.ts";
import { documentQuery } from "#dashboard/screens/document/document-query.ts";
import { bookOf } from "#dashboard/screens/documents/document-filters.ts";
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

/** The entry one is at. What is sold and what is bought have the same addresses; their kind says under which they stand. */
function useHere(): MenuEntry["text"] | undefined {
  const api = useApi();
  const entry = useMatches({ select: (matches) => matches.at(-1)?.staticData.menu });
  const begun = useMatches({
    select: (matches) => {
      const last = matches.at(-1);
      return last !== undefined && "kind" in last.search ? last.search.kind : undefined;
    },
  });
  const id = useMatches({
    select: (matches) => {
      const last = matches.at(-1);
      return last !== undefined && "document" in last.params ? last.params.document : undefined;
    },
  });
  // Its own page asks for it; here it is only looked at.
  const { data: document } = useQuery({ ...documentQuery(api, id ?? ""), enabled: false });
  const kind = id === undefined ? begun : document?.kind;
  return entry === "menu.documents" && kind !== undefined ? bookOf(kind).menu : entry;
}

/** The entries this person may see, with where one is and what is waiting. */
export function useMenu(): readonly ShownEntry[] {
  const may = useMay();
  const api = useApi();
  const here = useHere();
  const { data } = useQuery({ ...overviewQuery(api), enabled: may("orders.read") });
  return menu
    .filter(({ permission }) => may(permission))
    .map((entry) => ({
      ...entry,
      isHere: entry.text === here,
      count: entry.destination === "work" && data !== undefined ? waitingIn(data) : 0,
    }));
}
