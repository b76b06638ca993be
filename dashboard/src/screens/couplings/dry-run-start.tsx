import { Button, NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { limitOf, type Settings } from "./coupling-settings.ts";
import type { DryRun } from "./dry-run-queries.ts";
import { dryRunQuery } from "./dry-run-queries.ts";
import classes from "./dry-run.module.css";

const periods = [7, 30, 90] as const;

interface Props {
  readonly couplingId: string;
  /** As they stand on the screen; null: as they are saved. */
  readonly settings: Settings | null;
  readonly onStarted: (run: DryRun) => void;
}

/** Over which days, and off it goes. */
export function DryRunStart({ couplingId, settings, onStarted }: Props) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const [days, setDays] = useState<number>(30);
  const start = useAct(
    () =>
      answered(
        api.client.POST("/api/couplings/{couplingId}/dry-runs", {
          params: { path: { couplingId } },
          body: {
            days,
            ...(settings !== null && {
              settings: {
                ...settings,
                statuses: [...settings.statuses],
                roundingLimit: limitOf(settings.roundingLimit),
              },
            }),
          },
        }),
      ),
    (run) => {
      queries.setQueryData(dryRunQuery(api, couplingId, run.id).queryKey, run);
      onStarted(run);
    },
  );
  return (
    <>
      <div className={classes.start}>
        <NativeSelect
          label={t("dryRun.period")}
          value={String(days)}
          onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
          data={periods.map((period) => ({ value: String(period), label: t("dryRun.days", { count: period }) }))}
        />
        <Button variant="default" loading={start.isBusy} onClick={() => start.run(undefined)}>
          {t("dryRun.button.start")}
        </Button>
      </div>
      <Refused error={start.error} />
    </>
  );
}
