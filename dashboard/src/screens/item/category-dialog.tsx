import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { SalesRuleFields } from "#dashboard/screens/price-lists/sales-rule-fields.tsx";
import { isRuleUnread, noRule, ruleOf, ruleValuesOf } from "#dashboard/screens/price-lists/sales-rule.ts";
import { salesRuleOf } from "#dashboard/screens/supplier-item/supplier-item-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { ItemCategory } from "./item-tab-queries.ts";

interface Props {
  /** Null: a new one. */
  readonly category: ItemCategory | null;
  readonly close: () => void;
  /** With the id of the category, also of one that was there. */
  readonly onMade: (id: string) => void;
}

/** A category of own items, and how the sales prices in it are made. */
export function CategoryDialog({ category, close, onMade }: Props) {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const [start] = useState(() => ({
    name: category?.name ?? "",
    rule: category === null ? noRule : ruleValuesOf(salesRuleOf(category.salesRule), mark),
  }));
  const [values, setValues] = useState(start);
  const save = useAct(
    () => {
      const body = { name: values.name, salesRule: ruleOf(values.rule, mark) };
      return answered(
        category === null
          ? api.client.POST("/api/item-categories", { body })
          : api.client.PUT("/api/item-categories/{categoryId}", {
              params: { path: { categoryId: category.id } },
              body: { ...body, version: category.version },
            }),
      );
    },
    ({ id, name }) => {
      announce(t("book.saved", { name }));
      onMade(id);
    },
  );
  const remove = useAct(
    (categoryId: string) =>
      answered(api.client.DELETE("/api/item-categories/{categoryId}", { params: { path: { categoryId } } })),
    () => {
      announce(t("book.deleted", { name: category?.name ?? "" }));
      onMade("");
    },
  );
  const { at } = useFaults(save.error);
  return (
    <ActDialog
      title={category === null ? t("item.categoryNewButton") : t("item.categoryEditButton")}
      close={close}
      button={t("button.save")}
      isBusy={save.isBusy}
      isDisabled={values.name.trim() === "" || isRuleUnread(values.rule)}
      isDirty={JSON.stringify(values) !== JSON.stringify(start)}
      error={at("name") === null ? save.error : null}
      run={() => save.run(undefined)}
    >
      <TextInput
        label={t("items.name")}
        required
        maxLength={200}
        value={values.name}
        error={at("name")}
        onChange={({ currentTarget }) => setValues({ ...values, name: currentTarget.value })}
      />
      <SalesRuleFields
        values={values.rule}
        onChange={(rule) => setValues({ ...values, rule })}
        fault={at("salesRule")}
        none={t("salesRule.byHand")}
      />
      {category?.items === 0 && (
        <div>
          <Button variant="subtle" loading={remove.isBusy} onClick={() => remove.run(category.id)}>
            {t("item.categoryDeleteButton")}
          </Button>
          <Why error={remove.error} />
        </div>
      )}
    </ActDialog>
  );
}
