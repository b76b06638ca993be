import { createContext, use } from "react";
import type { ApiClient } from "./client.ts";

/** What a screen of one administration calls the hub with. */
export interface Api {
  readonly client: ApiClient;
  readonly administrationId: string;
  /** Query keys begin with the administration: what one company saw is never shown in another. */
  readonly key: (...parts: readonly unknown[]) => readonly unknown[];
}

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = use(ApiContext);
  if (api === null) throw new Error("There is no administration on this screen");
  return api;
}
