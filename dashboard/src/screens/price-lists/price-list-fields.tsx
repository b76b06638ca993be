import "#dashboard/parts/toggles.css";
import { NativeSelect, Switch, TextInput } from "@mantine/core";
import form from "#dashboard/parts/save-form.module.css";
import { isNoNumber } from "#dashboard/screens/item/item-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PriceListValues } from "./price-list-values.ts";
import { SalesRuleFields } from "./sales-rule-fields.tsx";

interface Props {
  readonly values: PriceListValues;
  readonly change: (changes: Partial<PriceListValues>) => void;
  readonly at: (field: string) => string | null;
}

/** What a list is called and how its prices are to be read. */
export function PriceListFields({ values, change, at }: Props) {
  const { t } = useWords();
  return (
    <>
      <div className={form.two}>
        <TextInput
          label={t("priceLists.name")}
          description={t("priceLists.nameHelp")}
          required
          maxLength={200}
          value={values.name}
          error={at("name")}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <TextInput
          label={t("priceLists.currency")}
          description={t("priceLists.currencyHelp")}
          required
          maxLength={3}
          autoCapitalize="characters"
          value={values.currency}
          error={at("currency")}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value.toUpperCase() })}
        />
      </div>
      <fieldset className={form.fields}>
        <legend>{t("priceTerms.title")}</legend>
        <NativeSelect
          label={t("priceTerms.metal")}
          description={t("priceTerms.metalHelp")}
          value={values.metalInNet}
          error={at("terms.metalInNet")}
          onChange={({ currentTarget }) => change({ metalInNet: currentTarget.value as PriceListValues["metalInNet"] })}
          data={(["no", "yes"] as const).map((one) => ({ value: one, label: t(`priceTerms.metal.${one}`) }))}
        />
        <NativeSelect
          label={t("priceTerms.contributions")}
          description={t("priceTerms.contributionsHelp")}
          value={values.contributionsIncluded}
          error={at("terms.contributionsIncluded")}
          onChange={({ currentTarget }) =>
            change({ contributionsIncluded: currentTarget.value as PriceListValues["contributionsIncluded"] })
          }
          data={(["unknown", "no", "yes"] as const).map((one) => ({
            value: one,
            label: t(`priceTerms.contributions.${one}`),
          }))}
        />
        <TextInput
          label={t("priceTerms.discount")}
          description={t("priceTerms.discountHelp")}
          inputMode="decimal"
          value={values.generalDiscountPercent}
          error={isNoNumber(values.generalDiscountPercent) ? t("number.unread") : at("terms.generalDiscountPercent")}
          onChange={({ currentTarget }) => change({ generalDiscountPercent: currentTarget.value })}
        />
        <Switch
          label={t("priceTerms.tax")}
          description={t("priceTerms.taxHelp")}
          checked={values.pricesIncludeTax}
          onChange={({ currentTarget }) => change({ pricesIncludeTax: currentTarget.checked })}
        />
        {values.pricesIncludeTax && (
          <TextInput
            label={t("priceTerms.vatRate")}
            inputMode="decimal"
            required
            value={values.vatRate}
            error={isNoNumber(values.vatRate) ? t("number.unread") : at("terms.vatRate")}
            onChange={({ currentTarget }) => change({ vatRate: currentTarget.value })}
          />
        )}
      </fieldset>
      <fieldset className={form.fields}>
        <legend>{t("priceTerms.sales")}</legend>
        <SalesRuleFields
          values={values.salesRule}
          onChange={(salesRule) => change({ salesRule })}
          fault={at("terms.salesRule")}
          none={t("salesRule.byHand")}
        />
      </fieldset>
    </>
  );
}
