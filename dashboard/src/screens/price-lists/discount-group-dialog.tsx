import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { decimalMarkOf, readNumber, shownNumber } from "#dashboard/parts/number-input.ts";
import formClasses from "#dashboard/parts/save-form.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { isNoNumber } from "#dashboard/screens/item/item-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { readPercents, shownPercents } from "./discounts.ts";
import type { DiscountGroup } from "./price-list-queries.ts";

interface Props {
  readonly partyId: string;
  /** Null: a new one. */
  readonly group: DiscountGroup | null;
  readonly close: () => void;
}

/** A discount group by hand: most suppliers send a file of them, some a letter. */
export function DiscountGroupDialog({ partyId, group, close }: Props) {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const api = useApi();
  const announce = useAnnounce();
  const [start] = useState(() => ({
    code: group?.code ?? "",
    name: group?.name ?? "",
    discounts: shownPercents(group?.discounts ?? [], mark) ?? "",
    from: group !== null && /[1-9]/.test(group.from) ? shownNumber(group.from, mark) : "",
    validFrom: group?.validFrom ?? "",
    validTo: group?.validTo ?? "",
  }));
  const [values, setValues] = useState(start);
  const change = (changes: Partial<typeof start>): void => setValues({ ...values, ...changes });
  const discounts = readPercents(values.discounts, mark);
  const save = useAct(
    () =>
      answered(
        api.client.PUT("/api/suppliers/{partyId}/discount-groups", {
          params: { path: { partyId } },
          body: {
            code: values.code,
            name: values.name,
            from: readNumber(values.from, mark) ?? "0",
            discounts: (discounts ?? []).map(({ value }) => ({
              kind: "percent" as const,
              value,
              group: values.code,
              source: "hand",
            })),
            validFrom: values.validFrom === "" ? null : values.validFrom,
            validTo: values.validTo === "" ? null : values.validTo,
          },
        }),
      ),
    ({ code }) => {
      announce(t("book.saved", { name: code }));
      close();
    },
  );
  const { at } = useFaults(save.error);
  const isRight = values.code.trim() !== "" && discounts !== null && discounts.length > 0 && !isNoNumber(values.from);
  return (
    <ActDialog
      title={group === null ? t("discountGroups.addButton") : t("discountGroups.editOne", { code: group.code })}
      close={close}
      button={t("button.save")}
      isBusy={save.isBusy}
      isDisabled={!isRight}
      isDirty={JSON.stringify(values) !== JSON.stringify(start)}
      error={save.error}
      run={() => save.run(undefined)}
    >
      <div className={formClasses.two}>
        <TextInput
          label={t("discountGroups.code")}
          description={t("discountGroups.codeHelp")}
          required
          maxLength={60}
          disabled={group !== null}
          value={values.code}
          error={at("code")}
          onChange={({ currentTarget }) => change({ code: currentTarget.value })}
        />
        <TextInput
          label={t("discountGroups.name")}
          maxLength={200}
          value={values.name}
          error={at("name")}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      </div>
      <TextInput
        label={t("discountGroups.discounts")}
        description={t("discountGroups.discountsHelp")}
        required
        value={values.discounts}
        error={discounts === null ? t("discountGroups.unread") : at("discounts")}
        onChange={({ currentTarget }) => change({ discounts: currentTarget.value })}
      />
      <TextInput
        label={t("discountGroups.from")}
        description={t("discountGroups.fromHelp")}
        inputMode="decimal"
        disabled={group !== null}
        value={values.from}
        error={isNoNumber(values.from) ? t("number.unread") : at("from")}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <div className={formClasses.two}>
        <TextInput
          label={t("discountGroups.validFrom")}
          type="date"
          value={values.validFrom}
          error={at("validFrom")}
          onChange={({ currentTarget }) => change({ validFrom: currentTarget.value })}
        />
        <TextInput
          label={t("discountGroups.validTo")}
          type="date"
          value={values.validTo}
          error={at("validTo")}
          onChange={({ currentTarget }) => change({ validTo: currentTarget.value })}
        />
      </div>
    </ActDialog>
  );
}
