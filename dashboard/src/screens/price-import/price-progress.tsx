import panel from "#dashboard/parts/panel.module.css";
import importClasses from "#dashboard/screens/import/import.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PriceImport } from "./price-import-queries.ts";

/** How far the hub is with the file; closing the tab stops nothing. */
export function PriceProgress({ found }: { readonly found: PriceImport }) {
  const { t, format } = useWords();
  const isReading = found.state === "reading";
  const { done, total } = found.progress ?? { done: 0, total: 0 };
  const said = isReading
    ? { done: format.bytes(done), total: format.bytes(total) }
    : { done: format.count(done), total: format.count(total) };
  const isComparing = isReading && found.stage === "compare";
  const text = isComparing ? t("priceImport.comparing") : t(isReading ? "priceImport.read" : "priceImport.taken", said);
  return (
    <section className={panel.panel}>
      <h2>{isReading ? t("priceImport.reading") : t("priceImport.applying")}</h2>
      <div className={importClasses.step}>
        <progress
          className={importClasses.progress}
          {...(!isComparing && { value: done })}
          max={Math.max(total, 1)}
          aria-label={text}
        />
        <p role="status">{text}</p>
        <p className="quiet">{t("import.mayClose")}</p>
      </div>
    </section>
  );
}
