import { Button } from "@mantine/core";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { differences, type Settings } from "./coupling-settings.ts";
import { useSettingWords } from "./setting-words.ts";

interface Props {
  readonly theirs: Settings;
  /** What both began with. */
  readonly before: Settings;
  readonly isSaving: boolean;
  readonly keep: () => void;
  readonly take: () => void;
}

/** Somebody else saved this coupling too: what is different now, and whose choices stay. */
export function ChangedMeanwhile({ theirs, before, isSaving, keep, take }: Props) {
  const { t } = useWords();
  const words = useSettingWords();
  const changed = differences(before, theirs);
  return (
    <Notice
      look="changed"
      actions={
        <>
          <Button loading={isSaving} onClick={keep}>
            {t("couplings.button.keepMine")}
          </Button>
          <Button variant="default" onClick={take}>
            {t("couplings.button.takeTheirs")}
          </Button>
        </>
      }
    >
      <p role="alert">{t("couplings.conflict")}</p>
      {changed.length === 0 && <p className="quiet">{t("couplings.conflictNone")}</p>}
      {changed.map((name) => (
        <p key={name}>
          {t("couplings.conflictLine", { field: words.nameOf(name), value: words.valueOf(theirs, name) })}
        </p>
      ))}
    </Notice>
  );
}
