import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import { batchLooks, UndoBatch } from "#dashboard/screens/price-lists/history-panel.tsx";
import { batchesQuery, type PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PriceImport } from "./price-import-queries.ts";

/** What became of the file, and the way back while there is one. */
export function PriceResult({ found, list }: { readonly found: PriceImport; readonly list: PriceList }) {
  const { t, format } = useWords();
  const api = useApi();
  const params = { administration: api.administrationId, list: list.id };
  const batch = useQuery(batchesQuery(api, list.id)).data?.items.find(({ id }) => id === found.batchId);
  const { counts } = found;
  const number = (name: string): string => ((counts[name] ?? 0) === 0 ? "" : format.count(counts[name] ?? 0));
  const who = (at: string | null, by: string): string =>
    at === null ? "" : t("book.momentBy", { moment: format.when(at), user: by });
  const left =
    (counts["new"] ?? 0) +
    (counts["changed"] ?? 0) +
    (counts["suspicious"] ?? 0) -
    (counts["doneNew"] ?? 0) -
    (counts["doneChanged"] ?? 0);
  return (
    <section className={panel.panel}>
      <h2>{found.fileName === "" ? t("import.noName") : found.fileName}</h2>
      <div className={importClasses.step}>
        {batch !== undefined && (
          <div>
            <StateChip look={batchLooks[batch.state]}>{t(`priceHistory.state.${batch.state}`)}</StateChip>
          </div>
        )}
        <Facts>
          <Fact name={t("priceImport.rows.new")}>{number("doneNew")}</Fact>
          <Fact name={t("priceImport.rows.changed")}>{number("doneChanged")}</Fact>
          <Fact name={t("priceImport.repriced")}>{number("doneRepriced")}</Fact>
          <Fact name={t("priceImport.rows.vanished")}>{number("doneVanished")}</Fact>
          <Fact name={t("priceImport.rows.unchanged")}>{number("unchanged")}</Fact>
          <Fact name={t("priceImport.left")}>{left > 0 && format.count(left)}</Fact>
          <Fact name={t("priceImport.rows.wrong")}>{number("wrong")}</Fact>
          <Fact name={t("import.appliedAt")}>{who(found.appliedAt, found.appliedBy)}</Fact>
          <Fact name={t("import.undoneAt")}>{who(batch?.undoneAt ?? null, batch?.undoneBy ?? "")}</Fact>
        </Facts>
        <div className={panel.buttons}>
          {batch?.mayUndo === true && <UndoBatch batch={batch} />}
          <Link to="/a/$administration/price-lists/$list/{-$tab}" params={params}>
            {t("priceImport.toList")}
          </Link>
          <Link to="/a/$administration/price-lists/$list/import" params={params} search={{}}>
            {t("import.another")}
          </Link>
        </div>
      </div>
    </section>
  );
}
