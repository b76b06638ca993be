import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Coupling } from "./coupling-settings.ts";
import { dryRunQuery, dryRunsQuery, type DryRun } from "./dry-run-queries.ts";
import { DryRunResult } from "./dry-run-result.tsx";
import { DryRunStart } from "./dry-run-start.tsx";
import { useScopeText } from "./dry-run-scope.ts";
import classes from "./dry-run.module.css";
import { mayReplay } from "./may-replay.ts";
import { ReplayDialog } from "./replay-dialog.tsx";

/** What would happen, and what was found the last times. */
export function DryRunTab({ coupling }: { readonly coupling: Coupling }) {
  const { t } = useWords();
  const may = useMay();
  if (!may("orders.act"))
    return (
      <p className="quiet">
        {t("dryRun.mayNot", {
          roles: rolesWith("orders.act")
            .map((role) => t(`role.${role}`))
            .join(", "),
        })}
      </p>
    );
  return <DryRuns coupling={coupling} />;
}

function DryRuns({ coupling }: { readonly coupling: Coupling }) {
  const { t, format } = useWords();
  const scopeText = useScopeText();
  const query = useQuery(dryRunsQuery(useApi(), coupling.id));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <section className={`${panel.panel} ${classes.result}`}>
      <h2>{t("dryRun.title")}</h2>
      <p>{t("dryRun.intro")}</p>
      <DryRunStart couplingId={coupling.id} settings={null} onStarted={({ id }) => setChosen(id)} />
      <Loaded query={query} rows={4}>
        {({ items }) => {
          const id = chosen ?? items[0]?.id;
          if (id === undefined) return <p className="quiet">{t("dryRun.never")}</p>;
          return (
            <>
              {items.length > 1 && (
                <div className={classes.start}>
                  <NativeSelect
                    label={t("dryRun.earlier")}
                    value={id}
                    onChange={({ currentTarget }) => setChosen(currentTarget.value)}
                    data={items.map((run) => ({
                      value: run.id,
                      label: `${format.when(run.requestedAt)}, ${run.requestedBy} · ${scopeText(run)}`,
                    }))}
                  />
                </div>
              )}
              <Shown key={id} coupling={coupling} id={id} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** One of them, and what it leads to. */
function Shown({ coupling, id }: { readonly coupling: Coupling; readonly id: string }) {
  const { t } = useWords();
  const { data: run } = useQuery(dryRunQuery(useApi(), coupling.id, id));
  const [replayed, setReplayed] = useState<DryRun | null>(null);
  const isStale = (run?.settingsVersion ?? coupling.settingsVersion) < coupling.settingsVersion;
  return (
    <>
      {isStale && <p>{t("dryRun.stale")}</p>}
      <DryRunResult couplingId={coupling.id} dryRunId={id}>
        {run !== undefined && mayReplay(run, coupling) && (
          <div>
            <Button variant="default" onClick={() => setReplayed(run)}>
              {t("replay.button.open")}
            </Button>
          </div>
        )}
      </DryRunResult>
      {replayed !== null && <ReplayDialog run={replayed} close={() => setReplayed(null)} />}
    </>
  );
}
