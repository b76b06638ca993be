import "#dashboard/parts/toggles.css";
import { NativeSelect, Radio, TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./couplings.module.css";
import { asWritten, categories, decimalOf, type Choice, type MappingKind } from "./mapping-kinds.ts";

interface Props {
  readonly what: MappingKind;
  readonly from: string;
  readonly choice: Choice;
  readonly change: (choice: Choice) => void;
  readonly faults: Readonly<Record<string, string>>;
}

/** What one value of the shop can mean, in the fields that kind of value has. */
export function MappingFields({ what, from, choice, change, faults }: Props) {
  const { t, language } = useWords();
  const put = (name: string, text: string): void => change({ ...choice, [name]: text });
  switch (what) {
    case "untaxedLine":
      return (
        <>
          <NativeSelect
            label={t("mappings.category")}
            required
            value={choice["category"] ?? ""}
            error={faults["category"]}
            data={[
              { value: "", label: t("mappings.choose") },
              ...categories.map((value) => ({ value, label: t(`mappings.category.${value}`) })),
            ]}
            onChange={({ currentTarget }) => put("category", currentTarget.value)}
          />
          <TextInput
            label={t("mappings.reason")}
            maxLength={300}
            value={choice["reason"] ?? ""}
            error={faults["reason"]}
            onChange={({ currentTarget }) => put("reason", currentTarget.value)}
          />
        </>
      );
    case "exchangeRate": {
      const rate = choice["rate"] ?? "";
      return (
        <TextInput
          label={t("mappings.rate", { currency: from })}
          required
          inputMode="decimal"
          value={asWritten(rate, language)}
          error={faults["rate"] ?? (rate !== "" && decimalOf(rate) === null ? t("mappings.rateWrong") : undefined)}
          onChange={({ currentTarget }) => put("rate", currentTarget.value)}
        />
      );
    }
    case "orderStatus":
      return (
        <Two
          label={t("mappings.use")}
          value={choice["use"] ?? ""}
          error={faults["use"]}
          options={[
            ["book", t("mappings.use.book")],
            ["skip", t("mappings.use.skip")],
          ]}
          choose={(use) => put("use", use)}
        />
      );
    case "itemCode":
    case "chargeItem":
    case "vatCode":
      return (
        <TextInput
          label={t("mappings.code")}
          required
          maxLength={100}
          spellCheck={false}
          value={choice["code"] ?? ""}
          error={faults["code"]}
          onChange={({ currentTarget }) => put("code", currentTarget.value)}
        />
      );
    case "paymentMethod":
      return (
        <Two
          label={t("mappings.prepaid")}
          value={choice["prepaid"] ?? ""}
          error={faults["prepaid"]}
          options={[
            ["yes", t("mappings.prepaid.yes")],
            ["no", t("mappings.prepaid.no")],
          ]}
          choose={(prepaid) => put("prepaid", prepaid)}
        />
      );
  }
}

interface TwoProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly choose: (value: string) => void;
}

const Two = ({ label, value, error, options, choose }: TwoProps) => (
  <Radio.Group label={label} value={value} error={error} onChange={choose}>
    <div className={classes.options}>
      {options.map(([one, text]) => (
        <Radio key={one} value={one} label={text} />
      ))}
    </div>
  </Radio.Group>
);
