import "#dashboard/parts/toggles.css";
import { Button, NativeSelect, Switch } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { choicesOf, withChoice } from "#dashboard/screens/import/column-choices.ts";
import importClasses from "#dashboard/screens/import/import.module.css";
import type { PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { givenFormat, type GivenFormat } from "./given-format.ts";
import { PriceFormatFields } from "./price-format-fields.tsx";
import type { PriceImport, StagedRow } from "./price-import-queries.ts";
import { PriceQuestions, type Tax } from "./price-questions.tsx";

interface Props {
  readonly found: PriceImport;
  readonly list: PriceList;
  /** The first articles, as they are read now. */
  readonly onLooked: (rows: readonly StagedRow[]) => void;
  readonly onGone: () => void;
}

/** How the file is written and what each of its columns is: as it was recognised or said last time, until a person says otherwise. */
export function PriceColumns({ found, list, onLooked, onGone }: Props) {
  const { t } = useWords();
  const api = useApi();
  const path = { importId: found.id };
  const [choices, setChoices] = useState(() => choicesOf(found.columns));
  const [isWhole, setWhole] = useState(found.isWholeList);
  const isChanged =
    isWhole !== found.isWholeList || JSON.stringify(choices) !== JSON.stringify(choicesOf(found.columns));
  const isDatanorm = found.format?.kind === "datanorm";
  const look = useAct(
    ({ format, tax }: { readonly format?: GivenFormat; readonly tax?: Tax }) =>
      answered(
        api.client.PUT("/api/price-imports/{importId}/mapping", {
          params: { path },
          body: {
            isWholeList: isWhole,
            ...(found.format !== null && { format: givenFormat(found.format, format) }),
            // Read otherwise, the columns are others: the hub finds them anew.
            ...(format === undefined && { columns: [...choices] }),
            ...(tax !== undefined && { tax }),
          },
        }),
      ),
    ({ rows }) => onLooked(rows),
  );
  const remove = useAct(
    () => answered(api.client.DELETE("/api/price-imports/{importId}", { params: { path } })),
    onGone,
  );
  const isNew = found.state === "uploaded" || found.state === "failed";
  return (
    <section className={panel.panel}>
      <h2>{t("import.recognised", { name: found.fileName === "" ? t("import.noName") : found.fileName })}</h2>
      <div className={importClasses.step}>
        {found.format !== null && (
          <>
            <PriceFormatFields format={found.format} onChange={(format) => look.run({ format })} isBusy={look.isBusy} />
            {!isDatanorm && (
              <ColumnTable
                found={found}
                choices={choices}
                onChoose={(at, field) => setChoices(withChoice(choices, at, field))}
              />
            )}
            <Switch
              label={t("priceImport.whole")}
              description={t("priceImport.wholeHelp")}
              checked={isWhole}
              onChange={({ currentTarget }) => setWhole(currentTarget.checked)}
            />
            <PriceQuestions
              questions={found.questions}
              list={list}
              isBusy={look.isBusy}
              onFormat={(format) => look.run({ format })}
              onTax={(tax) => look.run({ tax })}
            />
          </>
        )}
        <Why error={look.error ?? remove.error} />
        <div className={panel.buttons}>
          {found.format !== null && (isNew || isChanged) && (
            <Button loading={look.isBusy} onClick={() => look.run({})}>
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

interface TableProps {
  readonly found: PriceImport;
  readonly choices: ReturnType<typeof choicesOf>;
  readonly onChoose: (position: number, field: string | null) => void;
}

function ColumnTable({ found, choices, onChoose }: TableProps) {
  const { t } = useWords();
  return (
    <div className={panel.scroll}>
      <table className={`${importClasses.table} ${importClasses.cards}`}>
        <caption className="spoken-only">{t("import.columns")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("import.column")}</th>
            <th scope="col">{t("import.samples")}</th>
            <th scope="col">{t("import.becomes")}</th>
            <th scope="col">{t("priceImport.readAs")}</th>
          </tr>
        </thead>
        <tbody>
          {found.columns.map(({ position, header, samples, field, decimal, basis }) => {
            const name = header === "" ? t("import.columnNumber", { number: position + 1 }) : header;
            const chosen = choices.find((choice) => choice.position === position)?.field ?? null;
            return (
              <tr key={position}>
                <th scope="row">{name}</th>
                <td className={importClasses.samples}>{samples.slice(0, 3).join(" · ")}</td>
                <td>
                  <NativeSelect
                    aria-label={t("import.becomesOf", { name })}
                    value={chosen ?? ""}
                    onChange={({ currentTarget: { value } }) => onChoose(position, value === "" ? null : value)}
                    data={[
                      { value: "", label: t("import.notTaken") },
                      ...found.fields.map((one) => ({ value: one.field, label: one.name })),
                    ]}
                  />
                </td>
                <td className="quiet">
                  {chosen === field &&
                    [
                      decimal === null ? "" : t(`priceImport.decimal.${decimal}`),
                      basis === null ? "" : t("priceImport.basis", { number: basis }),
                    ]
                      .filter(Boolean)
                      .join(", ")}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
