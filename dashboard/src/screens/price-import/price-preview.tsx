import "#dashboard/parts/toggles.css";
import { Button, Switch } from "@mantine/core";
import { useRef, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useChosenInView } from "#dashboard/parts/chosen-tab.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import type { PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { countOf, shownRows, type RowKind } from "./chosen.ts";
import classes from "./price-import.module.css";
import type { PriceImport } from "./price-import-queries.ts";
import { ProblemList, StagedList, VanishedList } from "./preview-lists.tsx";

interface Props {
  readonly found: PriceImport;
  readonly list: PriceList;
  readonly rows: RowKind | undefined;
  readonly onRows: (kind: RowKind) => void;
}

const needsLooking: readonly RowKind[] = ["suspicious", "wrong", "problems"];

/** What would become of the file: what needs a person first, then the rest, and nothing is written before he says so. */
export function PricePreview({ found, list, rows, onRows }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const [takesSuspicious, setTakes] = useState(false);
  const apply = useAct(() =>
    answered(
      api.client.POST("/api/price-imports/{importId}/apply", {
        params: { path: { importId: found.id } },
        body: { takesSuspicious },
      }),
    ),
  );
  const count = (kind: RowKind): number => countOf(kind, found);
  const kinds = shownRows.filter((kind) => count(kind) > 0);
  const shown = rows !== undefined && kinds.includes(rows) ? rows : kinds[0];
  const tabs = useRef<HTMLDivElement>(null);
  useChosenInView(tabs, shown ?? "");
  const { counts } = found;
  const groups = counts["groupsChanged"] ?? 0;
  const isNothing =
    groups +
      ["new", "changed", "suspicious", "gone", "vanished"].reduce((sum, kind) => sum + count(kind as RowKind), 0) ===
    0;
  const withoutNet = counts["withoutNet"] ?? 0;
  return (
    <section className={panel.panel}>
      <h2>{t("import.preview")}</h2>
      <div className={importClasses.step}>
        {withoutNet > 0 && (
          <Notice look="changed">
            <p>{t("priceImport.withoutNet", { count: withoutNet })}</p>
          </Notice>
        )}
        {groups > 0 && (
          <p>{t("priceImport.groups", { count: groups, items: format.count(counts["repriced"] ?? 0) })}</p>
        )}
        <div ref={tabs} className={filterClasses.tabs} role="group" aria-label={t("import.preview")}>
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className={`${importClasses.tab} ${classes.tab}`}
              aria-pressed={kind === shown}
              onClick={() => onRows(kind)}
            >
              {needsLooking.includes(kind) && <StateShape look={kind === "problems" ? "changed" : "act"} size={14} />}
              {t(`priceImport.rows.${kind}`)} <span className={filterClasses.count}>{format.count(count(kind))}</span>
            </button>
          ))}
        </div>
        {shown === "vanished" ? (
          <VanishedList found={found} />
        ) : shown === "problems" ? (
          <ProblemList found={found} />
        ) : (
          shown !== undefined && <StagedList key={shown} found={found} list={list} state={shown} />
        )}
        {count("suspicious") > 0 && (
          <Switch
            label={t("priceImport.takeAll")}
            description={t("priceImport.takeAllHelp", { count: count("suspicious") })}
            checked={takesSuspicious}
            onChange={({ currentTarget }) => setTakes(currentTarget.checked)}
          />
        )}
        <Why error={apply.error} />
        {isNothing ? (
          <p>{t("import.nothingToDo")}</p>
        ) : found.questions.length > 0 ? (
          <p>{t("priceImport.answerFirst")}</p>
        ) : (
          <div className={panel.buttons}>
            <Button loading={apply.isBusy} onClick={() => apply.run(undefined)}>
              {t("priceImport.applyButton")}
            </Button>
            <p className="quiet small">{t("priceImport.undoLater")}</p>
          </div>
        )}
      </div>
    </section>
  );
}
