import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import { priceImportsQuery, type PriceImport } from "#dashboard/screens/price-import/price-import-queries.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { batchesQuery, type PriceBatch, type PriceList } from "./price-list-queries.ts";

export const batchLooks = {
  applying: "busy",
  applied: "done",
  undoing: "busy",
  undone: "skipped",
} as const satisfies Readonly<Record<PriceBatch["state"], string>>;

/** Every time prices of this list were written, and the way back while there is one. */
export function HistoryPanel({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const query = useQuery(batchesQuery(api, list.id));
  const files = useQuery({ ...priceImportsQuery(api, list.id), enabled: may("items.manage") }).data?.items ?? [];
  return (
    <section className={panel.panel}>
      <h2>{t("priceHistory.title")}</h2>
      <Loaded query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("priceHistory.empty")}</p>
          ) : (
            <div className={panel.scroll}>
              <table className={`${importClasses.table} ${importClasses.cards}`}>
                <caption className="spoken-only">{t("priceHistory.title")}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t("priceHistory.kind")}</th>
                    <th scope="col">{t("import.when")}</th>
                    <th scope="col">{t("import.by")}</th>
                    <th scope="col">{t("priceHistory.what")}</th>
                    <th scope="col">{t("orders.state")}</th>
                    <th scope="col">
                      <span className="spoken-only">{t("priceLists.actionsButton")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((batch) => (
                    <Row key={batch.id} batch={batch} file={files.find(({ batchId }) => batchId === batch.id)} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </section>
  );
}

const told = ["new", "changed", "repriced", "vanished"] as const;

interface RowProps {
  readonly batch: PriceBatch;
  /** That wrote them; for who may see it. */
  readonly file: PriceImport | undefined;
}

function Row({ batch, file }: RowProps) {
  const { t, format } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const { kind, state, counts, createdAt, createdBy, mayUndo } = batch;
  const what = told
    .filter((name) => (counts[name] ?? 0) > 0)
    .map((name) => t(`priceHistory.${name}`, { count: counts[name] ?? 0 }))
    .join(" · ");
  return (
    <tr>
      <th scope="row">
        {file === undefined ? (
          t(`priceHistory.kind.${kind}`)
        ) : (
          <Link
            to="/a/$administration/price-lists/$list/import"
            params={{ administration, list: file.priceListId }}
            search={{ import: file.id }}
          >
            {file.fileName === "" ? t("import.noName") : file.fileName}
          </Link>
        )}
      </th>
      <td data-label={t("import.when")}>{format.when(createdAt)}</td>
      <td data-label={t("import.by")}>{createdBy}</td>
      <td data-label={t("priceHistory.what")}>{what}</td>
      <td>
        <StateChip look={batchLooks[state]}>{t(`priceHistory.state.${state}`)}</StateChip>
      </td>
      <td>{mayUndo && may("items.manage") && <UndoBatch batch={batch} />}</td>
    </tr>
  );
}

/** The way back, and how long it is open. */
export function UndoBatch({ batch }: { readonly batch: Pick<PriceBatch, "id" | "counts"> }) {
  const { t } = useWords();
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const count = told.reduce((sum, name) => sum + (batch.counts[name] ?? 0), 0);
  const undo = useAct(
    () => answered(api.client.POST("/api/price-batches/{batchId}/undo", { params: { path: { batchId: batch.id } } })),
    () => setOpen(false),
  );
  return (
    <>
      <Button variant="default" size="compact-md" onClick={() => setOpen(true)}>
        {t("priceHistory.undoButton")}
      </Button>
      {isOpen && (
        <Dialog title={t("priceHistory.undoTitle")} close={() => setOpen(false)}>
          <div className={panel.form}>
            <p>{t("priceHistory.undoBody", { count })}</p>
            <Why error={undo.error} />
            <div className={panel.buttons}>
              <Button color="danger" loading={undo.isBusy} onClick={() => undo.run(undefined)}>
                {t("priceHistory.undoButton")}
              </Button>
              <Button variant="default" onClick={() => setOpen(false)}>
                {t("button.cancel")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
