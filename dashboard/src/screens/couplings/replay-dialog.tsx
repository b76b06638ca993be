import { Button } from "@mantine/core";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DryRun } from "./dry-run-queries.ts";
import { useScopeText } from "./dry-run-scope.ts";
import { useReplay } from "./use-replay.ts";

interface Props {
  readonly run: DryRun;
  readonly close: () => void;
}

/** Does what the dry run showed. */
export function ReplayDialog({ run, close }: Props) {
  const { t, format } = useWords();
  const scopeText = useScopeText();
  const announce = useAnnounce();
  const replay = useReplay(() => {
    close();
    announce(t("bulk.started"));
  });
  const { counts } = run;
  return (
    <Dialog title={t("replay.titleOf", { what: scopeText(run) })} close={close}>
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
          <Button loading={replay.isBusy} onClick={() => replay.run(run)}>
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
