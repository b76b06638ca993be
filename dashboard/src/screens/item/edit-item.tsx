import { useCallback, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ItemFields } from "./item-fields.tsx";
import { bodyOf, isNoNumber, valuesOf, type ItemValues } from "./item-values.ts";

interface Props {
  readonly item: ItemPage;
  /** In words with its unit; null when it is not counted. */
  readonly onHand: string | null;
}

export function EditItem({ item, onHand }: Props) {
  const { t, format, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const refresh = useRefresh("item");
  const read = useReadValues();
  const start = useCallback((kept: ItemPage) => valuesOf(kept, mark), [mark]);
  const record = useRecordForm(item, start);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine, reset } = record;
  const save = useAct(
    () =>
      record
        .saving(
          answered(
            api.client.PUT("/api/items/{itemId}", {
              params: { path: { itemId: item.id } },
              body: { ...bodyOf(values, mark), version, isArchived: item.isArchived },
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
        if (!isNoNumber(values.salesPrice) && !isNoNumber(values.vatRate)) save.run(undefined);
      }}
      isBusy={save.isBusy}
      isDirty={isDirty}
      error={isConflict ? null : save.error}
      onCancel={isDirty ? reset : undefined}
      isBlocked={theirs !== null}
    >
      <Facts>
        <Fact name={t("items.onHand")}>{onHand ?? t("items.notCounted")}</Fact>
        <Fact name={t("book.changedAt")}>
          {item.changedBy === ""
            ? format.when(item.changedAt)
            : t("book.momentBy", { moment: format.when(item.changedAt), user: item.changedBy })}
        </Fact>
      </Facts>
      <ItemFields mark={mark} values={values} change={change} at={at} isNew={false} />
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

/** An item as it is read, under the names of its fields. */
function useReadValues(): (values: ItemValues) => Record<string, string> {
  const { t } = useWords();
  return (values) => ({
    [t("items.code")]: values.sellersItemIdentifier,
    [t("items.name")]: values.name,
    [t("item.price")]: values.salesPrice,
    [t("item.vat")]: values.vatRate,
    [t("items.unit")]: values.unitCode,
    [t("item.countsStock")]: values.countsStock ? t("book.yes") : t("book.no"),
  });
}
