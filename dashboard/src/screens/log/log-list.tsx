import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { splitNew } from "#dashboard/screens/orders/new-rows.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, logStates, type LogFilters } from "./log-filters.ts";
import { logQuery } from "./log-queries.ts";
import type { LogLine } from "./log-state.ts";
import { LogTable } from "./log-table.tsx";

/** The hub counts no further. */
const countedUpTo = 10_000;
const keyOf = ({ id }: LogLine): string => id;

interface Props {
  readonly filters: LogFilters;
  readonly chosen: string | undefined;
}

/** What happened, newest first. What happens while somebody reads waits behind a line. */
export function LogList({ filters, chosen }: Props) {
  const { t, format } = useWords();
  const query = useInfiniteQuery(logQuery(useApi(), filters));
  // Another filter is another list: what waits above it and where it stands begin anew.
  const list = JSON.stringify(filters);
  const [begun, setBegun] = useState<{ readonly list: string; readonly top: string } | null>(null);
  const top = begun?.list === list ? begun.top : null;
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isPlaceholderData } = query;
  if (data === undefined) return error === null ? <Waiting rows={12} /> : <Failed error={error} retry={refetch} />;

  const rows = data.pages.flatMap(({ items }) => items);
  const first = rows[0];
  if (top === null && first !== undefined && !isPlaceholderData) setBegun({ list, top: keyOf(first) });
  const { shown, waiting } = splitNew(rows, isPlaceholderData ? null : top, keyOf);
  return (
    <div className={panel.page} aria-busy={isPlaceholderData}>
      <div>
        <StateTabs counts={data.pages[0]?.counts ?? {}} filters={filters} />
        <div role="status">
          {waiting > 0 && (
            <Button variant="light" fullWidth onClick={() => setBegun(null)}>
              {t("orders.new", { count: format.count(waiting) })}
            </Button>
          )}
        </div>
      </div>
      {shown.length === 0 ? (
        <NothingHappened filters={filters} />
      ) : (
        <LogTable key={list} lines={shown} filters={filters} chosen={chosen} />
      )}
      {shown.length > 0 && (
        <div className={filterClasses.end}>
          {hasNextPage ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t("orders.more")}
            </Button>
          ) : (
            <p className="quiet small">{t("log.end", { count: rows.length })}</p>
          )}
        </div>
      )}
    </div>
  );
}

interface TabsProps {
  readonly counts: Readonly<Record<string, number>>;
  readonly filters: LogFilters;
}

/** One tab per outcome that is there, with how many the other filters leave. A zero is not drawn. */
function StateTabs({ counts, filters }: TabsProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { state: chosen, ...others } = filters;
  const countText = (count: number): string =>
    count > countedUpTo ? `${format.count(countedUpTo)}+` : format.count(count);
  const states = logStates.filter((state) => state === chosen || (counts[state] ?? 0) > 0);
  const tabs = [
    { state: undefined, text: t("log.all"), count: counts["all"] ?? 0 },
    ...states.map((state) => ({ state, text: t(`state.${state}`), count: counts[state] ?? 0 })),
  ];
  return (
    <nav className={filterClasses.tabs} aria-label={t("log.tabs")}>
      {tabs.map(({ state, text, count }) => (
        <Link
          key={state ?? "all"}
          to="/a/$administration/log/{-$run}"
          params={{ administration }}
          search={{ ...others, ...(state !== undefined && { state }) }}
          aria-current={state === chosen ? "true" : undefined}
          resetScroll={false}
        >
          {text} <span className={filterClasses.count}>{countText(count)}</span>
        </Link>
      ))}
    </nav>
  );
}

function NothingHappened({ filters }: { readonly filters: LogFilters }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <div className={panel.empty}>
      <p>{t("log.empty")}</p>
      {isNarrowed(filters) && (
        <Link to="/a/$administration/log/{-$run}" params={{ administration }} search={{}}>
          {t("orders.clear")}
        </Link>
      )}
    </div>
  );
}
