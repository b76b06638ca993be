import { useWords } from "#dashboard/words/use-texts.ts";
import { spaced } from "./partner-state.ts";
import classes from "./partners.module.css";

/** The same eight digits on both screens: read aloud on the phone they prove that nobody stands between. */
export function ComparisonCode({ code }: { readonly code: string }) {
  const { t } = useWords();
  if (code === "") return null;
  return (
    <div className={classes.code}>
      <p>
        <span className="quiet">{t("partners.code")}</span> <strong className="number">{spaced(code)}</strong>
      </p>
      <p className="quiet small">{t("partners.codeHelp")}</p>
    </div>
  );
}
