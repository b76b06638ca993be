import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import filters from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { LimitsPanel } from "#dashboard/screens/couplings/limits-panel.tsx";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { catalogueQuery } from "./catalogue-queries.ts";
import { lookOf, stateOf, type Catalogue } from "./catalogue-state.ts";
import { CatalogueSwitch } from "./catalogue-switch.tsx";
import { PairSettings } from "./pair-settings.tsx";
import { RecordsTab } from "./records-tab.tsx";
import { countOf } from "./record-groups.ts";
import { catalogueTabs, tabOf } from "./routes.ts";
import { RunPanel } from "./run-panel.tsx";
import { RunsPanel } from "./runs-panel.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { StandsStill } from "./stands-still.tsx";

const route = getRouteApi("/a/$administration/catalogue-couplings/$catalogue/{-$tab}");

/** What of one system goes to a shop: how far it is, what is chosen for it, and each record with what became of it. */
export function CatalogueScreen() {
  const { t } = useWords();
  const api = useApi();
  const { catalogue: id } = route.useParams();
  const query = useQuery(catalogueQuery(api, id));
  const { data } = query;
  const state = data === undefined ? null : stateOf(data);
  return (
    <div className={panel.page}>
      <nav>
        <Link
          to="/a/$administration/couplings"
          params={{ administration: api.administrationId }}
          aria-keyshortcuts="Escape"
        >
          ‹ {t("couplings.title")}
        </Link>
      </nav>
      <div className={panel.head}>
        <PageTitle>
          {data === undefined
            ? t("couplings.title")
            : t(`catalogue.named.${data.kind}`, { source: data.sourceName, shop: data.targetName })}
        </PageTitle>
        {state !== null && <StateChip look={lookOf(state)}>{t(`catalogue.state.${state}`)}</StateChip>}
      </div>
      <Loaded query={query} rows={8}>
        {(catalogue) => <Tabs key={catalogue.id} catalogue={catalogue} />}
      </Loaded>
    </div>
  );
}

function Tabs({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const may = useMay();
  const { tab } = route.useParams();
  const search = route.useSearch();
  const here = tabOf(tab);
  const toDo = countOf(catalogue.counts, "act");
  return (
    <>
      <nav className={filters.tabs} aria-label={t("couplings.tabs")}>
        {catalogueTabs.map((one) => (
          <Link
            key={one}
            to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
            params={{ administration, catalogue: catalogue.id, tab: one }}
            aria-current={one === here ? "page" : undefined}
            resetScroll={false}
          >
            {one === "records" ? t(`catalogue.kind.${catalogue.kind}`) : t(`catalogue.tab.${one}`)}
            {one === "records" && toDo > 0 && <span className={filters.count}> {format.count(toDo)}</span>}
          </Link>
        ))}
      </nav>
      {!may("couplings.manage") && here !== "records" && (
        <p className="quiet">
          {t("couplings.mayNot", {
            roles: rolesWith("couplings.manage")
              .map((role) => t(`role.${role}`))
              .join(", "),
          })}
        </p>
      )}
      <StandsStill catalogue={catalogue} />
      {here === "run" && (
        <>
          <RunPanel catalogue={catalogue} />
          {catalogue.isStarted && <CatalogueSwitch catalogue={catalogue} />}
          <RunsPanel catalogue={catalogue} />
          <LimitsPanel couplingId={catalogue.id} />
        </>
      )}
      {here === "settings" && (
        <>
          <SettingsForm catalogue={catalogue} />
          <PairSettings pair={catalogue} />
        </>
      )}
      {here === "records" && <RecordsTab catalogue={catalogue} filters={search} />}
    </>
  );
}
