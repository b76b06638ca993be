import "#dashboard/parts/ticks.css";
import { Checkbox, NativeSelect } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { moments, type Rule } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";

interface Props {
  readonly name: string;
  readonly rule: Rule;
  readonly change: (rule: Rule) => void;
  /** Where it comes from: words, or a choice. */
  readonly source: ReactNode;
  readonly shop: string;
  /** Only in what Schakel makes there: later on something else takes care of it. */
  readonly isOnce?: boolean;
}

/** One field of the map: from where, when it is written, and whether also over what the shop made of it. */
export function RuleRow({ name, rule, change, source, shop, isOnce = false }: Props) {
  const { t } = useWords();
  const id = useId();
  const choices = moments.filter((when) => !isOnce || when !== "onUpdate" || rule.when === when);
  return (
    <fieldset className={classes.rule} aria-labelledby={id}>
      <span id={id} className={classes.ruleName}>
        {name}
      </span>
      <div>{source}</div>
      <NativeSelect
        aria-label={t("mappings.named", { what: t("catalogue.when"), value: name })}
        value={rule.when}
        data={choices.map((when) => ({ value: when, label: t(`catalogue.when.${when}`) }))}
        onChange={({ currentTarget }) =>
          change({ ...rule, when: moments.find((one) => one === currentTarget.value) ?? rule.when })
        }
      />
      {rule.when === "onUpdate" ? (
        <Checkbox
          label={t("catalogue.overwrites", { shop })}
          aria-label={t("mappings.named", { what: t("catalogue.overwrites", { shop }), value: name })}
          checked={rule.overwrites}
          onChange={({ currentTarget }) => change({ ...rule, overwrites: currentTarget.checked })}
        />
      ) : (
        <span />
      )}
    </fieldset>
  );
}
