import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import filters from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { cataloguesQuery } from "#dashboard/screens/catalogue/catalogue-queries.ts";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { TextEditor } from "#dashboard/screens/texts/text-editor.tsx";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CouplingForm } from "./coupling-form.tsx";
import type { Coupling } from "./coupling-settings.ts";
import { lookOf, wordOf } from "./coupling-state.ts";
import { couplingsQuery, mappingsQuery } from "./couplings-queries.ts";
import { DryRunTab } from "./dry-run-tab.tsx";
import { LimitsPanel } from "./limits-panel.tsx";
import { MappingTab } from "./mapping-tab.tsx";
import { MigrationPanel } from "./migration-panel.tsx";
import { couplingTabs, tabOf } from "./routes.ts";

const route = getRouteApi("/a/$administration/couplings/$coupling/{-$tab}");

/** One coupling: what it makes, what it says, and what values of the shop mean. */
export function CouplingScreen() {
  const { t } = useWords();
  const api = useApi();
  const { coupling: id } = route.useParams();
  const couplings = useQuery(couplingsQuery(api));
  const overview = useQuery(overviewQuery(api));
  const line = overview.data?.couplings.find((one) => one.id === id);
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{line?.name ?? t("couplings.title")}</PageTitle>
        {line !== undefined && <StateChip look={lookOf(line.state)}>{t(wordOf(line.state))}</StateChip>}
      </div>
      <Loaded query={couplings} rows={10}>
        {({ items }) => {
          const coupling = items.find((one) => one.id === id);
          return coupling === undefined ? (
            <Elsewhere id={id} />
          ) : (
            <Tabs coupling={coupling} shop={line?.connectionName ?? ""} isAppOff={line?.state === "moduleOff"} />
          );
        }}
      </Loaded>
    </div>
  );
}

/** Links that know only an id lead here: one that brings products, stock or customers has a page of its own. */
function Elsewhere({ id }: { readonly id: string }) {
  const { t } = useWords();
  const api = useApi();
  const query = useQuery(cataloguesQuery(api));
  return (
    <Loaded query={query} rows={2}>
      {({ items }) =>
        items.some((one) => one.id === id) ? (
          <Navigate
            to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
            params={{ administration: api.administrationId, catalogue: id }}
            replace
          />
        ) : (
          <p className={panel.empty}>{t("couplings.gone")}</p>
        )
      }
    </Loaded>
  );
}

interface TabsProps {
  readonly coupling: Coupling;
  readonly shop: string;
  readonly isAppOff: boolean;
}

function Tabs({ coupling, shop, isAppOff }: TabsProps) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const { tab } = route.useParams();
  const search = route.useSearch();
  const here = tabOf(tab);
  const { data: mappings } = useQuery(mappingsQuery(api, coupling.sourceConnectionId));
  const open = mappings?.items.filter(({ to }) => to === null).length ?? 0;
  return (
    <>
      <nav className={filters.tabs} aria-label={t("couplings.tabs")}>
        {couplingTabs.map((one) => (
          <Link
            key={one}
            to="/a/$administration/couplings/$coupling/{-$tab}"
            params={{ administration: api.administrationId, coupling: coupling.id, tab: one }}
            aria-current={one === here ? "page" : undefined}
            resetScroll={false}
          >
            {t(`couplings.tab.${one}`)}
            {one === "mapping" && open > 0 && <span className={filters.count}> {format.count(open)}</span>}
          </Link>
        ))}
      </nav>
      {!may("couplings.manage") && here === "settings" && (
        <p className="quiet">
          {t("couplings.mayNot", {
            roles: rolesWith("couplings.manage")
              .map((role) => t(`role.${role}`))
              .join(", "),
          })}
        </p>
      )}
      {here === "settings" && <MigrationPanel couplingId={coupling.id} />}
      {here === "settings" && <CouplingForm key={coupling.id} coupling={coupling} shop={shop} isAppOff={isAppOff} />}
      {here === "settings" && <LimitsPanel couplingId={coupling.id} />}
      {here === "dryRun" && <DryRunTab coupling={coupling} />}
      {here === "texts" && (
        <TextEditor
          couplingId={coupling.id}
          isAppOff={isAppOff}
          place={search}
          linkTo={(place) => ({
            to: "/a/$administration/couplings/$coupling/{-$tab}",
            params: { administration: api.administrationId, coupling: coupling.id, tab: "texts" },
            search: place,
          })}
        />
      )}
      {here === "mapping" && (
        <MappingTab connectionId={coupling.sourceConnectionId} shop={shop} what={search.what} from={search.from} />
      )}
    </>
  );
}
