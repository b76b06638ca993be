import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useDeferredValue, useMemo } from "react";
import { calculateDraft } from "#domain/draft.ts";
import type { DecimalMark } from "#dashboard/parts/number-input.ts";
import { Totals } from "#dashboard/screens/document/totals.tsx";
import type { DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DraftForm } from "./draft-form.ts";
import { inputOf } from "./form-body.ts";
import type { Draft } from "./use-draft.ts";
import classes from "./editor.module.css";

interface Props {
  readonly draft: Draft;
  readonly isBought: boolean;
  readonly mark: DecimalMark;
  readonly currency: string;
  readonly vatCountry: string;
  readonly country: string;
  readonly prepaidAmount: string;
}

type Sums = Pick<DocumentPage, "vat" | "totals" | "allowanceCharges">;

/** With the hub's own arithmetic; typing goes before it, so that 300 lines stay fluent. */
function useSums(form: DraftForm, mark: DecimalMark, vatCountry: string, prepaidAmount: string): Sums {
  const settled = useDeferredValue(form);
  return useMemo(
    // An amount is decimal text at run time; only the compiler has to be told.
    () => calculateDraft(inputOf(settled, mark, { vatCountry, prepaidAmount })) as unknown as Sums,
    [settled, mark, vatCountry, prepaidAmount],
  );
}

/** Under the lines: discounts on the whole, what it comes to, and the texts around the table. */
export function EditorFoot({ draft, isBought, mark, currency, vatCountry, country, prepaidAmount }: Props) {
  const { t } = useWords();
  const { form, change } = draft;
  const sums = useSums(form, mark, vatCountry, prepaidAmount);
  return (
    <div className={classes.foot}>
      <div className={classes.texts}>
        <Allowances draft={draft} />
        <TextField draft={draft} name="noteAboveLines" label={t("editor.above")} />
        <TextField draft={draft} name="internalNote" label={t("document.note")} hint={t("document.noteHint")} />
        <details>
          <summary>{t("editor.more")}</summary>
          <div className={classes.texts}>
            <TextInput
              label={t("document.deliveryDate")}
              type="date"
              data-cell="deliveryDate"
              error={draft.faults.fields.get("deliveryDate")}
              value={form.deliveryDate}
              onChange={({ currentTarget }) => change({ do: "set", values: { deliveryDate: currentTarget.value } })}
            />
            <TextInput
              label={t(isBought ? "purchase.madeFor" : "document.orderReference")}
              maxLength={200}
              value={form.orderReference}
              onChange={({ currentTarget }) => change({ do: "set", values: { orderReference: currentTarget.value } })}
            />
            <TextInput
              label={t(isBought ? "purchase.ownReference" : "document.buyerReference")}
              maxLength={200}
              value={form.buyerReference}
              onChange={({ currentTarget }) => change({ do: "set", values: { buyerReference: currentTarget.value } })}
            />
            <TextField draft={draft} name="terms" label={t("editor.terms")} hint={t("editor.termsHint")} />
          </div>
        </details>
      </div>
      <div className={classes.sums} aria-live="off">
        <Totals
          currency={currency}
          vat={sums.vat}
          totals={sums.totals}
          allowances={sums.allowanceCharges}
          isForeign={vatCountry !== country}
        />
      </div>
    </div>
  );
}

interface TextProps {
  readonly draft: Draft;
  readonly name: "noteAboveLines" | "internalNote" | "terms";
  readonly label: string;
  readonly hint?: string;
}

const TextField = ({ draft: { form, change }, name, label, hint }: TextProps) => (
  <Textarea
    label={label}
    description={hint}
    autosize
    minRows={2}
    maxRows={8}
    maxLength={10_000}
    value={form[name]}
    {...(name !== "internalNote" && { lang: form.language })}
    onChange={({ currentTarget }) => change({ do: "set", values: { [name]: currentTarget.value } })}
  />
);

function Allowances({ draft: { form, change, faults } }: { readonly draft: Draft }) {
  const { t } = useWords();
  const fault = faults.fields.get("allowances");
  return (
    <div>
      {form.allowances.map(({ key, reason, value, unit }, index) => (
        <div key={key} className={classes.allowance}>
          <TextInput
            label={t("allowance.reason")}
            maxLength={500}
            value={reason}
            lang={form.language}
            onChange={({ currentTarget }) => change({ do: "allowance", key, values: { reason: currentTarget.value } })}
          />
          <TextInput
            label={t("totals.allowance")}
            inputMode="decimal"
            value={value}
            onChange={({ currentTarget }) => change({ do: "allowance", key, values: { value: currentTarget.value } })}
          />
          <NativeSelect
            label={t("allowance.unit")}
            value={unit}
            onChange={({ currentTarget }) =>
              change({ do: "allowance", key, values: { unit: currentTarget.value as "percent" | "amount" } })
            }
            data={[
              { value: "percent", label: "%" },
              { value: "amount", label: t("allowance.amount") },
            ]}
          />
          <Button
            variant="subtle"
            aria-label={t("allowance.remove", { line: index + 1 })}
            onClick={() => change({ do: "allowance", key, values: null })}
          >
            <IconTrash size={16} aria-hidden />
          </Button>
        </div>
      ))}
      {fault !== undefined && <p className={classes.wrong}>{fault}</p>}
      <Button variant="subtle" onClick={() => change({ do: "addAllowance" })}>
        + {t("allowance.add")}
      </Button>
    </div>
  );
}
