import "#dashboard/parts/ticks.css";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import { categoryNames, type CategoryRow } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { PartProps } from "./part-props.ts";

/** Categories that are called otherwise in the shop; one of the same name is found by itself. */
export function CategoryRows({ catalogue, form: { categories, makesCategories }, change, choices }: PartProps) {
  const { t } = useWords();
  const { sourceName: source, targetName: shop } = catalogue;
  const there = choices?.shopCategories ?? null;
  const names = there === null ? null : categoryNames(there);
  const set = (at: number, row: CategoryRow): void => change({ categories: categories.with(at, row) });
  return (
    <fieldset className={classes.section}>
      <legend>{t("catalogue.part.categories")}</legend>
      <p className="quiet">{t("catalogue.categoriesHow", { shop })}</p>
      {categories.length > 0 && (
        <div className={classes.rows}>
          {categories.map((row, at) => (
            <div key={at} className={classes.row} role="group" aria-label={row.from || t("catalogue.newCategory")}>
              <TextInput
                label={t("catalogue.categoryIn", { system: source })}
                description={t("catalogue.categoryPath")}
                maxLength={500}
                value={row.from}
                onChange={({ currentTarget }) => set(at, { ...row, from: currentTarget.value })}
              />
              {names === null ? (
                <TextInput
                  label={t("catalogue.categoryIn", { system: shop })}
                  maxLength={200}
                  value={row.to}
                  onChange={({ currentTarget }) => set(at, { ...row, to: currentTarget.value.trim() })}
                />
              ) : (
                <NativeSelect
                  label={t("catalogue.categoryIn", { system: shop })}
                  value={row.to}
                  data={[
                    { value: "", label: t("catalogue.choose") },
                    ...names.map((one) => ({ ...one })),
                    ...(row.to === "" || names.some(({ value }) => value === row.to)
                      ? []
                      : [{ value: row.to, label: row.to }]),
                  ]}
                  onChange={({ currentTarget }) => set(at, { ...row, to: currentTarget.value })}
                />
              )}
              <Button
                variant="subtle"
                aria-label={t("mappings.named", { what: t("catalogue.button.remove"), value: row.from })}
                onClick={() => change({ categories: categories.toSpliced(at, 1) })}
              >
                {t("catalogue.button.remove")}
              </Button>
            </div>
          ))}
        </div>
      )}
      <div>
        <Button variant="default" onClick={() => change({ categories: [...categories, { from: "", to: "" }] })}>
          {t("catalogue.button.category")}
        </Button>
      </div>
      <Checkbox
        label={t("catalogue.makesCategories", { shop })}
        checked={makesCategories}
        onChange={({ currentTarget }) => change({ makesCategories: currentTarget.checked })}
      />
    </fieldset>
  );
}
