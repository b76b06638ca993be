import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { couplingsQuery } from "./couplings-queries.ts";
import { dryRunQuery } from "./dry-run-queries.ts";
import { ReplayPreviewDialog } from "./replay-preview-dialog.tsx";

interface Props {
  /** The shop all of them are of. */
  readonly connectionId: string;
  readonly orderIds: readonly string[];
  readonly onStarted?: () => void;
}

/** Looks first what would become of exactly these orders; what it leads to asks before anything is done. */
export function ReplayButton({ connectionId, orderIds, onStarted }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const { data } = useQuery(couplingsQuery(api));
  const coupling = data?.items.find(({ sourceConnectionId }) => sourceConnectionId === connectionId);
  const [seen, setSeen] = useState<string | null>(null);
  const look = useAct(
    (couplingId: string) =>
      answered(
        api.client.POST("/api/couplings/{couplingId}/dry-runs", {
          params: { path: { couplingId } },
          body: { orderIds: [...orderIds] },
        }),
      ),
    (run) => {
      queries.setQueryData(dryRunQuery(api, run.couplingId, run.id).queryKey, run);
      setSeen(run.id);
    },
  );
  if (coupling === undefined || !may("orders.act")) return null;
  return (
    <>
      <Button variant="default" loading={look.isBusy} onClick={() => look.run(coupling.id)}>
        {t("replay.button.open")}
      </Button>
      <Refused error={look.error} />
      {seen !== null && (
        <ReplayPreviewDialog
          coupling={coupling}
          dryRunId={seen}
          close={() => setSeen(null)}
          {...(onStarted && { onStarted })}
        />
      )}
    </>
  );
}
