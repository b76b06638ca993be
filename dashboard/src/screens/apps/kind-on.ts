import { useQuery } from "@tanstack/react-query";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { moduleOfKind } from "#domain/modules.ts";
import { useApi } from "#dashboard/api/api.ts";
import { appsQuery } from "./apps-query.ts";

/** Whether the app of a kind of document is on; no kind is, until that is known. */
export function useIsKindOn(): (kind: DocumentKind) => boolean {
  const { data } = useQuery(appsQuery(useApi()));
  const isOn = new Set(data?.items.filter(({ state }) => state === "on").map(({ module }) => module));
  return (kind) => {
    const module = moduleOfKind(kind);
    return data !== undefined && (module === null || isOn.has(module));
  };
}
