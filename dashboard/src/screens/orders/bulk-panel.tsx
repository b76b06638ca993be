import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import { bulkActionsQuery, isUnderWay, type BulkAction } from "./bulk-queries.ts";
import { isNarrowed, type OrderFilters } from "./order-filters.ts";
import classes from "./orders.module.css";

/** What many orders can be told at once, what they are being told now, and what became of the last time today. */
export function BulkPanel({ filters }: { readonly filters: OrderFilters }) {
  const { t } = useWords();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may("orders.act")) return null;
  return (
    <>
      <BulkProgress />
      {isNarrowed(filters) && (
        <div className={panel.buttons}>
          <Button variant="default" onClick={() => setOpen(true)}>
            {t("bulk.button.open")}
          </Button>
        </div>
      )}
      {isOpen && <BulkDialog filters={filters} close={() => setOpen(false)} />}
    </>
  );
}

/** Those under way, and the last one for as long as it is of today. */
export function BulkProgress() {
  const { format } = useWords();
  const { data } = useQuery(bulkActionsQuery(useApi()));
  const today = useToday();
  const shown = (data?.items ?? []).filter(
    (action, index) => isUnderWay(action) || (index === 0 && format.dayOf(action.requestedAt) === today),
  );
  return shown.map((action) => <Progress key={action.id} action={action} />);
}

function Progress({ action }: { readonly action: BulkAction }) {
  const { t, format } = useWords();
  const api = useApi();
  const stop = useAct(() =>
    answered(api.client.POST("/api/bulk-actions/{actionId}/stop", { params: { path: { actionId: action.id } } })),
  );
  const { act, counts, state, total, told, left } = action;
  const of = (name: string): string => format.count(counts[name] ?? 0);
  const done = told + left;
  return (
    <section className={panel.panel} aria-label={t(`bulk.act.${act}`)}>
      <h2>{t(`bulk.act.${act}`)}</h2>
      {isUnderWay(action) ? (
        <>
          <progress
            className={classes.progress}
            {...(action.isListed && { value: done, max: Math.max(total, 1) })}
            aria-label={t(`bulk.act.${act}`)}
          />
          <p role="status">
            {state === "watching"
              ? t("bulk.watching")
              : t("bulk.progress", { done: format.count(done), total: format.count(total) })}
          </p>
          <div className={panel.buttons}>
            <Button variant="default" loading={stop.isBusy} onClick={() => stop.run(undefined)}>
              {t("bulk.button.stop")}
            </Button>
          </div>
          <Refused error={stop.error} />
        </>
      ) : (
        <p role="status">
          {state === "failed" && t("bulk.failed")}
          {state === "stopped" && t("bulk.stopped", { done: format.count(done), total: format.count(total) })}
          {state === "done" &&
            t("bulk.done", { found: of("orders"), same: of("same"), documents: of("newDocuments"), held: of("held") })}
        </p>
      )}
    </section>
  );
}
