import "#dashboard/parts/toggles.css";
import { NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import classes from "#dashboard/parts/save-form.module.css";
import { readNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import { unitsQuery } from "#dashboard/screens/items/items-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { gtinFault, isNoNumber, type ItemValues } from "./item-values.ts";

interface Props {
  readonly values: ItemValues;
  readonly change: (changes: Partial<ItemValues>) => void;
  readonly at: (field: string) => string | null;
  /** The one the form began with: a number that was typed stays that number in another language. */
  readonly mark: DecimalMark;
  readonly isNew: boolean;
}

export function ItemFields({ values, change, at, mark, isNew }: Props) {
  const { t, format, language } = useWords();
  const units = useQuery(unitsQuery(useApi(), language)).data?.items ?? [];
  const price = readNumber(values.salesPrice, mark);
  const options = units.map(({ code, one }) => ({ value: code, label: one }));
  return (
    <>
      <TextInput
        label={t("items.code")}
        required
        maxLength={200}
        autoFocus={isNew}
        value={values.sellersItemIdentifier}
        error={at("sellersItemIdentifier")}
        onChange={({ currentTarget }) => change({ sellersItemIdentifier: currentTarget.value })}
      />
      <TextInput
        label={t("items.name")}
        required
        maxLength={500}
        value={values.name}
        error={at("name")}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <div className={classes.two}>
        <TextInput
          label={t("item.price")}
          inputMode="decimal"
          value={values.salesPrice}
          error={isNoNumber(values.salesPrice) ? t("number.unread") : at("salesPrice")}
          description={price === null ? t("item.priceHelp") : t("item.understood", { amount: format.price(price) })}
          onChange={({ currentTarget }) => change({ salesPrice: currentTarget.value })}
        />
        <TextInput
          label={t("item.vat")}
          inputMode="decimal"
          value={values.vatRate}
          error={isNoNumber(values.vatRate) ? t("number.unread") : at("vatRate")}
          description={t("item.vatHelp")}
          onChange={({ currentTarget }) => change({ vatRate: currentTarget.value })}
        />
      </div>
      <NativeSelect
        label={t("items.unit")}
        value={values.unitCode}
        error={at("unitCode")}
        onChange={({ currentTarget }) => change({ unitCode: currentTarget.value })}
        data={
          options.some(({ value }) => value === values.unitCode)
            ? options
            : [{ value: values.unitCode, label: values.unitCode }, ...options]
        }
      />
      {/* Of one that is there they stand with its manufacturer and brand. */}
      {isNew && (
        <Textarea
          label={t("item.gtins")}
          description={t("item.gtinsHelp")}
          rows={2}
          autosize={false}
          value={values.gtins}
          error={gtinFault(values.gtins, at)}
          onChange={({ currentTarget }) => change({ gtins: currentTarget.value })}
        />
      )}
      <Switch
        label={t("item.countsStock")}
        description={t("item.countsStockHelp")}
        checked={values.countsStock}
        onChange={({ currentTarget }) => change({ countsStock: currentTarget.checked })}
      />
    </>
  );
}
