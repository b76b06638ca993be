import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { SystemChoice } from "./system-choice.tsx";

/** Which system to connect. */
export function ChooseScreen() {
  const { t } = useWords();
  return (
    <div className={panel.page}>
      <PageTitle>{t("connect.title")}</PageTitle>
      <SystemChoice />
    </div>
  );
}
