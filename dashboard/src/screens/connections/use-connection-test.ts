import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connection } from "./connection-state.ts";

/** Tries everything the connection is for, and asks the shop for a test message. Its result is read by whoever shows the set-up. */
export function useConnectionTest({ id, name }: Pick<Connection, "id" | "name">) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationKey: api.key("test", id),
    mutationFn: () =>
      answered(api.client.POST("/api/connections/{connectionId}/test", { params: { path: { connectionId: id } } })),
    onSuccess: async ({ setup }) => {
      queries.setQueryData(api.key("shopSetup", id), setup);
      announce(t("connection.checked", { system: name }));
      await queries.invalidateQueries({ queryKey: api.key("connections") });
    },
  });
}
