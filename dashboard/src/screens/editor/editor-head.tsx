import "@mantine/core/styles/Radio.css";
import { Input, NativeSelect, Radio, TextInput, type InputWrapperProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { closedPeriodQuery } from "#dashboard/parts/closed-period.ts";
import type { DecimalMark } from "#dashboard/parts/number-input.ts";
import { isPurchaseKind } from "#dashboard/screens/documents/document-filters.ts";
import { customerLanguages, languageName } from "#dashboard/screens/party/customer-languages.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { BuyerField, useBuyer } from "./buyer-field.tsx";
import type { Entered } from "./draft-form.ts";
import { withTaxMode } from "./form-body.ts";
import { InvoiceField } from "./invoice-field.tsx";
import type { Draft } from "./use-draft.ts";
import classes from "./editor.module.css";

/** So that the fields of a row stand on one line. */
const hintBelow: NonNullable<InputWrapperProps["inputWrapperOrder"]> = ["label", "input", "description", "error"];

interface Props {
  readonly draft: Draft;
  readonly kind: string;
  readonly buyerName: string;
  readonly mark: DecimalMark;
  readonly isNew: boolean;
}

/** Who, when, in which language, and whether VAT is in the prices: always in sight, because it changes the total. */
export function EditorHead({ draft, kind, buyerName, mark, isNew }: Props) {
  const { t, format, language } = useWords();
  const { form, change, faults } = draft;
  const buyer = useBuyer(form.buyerId);
  const { data: period } = useQuery(closedPeriodQuery(useApi()));
  const closedUntil = period?.closedUntil ?? null;
  const isClosed = closedUntil !== null && form.issueDate !== "" && form.issueDate <= closedUntil;
  const date = (name: "issueDate" | "dueDate" | "deliveryDate") => ({
    type: "date",
    value: form[name],
    error: faults.fields.get(name),
    "data-cell": name,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      change({ do: "set", values: { [name]: currentTarget.value } }),
  });
  const hasDue = kind === "invoice" || kind === "paymentRequest" || kind === "quote" || kind === "salesQuote";
  return (
    <div className={classes.head}>
      <BuyerField
        buyer={buyer}
        name={form.buyerId === null ? "" : buyerName}
        isSupplier={isPurchaseKind(kind)}
        fault={faults.fields.get("buyerId")}
        autoFocus={isNew && form.buyerId === null}
        onChoose={(party) =>
          change({
            do: "set",
            values: { buyerId: party?.id ?? null, language: party?.language ?? form.language },
          })
        }
      />
      {kind === "creditNote" && (
        <InvoiceField
          id={form.precedingDocumentId}
          buyerId={form.buyerId}
          fault={faults.fields.get("precedingDocumentId")}
          onChoose={(precedingDocumentId) => change({ do: "set", values: { precedingDocumentId } })}
        />
      )}
      <TextInput
        label={t("orders.placed")}
        description={t("editor.dateHint")}
        inputWrapperOrder={hintBelow}
        {...date("issueDate")}
        {...(isClosed && { error: t("period.issueHint", { day: format.day(closedUntil) }) })}
      />
      {hasDue && (
        <TextInput
          label={t(kind === "quote" || kind === "salesQuote" ? "editor.validUntil" : "documents.due")}
          description={t("editor.dueHint")}
          inputWrapperOrder={hintBelow}
          {...date("dueDate")}
        />
      )}
      <NativeSelect
        label={t("document.language")}
        value={form.language}
        error={faults.fields.get("language")}
        onChange={({ currentTarget }) =>
          change({ do: "set", values: { language: currentTarget.value as Entered["language"] } })
        }
        data={customerLanguages.map((one) => ({ value: one, label: languageName(one, language) }))}
      />
      <Radio.Group
        label={t("document.prices")}
        value={form.pricesIncludeTax ? "incl" : "excl"}
        onChange={(mode) => change({ do: "replace", form: withTaxMode(form, mode === "incl", mark) })}
      >
        <div className={classes.modes}>
          <Radio value="excl" label={t("document.excl")} />
          <Radio value="incl" label={t("document.incl")} />
        </div>
      </Radio.Group>
      {form.language !== language && (
        <Input.Description className={classes.language}>
          {t("editor.inLanguage", {
            language: new Intl.DisplayNames(language, { type: "language" }).of(form.language) ?? form.language,
          })}
        </Input.Description>
      )}
    </div>
  );
}
