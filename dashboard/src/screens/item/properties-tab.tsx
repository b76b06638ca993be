import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import formClasses from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";
import { salesRuleOf } from "#dashboard/screens/supplier-item/supplier-item-values.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CategoryDialog } from "./category-dialog.tsx";
import { categoriesQuery, itemPropertiesQuery, type ItemProperties } from "./item-tab-queries.ts";
import { gtinFault, linesOf } from "./item-values.ts";
import classes from "./item.module.css";

/** Manufacturer, brand, barcodes and category of an item: what others know it by. */
export function PropertiesTab({ item }: { readonly item: ItemPage }) {
  const may = useMay();
  const query = useQuery(itemPropertiesQuery(useApi(), item.id));
  return (
    <section className={`${panel.panel} ${formClasses.panel}`}>
      <Loaded query={query} rows={6}>
        {(properties) =>
          may("items.manage") ? (
            <PropertiesForm item={item} properties={properties} />
          ) : (
            <Read properties={properties} />
          )
        }
      </Loaded>
    </section>
  );
}

function Read({ properties }: { readonly properties: ItemProperties }) {
  const { t } = useWords();
  const categories = useQuery(categoriesQuery(useApi())).data?.items ?? [];
  return (
    <Facts>
      <Fact name={t("supplierItem.brandName")}>{properties.brandName}</Fact>
      <Fact name={t("supplierItem.maker")}>{properties.manufacturersItemIdentifier}</Fact>
      <Fact name={t("item.gtins")}>{properties.gtins.join(", ")}</Fact>
      <Fact name={t("item.category")}>
        {categories.find(({ id }) => id === properties.categoryId)?.name ?? t("item.noCategory")}
      </Fact>
    </Facts>
  );
}

interface Values {
  readonly brandName: string;
  readonly manufacturersItemIdentifier: string;
  /** One per line. */
  readonly gtins: string;
  readonly categoryId: string;
}

const valuesOf = (properties: ItemProperties): Values => ({
  brandName: properties.brandName,
  manufacturersItemIdentifier: properties.manufacturersItemIdentifier,
  gtins: properties.gtins.join("\n"),
  categoryId: properties.categoryId ?? "",
});

interface FormProps {
  readonly item: ItemPage;
  readonly properties: ItemProperties;
}

function PropertiesForm({ item, properties }: FormProps) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const refresh = useRefresh("item-properties");
  const categories = useQuery(categoriesQuery(api)).data?.items ?? [];
  const [category, setCategory] = useState<"new" | "edit" | null>(null);
  const record = useRecordForm(properties, valuesOf);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine, reset } = record;
  const save = useAct(
    () =>
      record
        .saving(
          answered(
            api.client.PUT("/api/items/{itemId}/properties", {
              params: { path: { itemId: item.id } },
              body: {
                brandName: values.brandName,
                manufacturersItemIdentifier: values.manufacturersItemIdentifier,
                gtins: linesOf(values.gtins),
                categoryId: values.categoryId === "" ? null : values.categoryId,
                salesRule: salesRuleOf(properties.salesRule),
                version,
              },
            }),
          ),
        )
        .catch(refresh),
    () => announce(t("book.saved", { name: item.name })),
  );
  const { at, form } = useFaults(save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  const read = (from: Values): Record<string, string> => ({
    [t("supplierItem.brandName")]: from.brandName,
    [t("supplierItem.maker")]: from.manufacturersItemIdentifier,
    [t("item.gtins")]: from.gtins.replaceAll("\n", ", "),
    [t("item.category")]: categories.find(({ id }) => id === from.categoryId)?.name ?? "",
  });
  const chosen = categories.find(({ id }) => id === values.categoryId);
  return (
    <>
      <SaveForm
        form={form}
        onSave={() => save.run(undefined)}
        isBusy={save.isBusy}
        isDirty={isDirty}
        error={isConflict ? null : save.error}
        onCancel={isDirty ? reset : undefined}
        isBlocked={theirs !== null}
      >
        <div className={formClasses.two}>
          <TextInput
            label={t("supplierItem.brandName")}
            maxLength={200}
            value={values.brandName}
            error={at("brandName")}
            onChange={({ currentTarget }) => change({ brandName: currentTarget.value })}
          />
          <TextInput
            label={t("supplierItem.maker")}
            maxLength={200}
            value={values.manufacturersItemIdentifier}
            error={at("manufacturersItemIdentifier")}
            onChange={({ currentTarget }) => change({ manufacturersItemIdentifier: currentTarget.value })}
          />
        </div>
        <Textarea
          label={t("item.gtins")}
          description={t("item.gtinsHelp")}
          rows={3}
          autosize={false}
          inputMode="numeric"
          value={values.gtins}
          error={gtinFault(values.gtins, at)}
          onChange={({ currentTarget }) => change({ gtins: currentTarget.value })}
        />
        <div className={classes.category}>
          <NativeSelect
            label={t("item.category")}
            value={values.categoryId}
            error={at("categoryId")}
            onChange={({ currentTarget }) => change({ categoryId: currentTarget.value })}
            data={[
              { value: "", label: t("item.noCategory") },
              ...categories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          {chosen !== undefined && (
            <Button variant="default" onClick={() => setCategory("edit")}>
              {t("item.categoryEditButton")}
            </Button>
          )}
          <Button variant="default" onClick={() => setCategory("new")}>
            {t("item.categoryNewButton")}
          </Button>
        </div>
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
      {category !== null && (
        <CategoryDialog
          category={category === "edit" ? (chosen ?? null) : null}
          close={() => setCategory(null)}
          onMade={(id) => {
            change({ categoryId: id });
            setCategory(null);
          }}
        />
      )}
    </>
  );
}
