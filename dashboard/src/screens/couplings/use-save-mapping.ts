import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { MappingKind } from "./mapping-kinds.ts";

interface Mapping {
  readonly what: MappingKind;
  readonly from: string;
  readonly value: Record<string, unknown>;
}

/** Saves one choice, and says how many orders go on because of it. */
export function useSaveMapping(connectionId: string) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: ({ what, from, value }: Mapping) =>
      answered(
        api.client.PUT("/api/connections/{connectionId}/mappings/{what}/{from}", {
          params: { path: { connectionId, what, from } },
          body: value,
        }),
      ),
    onSuccess: async ({ resumed }) => {
      announce(t("mappings.resumed", { count: resumed }));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
}
