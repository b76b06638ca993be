import { Button, NativeSelect, TextInput } from "@mantine/core";
import formClasses from "#dashboard/parts/save-form.module.css";
import { readNumber } from "#dashboard/parts/number-input.ts";
import { isNoNumber } from "#dashboard/screens/item/item-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { emptySurcharge, surchargeKinds, type SurchargeValues } from "./supplier-item-values.ts";
import classes from "./supplier-item.module.css";
import { UnitSelect } from "./unit-select.tsx";

interface Props {
  readonly surcharges: readonly SurchargeValues[];
  readonly onChange: (surcharges: readonly SurchargeValues[]) => void;
  /** A new one is for the same unit as the price. */
  readonly unitCode: string;
  readonly at: (field: string) => string | null;
}

/** What comes on top of the goods: contributions, metal, cutting. */
export function SurchargeFields({ surcharges, onChange, unitCode, at }: Props) {
  const { t } = useWords();
  const change = (index: number, changes: Partial<SurchargeValues>): void =>
    onChange(surcharges.map((one, place) => (place === index ? { ...one, ...changes } : one)));
  return (
    <fieldset className={formClasses.fields}>
      <legend>{t("supplierItem.surcharges")}</legend>
      {surcharges.map((one, index) => (
        <div key={index} className={classes.surcharge}>
          <NativeSelect
            label={t("supplierItem.surchargeKind")}
            value={one.kind}
            onChange={({ currentTarget }) => change(index, { kind: currentTarget.value as SurchargeValues["kind"] })}
            data={surchargeKinds.map((kind) => ({ value: kind, label: t(`surcharge.${kind}`) }))}
          />
          <TextInput
            label={t("supplierItem.surchargeAmount")}
            inputMode="decimal"
            required
            value={one.amount}
            error={isNoNumber(one.amount) ? t("number.unread") : at(`surcharges.${index}.amount`)}
            onChange={({ currentTarget }) => change(index, { amount: currentTarget.value })}
          />
          <NativeSelect
            label={t("supplierItem.surchargePer")}
            value={one.per}
            onChange={({ currentTarget }) => change(index, { per: currentTarget.value as SurchargeValues["per"] })}
            data={(["unit", "line", "order"] as const).map((per) => ({ value: per, label: t(`surchargePer.${per}`) }))}
          />
          {one.per === "unit" && (
            <>
              <TextInput
                label={t("supplierItem.surchargeQuantity")}
                inputMode="decimal"
                required
                value={one.quantity}
                error={readNumber(one.quantity) === null ? t("number.unread") : at(`surcharges.${index}.per.quantity`)}
                onChange={({ currentTarget }) => change(index, { quantity: currentTarget.value })}
              />
              <UnitSelect
                label={t("items.unit")}
                value={one.unitCode}
                fault={at(`surcharges.${index}.per.unitCode`)}
                onChange={(code) => change(index, { unitCode: code })}
              />
            </>
          )}
          <NativeSelect
            label={t("supplierItem.surchargeIn")}
            value={one.includedInNet}
            onChange={({ currentTarget }) =>
              change(index, { includedInNet: currentTarget.value as SurchargeValues["includedInNet"] })
            }
            data={(["no", "yes", "unknown"] as const).map((is) => ({ value: is, label: t(`surchargeIn.${is}`) }))}
          />
          <Button
            variant="default"
            onClick={() => onChange(surcharges.filter((_, place) => place !== index))}
            aria-label={t("supplierItem.surchargeRemoveOne", { kind: t(`surcharge.${one.kind}`) })}
          >
            {t("supplierItem.surchargeRemoveButton")}
          </Button>
        </div>
      ))}
      <div>
        <Button variant="default" onClick={() => onChange([...surcharges, { ...emptySurcharge, unitCode }])}>
          {t("supplierItem.surchargeAddButton")}
        </Button>
      </div>
    </fieldset>
  );
}
