import { Button } from "@mantine/core";
import { CopyButton } from "#dashboard/parts/copy-button.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./me.module.css";

interface Props {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Shown once: leaving asks. */
export function RecoveryCodes({ codes, onDone }: Props) {
  const { t } = useWords();
  useUnsaved(true);
  return (
    <>
      <Notice look="act">
        <strong>{t("twoFactor.codes")}</strong>
        <p>{t("twoFactor.codesHelp")}</p>
      </Notice>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={`${panel.buttons} not-printed`}>
        <CopyButton what={t("twoFactor.codes")} value={codes.join("\n")} />
        <Button variant="default" onClick={() => window.print()}>
          {t("twoFactor.printButton")}
        </Button>
        <Button onClick={onDone}>{t("twoFactor.keptButton")}</Button>
      </div>
    </>
  );
}
