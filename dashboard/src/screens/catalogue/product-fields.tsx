import "#dashboard/parts/ticks.css";
import { Checkbox, NativeSelect, Textarea } from "@mantine/core";
import { Notice } from "#dashboard/parts/notice.tsx";
import { ChoiceGroup } from "#dashboard/screens/couplings/choice-group.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AttributeRows } from "./attribute-rows.tsx";
import { CategoryRows } from "./category-rows.tsx";
import { openVatClasses, priceModes, productFields, type Rule } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { PartProps } from "./part-props.ts";
import { RuleRow } from "./rule-row.tsx";
import { SourceField } from "./source-field.tsx";
import { StockFields } from "./stock-fields.tsx";
import { VatRows } from "./vat-rows.tsx";

const categorySources = ["type", "categories"] as const;

/** The map of fields with all that hangs on it, and which products go at all. */
export function ProductFields(props: PartProps) {
  const { t } = useWords();
  const { catalogue, form, change, choices } = props;
  const { sourceName: source, targetName: shop } = catalogue;
  const open = openVatClasses(form, choices?.sourceVatClasses ?? []);
  return (
    <>
      <fieldset className={classes.section}>
        <legend>{t("catalogue.part.fields")}</legend>
        <p className="quiet">{t("catalogue.mapHow", { source, shop })}</p>
        <p>{t("catalogue.mapCode", { source, shop })}</p>
        <FieldRules {...props} />
        {choices?.imagesReachable === false && form.fields["images"]?.when !== "never" && (
          <Notice look="waiting">
            <p>{t("catalogue.noImages")}</p>
          </Notice>
        )}
      </fieldset>
      <AttributeRows {...props} />
      <fieldset className={classes.section}>
        <legend>{t("catalogue.part.vatClasses")}</legend>
        <p className="quiet">{t("catalogue.vatHow", { source, shop })}</p>
        {open > 0 && (
          <Notice look="act">
            <p>{t("catalogue.vatOpen", { count: open })}</p>
          </Notice>
        )}
        <VatRows {...props} />
        <ChoiceGroup
          label={t("catalogue.part.priceMode")}
          value={form.priceMode}
          options={priceModes.map((value) => ({ value, label: t(`catalogue.priceMode.${value}`, { shop }) }))}
          choose={(priceMode) => change({ priceMode })}
        />
      </fieldset>
      <CategoryRows {...props} />
      <StockFields {...props} isOfProducts />
      <fieldset className={classes.section}>
        <legend>{t("catalogue.which")}</legend>
        <div className={classes.options}>
          <Checkbox
            label={t("catalogue.creates", { shop })}
            description={t("catalogue.createsHelp", { shop })}
            checked={form.creates}
            onChange={({ currentTarget }) => change({ creates: currentTarget.checked })}
          />
          <Checkbox
            label={t("catalogue.withInactive", { source })}
            checked={form.withInactive}
            onChange={({ currentTarget }) => change({ withInactive: currentTarget.checked })}
          />
        </div>
        <Textarea
          label={t("catalogue.onlyTypes")}
          description={t("catalogue.onlyTypesHelp", { source })}
          rows={3}
          spellCheck={false}
          value={form.onlyTypes}
          onChange={({ currentTarget }) => change({ onlyTypes: currentTarget.value })}
        />
      </fieldset>
    </>
  );
}

function FieldRules({ catalogue, form, change, faults }: PartProps) {
  const { t } = useWords();
  const set = (field: string, rule: Rule): void => change({ fields: { ...form.fields, [field]: rule } });
  return (
    <div>
      {productFields.map((field) => {
        const rule = form.fields[field];
        if (rule === undefined) return null;
        const name = t(`catalogue.field.${field}`);
        const label = t("mappings.named", { what: t("catalogue.comesFrom"), value: name });
        const from = (value: string): void => set(field, { ...rule, from: value });
        return (
          <RuleRow
            key={field}
            name={name}
            rule={rule}
            shop={catalogue.targetName}
            isOnce={field === "stock"}
            change={(changed) => set(field, changed)}
            source={
              field === "name" || field === "description" ? (
                <SourceField
                  label={label}
                  from={rule.from ?? field}
                  change={from}
                  error={faults.at(`settings.fields.${field}.from`)}
                />
              ) : field === "category" ? (
                <NativeSelect
                  aria-label={label}
                  value={rule.from ?? "type"}
                  data={categorySources.map((value) => ({ value, label: t(`catalogue.categoryFrom.${value}`) }))}
                  onChange={({ currentTarget }) => from(currentTarget.value)}
                />
              ) : (
                <span className="quiet">{t(`catalogue.from.${field}`)}</span>
              )
            }
          />
        );
      })}
    </div>
  );
}
