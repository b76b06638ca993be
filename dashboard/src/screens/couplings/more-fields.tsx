import "#dashboard/parts/ticks.css";
import { Checkbox, TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ChoiceGroup } from "./choice-group.tsx";
import { isLimit, issueDates, vatPolicies, type Settings } from "./coupling-settings.ts";
import classes from "./couplings.module.css";
import { asWritten } from "./mapping-kinds.ts";

interface Props {
  readonly settings: Settings;
  readonly change: (changes: Partial<Settings>) => void;
  readonly faults: Readonly<Record<string, string>>;
  readonly offset: number;
  readonly setOffset: (offset: number) => void;
}

const ticks = [
  ["noteAboveLines", "couplings.noteAbove"],
  ["noteInternal", "couplings.noteInternal"],
  ["documentZeroTotals", "couplings.zeroTotals"],
] as const;

/** What has a good default and is seldom changed. */
export function MoreFields({ settings, change, faults, offset, setOffset }: Props) {
  const { t, language } = useWords();
  const isFaulty = !isLimit(settings.roundingLimit) || "settings.roundingLimit" in faults || "offset" in faults;
  return (
    <details className={classes.more} open={isFaulty || undefined}>
      <summary>{t("couplings.more")}</summary>
      <div className={classes.whole}>
        <ChoiceGroup
          label={t("couplings.issueDate")}
          value={settings.issueDate}
          options={issueDates.map((value) => ({ value, label: t(`couplings.issueDate.${value}`) }))}
          choose={(issueDate) => change({ issueDate })}
        />
        <TextInput
          classNames={{ wrapper: classes.short ?? "" }}
          label={t("couplings.roundingLimit")}
          description={t("couplings.roundingHelp")}
          inputMode="decimal"
          required
          value={asWritten(settings.roundingLimit, language)}
          error={isLimit(settings.roundingLimit) ? faults["settings.roundingLimit"] : t("couplings.roundingWrong")}
          onChange={({ currentTarget }) => change({ roundingLimit: currentTarget.value })}
        />
        <ChoiceGroup
          label={t("couplings.vatPolicy")}
          value={settings.vatPolicy}
          options={vatPolicies.map((value) => ({
            value,
            label: t(`couplings.vatPolicy.${value}`),
            ...(value === "source" && { help: t("couplings.vatPolicy.sourceHelp") }),
          }))}
          choose={(vatPolicy) => change({ vatPolicy })}
        />
        <div className={classes.options}>
          {ticks.map(([name, text]) => (
            <Checkbox
              key={name}
              label={t(text)}
              checked={settings[name]}
              onChange={({ currentTarget }) => change({ [name]: currentTarget.checked })}
            />
          ))}
        </div>
        <TextInput
          type="number"
          min={0}
          max={1_000_000}
          step={1}
          inputMode="numeric"
          classNames={{ wrapper: classes.short ?? "" }}
          label={t("couplings.offset")}
          description={t("couplings.offsetHelp")}
          value={String(offset)}
          error={faults["offset"]}
          onChange={({ currentTarget }) => setOffset(Math.trunc(Number(currentTarget.value)))}
        />
      </div>
    </details>
  );
}
