import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { decimalMarkOf, readNumber, shownNumber } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { Why } from "#dashboard/parts/why.tsx";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { SalesRuleFields, useRuleWords } from "#dashboard/screens/price-lists/sales-rule-fields.tsx";
import { isRuleUnread, ruleOf, ruleValuesOf, type SalesRuleValues } from "#dashboard/screens/price-lists/sales-rule.ts";
import { salesRuleOf } from "#dashboard/screens/supplier-item/supplier-item-values.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { itemPropertiesQuery, type ItemProperties } from "./item-tab-queries.ts";
import { isNoNumber } from "./item-values.ts";

/** What an item costs and what it is sold for: by a margin, by a factor, or by hand. */
export function PricesTab({ item }: { readonly item: ItemPage }) {
  const may = useMay();
  const query = useQuery(itemPropertiesQuery(useApi(), item.id));
  return (
    <section className={`${panel.panel} ${formClasses.panel}`}>
      <Loaded query={query} rows={5}>
        {(properties) => (
          <div className={panel.form}>
            <Now item={item} properties={properties} />
            {may("items.manage") && <PriceForm item={item} properties={properties} />}
          </div>
        )}
      </Loaded>
    </section>
  );
}

interface Props {
  readonly item: ItemPage;
  readonly properties: ItemProperties;
}

function Now({ item, properties }: Props) {
  const { t, format } = useWords();
  const may = useMay();
  const { one } = useUnits();
  const rule = useRuleWords();
  const announce = useAnnounce();
  const api = useApi();
  const { cost, salesPrice, proposedPrice, ruleInForce, salesRule } = properties;
  const each = (price: string): string =>
    t("supplierItem.perUnit", { price: format.cost(price), unit: one(item.unitCode) });
  const make = useAct(
    () => answered(api.client.POST("/api/items/{itemId}/sales-price", { params: { path: { itemId: item.id } } })),
    () => announce(t("item.priceMade")),
  );
  const said = rule(salesRuleOf(ruleInForce));
  const isOther =
    proposedPrice !== null && (salesPrice === null || shownNumber(proposedPrice, ".") !== shownNumber(salesPrice, "."));
  return (
    <>
      <Facts>
        <Fact name={t("item.costNow")}>
          {cost === null ? (
            <>
              {t("item.noCost")}{" "}
              <Link
                to="/a/$administration/items/$item"
                params={{ administration: api.administrationId, item: item.id }}
                search={{ tab: "suppliers" }}
              >
                {t("item.toSuppliers")}
              </Link>
            </>
          ) : (
            each(cost)
          )}
        </Fact>
        {/* Who may change these reads them in the form. */}
        {!may("items.manage") && (
          <>
            <Fact name={t("salesRule.kind")}>{said === "" ? t("salesRule.byHand") : said}</Fact>
            <Fact name={t("item.price")}>{salesPrice === null ? t("items.noPrice") : each(salesPrice)}</Fact>
          </>
        )}
        <Fact name={t("item.category")}>{salesRule === null && said}</Fact>
        <Fact name={t("item.proposed")}>{isOther && proposedPrice !== null && each(proposedPrice)}</Fact>
      </Facts>
      <Why error={make.error} />
      {isOther && proposedPrice !== null && may("items.manage") && (
        <div className={panel.buttons}>
          <Button loading={make.isBusy} onClick={() => make.run(undefined)}>
            {t("item.takeProposed", { price: format.cost(proposedPrice) })}
          </Button>
        </div>
      )}
    </>
  );
}

interface Values {
  readonly salesPrice: string;
  readonly rule: SalesRuleValues;
}

function PriceForm({ item, properties }: Props) {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const refresh = useRefresh("item-properties");
  const rule = useRuleWords();
  const start = useCallback(
    (kept: ItemProperties): Values => ({
      salesPrice: kept.salesPrice === null ? "" : shownNumber(kept.salesPrice, mark, 2),
      rule: ruleValuesOf(salesRuleOf(kept.salesRule), mark),
    }),
    [mark],
  );
  const record = useRecordForm(properties, start);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine, reset } = record;
  /** First how it is made, then the price itself: each is a call of its own, of the version the one before left. */
  const send = async (): Promise<ItemProperties> => {
    const { brandName, manufacturersItemIdentifier, gtins, categoryId } = properties;
    const path = { itemId: item.id };
    const kept = await answered(
      api.client.PUT("/api/items/{itemId}/properties", {
        params: { path },
        body: {
          brandName,
          manufacturersItemIdentifier,
          gtins,
          categoryId,
          salesRule: ruleOf(values.rule, mark),
          version,
        },
      }),
    );
    const salesPrice = readNumber(values.salesPrice, mark);
    if (values.salesPrice === start(properties).salesPrice) return kept;
    const { sellersItemIdentifier, name, unitCode, vatRate, countsStock, isArchived } = item;
    const body = { sellersItemIdentifier, name, unitCode, vatRate, countsStock, isArchived, gtins };
    const saved = await answered(
      api.client.PUT("/api/items/{itemId}", {
        params: { path },
        body: { ...body, salesPrice, version: kept.version },
      }),
    );
    return { ...kept, salesPrice: saved.salesPrice, version: saved.version };
  };
  const save = useAct(
    () => record.saving(send()).catch(refresh),
    () => announce(t("book.saved", { name: item.name })),
  );
  const { at, form } = useFaults(save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  const read = (from: Values): Record<string, string> => ({
    [t("item.price")]: from.salesPrice,
    [t("salesRule.kind")]: rule(ruleOf(from.rule, mark)),
  });
  return (
    <SaveForm
      form={form}
      onSave={() => {
        if (!isNoNumber(values.salesPrice) && !isRuleUnread(values.rule)) save.run(undefined);
      }}
      isBusy={save.isBusy}
      isDirty={isDirty}
      error={isConflict ? null : save.error}
      onCancel={isDirty ? reset : undefined}
      isBlocked={theirs !== null}
    >
      <SalesRuleFields
        values={values.rule}
        onChange={(next) => change({ rule: next })}
        fault={at("salesRule")}
        none={properties.categoryId === null ? t("salesRule.byHand") : t("salesRule.ofCategory")}
      />
      <TextInput
        label={t("item.price")}
        description={t("item.priceByHandHelp")}
        inputMode="decimal"
        value={values.salesPrice}
        error={isNoNumber(values.salesPrice) ? t("number.unread") : at("salesPrice")}
        onChange={({ currentTarget }) => change({ salesPrice: currentTarget.value })}
      />
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
  );
}
