import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { FilterBar, FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import { QueryField } from "#dashboard/parts/query-field.tsx";
import { connectionsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { PeriodFields } from "#dashboard/parts/period-fields.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, readFilters, type LogFilters } from "./log-filters.ts";

interface Props {
  readonly filters: LogFilters;
  readonly run: string | undefined;
}

/** Narrows the list; the run that is open stays open. */
export function LogFilterBar({ filters, run }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const { data: overview } = useQuery({ ...overviewQuery(api), enabled: may("orders.read") });
  const { data: connections } = useQuery({ ...connectionsQuery(api), enabled: may("connections.read") });
  const go = (search: LogFilters): void =>
    void navigate({
      to: "/a/$administration/log/{-$run}",
      params: { administration: api.administrationId, ...(run !== undefined && { run }) },
      search,
      replace: true,
      resetScroll: false,
    });
  const change = (changes: { readonly [Name in keyof LogFilters]?: string | undefined }): void =>
    go(readFilters({ ...filters, ...changes }));
  const couplings = overview?.couplings ?? [];
  const all = connections?.items ?? [];
  return (
    <FilterBar isNarrowed={isNarrowed(filters)} clear={() => go({})}>
      <QueryField label={t("log.search")} value={filters.q ?? ""} onChange={(q) => change({ q })} />
      {couplings.length > 1 && (
        <FilterSelect
          label={t("log.coupling")}
          value={filters.coupling}
          all={t("log.couplingAll")}
          options={couplings.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(coupling) => change({ coupling })}
        />
      )}
      {all.length > 1 && (
        <FilterSelect
          label={t("log.connection")}
          value={filters.connection}
          all={t("log.connectionAll")}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(connection) => change({ connection })}
        />
      )}
      <PeriodFields period={filters} change={change} />
      {filters.code !== undefined && (
        <Button variant="light" onClick={() => change({ code: "" })}>
          {t("mappings.named", { what: t("log.step"), value: filters.code })} ×
        </Button>
      )}
    </FilterBar>
  );
}
