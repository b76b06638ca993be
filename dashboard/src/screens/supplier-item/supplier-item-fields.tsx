import "#dashboard/parts/toggles.css";
import { Switch, TextInput } from "@mantine/core";
import formClasses from "#dashboard/parts/save-form.module.css";
import { isNoNumber } from "#dashboard/screens/item/item-values.ts";
import { readPercents } from "#dashboard/screens/price-lists/discounts.ts";
import { SalesRuleFields } from "#dashboard/screens/price-lists/sales-rule-fields.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { SupplierItemValues } from "./supplier-item-values.ts";
import { SurchargeFields } from "./surcharge-fields.tsx";
import { UnitSelect } from "./unit-select.tsx";

interface Props {
  readonly values: SupplierItemValues;
  readonly change: (changes: Partial<SupplierItemValues>) => void;
  readonly at: (field: string) => string | null;
}

type NumberField =
  | "gross"
  | "listedNet"
  | "basisQuantity"
  | "perOrderUnit"
  | "usePerOrder"
  | "minimum"
  | "multiple"
  | "packQuantity"
  | "vatRate";
type TextField = "name" | "manufacturersItemIdentifier" | "brandName" | "gtin" | "category" | "discountGroup";

/** An article of a supplier: what it is, what it costs for how many, and how it is ordered. */
export function SupplierItemFields({ values, change, at }: Props) {
  const { t } = useWords();
  const text = (field: TextField, label: string, most = 200, description?: string) => (
    <TextInput
      label={label}
      {...(description !== undefined && { description })}
      maxLength={most}
      value={values[field]}
      error={at(field)}
      onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
    />
  );
  const number = (field: NumberField, label: string, description?: string) => (
    <TextInput
      label={label}
      {...(description !== undefined && { description })}
      inputMode="decimal"
      value={values[field]}
      error={isNoNumber(values[field]) ? t("number.unread") : at(field)}
      onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
    />
  );
  const unit = (field: "basisUnitCode" | "orderUnitCode" | "useUnitCode", label: string, description?: string) => (
    <UnitSelect
      label={label}
      {...(description !== undefined && { description })}
      value={values[field]}
      fault={at(field)}
      onChange={(code) => change({ [field]: code })}
    />
  );
  return (
    <>
      {text("name", t("items.name"), 500)}
      <div className={formClasses.two}>
        {text("brandName", t("supplierItem.brandName"))}
        {text("manufacturersItemIdentifier", t("supplierItem.maker"))}
      </div>
      <div className={formClasses.two}>
        {text("gtin", t("supplierItem.gtin"), 20)}
        {text("category", t("supplierItem.group"))}
      </div>
      <fieldset className={formClasses.fields}>
        <legend>{t("supplierItem.price")}</legend>
        <div className={formClasses.two}>
          {number("basisQuantity", t("supplierItem.basis"), t("supplierItem.basisHelp"))}
          {unit("basisUnitCode", t("supplierItem.basisUnit"))}
        </div>
        <div className={formClasses.two}>
          {number("gross", t("supplierItem.gross"))}
          {number("listedNet", t("supplierItem.net"), t("supplierItem.netHelp"))}
        </div>
        <div className={formClasses.two}>
          {text("discountGroup", t("discountGroups.code"), 60, t("supplierItem.discountGroupHelp"))}
          <TextInput
            label={t("supplierItem.discounts")}
            description={t("discountGroups.discountsHelp")}
            value={values.discounts}
            error={readPercents(values.discounts, ",") === null ? t("discountGroups.unread") : at("discounts")}
            onChange={({ currentTarget }) => change({ discounts: currentTarget.value })}
          />
        </div>
        <Switch
          label={t("supplierItem.onRequest")}
          checked={values.isOnRequest}
          onChange={({ currentTarget }) => change({ isOnRequest: currentTarget.checked })}
        />
      </fieldset>
      <SurchargeFields
        surcharges={values.surcharges}
        onChange={(surcharges) => change({ surcharges })}
        unitCode={values.basisUnitCode}
        at={at}
      />
      <fieldset className={formClasses.fields}>
        <legend>{t("supplierItem.ordering")}</legend>
        <div className={formClasses.two}>
          {unit("orderUnitCode", t("supplierItem.orderUnit"))}
          {number("perOrderUnit", t("supplierItem.perOrderUnit"), t("supplierItem.perOrderUnitHelp"))}
        </div>
        <div className={formClasses.two}>
          {unit("useUnitCode", t("supplierItem.useUnit"), t("supplierItem.useUnitHelp"))}
          {number("usePerOrder", t("supplierItem.usePerOrder"), t("supplierItem.usePerOrderHelp"))}
        </div>
        <div className={formClasses.two}>
          {number("minimum", t("supplierItem.minimum"))}
          {number("multiple", t("supplierItem.multiple"))}
        </div>
        <div className={formClasses.two}>
          {number("packQuantity", t("supplierItem.pack"))}
          {number("vatRate", t("item.vat"))}
        </div>
        <div className={formClasses.two}>
          {(["validFrom", "validTo"] as const).map((field) => (
            <TextInput
              key={field}
              type="date"
              label={t(`discountGroups.${field}`)}
              value={values[field]}
              error={at(field)}
              onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** How its sales price is made: its own way, else that of its list. */
export const OwnRuleFields = ({ values, change, at }: Props) => {
  const { t } = useWords();
  return (
    <fieldset className={formClasses.fields}>
      <legend>{t("priceTerms.sales")}</legend>
      <SalesRuleFields
        values={values.salesRule}
        onChange={(salesRule) => change({ salesRule })}
        fault={at("salesRule")}
        none={t("salesRule.ofList")}
      />
    </fieldset>
  );
};
