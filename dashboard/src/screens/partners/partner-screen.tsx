import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ConfirmPanel } from "./confirm-panel.tsx";
import { IdentityFacts } from "./identity-facts.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { LinkPanel } from "./link-panel.tsx";
import { OfPartners } from "./of-partners.tsx";
import { PartnerLog } from "./partner-log.tsx";
import { relationQuery } from "./partner-queries.ts";
import { lookOf, nameOf, nextOf, overAs, type Relation } from "./partner-state.ts";
import { RelationActDialog, type RelationAct } from "./relation-act-dialog.tsx";
import { RelationActions } from "./relation-actions.tsx";
import { RelationForm } from "./relation-form.tsx";
import { StandingNotice } from "./standing-notice.tsx";
import { StatementsPanel } from "./statements-panel.tsx";
import { TroubleNotice } from "./trouble-notice.tsx";

const route = getRouteApi("/a/$administration/partners/$partner");

/** One partner: where it stands, who it is, what goes which way, and what went. */
export function PartnerScreen() {
  const { t } = useWords();
  const { administration, partner } = route.useParams();
  const query = useQuery(relationQuery(useApi(), partner));
  const isGone = refusalOf(query.error)?.status === 404;
  return (
    <div className={panel.page}>
      <nav>
        <Link to="/a/$administration/partners" params={{ administration }} aria-keyshortcuts="Escape">
          ‹ {t("partners.title")}
        </Link>
      </nav>
      {query.data === undefined && <PageTitle>{t("partners.partner")}</PageTitle>}
      {isGone ? (
        <p className={panel.empty}>{t("partners.gone")}</p>
      ) : (
        <OfPartners query={query} rows={10}>
          {(relation) => <Whole key={relation.id} relation={relation} />}
        </OfPartners>
      )}
    </div>
  );
}

function Whole({ relation }: { readonly relation: Relation }) {
  const { t, format } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const filters = route.useSearch();
  const { administration } = route.useParams();
  const [act, setAct] = useState<RelationAct | null>(null);
  const { id, state, mode, partner, partnerHub, isLocal, keys, createdAt, createdBy } = relation;
  const next = nextOf(relation);
  const theirKey = keys.find((key) => key.owner === "partner" && key.state === "current");
  const isAgreed = state === "active" || state === "suspended";
  return (
    <>
      <div className={panel.head}>
        <PageTitle>
          {nameOf(relation) ?? t("partners.invitationOf", { day: format.day(format.dayOf(createdAt)) })}
        </PageTitle>
        <StateChip look={lookOf(relation)}>{t(`partners.state.${state}`)}</StateChip>
        {mode === "test" && <StateChip look="changed">{t("partners.mode.test")}</StateChip>}
        <div className={panel.end}>
          <RelationActions relation={relation} ask={setAct} />
        </div>
      </div>
      {overAs(relation) === null && <TroubleNotice relation={relation} />}
      <StandingNotice relation={relation} />
      {next === "passOn" && may("connections.manage") && <LinkPanel relation={relation} />}
      {next === "confirm" && partner !== null && (
        <ConfirmPanel relation={relation} partner={partner} refuse={() => setAct("refuse")} />
      )}
      {partner !== null && next !== "confirm" && (
        <section className={panel.panel}>
          <h2>{t("partners.who")}</h2>
          <IdentityFacts
            identity={partner}
            hub={isLocal ? t("partners.sameHub") : partnerHub}
            fingerprint={isAgreed ? "" : (theirKey?.kid ?? "")}
          />
        </section>
      )}
      {isAgreed && <RelationForm relation={relation} />}
      {isAgreed && <StatementsPanel relation={relation} />}
      {isAgreed && <KeysPanel relation={relation} />}
      {may("log.read") && (
        <section className={panel.panel}>
          <h2>{t("partners.log")}</h2>
          <PartnerLog
            relationId={id}
            filters={filters}
            go={(search) =>
              void navigate({
                to: "/a/$administration/partners/$partner",
                params: { administration, partner: id },
                search,
                replace: true,
                resetScroll: false,
              })
            }
          />
        </section>
      )}
      <p className="quiet small">{t("partners.made", { by: createdBy, moment: format.moment(createdAt) })}</p>
      {act !== null && <RelationActDialog relation={relation} act={act} close={() => setAct(null)} />}
    </>
  );
}
