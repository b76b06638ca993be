import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Coupling } from "./coupling-settings.ts";
import { dryRunQuery } from "./dry-run-queries.ts";
import { DryRunResult } from "./dry-run-result.tsx";
import classes from "./dry-run.module.css";
import { mayReplay } from "./may-replay.ts";
import { useReplay } from "./use-replay.ts";

interface Props {
  readonly coupling: Coupling;
  readonly dryRunId: string;
  readonly close: () => void;
  readonly onStarted?: () => void;
}

/** What would become of these orders beside what was made of them then; then it can be done. */
export function ReplayPreviewDialog({ coupling, dryRunId, close, onStarted }: Props) {
  const { t } = useWords();
  const announce = useAnnounce();
  const { data: run } = useQuery(dryRunQuery(useApi(), coupling.id, dryRunId));
  const isStale = run?.state === "done" && run.settingsVersion !== coupling.settingsVersion;
  const replay = useReplay(() => {
    close();
    onStarted?.();
    announce(t("bulk.started"));
  });
  return (
    <ActDialog
      title={t("replay.title")}
      close={close}
      button={t("replay.button.do")}
      isBusy={replay.isBusy}
      isDisabled={run === undefined || !mayReplay(run, coupling)}
      isWide
      error={replay.error}
      run={() => run !== undefined && replay.run(run)}
    >
      <p>{t(run?.scope.orders === 1 ? "replay.bodyOne" : "replay.body")}</p>
      <div className={classes.result}>
        <DryRunResult couplingId={coupling.id} dryRunId={dryRunId} />
      </div>
      {coupling.state !== "live" && <p>{t("replay.needsLive")}</p>}
      {isStale && <p>{t("replay.stale")}</p>}
    </ActDialog>
  );
}
