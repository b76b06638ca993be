import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAct, type Act } from "#dashboard/parts/use-act.ts";
import type { DryRun } from "./dry-run-queries.ts";

/** Does what a dry run showed. */
export function useReplay(onDone: () => void): Act<DryRun> {
  const api = useApi();
  return useAct(
    ({ couplingId, id }: DryRun) =>
      answered(
        api.client.POST("/api/couplings/{couplingId}/dry-runs/{dryRunId}/replay", {
          params: { path: { couplingId, dryRunId: id } },
        }),
      ),
    onDone,
  );
}
