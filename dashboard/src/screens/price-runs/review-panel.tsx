import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { BookList } from "#dashboard/parts/book-list.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AnswerTable } from "./answer-table.tsx";
import { answersQuery, biggestQuery, isAtWork, type PriceRun } from "./price-run-queries.ts";
import { answerShows, type AnswerShow } from "./routes.ts";
import classes from "./price-runs.module.css";

/** Another one whenever answers may have changed: as more come in, every now and then. */
const stageOf = (run: PriceRun): string =>
  [run.state, Math.floor(run.done / 1000), run.batches.map(({ state }) => state).join(), run.ticked].join(" ");

/** Old and new beside each other. On a phone the largest changes; all of them where there is room. */
export function ReviewPanel({ run }: { readonly run: PriceRun }) {
  const isPhone = useMediaQuery("(max-width: 767px)", false, { getInitialValueInEffect: false });
  if (run.done === 0 && (run.counts["noCode"] ?? 0) === 0) return null;
  return isPhone ? <Biggest run={run} /> : <All run={run} />;
}

/** Prices can be chosen while nothing is being written. */
const mayTick = (run: PriceRun, mayEdit: boolean): boolean => mayEdit && !isAtWork(run);

function Biggest({ run }: { readonly run: PriceRun }) {
  const { t } = useWords();
  const may = useMay();
  const query = useQuery(biggestQuery(useApi(), run.id, stageOf(run)));
  return (
    <section className={panel.panel}>
      <h2>{t("priceRun.biggest")}</h2>
      <p className="quiet small">{t("priceRun.biggestHelp")}</p>
      <Loaded query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{t("priceRun.allSame")}</p>
          ) : (
            <AnswerTable run={run} rows={items} isReadOnly={!mayTick(run, may("documents.edit"))} />
          )
        }
      </Loaded>
    </section>
  );
}

function All({ run }: { readonly run: PriceRun }) {
  const { t } = useWords();
  const may = useMay();
  const api = useApi();
  const { show = "changed" } = useSearch({ from: "/a/$administration/purchasing/prices/$priceRun" });
  const query = useInfiniteQuery({
    ...answersQuery(api, run.id, show, stageOf(run)),
    placeholderData: (before) => before,
  });
  const isReadOnly = !mayTick(run, may("documents.edit"));
  return (
    <section className={panel.panel}>
      <h2>{t("priceRun.review")}</h2>
      <nav className={filterClasses.tabs} aria-label={t("priceRun.show")}>
        {answerShows.map((one) => (
          <Link
            key={one}
            to="/a/$administration/purchasing/prices/$priceRun"
            params={{ administration: api.administrationId, priceRun: run.id }}
            search={one === "changed" ? {} : { show: one }}
            aria-current={one === show ? "page" : undefined}
            resetScroll={false}
            replace
          >
            {t(`priceRun.show.${one}`)}
          </Link>
        ))}
      </nav>
      {!isReadOnly && (show === "changed" || show === "big" || show === "review") && <TickAll run={run} show={show} />}
      <BookList
        key={show}
        query={query}
        empty={<p className={panel.empty}>{t(show === "changed" ? "priceRun.allSame" : "priceRun.noneSuch")}</p>}
        end={(count) => t("priceRun.end", { count })}
      >
        {(rows) => <AnswerTable run={run} rows={rows} isReadOnly={isReadOnly} />}
      </BookList>
    </section>
  );
}

/** All that is shown at once, also what is on no page yet. */
function TickAll({ run, show }: { readonly run: PriceRun; readonly show: AnswerShow }) {
  const { t } = useWords();
  const api = useApi();
  const tick = useAct((isTicked: boolean) =>
    answered(
      api.client.POST("/api/price-runs/{runId}/ticks", {
        params: { path: { runId: run.id } },
        body: { filter: show, isTicked },
      }),
    ),
  );
  return (
    <div className={`${panel.buttons} ${classes.ticking}`}>
      <span>{t("priceRun.ticked", { count: run.ticked })}</span>
      <Button variant="subtle" size="compact-md" loading={tick.isBusy} onClick={() => tick.run(true)}>
        {t("priceRun.tickAllButton")}
      </Button>
      <Button variant="subtle" size="compact-md" loading={tick.isBusy} onClick={() => tick.run(false)}>
        {t("priceRun.untickAllButton")}
      </Button>
      <Why error={tick.error} />
    </div>
  );
}
