import "#dashboard/parts/ticks.css";
import { Checkbox } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import { customerFields } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { PartProps } from "./part-props.ts";
import { RuleRow } from "./rule-row.tsx";

/** General data only (C6.2); what a customer is recognised by stays as it is. */
export function CustomerFields({ catalogue, form, change }: PartProps) {
  const { t } = useWords();
  const { sourceName: source, targetName: shop } = catalogue;
  return (
    <>
      <fieldset className={classes.section}>
        <legend>{t("catalogue.part.fields")}</legend>
        <p className="quiet">{t("catalogue.mapHow", { source, shop })}</p>
        <p>{t("catalogue.mapEmail", { source, shop })}</p>
        <div>
          {customerFields.map((field) => {
            const rule = form.fields[field];
            return (
              rule !== undefined && (
                <RuleRow
                  key={field}
                  name={t(`catalogue.field.${field}`)}
                  rule={rule}
                  shop={shop}
                  source={<span className="quiet">{t(`catalogue.customerFrom.${field}`)}</span>}
                  change={(changed) => change({ fields: { ...form.fields, [field]: changed } })}
                />
              )
            );
          })}
        </div>
      </fieldset>
      <fieldset className={classes.section}>
        <legend>{t("catalogue.whichCustomers")}</legend>
        <Checkbox
          label={t("catalogue.createsCustomers", { shop })}
          description={t("catalogue.createsCustomersHelp", { shop })}
          checked={form.creates}
          onChange={({ currentTarget }) => change({ creates: currentTarget.checked })}
        />
      </fieldset>
    </>
  );
}
