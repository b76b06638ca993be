import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { FilterFold } from "#dashboard/parts/filter-fold.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { SettingsFrame } from "#dashboard/screens/settings/settings-frame.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AuditFilterBar } from "./audit-filter-bar.tsx";
import { isNarrowed, type AuditFilters } from "./audit-filters.ts";
import { auditQuery, type AuditCheck } from "./audit-query.ts";
import { AuditTable } from "./audit-table.tsx";

const route = getRouteApi("/a/$administration/settings/audit");

/** Who did what, and whether nobody changed what is written about it. */
export function AuditScreen() {
  const { t } = useWords();
  return (
    <SettingsFrame title={t("settings.audit")}>
      <AuditList filters={route.useSearch()} />
    </SettingsFrame>
  );
}

function AuditList({ filters }: { readonly filters: AuditFilters }) {
  const { t } = useWords();
  const query = useInfiniteQuery(auditQuery(useApi(), filters));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isPlaceholderData } = query;
  if (data === undefined) return error === null ? <Waiting rows={12} /> : <Failed error={error} retry={refetch} />;
  const [first] = data.pages;
  const lines = data.pages.flatMap(({ items }) => items);
  return (
    <div className={panel.page} aria-busy={isPlaceholderData}>
      <CheckLine check={first?.check ?? null} />
      <FilterFold isUsed={isNarrowed(filters)}>
        <AuditFilterBar filters={filters} actors={first?.actors ?? []} />
      </FilterFold>
      {lines.length === 0 ? (
        <p className={panel.empty}>{t(isNarrowed(filters) ? "auditLog.emptyFiltered" : "auditLog.empty")}</p>
      ) : (
        <AuditTable key={JSON.stringify(filters)} lines={lines} />
      )}
      {lines.length > 0 && (
        <div className={filterClasses.end}>
          {hasNextPage ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("orders.more")}
            </Button>
          ) : (
            <p className="quiet small">{t("auditLog.end", { count: lines.length })}</p>
          )}
        </div>
      )}
    </div>
  );
}

/** Up to when the chain was looked at, and what was found. */
function CheckLine({ check }: { readonly check: AuditCheck | null }) {
  const { t, format } = useWords();
  if (check === null) return <p className="quiet">{t("auditLog.notChecked")}</p>;
  const { checkedAt, sequence, fault, faultSequence } = check;
  const time = format.moment(checkedAt);
  if (fault === null) return <p className="quiet">{t("auditLog.whole", { time, sequence })}</p>;
  return (
    <Notice look="failed">
      <p>{t(`auditLog.fault.${fault}`, { sequence: faultSequence ?? "" })}</p>
      <p className="quiet small">{t("auditLog.faultHelp", { time })}</p>
    </Notice>
  );
}
