import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { SwitchOn } from "#dashboard/screens/apps/needs-app.tsx";
import { keptInvitation } from "#dashboard/screens/partner-invitation/kept-invitation.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AcceptForm } from "./accept-form.tsx";
import { lookQuery } from "./partner-queries.ts";

/** An invitation that somebody got: who invites, and whether we accept. A link that was opened in this browser is there already. */
export function AcceptScreen() {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const [typed, setTyped] = useState(keptInvitation);
  const [link, setLink] = useState(() => typed.trim());
  const query = useQuery(lookQuery(api, link));
  const { data, error, isFetching, refetch } = query;
  const isOff = refusalOf(error)?.code === "apps.off";
  const fault = faultsOf(error)["link"];
  return (
    <div className={panel.page}>
      <nav>
        <Link to="/a/$administration/partners" params={{ administration }} aria-keyshortcuts="Escape">
          ‹ {t("partners.title")}
        </Link>
      </nav>
      <PageTitle>{t("partners.acceptTitle")}</PageTitle>
      {isOff && <SwitchOn module="partners" title="partners.title" />}
      <section className={panel.panel}>
        <form
          className={panel.form}
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = typed.trim();
            if (wanted === link) void refetch();
            else setLink(wanted);
          }}
        >
          <TextInput
            name="link"
            label={t("partners.link")}
            description={t("partners.linkHelp")}
            required
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            value={typed}
            error={fault}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          {!isOff && <FormRefused error={error} shown={["link"]} />}
          <div className={panel.buttons}>
            <Button type="submit" variant={data === undefined ? "filled" : "default"} loading={isFetching}>
              {t("partners.lookButton")}
            </Button>
          </div>
        </form>
      </section>
      {data !== undefined && typed.trim() === link && <AcceptForm key={link} link={link} looked={data} />}
    </div>
  );
}
