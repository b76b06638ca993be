import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import "#dashboard/parts/ticks.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { fromAttribute, moments, type AttributeRow } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { PartProps } from "./part-props.ts";
import { SourceField } from "./source-field.tsx";

/** Free fields: what the source has more than the map above, under the name the shop has for it. */
export function AttributeRows({ catalogue, form: { attributes }, change, faults }: PartProps) {
  const { t } = useWords();
  const { sourceName: source, targetName: shop } = catalogue;
  const set = (at: number, row: AttributeRow): void => change({ attributes: attributes.with(at, row) });
  return (
    <fieldset className={classes.section}>
      <legend>{t("catalogue.part.attributes")}</legend>
      <p className="quiet">{t("catalogue.attributesHow", { source, shop })}</p>
      {attributes.length > 0 && (
        <div className={classes.rows}>
          {attributes.map((row, at) => (
            <div key={at} className={classes.row} role="group" aria-label={row.to || t("catalogue.newAttribute")}>
              <TextInput
                label={t("catalogue.attributeTo", { shop })}
                maxLength={200}
                value={row.to}
                error={faults.at(`settings.attributes.${at}.to`)}
                onChange={({ currentTarget }) => set(at, { ...row, to: currentTarget.value })}
              />
              <SourceField
                isAlone
                label={t("mappings.named", { what: t("catalogue.comesFrom"), value: row.to })}
                from={row.from}
                change={(from) => set(at, { ...row, from })}
                error={faults.at(`settings.attributes.${at}.from`)}
              />
              <NativeSelect
                label={t("catalogue.when")}
                value={row.when}
                data={moments.map((when) => ({ value: when, label: t(`catalogue.when.${when}`) }))}
                onChange={({ currentTarget }) =>
                  set(at, { ...row, when: moments.find((one) => one === currentTarget.value) ?? row.when })
                }
              />
              <Checkbox
                label={t("catalogue.overwrites", { shop })}
                checked={row.overwrites}
                disabled={row.when !== "onUpdate"}
                onChange={({ currentTarget }) => set(at, { ...row, overwrites: currentTarget.checked })}
              />
              <Button
                variant="subtle"
                aria-label={t("mappings.named", { what: t("catalogue.button.remove"), value: row.to })}
                onClick={() => change({ attributes: attributes.toSpliced(at, 1) })}
              >
                {t("catalogue.button.remove")}
              </Button>
            </div>
          ))}
        </div>
      )}
      <div>
        <Button
          variant="default"
          onClick={() =>
            change({
              attributes: [...attributes, { from: fromAttribute(""), to: "", when: "onUpdate", overwrites: false }],
            })
          }
        >
          {t("catalogue.button.attribute")}
        </Button>
      </div>
    </fieldset>
  );
}
