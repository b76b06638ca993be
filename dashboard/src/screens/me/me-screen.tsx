import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { EmailPanel } from "./email-panel.tsx";
import { LookPanel } from "./look-panel.tsx";
import classes from "./me.module.css";
import { PasswordPanel } from "./password-panel.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { TwoFactorPanel } from "./two-factor-panel.tsx";

/** What is one's own: name, language, how to sign in, and where one is signed in. */
export function MeScreen() {
  const { t } = useWords();
  return (
    <div className={panel.page}>
      <PageTitle>{t("menu.me")}</PageTitle>
      <div className={classes.columns}>
        <div className={classes.column}>
          <PersonPanel />
          <LookPanel />
          <EmailPanel />
        </div>
        <div className={classes.column}>
          <PasswordPanel />
          <TwoFactorPanel />
          <SessionsPanel />
        </div>
      </div>
    </div>
  );
}
