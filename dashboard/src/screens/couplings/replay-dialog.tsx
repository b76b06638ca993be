import { Button } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DryRun } from "./dry-run-queries.ts";

interface Props {
  readonly run: DryRun;
  readonly close: () => void;
}

/** Does what the dry run showed. */
export function ReplayDialog({ run, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const replay = useAct(
    () =>
      answered(
        api.client.POST("/api/couplings/{couplingId}/dry-runs/{dryRunId}/replay", {
          params: { path: { couplingId: run.couplingId, dryRunId: run.id } },
        }),
      ),
    () => {
      close();
      announce(t("bulk.started"));
    },
  );
  const { counts } = run;
  return (
    <Dialog title={t("replay.title")} close={close}>
      <div className={panel.form}>
        <p>{t("replay.body")}</p>
        <p>
          {t("replay.counts", {
            documents: format.count((counts["new"] ?? 0) + (counts["credits"] ?? 0)),
            mails: format.count(counts["mails"] ?? 0),
            made: format.count(counts["made"] ?? 0),
          })}
        </p>
        <Refused error={replay.error} />
        <div className={panel.buttons}>
          <Button loading={replay.isBusy} onClick={() => replay.run(undefined)}>
            {t("replay.button.do")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
