import "#dashboard/parts/ticks.css";
import { Checkbox, Textarea } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Settings } from "./coupling-settings.ts";

interface Props {
  readonly settings: Settings;
  readonly change: (changes: Partial<Settings>) => void;
  readonly faults: Readonly<Record<string, string>>;
  /** What the package is called here. */
  readonly system: string;
}

/** What only counts for orders that go to another package. */
export function TargetFields({ settings, change, faults, system }: Props) {
  const { t } = useWords();
  const fault = Object.entries(faults).find(([field]) => field.startsWith("settings.failureMailTo"))?.[1];
  return (
    <>
      <Textarea
        label={t("couplings.failureMailTo")}
        description={t("couplings.failureMailToHelp")}
        autosize
        minRows={2}
        spellCheck={false}
        value={settings.failureMailTo.join("\n")}
        error={fault}
        onChange={({ currentTarget }) => change({ failureMailTo: currentTarget.value.split("\n") })}
      />
      <Checkbox
        label={t("couplings.keepsContent")}
        description={t("couplings.keepsContentHelp", { system })}
        checked={settings.keepsContent}
        onChange={({ currentTarget }) => change({ keepsContent: currentTarget.checked })}
      />
    </>
  );
}
