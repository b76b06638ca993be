import { useState } from "react";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Settings } from "./coupling-settings.ts";
import { DryRunResult } from "./dry-run-result.tsx";
import { DryRunStart } from "./dry-run-start.tsx";
import classes from "./dry-run.module.css";

interface Props {
  readonly couplingId: string;
  readonly settings: Settings;
  readonly isLive: boolean;
  readonly isDirty: boolean;
}

/** Before it goes on, or goes on differently: what the settings on the screen would make of the last days. */
export function DryRunOffer({ couplingId, settings, isLive, isDirty }: Props) {
  const { t } = useWords();
  const may = useMay();
  const [asked, setAsked] = useState<{ readonly id: string; readonly settings: Settings } | null>(null);
  if (!may("orders.act") || (isLive && !isDirty && asked === null)) return null;
  const isStale = asked !== null && JSON.stringify(asked.settings) !== JSON.stringify(settings);
  return (
    <section className={`${panel.panel} ${classes.result}`}>
      <h2>{t(isLive ? "dryRun.offerChange" : "dryRun.offer")}</h2>
      <p>{t("dryRun.intro")}</p>
      <DryRunStart couplingId={couplingId} settings={settings} onStarted={({ id }) => setAsked({ id, settings })} />
      {isStale && <p>{t("dryRun.stale")}</p>}
      {asked !== null && <DryRunResult key={asked.id} couplingId={couplingId} dryRunId={asked.id} />}
    </section>
  );
}
