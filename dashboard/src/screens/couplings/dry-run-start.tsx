import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { addressesOf, limitOf, type Settings } from "./coupling-settings.ts";
import type { DryRun } from "./dry-run-queries.ts";
import { dryRunQuery } from "./dry-run-queries.ts";
import classes from "./dry-run.module.css";

const periods = ["7", "30", "90", "from"] as const;
type Period = (typeof periods)[number];

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
  const today = useToday();
  const [period, setPeriod] = useState<Period>("30");
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const start = useAct(
    () =>
      answered(
        api.client.POST("/api/couplings/{couplingId}/dry-runs", {
          params: { path: { couplingId } },
          body: {
            ...(period === "from" ? { from } : { days: Number(period) }),
            ...(settings !== null && {
              settings: {
                ...settings,
                statuses: [...settings.statuses],
                failureMailTo: addressesOf(settings.failureMailTo),
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
      <form
        className={classes.start}
        onSubmit={(event) => {
          event.preventDefault();
          start.run(undefined);
        }}
      >
        <NativeSelect
          label={t("dryRun.period")}
          value={period}
          onChange={({ currentTarget }) => setPeriod(periods.find((one) => one === currentTarget.value) ?? "30")}
          data={periods.map((one) => ({
            value: one,
            label: one === "from" ? t("dryRun.fromDay") : t("dryRun.days", { count: Number(one) }),
          }))}
        />
        {period === "from" && (
          <TextInput
            label={t("dryRun.from")}
            type="date"
            required
            max={today}
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
        )}
        <Button type="submit" variant="default" loading={start.isBusy}>
          {t("dryRun.button.start")}
        </Button>
      </form>
      {period === "from" && <p className="quiet small">{t("dryRun.fromHelp")}</p>}
      <Refused error={start.error} />
    </>
  );
}
