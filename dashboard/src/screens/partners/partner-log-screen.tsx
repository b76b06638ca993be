import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { given, idIn } from "#dashboard/parts/search-values.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { readLogFilters, type LogFilters } from "./log-filters.ts";
import { PartnerLog } from "./partner-log.tsx";
import { relationsQuery } from "./partner-queries.ts";
import { nameOf } from "./partner-state.ts";

const route = getRouteApi("/a/$administration/partners/log");

/** Everything that went between us and all partners. */
export function PartnerLogScreen() {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { administrationId: administration } = api;
  const { data } = useQuery({ ...relationsQuery(api), enabled: may("connections.read") });
  const relations = data?.items ?? [];
  const go = (filters: LogFilters, partner = search.partner): void =>
    void navigate({
      to: "/a/$administration/partners/log",
      params: { administration },
      search: given({ ...filters, partner }),
      replace: true,
      resetScroll: false,
    });
  const named = (id: string | null): string => {
    const relation = relations.find((one) => one.id === id);
    return (relation && nameOf(relation)) ?? t("partners.thePartner");
  };
  const withName = relations.filter((relation) => nameOf(relation) !== null);
  return (
    <div className={panel.page}>
      <nav>
        <Link to="/a/$administration/partners" params={{ administration }} aria-keyshortcuts="Escape">
          ‹ {t("partners.title")}
        </Link>
      </nav>
      <PageTitle>{t("partners.logTitle")}</PageTitle>
      <PartnerLog
        key={search.partner ?? ""}
        relationId={search.partner}
        filters={readLogFilters({ ...search })}
        go={(filters) => go(filters)}
        nameOf={named}
        more={
          withName.length > 1 && (
            <FilterSelect
              label={t("partners.partner")}
              value={search.partner}
              all={t("partners.all")}
              options={withName.map((relation) => ({ value: relation.id, label: nameOf(relation) ?? "" }))}
              onChange={(partner) => go(readLogFilters({ ...search }), idIn(partner) ?? "")}
            />
          )
        }
      />
    </div>
  );
}
