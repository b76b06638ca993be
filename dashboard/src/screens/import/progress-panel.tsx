import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Import } from "./import-query.ts";
import classes from "./import.module.css";

/** How far the hub is; closing the tab stops nothing. */
export function ProgressPanel({ found }: { readonly found: Import }) {
  const { t, format } = useWords();
  const { done, total } = found.progress ?? { done: 0, total: 0 };
  const text = t("import.progress", { done: format.count(done), total: format.count(total) });
  return (
    <section className={panel.panel}>
      <h2>{found.state === "undoing" ? t("import.undoing") : t("import.applying")}</h2>
      <div className={classes.step}>
        <progress className={classes.progress} value={done} max={Math.max(total, 1)} aria-label={text} />
        <p role="status">{text}</p>
        <p className="quiet">{t("import.mayClose")}</p>
      </div>
    </section>
  );
}
