import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { asksLicence, stateOf, type App } from "./app-state.ts";
import classes from "./apps.module.css";
import { green } from "./button-colours.ts";
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

/** With a field for the licence code where the operator of the hub asks one. */
function Activate({ app }: { readonly app: App }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [code, setCode] = useState("");
  const { module, name } = app;
  const isAsked = asksLicence(app);
  const activate = useMutation({
    mutationFn: () =>
      answered(
        api.client.POST("/api/apps/{module}/activate", {
          params: { path: { module } },
          body: code.trim() === "" ? {} : { licence: code.trim() },
        }),
      ),
    onSuccess: async () => {
      setCode("");
      announce(t("apps.activated", { app: name }));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
  const faults = faultsOf(activate.error);
  const button = t("apps.button.activate");
  return (
    <form
      className={classes.activate}
      onSubmit={(event) => {
        event.preventDefault();
        activate.mutate();
      }}
    >
      {isAsked && (
        <TextInput
          label={t("apps.licence")}
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          value={code}
          error={faults["licence"]}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
      )}
      <Button
        type="submit"
        vars={green}
        loading={activate.isPending}
        aria-label={t("apps.named", { button, app: name })}
      >
        {button}
      </Button>
      {!("licence" in faults) && <FormRefused error={activate.error} shown={[]} />}
    </form>
  );
}
