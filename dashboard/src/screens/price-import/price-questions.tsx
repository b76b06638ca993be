import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Notice } from "#dashboard/parts/notice.tsx";
import { decimalMarkOf, readNumber } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import type { PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { termsOf } from "#dashboard/screens/price-lists/price-list-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { GivenFormat } from "./given-format.ts";
import type { PriceImport } from "./price-import-queries.ts";

export interface Tax {
  readonly pricesIncludeTax: boolean;
  readonly vatRate: string | null;
}

interface Props {
  readonly questions: PriceImport["questions"];
  readonly list: PriceList;
  readonly isBusy: boolean;
  readonly onFormat: (format: GivenFormat) => void;
  readonly onTax: (tax: Tax) => void;
}

/** What the file and the list do not agree on, or the file does not show: a person says it before anything is taken over. */
export function PriceQuestions({ questions, list, isBusy, onFormat, onTax }: Props) {
  const { t, language } = useWords();
  const [mark] = useState(() => decimalMarkOf(language));
  const [rate, setRate] = useState(termsOf(list).vatRate ?? "21");
  return questions.map(({ question, text }) => (
    <Notice
      key={question}
      look="act"
      actions={
        <div className={panel.buttons}>
          {question === "priceQuantityField" &&
            ([6, 7] as const).map((field) => (
              <Button
                key={field}
                variant="default"
                loading={isBusy}
                onClick={() => onFormat({ priceQuantityField: field })}
              >
                {t("priceQuestion.field", { number: field })}
              </Button>
            ))}
          {question === "currency" && (
            <Button variant="default" loading={isBusy} onClick={() => onFormat({ currency: list.currency })}>
              {t("priceQuestion.currency", { currency: list.currency })}
            </Button>
          )}
          {question === "tax" && (
            <>
              <TextInput
                aria-label={t("priceTerms.vatRate")}
                inputMode="decimal"
                value={rate}
                w={88}
                rightSection="%"
                onChange={({ currentTarget }) => setRate(currentTarget.value)}
              />
              <Button
                variant="default"
                loading={isBusy}
                onClick={() => onTax({ pricesIncludeTax: true, vatRate: readNumber(rate, mark) })}
              >
                {t("priceQuestion.with")}
              </Button>
              <Button
                variant="default"
                loading={isBusy}
                onClick={() => onTax({ pricesIncludeTax: false, vatRate: null })}
              >
                {t("priceQuestion.without")}
              </Button>
            </>
          )}
        </div>
      }
    >
      <p>{text}</p>
    </Notice>
  ));
}
