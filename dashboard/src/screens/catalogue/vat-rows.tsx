import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { vatRowsOf, type VatRow } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { PartProps } from "./part-props.ts";

/** Which class of the shop each VAT class of the source is; chosen by a person, never guessed (C5.7). */
export function VatRows({ catalogue, form, change, faults, choices }: PartProps) {
  const { t } = useWords();
  const { sourceName: source, targetName: shop } = catalogue;
  const [typed, setTyped] = useState("");
  const listed = choices?.sourceVatClasses ?? [];
  const names = new Map(listed.map(({ id, name }) => [id, name]));
  const rows = vatRowsOf(form.vatClasses, listed);
  const set = (row: VatRow): void =>
    change({
      vatClasses: form.vatClasses.some(({ from }) => from === row.from)
        ? form.vatClasses.map((one) => (one.from === row.from ? row : one))
        : [...form.vatClasses, row],
    });
  const add = (): void => {
    const from = typed.trim();
    if (from !== "" && !rows.some((row) => row.from === from)) set({ from, to: "", rate: "" });
    setTyped("");
  };
  const classesThere = choices?.shopVatClasses ?? null;
  return (
    <>
      <div className={classes.rows}>
        {rows.map((row) => {
          const { from, to, rate } = row;
          const name = names.get(from);
          const title = name === undefined || name === from ? from : `${from} · ${name}`;
          const label = t("catalogue.vatTo", { shop, from: title });
          return (
            <div key={from} className={classes.row} role="group" aria-label={title}>
              {classesThere === null ? (
                <TextInput
                  label={label}
                  value={to}
                  maxLength={200}
                  onChange={({ currentTarget }) => set({ ...row, to: currentTarget.value.trim() })}
                />
              ) : (
                <NativeSelect
                  label={label}
                  value={to}
                  data={[
                    { value: "", label: t("catalogue.choose") },
                    ...classesThere.map((one) => ({ value: one.id, label: one.name })),
                    ...(to === "" || classesThere.some(({ id }) => id === to) ? [] : [{ value: to, label: to }]),
                  ]}
                  onChange={({ currentTarget }) => set({ ...row, to: currentTarget.value })}
                />
              )}
              <TextInput
                label={t("catalogue.vatRate")}
                inputMode="decimal"
                value={rate}
                error={faults.at(`settings.vatClasses.${from}.rate`)}
                onChange={({ currentTarget }) => set({ ...row, rate: currentTarget.value })}
              />
              {!names.has(from) && (
                <Button
                  variant="subtle"
                  aria-label={t("mappings.named", { what: t("catalogue.button.remove"), value: title })}
                  onClick={() => change({ vatClasses: form.vatClasses.filter((one) => one.from !== from) })}
                >
                  {t("catalogue.button.remove")}
                </Button>
              )}
            </div>
          );
        })}
      </div>
      {(choices === null || choices.sourceVatClasses === null) && (
        <div className={classes.controls}>
          <TextInput
            label={t("catalogue.vatFrom", { source })}
            value={typed}
            maxLength={200}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <Button variant="default" onClick={add}>
            {t("catalogue.button.add")}
          </Button>
        </div>
      )}
    </>
  );
}
