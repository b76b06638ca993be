import { NativeSelect, TextInput } from "@mantine/core";
import form from "#dashboard/parts/save-form.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isRuleUnread, ruleKinds, type RuleKind, type SalesRule, type SalesRuleValues } from "./sales-rule.ts";

interface Props {
  readonly values: SalesRuleValues;
  readonly onChange: (values: SalesRuleValues) => void;
  readonly fault: string | null;
  /** What no rule of its own means here: the price by hand, or the rule of what it belongs to. */
  readonly none: string;
}

/** How a sales price is made of a cost price: a margin on it, a factor times it, or neither. */
export function SalesRuleFields({ values, onChange, fault, none }: Props) {
  const { t } = useWords();
  const { kind, value } = values;
  // An empty field is not wrong yet: the hub's own words come with saving.
  const unread = value.trim() !== "" && isRuleUnread(values) ? t("number.unread") : null;
  return (
    <div className={kind === "none" ? undefined : form.two}>
      <NativeSelect
        label={t("salesRule.kind")}
        value={kind}
        onChange={({ currentTarget }) => onChange({ ...values, kind: currentTarget.value as RuleKind })}
        data={ruleKinds.map((one) => ({ value: one, label: one === "none" ? none : t(`salesRule.${one}`) }))}
      />
      {kind !== "none" && (
        <TextInput
          label={t(kind === "margin" ? "salesRule.percent" : "salesRule.times")}
          description={t(kind === "margin" ? "salesRule.percentHelp" : "salesRule.timesHelp")}
          inputMode="decimal"
          required
          value={value}
          error={unread ?? fault}
          onChange={({ currentTarget }) => onChange({ ...values, value: currentTarget.value })}
        />
      )}
    </div>
  );
}

/** A rule in words: `marge 30%`, `factor 1,45`; empty without one. */
export function useRuleWords(): (rule: SalesRule | null) => string {
  const { t, format } = useWords();
  return (rule) =>
    rule === null
      ? ""
      : rule.kind === "margin"
        ? t("salesRule.saidMargin", { percent: format.percent(rule.percent) })
        : t("salesRule.saidFactor", { factor: format.decimal(rule.factor) });
}
