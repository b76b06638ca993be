import { useCallback, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { PriceListFields } from "./price-list-fields.tsx";
import type { PriceList } from "./price-list-queries.ts";
import { bodyOf, isUnread, termsOf, valuesOf, type PriceListValues } from "./price-list-values.ts";
import { ruleOf } from "./sales-rule.ts";
import { useRuleWords } from "./sales-rule-fields.tsx";

/** How a list is read: a form for who may change it, else facts. */
export function EditPriceList({ list }: { readonly list: PriceList }) {
  const { t } = useWords();
  const may = useMay();
  const { language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const read = useReadValues(mark);
  return (
    <section className={`${panel.panel} ${formClasses.panel}`}>
      {may("items.manage") ? (
        <TermsForm list={list} />
      ) : (
        <Facts>
          {Object.entries(read(valuesOf(list, mark))).map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
          <Fact name={t("priceLists.supplier")}>{list.supplierName}</Fact>
        </Facts>
      )}
    </section>
  );
}

function TermsForm({ list }: { readonly list: PriceList }) {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const refresh = useRefresh("price-list");
  const read = useReadValues(mark);
  const start = useCallback((kept: PriceList) => valuesOf(kept, mark), [mark]);
  const record = useRecordForm(list, start);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine, reset } = record;
  const save = useAct(
    () =>
      record
        .saving(
          answered(
            api.client.PUT("/api/price-lists/{priceListId}", {
              params: { path: { priceListId: list.id } },
              body: { ...bodyOf(values, mark), version, isArchived: list.isArchived },
            }),
          ),
        )
        .catch(refresh),
    ({ name }) => announce(t("book.saved", { name })),
  );
  const { at, form } = useFaults(save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  return (
    <SaveForm
      form={form}
      onSave={() => {
        if (!isUnread(values)) save.run(undefined);
      }}
      isBusy={save.isBusy}
      isDirty={isDirty}
      error={isConflict ? null : save.error}
      onCancel={isDirty ? reset : undefined}
      isBlocked={theirs !== null}
    >
      <p className="quiet">{t("priceTerms.fromNowOn")}</p>
      <PriceListFields values={values} change={change} at={at} />
      {theirs !== null && (
        <Conflict
          by={list.changedBy}
          at={list.changedAt}
          theirs={read(theirs)}
          mine={read(values)}
          onTake={takeTheirs}
          onKeep={keepMine}
        />
      )}
    </SaveForm>
  );
}

/** A list as it is read, under the names of its fields. */
function useReadValues(mark: "," | "."): (values: PriceListValues) => Record<string, string> {
  const { t, format } = useWords();
  const rule = useRuleWords();
  const percent = (value: string | null): string => (value === null ? "" : format.percent(value));
  return (values) => {
    const { generalDiscountPercent, vatRate } = termsOf(bodyOf(values, mark));
    return {
      [t("priceLists.name")]: values.name,
      [t("priceLists.currency")]: values.currency,
      [t("priceTerms.metal")]: t(`priceTerms.metal.${values.metalInNet}`),
      [t("priceTerms.contributions")]: t(`priceTerms.contributions.${values.contributionsIncluded}`),
      [t("priceTerms.discount")]: percent(generalDiscountPercent),
      [t("priceTerms.tax")]: values.pricesIncludeTax ? t("book.yes") : t("book.no"),
      [t("priceTerms.vatRate")]: percent(vatRate),
      [t("salesRule.kind")]: rule(ruleOf(values.salesRule, mark)) || t("salesRule.byHand"),
    };
  };
}
