import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { choicesOf, withChoice } from "./column-choices.ts";
import { FormatFields } from "./format-fields.tsx";
import type { Import } from "./import-query.ts";
import classes from "./import.module.css";

interface Props {
  readonly found: Import;
  readonly onGone: () => void;
}

/** What was recognised in the file, and what each of its columns is. Every change is looked at before anything is taken over. */
export function ColumnsPanel({ found, onGone }: Props) {
  const { t } = useWords();
  const api = useApi();
  const path = { importId: found.id };
  const [choices, setChoices] = useState(() => choicesOf(found.columns));
  const isChanged = JSON.stringify(choices) !== JSON.stringify(choicesOf(found.columns));
  const look = useAct((format?: Partial<Import["format"]>) =>
    answered(
      api.client.PUT("/api/imports/{importId}/mapping", {
        params: { path },
        // Read otherwise, the columns are others: the hub finds them anew.
        body: format === undefined ? { columns: [...choices] } : { format },
      }),
    ),
  );
  const remove = useAct(() => answered(api.client.DELETE("/api/imports/{importId}", { params: { path } })), onGone);
  return (
    <section className={panel.panel}>
      <h2>{t("import.recognised", { name: found.fileName === "" ? t("import.noName") : found.fileName })}</h2>
      <div className={classes.step}>
        <FormatFields format={found.format} onChange={look.run} isBusy={look.isBusy} />
        <div className={panel.scroll}>
          <table className={`${classes.table} ${classes.cards}`}>
            <caption className="spoken-only">{t("import.columns")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("import.column")}</th>
                <th scope="col">{t("import.samples")}</th>
                <th scope="col">{t("import.becomes")}</th>
              </tr>
            </thead>
            <tbody>
              {found.columns.map(({ position, header, samples }) => {
                const name = header === "" ? t("import.columnNumber", { number: position + 1 }) : header;
                return (
                  <tr key={position}>
                    <th scope="row">{name}</th>
                    <td className={classes.samples}>{samples.slice(0, 3).join(" · ")}</td>
                    <td>
                      <NativeSelect
                        aria-label={t("import.becomesOf", { name })}
                        value={choices.find((choice) => choice.position === position)?.field ?? ""}
                        onChange={({ currentTarget: { value } }) =>
                          setChoices(withChoice(choices, position, value === "" ? null : value))
                        }
                        data={[
                          { value: "", label: t("import.notTaken") },
                          ...found.fields.map(({ field, name: label }) => ({ value: field, label })),
                        ]}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        <Why error={look.error ?? remove.error} />
        <div className={panel.buttons}>
          {(found.state === "uploaded" || isChanged) && (
            <Button loading={look.isBusy} onClick={() => look.run(undefined)}>
              {t("import.previewButton")}
            </Button>
          )}
          <Button variant="default" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
            {t("import.throwAwayButton")}
          </Button>
          <p className="quiet small">{t("import.nothingYet")}</p>
        </div>
      </div>
    </section>
  );
}
