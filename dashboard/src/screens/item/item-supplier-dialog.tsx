import "#dashboard/parts/toggles.css";
import { Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { decimalMarkOf, readNumber, shownNumber } from "#dashboard/parts/number-input.ts";
import formClasses from "#dashboard/parts/save-form.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";
import { SupplierField, type Supplier } from "#dashboard/screens/price-lists/supplier-field.tsx";
import { UnitSelect } from "#dashboard/screens/supplier-item/unit-select.tsx";
import { useAsked } from "#dashboard/screens/supplier-item/use-asked.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { ItemSupplier } from "./item-tab-queries.ts";
import { isNoNumber } from "./item-values.ts";

interface Props {
  readonly item: ItemPage;
  /** Null: one more. */
  readonly supplier: ItemSupplier | null;
  readonly close: () => void;
}

type NumberField = "purchasePrice" | "priceQuantity" | "minimum" | "multiple" | "leadTimeDays";

/** A supplier of an item: its code there, which is what orders and prices are matched by, and the price. */
export function ItemSupplierDialog({ item, supplier, close }: Props) {
  const { t, language, country } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const [chosen, setChosen] = useState<Supplier | null>(
    supplier === null ? null : { id: supplier.partyId, name: supplier.supplierName },
  );
  const shown = (value: string | null): string => (value === null ? "" : shownNumber(value, mark));
  const [start] = useState(() => ({
    suppliersItemIdentifier: supplier?.suppliersItemIdentifier ?? "",
    isPreferred: supplier?.isPreferred ?? false,
    purchasePrice: shown(supplier?.purchasePrice ?? null),
    priceQuantity: shown(supplier?.priceQuantity ?? "1"),
    priceUnitCode: supplier?.priceUnitCode ?? item.unitCode,
    currency: supplier?.currency ?? "EUR",
    minimum: shown(supplier?.minimum ?? null),
    multiple: shown(supplier?.multiple ?? null),
    leadTimeDays: String(supplier?.leadTimeDays ?? ""),
  }));
  const [values, setValues] = useState(start);
  const change = (changes: Partial<typeof start>): void => setValues({ ...values, ...changes });
  const days = values.leadTimeDays.trim();
  const save = useAct(
    ({ partyId, confirmed }: { readonly partyId: string; readonly confirmed: boolean }) =>
      answered(
        api.client.PUT("/api/items/{itemId}/suppliers/{partyId}", {
          params: { path: { itemId: item.id, partyId } },
          body: {
            suppliersItemIdentifier: values.suppliersItemIdentifier,
            isPreferred: values.isPreferred,
            purchasePrice: readNumber(values.purchasePrice, mark),
            priceQuantity: readNumber(values.priceQuantity, mark) ?? "1",
            priceUnitCode: values.priceUnitCode,
            currency: values.currency.trim().toUpperCase(),
            minimum: readNumber(values.minimum, mark),
            multiple: readNumber(values.multiple, mark),
            leadTimeDays: days === "" ? null : Number(days),
            confirmed,
          },
        }),
      ),
    () => {
      announce(t("book.saved", { name: chosen?.name ?? "" }));
      close();
    },
  );
  const { at } = useFaults(save.error);
  const { isAsked, note } = useAsked(values, save.error);
  const isUnread =
    [values.purchasePrice, values.priceQuantity, values.minimum, values.multiple].some(isNoNumber) ||
    !/^\d{0,4}$/.test(days);
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
  return (
    <ActDialog
      title={
        supplier === null ? t("item.supplierAddButton") : t("item.supplierEditOne", { supplier: supplier.supplierName })
      }
      close={close}
      button={isAsked ? t("supplierItem.rightButton") : t("button.save")}
      isBusy={save.isBusy}
      isDisabled={chosen === null || values.suppliersItemIdentifier.trim() === "" || isUnread}
      isDirty={JSON.stringify(values) !== JSON.stringify(start)}
      error={save.error}
      run={() => {
        note();
        if (chosen !== null) save.run({ partyId: chosen.id, confirmed: isAsked });
      }}
      isWide
    >
      {supplier === null && <SupplierField supplier={chosen} fault={at("partyId")} onChoose={setChosen} />}
      <TextInput
        label={t("supplierItem.code")}
        description={t("item.supplierCodeHelp")}
        required
        maxLength={200}
        value={values.suppliersItemIdentifier}
        error={at("suppliersItemIdentifier")}
        onChange={({ currentTarget }) => change({ suppliersItemIdentifier: currentTarget.value })}
      />
      <Switch
        label={t("item.preferred")}
        description={t("item.preferredHelp")}
        checked={values.isPreferred}
        onChange={({ currentTarget }) => change({ isPreferred: currentTarget.checked })}
      />
      <div className={formClasses.two}>
        {number("purchasePrice", t("item.purchasePrice", { context: country }), t("item.purchasePriceHelp"))}
        <TextInput
          label={t("priceLists.currency")}
          maxLength={3}
          value={values.currency}
          error={at("currency")}
          onChange={({ currentTarget }) => change({ currency: currentTarget.value.toUpperCase() })}
        />
      </div>
      <div className={formClasses.two}>
        {number("priceQuantity", t("supplierItem.basis"))}
        <UnitSelect
          label={t("supplierItem.basisUnit")}
          value={values.priceUnitCode}
          fault={at("priceUnitCode")}
          onChange={(priceUnitCode) => change({ priceUnitCode })}
        />
      </div>
      <div className={formClasses.two}>
        {number("minimum", t("supplierItem.minimum"))}
        {number("multiple", t("supplierItem.multiple"))}
      </div>
      {number("leadTimeDays", t("item.leadTime"))}
    </ActDialog>
  );
}
