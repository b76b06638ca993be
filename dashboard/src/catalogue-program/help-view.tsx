import { useProgramWords } from "./program-words.ts";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

const chapters = ["install", "lists", "search", "scan", "basket", "send", "account", "licence"] as const;

/** The manual, kept on the device with the program (requirements A1.5, A1.10). */
export function HelpView() {
  const { t } = useProgramWords();
  return (
    <>
      <ViewTitle>{t("program.help")}</ViewTitle>
      {chapters.map((chapter) => (
        <section key={chapter} className={classes.chapter}>
          <h2>{t(`program.help.${chapter}.title`)}</h2>
          <p>{t(`program.help.${chapter}.body`)}</p>
        </section>
      ))}
    </>
  );
}
