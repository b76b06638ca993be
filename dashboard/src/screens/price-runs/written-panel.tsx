import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { documentQuery } from "#dashboard/screens/document/document-query.ts";
import { batchLooks } from "#dashboard/screens/price-lists/history-panel.tsx";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { keptQuery, type PriceRun, type PriceRunBatch } from "./price-run-queries.ts";
import { UndoDialog } from "./undo-dialog.tsx";
import classes from "./price-runs.module.css";

/** What was taken over, the old prices beside it, and the way back while there is one; nothing when nothing was. */
export function WrittenPanel({ run }: { readonly run: PriceRun }) {
  const { t } = useWords();
  if (run.order === null && run.batches.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("priceRun.written")}</h2>
      {run.order !== null && <OnOrder run={run} order={run.order} />}
      <ul className={classes.written}>
        {run.batches.map((batch) => (
          <Batch key={batch.id} run={run} batch={batch} />
        ))}
      </ul>
    </section>
  );
}

const told = ["supplierItems", "itemSuppliers", "salesPrices", "leftOut", "putBack", "kept"] as const;

function Batch({ run, batch }: { readonly run: PriceRun; readonly batch: PriceRunBatch }) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const undo = useAct(
    () =>
      answered(
        api.client.POST("/api/price-runs/{runId}/batches/{batchId}/undo", {
          params: { path: { runId: run.id, batchId: batch.id } },
        }),
      ),
    () => setOpen(false),
  );
  const what = told
    .filter((name) => (batch.counts[name] ?? 0) > 0)
    .map((name) => t(`priceRun.did.${name}`, { count: batch.counts[name] ?? 0 }));
  const { state, undoUntil, createdAt, createdBy } = batch;
  return (
    <li>
      <StateChip look={batchLooks[state]}>{t(`priceHistory.state.${state}`)}</StateChip>
      <span>{what.join(" · ")}</span>
      <span className="quiet small">{[createdBy, format.when(createdAt)].join(" · ")}</span>
      {undoUntil !== null && may("items.manage") && (
        <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
          {t("priceRun.undoButton")}
        </Button>
      )}
      {(batch.counts["kept"] ?? 0) > 0 && <Kept run={run} batch={batch} />}
      {isOpen && undoUntil !== null && (
        <UndoDialog
          until={undoUntil}
          isBusy={undo.isBusy}
          error={undo.error}
          close={() => setOpen(false)}
          run={() => undo.run(undefined)}
        />
      )}
    </li>
  );
}

/** What was not put back: somebody changed it since. */
function Kept({ run, batch }: { readonly run: PriceRun; readonly batch: PriceRunBatch }) {
  const { t } = useWords();
  const items = useQuery(keptQuery(useApi(), run.id, batch.id)).data?.items ?? [];
  return (
    <details className={classes.kept}>
      <summary>{t("priceRun.kept")}</summary>
      <ul>
        {items.map(({ kind, id, code, name }) => (
          <li key={`${kind} ${id}`}>
            <span className="code">{code}</span> {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface OrderProps {
  readonly run: PriceRun;
  readonly order: NonNullable<PriceRun["order"]>;
}

function OnOrder({ run, order }: OrderProps) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const units = useUnits();
  const [isOpen, setOpen] = useState(false);
  const { data: document } = useQuery({
    ...documentQuery(api, run.documentId ?? ""),
    enabled: run.documentId !== null,
  });
  const undo = useAct(
    () =>
      answered(
        api.client.POST("/api/price-runs/{runId}/order/undo", {
          params: { path: { runId: run.id } },
          body: { version: document?.version ?? 0 },
        }),
      ),
    () => setOpen(false),
  );
  const price = (
    { price: amount, baseQuantity }: { readonly price: string; readonly baseQuantity: string },
    unit: string,
  ) => `${format.price(amount)} ${units.per(baseQuantity, unit)}`;
  const mayUndo = order.undoUntil !== null && document?.status === "draft" && may("documents.edit");
  return (
    <>
      <div className={panel.buttons}>
        <StateChip look={order.undoneAt === null ? "done" : "skipped"}>
          {t(order.undoneAt === null ? "priceRun.orderDone" : "priceRun.orderUndone")}
        </StateChip>
        <span className="quiet small">{[order.changedBy, format.when(order.changedAt)].join(" · ")}</span>
        {mayUndo && (
          <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
            {t("priceRun.undoButton")}
          </Button>
        )}
      </div>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={t("priceRun.orderLines")}>
        <table className={classes.lines}>
          <caption className="spoken-only">{t("priceRun.orderLines")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("line.description")}</th>
              <th scope="col">{t("priceRun.old")}</th>
              <th scope="col">{t("priceRun.new")}</th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line, index) => (
              <tr key={`${line.code} ${String(index)}`}>
                <th scope="row">{line.itemName}</th>
                <td>
                  {price(line.before, line.unitCode)}
                  {/[1-9]/.test(line.before.discountPercent) && ` − ${format.percent(line.before.discountPercent)}`}
                </td>
                <td>{price(line.after, line.unitCode)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isOpen && order.undoUntil !== null && (
        <UndoDialog
          until={order.undoUntil}
          isBusy={undo.isBusy}
          error={undo.error}
          close={() => setOpen(false)}
          run={() => undo.run(undefined)}
        />
      )}
    </>
  );
}
