import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { OfPartners } from "./of-partners.tsx";
import { relationsQuery } from "./partner-queries.ts";
import { overAs, type Relation } from "./partner-state.ts";
import { PartnerTable } from "./partner-table.tsx";

/** What is over stands below what is not. */
const isLast = (relation: Relation): number => (overAs(relation) === null ? 0 : 1);

/** With whom orders are exchanged, and which of them waits for somebody here. */
export function PartnersScreen() {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const { administrationId: administration } = api;
  const query = useQuery(relationsQuery(api));
  const [isInviting, setInviting] = useState(false);
  const isOn = refusalOf(query.error)?.code !== "apps.off";
  return (
    <div className={panel.page}>
      <nav>
        <Link to="/a/$administration/connections" params={{ administration }} aria-keyshortcuts="Escape">
          ‹ {t("connections.title")}
        </Link>
      </nav>
      <div className={panel.head}>
        <PageTitle>{t("partners.title")}</PageTitle>
        {isOn && (
          <div className={`${panel.end} ${panel.buttons}`}>
            {may("documents.read") && (
              <ButtonLink variant="default" to="/a/$administration/partners/orders" params={{ administration }}>
                {t("partnerOrders.toListButton")}
              </ButtonLink>
            )}
            {may("log.read") && (
              <ButtonLink variant="default" to="/a/$administration/partners/log" params={{ administration }}>
                {t("partners.log")}
              </ButtonLink>
            )}
            {may("connections.manage") && (
              <>
                <ButtonLink variant="default" to="/a/$administration/partners/accept" params={{ administration }}>
                  {t("partners.gotButton")}
                </ButtonLink>
                <Button onClick={() => setInviting(true)}>{t("partners.inviteButton")}</Button>
              </>
            )}
          </div>
        )}
      </div>
      <OfPartners query={query} rows={5}>
        {({ items }) =>
          items.length > 0 ? (
            <PartnerTable relations={items.toSorted((one, other) => isLast(one) - isLast(other))} />
          ) : (
            <p className={panel.empty}>{t(may("connections.manage") ? "partners.empty" : "partners.emptyReader")}</p>
          )
        }
      </OfPartners>
      {isInviting && <InviteDialog close={() => setInviting(false)} />}
    </div>
  );
}
