import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { stagedQuery, type PriceImport, type StagedRow } from "./price-import-queries.ts";
import { StagedTable } from "./staged-table.tsx";

const most = 20;

interface Props {
  readonly found: PriceImport;
  /** As they were read when somebody pressed the button; none after the page was opened anew. */
  readonly first: readonly StagedRow[];
}

/** The first articles as they are read, with what each costs: a price unit that is misread shows here, before anything is taken over. */
export function SampleRows({ found, first }: Props) {
  const { t } = useWords();
  const { data } = useInfiniteQuery({
    ...stagedQuery(useApi(), found.id, null, most),
    enabled: first.length === 0 && found.state === "previewed",
  });
  const rows = first.length > 0 ? first : (data?.pages[0]?.items ?? []);
  if (rows.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("priceImport.first", { count: rows.length })}</h2>
      <p className="quiet">{t("priceImport.firstHelp")}</p>
      <StagedTable rows={rows} caption={t("priceImport.first", { count: rows.length })} />
    </section>
  );
}
