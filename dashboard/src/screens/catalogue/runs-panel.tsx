import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { runsQuery } from "./catalogue-queries.ts";
import classes from "./catalogue.module.css";
import type { Catalogue, CatalogueRun } from "./catalogue-state.ts";
import { statesIn } from "./record-groups.ts";

/** What was done when, the newest first. */
export function RunsPanel({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t } = useWords();
  const query = useQuery(runsQuery(useApi(), catalogue.id));
  return (
    <section className={panel.panel} aria-labelledby="catalogue-runs">
      <h2 id="catalogue-runs">{t("catalogue.runs")}</h2>
      <Loaded query={query} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t("catalogue.runsNone")}</p>
          ) : (
            <table className={classes.table} data-cards>
              <caption className="spoken-only">{t("catalogue.runs")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("catalogue.run.when")}</th>
                  <th scope="col">{t("catalogue.run.what")}</th>
                  <th scope="col">{t("catalogue.run.result")}</th>
                  <th scope="col">{t("catalogue.run.by")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((run) => (
                  <RunRow key={run.id} run={run} />
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </section>
  );
}

function RunRow({ run }: { readonly run: CatalogueRun }) {
  const { t, format } = useWords();
  const { scope, state, since, begunAt, requestedBy, startedBy } = run;
  const found = statesIn(run.counts).map(
    ([one, count]) => `${format.count(count)} × ${t(`catalogue.record.${one}`).toLowerCase()}`,
  );
  const people = [requestedBy === "schedule" ? t("catalogue.bySchedule") : requestedBy, startedBy];
  return (
    <tr>
      <th scope="row">
        <time dateTime={begunAt}>{format.when(begunAt)}</time>
      </th>
      <td>
        {scope === "from" && since !== null
          ? t("catalogue.scope.from", { day: format.day(format.dayOf(since)) })
          : t(`catalogue.scope.${scope === "from" ? "first" : scope}`)}
      </td>
      <td>
        {run.endedAt === null || state === "stopped" ? `${t(`catalogue.runState.${state}`)}. ` : ""}
        {found.length === 0 && state === "done" ? t("catalogue.nothingNew") : found.join(", ")}
        {run.endedAt === null && run.reason !== null && <div className="small">{run.reason.message}</div>}
      </td>
      <td>{[...new Set(people.filter((name) => name !== ""))].join(", ")}</td>
    </tr>
  );
}
