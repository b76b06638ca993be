import "@mantine/core/styles/Splitter.css";
import { Splitter } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { LogFilterBar } from "./log-filter-bar.tsx";
import { shortId } from "./log-filters.ts";
import { LogList } from "./log-list.tsx";
import classes from "./log.module.css";
import { RunPane } from "./run-pane.tsx";

const route = getRouteApi("/a/$administration/log/{-$run}");

/** Everything that happened, and one run of it beside it; on a narrow screen one after the other. */
export function LogScreen() {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const filters = route.useSearch();
  const { run } = route.useParams();
  const isWide = useMediaQuery("(min-width: 1100px)", false, { getInitialValueInEffect: false });
  if (!isWide && run !== undefined)
    return (
      <div className={panel.page}>
        <Link to="/a/$administration/log/{-$run}" params={{ administration }} search={filters}>
          ‹ {t("log.back")}
        </Link>
        <PageTitle>{t("log.run.title", { id: shortId(run) })}</PageTitle>
        <RunPane key={run} runId={run} />
      </div>
    );
  const list = <LogList filters={filters} chosen={run} />;
  return (
    <div className={panel.page}>
      <PageTitle>{t("log.title")}</PageTitle>
      <LogFilterBar filters={filters} run={run} />
      {isWide ? (
        <Splitter className={classes.split} lineSize={1} aria-label={t("log.split")}>
          <Splitter.Pane defaultSize={62} min={45} className={classes.left}>
            {list}
          </Splitter.Pane>
          <Splitter.Pane defaultSize={38} min={28} className={classes.right}>
            <div className={classes.detail}>
              {run === undefined ? (
                <p className={panel.empty}>{t("log.run.choose")}</p>
              ) : (
                <section className={panel.panel}>
                  <h2>{t("log.run.title", { id: shortId(run) })}</h2>
                  <RunPane key={run} runId={run} />
                </section>
              )}
            </div>
          </Splitter.Pane>
        </Splitter>
      ) : (
        list
      )}
    </div>
  );
}
