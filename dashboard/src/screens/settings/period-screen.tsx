import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { closedPeriodQuery, daysFrom, endOfLastMonth, type ClosedPeriod } from "#dashboard/parts/closed-period.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useToday } from "#dashboard/parts/use-today.ts";
import { rolesWith, type Permission } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CloseDialog } from "./close-dialog.tsx";
import { ReopenDialog } from "./reopen-dialog.tsx";
import { SettingsFrame } from "./settings-frame.tsx";
import classes from "./settings.module.css";

/** Up to which day the books are closed, who closed them, and the two ways to move that day. */
export function PeriodScreen() {
  const { t } = useWords();
  const query = useQuery(closedPeriodQuery(useApi()));
  return (
    <SettingsFrame title={t("settings.period")}>
      <p className="quiet">{t("period.intro")}</p>
      <Loaded query={query} rows={6}>
        {(period) => (
          <>
            {(period.closedUntil !== null || period.changed !== null) && <Closed period={period} />}
            <Close key={period.closedUntil} period={period} />
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}

function Closed({ period: { closedUntil, changed } }: { readonly period: ClosedPeriod }) {
  const { t, format } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const [isReopening, setReopening] = useState(false);
  return (
    <section className={panel.panel}>
      <h2>
        {closedUntil === null ? t("period.nothingClosed") : t("period.closedUntil", { day: format.day(closedUntil) })}
      </h2>
      <div className={panel.form}>
        {closedUntil !== null && <p>{t("period.firstOpen", { day: format.day(daysFrom(closedUntil, 1)) })}</p>}
        {changed !== null && (
          <p className="quiet">
            {t(changed.isReopened ? "period.reopenedBy" : "period.closedBy", {
              who: changed.who || t("auditLog.gone"),
              time: format.moment(changed.at),
            })}
            {changed.reason !== "" && ` “${changed.reason}”`}
            {may("audit.read") && (
              <>
                {" "}
                <Link to="/a/$administration/settings/audit" params={{ administration }} search={{ subject: "period" }}>
                  {t("period.toLog")}
                </Link>
              </>
            )}
          </p>
        )}
        {closedUntil !== null && !may("periods.reopen") && <For permission="periods.reopen" text="period.reopenFor" />}
        {closedUntil !== null && may("periods.reopen") && (
          <div className={panel.buttons}>
            <Button variant="default" onClick={() => setReopening(true)}>
              {t("period.reopenButton")}
            </Button>
          </div>
        )}
      </div>
      {isReopening && closedUntil !== null && (
        <ReopenDialog closedUntil={closedUntil} close={() => setReopening(false)} />
      )}
    </section>
  );
}

interface ForProps {
  readonly permission: Permission;
  readonly text: "period.closeFor" | "period.reopenFor";
}

/** Who may do what somebody may not. */
function For({ permission, text }: ForProps) {
  const { t } = useWords();
  const roles = rolesWith(permission).map((role) => t(`role.${role}`));
  return <p className="quiet">{t(text, { roles: roles.join(", ") })}</p>;
}

function Close({ period: { closedUntil, changed } }: { readonly period: ClosedPeriod }) {
  const { t } = useWords();
  const may = useMay();
  const today = useToday();
  const usual = endOfLastMonth(today);
  const last = daysFrom(today, -1);
  const first = closedUntil === null ? undefined : daysFrom(closedUntil, 1);
  const [day, setDay] = useState(first === undefined || usual >= first ? usual : "");
  const [isAsking, setAsking] = useState(false);
  if (!may("periods.close"))
    return (
      <>
        {closedUntil === null && changed === null && <p>{t("period.never")}</p>}
        <For permission="periods.close" text="period.closeFor" />
      </>
    );
  return (
    <section className={panel.panel}>
      <h2>{t(closedUntil === null ? "period.close" : "period.closeFurther")}</h2>
      {closedUntil === null && changed === null && <p className={classes.never}>{t("period.never")}</p>}
      {first !== undefined && first > last ? (
        <p className="quiet">{t("period.allClosed")}</p>
      ) : (
        <form
          className={panel.form}
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          <TextInput
            label={t("period.until")}
            description={t("period.untilHelp")}
            type="date"
            required
            min={first}
            max={last}
            value={day}
            maw="20rem"
            onChange={({ currentTarget }) => setDay(currentTarget.value)}
          />
          <div className={panel.buttons}>
            <Button type="submit">{t("period.closeButton")}</Button>
          </div>
        </form>
      )}
      {isAsking && <CloseDialog day={day} close={() => setAsking(false)} />}
    </section>
  );
}
