import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Cause } from "#dashboard/api/client.ts";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CauseButton } from "./cause-button.tsx";
import { CauseRecords } from "./cause-records.tsx";
import { StoppedCatalogueRows } from "./stopped-catalogue-rows.tsx";
import { ToRepayRows } from "./to-repay-rows.tsx";
import classes from "./work.module.css";

const route = getRouteApi("/a/$administration/work");

const workQuery = (api: Api) => ({
  queryKey: api.key("work"),
  queryFn: ({ signal }: { signal: AbortSignal }) => answered(api.client.GET("/api/work", { signal })),
});

/** What needs a person, by cause: one row and one button for all orders that wait for the same thing. */
export function WorkScreen() {
  const { t, format } = useWords();
  const summaryOf = useSummary();
  const query = useQuery(workQuery(useApi()));
  const { cause: open } = route.useSearch();
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t("work.title")}</PageTitle>
        {query.data !== undefined && query.data.causes.length > 0 && (
          <p className="quiet">{summaryOf(query.data.causes).join(" · ")}</p>
        )}
        {query.data !== undefined && (
          <span className={`${panel.end} quiet small`}>{t("asOf", { time: format.when(query.data.asOf) })}</span>
        )}
      </div>
      <Loaded query={query} rows={4}>
        {({ causes, toRepay, catalogues }) =>
          causes.length + toRepay.count + catalogues.length === 0 ? (
            <p className={panel.empty}>{t("work.empty")}</p>
          ) : (
            <ul className={classes.causes} aria-label={t("work.causes")}>
              {causes
                .filter(({ code }) => code !== "drift")
                .map((cause) => (
                  <CauseRow key={cause.key} cause={cause} isOpen={cause.key === open} />
                ))}
              <ToRepayRows toRepay={toRepay} />
              <StoppedCatalogueRows catalogues={catalogues} />
              {causes
                .filter(({ code }) => code === "drift")
                .map((cause) => (
                  <CauseRow key={cause.key} cause={cause} isOpen={cause.key === open} />
                ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

/** As the menu and the home page count: what waits for a person; what changed afterwards stands apart. */
function useSummary() {
  const { t } = useWords();
  return (causes: readonly Cause[]): readonly string[] => {
    const sum = (isDrift: boolean): number =>
      causes.filter(({ code }) => (code === "drift") === isDrift).reduce((total, { count }) => total + count, 0);
    const [waiting, changed] = [sum(false), sum(true)];
    return [
      t("work.summary", { count: causes.length }),
      ...(waiting > 0 ? [t("menu.workCount", { count: waiting })] : []),
      ...(changed > 0 ? [t("work.changed", { count: changed })] : []),
    ];
  };
}

function CauseRow({ cause, isOpen }: { readonly cause: Cause; readonly isOpen: boolean }) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  const facts = [
    ...(cause.title.includes(cause.connectionName) ? [] : [cause.connectionName]),
    ...(cause.count > 0 ? [t("cause.orders", { count: cause.count })] : []),
    ...(cause.amount === null ? [] : [format.amount(cause.amount, cause.currency ?? "EUR")]),
    t("cause.since", { time: format.when(cause.since) }),
    // What waits here waits for whoever reads it, unless said otherwise.
    ...(cause.who.code === "you" ? [] : [cause.who.text]),
  ];
  return (
    <li className={classes.cause}>
      <div className={classes.row}>
        <StateShape look={cause.code === "drift" ? "changed" : "act"} size={20} />
        <div className={classes.words}>
          <Link
            to="/a/$administration/work"
            params={{ administration }}
            search={isOpen ? {} : { cause: cause.key }}
            aria-expanded={isOpen}
            resetScroll={false}
          >
            {cause.title}
          </Link>
          <span className="quiet">{facts.join(" · ")}</span>
        </div>
        <CauseButton cause={cause} />
      </div>
      {isOpen && (
        <div className={classes.opened}>
          <p>{cause.body}</p>
          {cause.count > 0 && <CauseRecords cause={cause} />}
        </div>
      )}
    </li>
  );
}
