import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { StagedRow } from "./price-import-queries.ts";
import { StagedTable } from "./staged-table.tsx";

/** The first articles as they are read, with what each costs: a price unit that is misread shows here, before anything is taken over. */
export function SampleRows({ rows }: { readonly rows: readonly StagedRow[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("priceImport.first", { count: rows.length })}</h2>
      <p className="quiet">{t("priceImport.firstHelp")}</p>
      <StagedTable rows={rows} caption={t("priceImport.first", { count: rows.length })} />
    </section>
  );
}
