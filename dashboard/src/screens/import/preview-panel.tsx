import "#dashboard/parts/toggles.css";
import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { shownStates, type Chosen } from "./chosen.ts";
import type { Import } from "./import-query.ts";
import classes from "./import.module.css";
import { RowList } from "./row-list.tsx";
import { WrongRows } from "./wrong-rows.tsx";

type RowState = (typeof shownStates)[number];

interface Props {
  readonly found: Import;
  readonly rows: Chosen["rows"];
  readonly onRows: (state: RowState) => void;
}

/** What would become of the file, before it does. */
export function PreviewPanel({ found, rows, onRows }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const [isStrict, setStrict] = useState(false);
  const apply = useAct(() =>
    answered(
      api.client.POST("/api/imports/{importId}/apply", {
        params: { path: { importId: found.id } },
        body: { strict: isStrict },
      }),
    ),
  );
  const counts = found.counts;
  if (counts === null) return null;
  const taken = counts.new + counts.changed;
  const states = shownStates.filter((state) => counts[state] > 0);
  // What is wrong comes first: that is where a person is needed.
  const shown = rows ?? (counts.wrong > 0 ? "wrong" : states[0]);
  return (
    <section className={panel.panel}>
      <h2>{t("import.preview")}</h2>
      <div className={classes.step}>
        <div className={filterClasses.tabs} role="group" aria-label={t("import.preview")}>
          {states.map((state) => (
            <button
              key={state}
              type="button"
              className={classes.tab}
              aria-pressed={state === shown}
              onClick={() => onRows(state)}
            >
              {state === "wrong" && <StateShape look="act" size={14} />}
              {t(`import.rows.${state}`)} <span className={filterClasses.count}>{format.count(counts[state])}</span>
            </button>
          ))}
        </div>
        {shown === "wrong" ? <WrongRows found={found} /> : shown && <RowList found={found} state={shown} />}
        {counts.wrong > 0 && taken > 0 && (
          <Switch
            label={t("import.strict")}
            description={t("import.strictHelp", { count: counts.wrong })}
            checked={isStrict}
            onChange={({ currentTarget }) => setStrict(currentTarget.checked)}
          />
        )}
        <Why error={apply.error} />
        {taken > 0 && !(isStrict && counts.wrong > 0) ? (
          <div className={panel.buttons}>
            <Button loading={apply.isBusy} onClick={() => apply.run(undefined)}>
              {t(`import.apply.${found.what}`, { count: taken })}
            </Button>
          </div>
        ) : (
          <p>{taken === 0 ? t("import.nothingToDo") : t("import.strictWhy")}</p>
        )}
      </div>
    </section>
  );
}
