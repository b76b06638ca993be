import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { FilterBar, FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { QueryField } from "#dashboard/parts/query-field.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { given } from "#dashboard/parts/search-values.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Catalogue } from "./catalogue-state.ts";
import { countOf, recordGroups, type RecordFilters } from "./record-groups.ts";
import { RecordList } from "./record-list.tsx";

interface Props {
  readonly catalogue: Catalogue;
  readonly filters: RecordFilters;
}

/** Each record with what differs, what was left alone, and who has to do something about it. */
export function RecordsTab({ catalogue, filters }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const retry = useAct(
    (externalId: string | null) =>
      answered(
        api.client.POST("/api/catalogue-couplings/{couplingId}/retry", {
          params: { path: { couplingId: catalogue.id } },
          body: { externalId },
        }),
      ),
    ({ count }) => announce(t("catalogue.retried", { count })),
  );
  const go = (search: RecordFilters): void =>
    void navigate({
      to: "/a/$administration/catalogue-couplings/$catalogue/{-$tab}",
      params: { administration: api.administrationId, catalogue: catalogue.id, tab: "records" },
      search,
      replace: true,
      resetScroll: false,
    });
  const mayRetry = may("couplings.manage") && catalogue.isStarted;
  const held = countOf(catalogue.counts, "act");
  const groups = recordGroups.filter((group) => group === filters.group || countOf(catalogue.counts, group) > 0);
  const { group, q } = filters;
  return (
    <>
      <FilterBar isNarrowed={group !== undefined || q !== undefined} clear={() => go({})}>
        <QueryField
          label={t(catalogue.kind === "customers" ? "catalogue.searchName" : "catalogue.search")}
          value={q ?? ""}
          onChange={(words) => go(given({ group, q: words === "" ? undefined : words }))}
        />
        <FilterSelect
          label={t("catalogue.run.result")}
          value={group}
          all={t("catalogue.groupAll")}
          options={groups.map((one) => ({
            value: one,
            label: `${t(`catalogue.group.${one}`)} (${format.count(countOf(catalogue.counts, one))})`,
          }))}
          onChange={(value) => go(given({ group: recordGroups.find((one) => one === value), q }))}
        />
      </FilterBar>
      {mayRetry && held > 0 && (group === undefined || group === "act") && (
        <div className={panel.buttons}>
          <Button variant="default" loading={retry.isBusy} onClick={() => retry.run(null)}>
            {t("catalogue.button.retryAll", { count: held })}
          </Button>
        </div>
      )}
      <Refused error={retry.error} />
      <RecordList catalogue={catalogue} filters={filters} retry={mayRetry ? retry.run : null} isBusy={retry.isBusy} />
    </>
  );
}
