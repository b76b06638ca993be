import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { OwnRuleFields, SupplierItemFields } from "./supplier-item-fields.tsx";
import type { SupplierItem } from "./supplier-item-query.ts";
import { contentOf, isUnread, ruleIn, valuesOf, type SupplierItemValues } from "./supplier-item-values.ts";
import { useAsked } from "./use-asked.ts";

/** An article by hand. Its earlier price is kept. */
export function EditSupplierItem({ item }: { readonly item: SupplierItem }) {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const refresh = useRefresh("supplier-item");
  const read = useReadValues();
  const done = (): void =>
    void navigate({
      to: "/a/$administration/supplier-items/$supplierItem",
      params: { administration: api.administrationId, supplierItem: item.id },
      search: {},
      ignoreBlocker: true,
    });
  const start = useCallback((kept: SupplierItem) => valuesOf(kept, mark), [mark]);
  const record = useRecordForm(item, start);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine } = record;
  const save = useAct(
    (confirmed: boolean) =>
      record
        .saving(
          answered(
            api.client.PUT("/api/supplier-items/{supplierItemId}", {
              params: { path: { supplierItemId: item.id } },
              body: { ...contentOf(values, mark, item), salesRule: ruleIn(values, mark), version, confirmed },
            }),
          ),
        )
        .catch(refresh),
    ({ name }) => {
      announce(t("book.saved", { name }));
      done();
    },
  );
  const { at, form } = useFaults(save.error);
  const { isAsked, note } = useAsked(values, save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  return (
    <section className={`${panel.panel} ${formClasses.panel}`}>
      <SaveForm
        form={form}
        onSave={() => {
          if (isUnread(values)) return;
          note();
          save.run(isAsked);
        }}
        saveText={isAsked ? t("supplierItem.rightButton") : undefined}
        isBusy={save.isBusy}
        isDirty={isDirty}
        error={isConflict ? null : save.error}
        onCancel={done}
        isBlocked={theirs !== null}
      >
        <SupplierItemFields values={values} change={change} at={at} />
        <OwnRuleFields values={values} change={change} at={at} />
        {theirs !== null && (
          <Conflict
            by={item.changedBy}
            at={item.changedAt}
            theirs={read(theirs)}
            mine={read(values)}
            onTake={takeTheirs}
            onKeep={keepMine}
          />
        )}
      </SaveForm>
    </section>
  );
}

/** An article as it is read, under the names of its fields. */
function useReadValues(): (values: SupplierItemValues) => Record<string, string> {
  const { t } = useWords();
  return (values) => ({
    [t("items.name")]: values.name,
    [t("supplierItem.brandName")]: values.brandName,
    [t("supplierItem.maker")]: values.manufacturersItemIdentifier,
    [t("supplierItem.gtin")]: values.gtin,
    [t("supplierItem.group")]: values.category,
    [t("supplierItem.gross")]: values.gross,
    [t("supplierItem.net")]: values.listedNet,
    [t("supplierItem.discounts")]: values.discounts,
    [t("discountGroups.code")]: values.discountGroup,
    [t("supplierItem.basis")]: `${values.basisQuantity} ${values.basisUnitCode}`,
    [t("supplierItem.orderUnit")]: `${values.orderUnitCode} (${values.perOrderUnit})`,
    [t("supplierItem.useUnit")]: `${values.useUnitCode} (${values.usePerOrder})`,
    [t("supplierItem.minimum")]: values.minimum,
    [t("supplierItem.multiple")]: values.multiple,
    [t("supplierItem.surcharges")]: values.surcharges
      .map(({ kind, amount }) => `${t(`surcharge.${kind}`)} ${amount}`)
      .join(", "),
    [t("salesRule.kind")]: values.salesRule.value,
  });
}
