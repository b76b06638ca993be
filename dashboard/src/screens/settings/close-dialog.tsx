import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { daysFrom } from "#dashboard/parts/closed-period.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { rolesWith } from "#dashboard/session/session.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./settings.module.css";

interface Props {
  /** The last day that is closed then. */
  readonly day: string;
  readonly close: () => void;
}

/** What closing means, before it is done. */
export function CloseDialog({ day, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const act = useAct(
    () => answered(api.client.POST("/api/closed-period", { body: { day } })),
    () => {
      close();
      announce(t("period.closed", { day: format.day(day) }));
    },
  );
  const roles = rolesWith("periods.reopen").map((role) => t(`role.${role}`));
  const values = { day: format.day(day), dayAfter: format.day(daysFrom(day, 1)) };
  return (
    <ActDialog
      title={t("period.closeTitle", values)}
      close={close}
      button={t("period.closeNowButton")}
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <ul className={classes.meaning}>
        <li>{t("period.means.nothing", values)}</li>
        <li>{t("period.means.late", values)}</li>
        <li>{t("period.means.drafts", values)}</li>
        <li>{t("period.means.kept")}</li>
      </ul>
      <p className="quiet">{t("period.means.reopen", { roles: roles.join(", ") })}</p>
    </ActDialog>
  );
}
