import { Button } from "@mantine/core";
import { useState } from "react";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Activate } from "./activate.tsx";
import { asksLicence, stateOf, type App } from "./app-state.ts";
import classes from "./apps.module.css";
import { ConfigureButton } from "./configure-button.tsx";
import { DeactivateDialog } from "./deactivate-dialog.tsx";

/** One app: what it is for, whether it is on, and the buttons that fit (B1.3 to B1.6). */
export function AppRow({ app }: { readonly app: App }) {
  const { t, format } = useWords();
  const may = useMay();
  const [isLeaving, setLeaving] = useState(false);
  const { module, name, about, state, isFixed, licence, hindrance } = app;
  const { look, text } = stateOf(app);
  const isManaged = may("apps.manage");
  const deactivate = t("apps.button.deactivate");
  return (
    <li id={module} className={classes.app}>
      <div className={classes.configure}>{isManaged && <ConfigureButton app={app} />}</div>
      <div className={classes.words}>
        <h3>{name}</h3>
        <p className="quiet">{about}</p>
        {licence !== null && licence.validUntil !== null && licence.state !== "invalid" && (
          <p className="quiet small">
            {t(licence.state === "expiring" ? "apps.licenceExpiring" : "apps.licenceUntil", {
              day: format.day(format.dayOf(licence.validUntil)),
            })}
          </p>
        )}
        {hindrance !== null && isManaged && <p>{hindrance}</p>}
      </div>
      <div className={classes.state}>
        {look === null ? <span className="quiet">{t(text)}</span> : <StateChip look={look}>{t(text)}</StateChip>}
      </div>
      <div className={classes.act}>
        {isManaged && (app.mayActivate || asksLicence(app)) && <Activate app={app} />}
        {isManaged && !isFixed && state !== "off" && (
          <Button
            variant="default"
            aria-label={t("apps.named", { button: deactivate, app: name })}
            onClick={() => setLeaving(true)}
          >
            {deactivate}
          </Button>
        )}
      </div>
      {isLeaving && <DeactivateDialog app={app} close={() => setLeaving(false)} />}
    </li>
  );
}
