import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { filtersOf, shownBy, type DryRunFilter } from "./dry-run-filters.ts";
import { DryRunOrders } from "./dry-run-orders.tsx";
import { dryRunQuery, isBusy, type DryRun } from "./dry-run-queries.ts";
import classes from "./dry-run.module.css";

interface Props {
  readonly couplingId: string;
  readonly dryRunId: string;
  /** What it leads to, before the orders one by one. */
  readonly children?: ReactNode;
}

/** One dry run: how far it is, or what would happen. */
export function DryRunResult({ couplingId, dryRunId, children }: Props) {
  const query = useQuery(dryRunQuery(useApi(), couplingId, dryRunId));
  return (
    <Loaded query={query}>
      {(run) => (isBusy(run) ? <Progress run={run} /> : <Outcome run={run}>{children}</Outcome>)}
    </Loaded>
  );
}

function Progress({ run }: { readonly run: DryRun }) {
  const { t, format } = useWords();
  const api = useApi();
  const stop = useAct(() =>
    answered(
      api.client.POST("/api/couplings/{couplingId}/dry-runs/{dryRunId}/stop", {
        params: { path: { couplingId: run.couplingId, dryRunId: run.id } },
      }),
    ),
  );
  const text = t("dryRun.progress", { count: run.ordersRead, done: format.count(run.ordersRead) });
  return (
    <>
      {/* How many orders the shop has of those days is known when they are all read. */}
      <progress className={classes.progress} aria-label={text} />
      <p role="status">{text}</p>
      <div className={panel.buttons}>
        <Button variant="default" loading={stop.isBusy || run.isStopping} onClick={() => stop.run(undefined)}>
          {t("dryRun.button.stop")}
        </Button>
      </div>
      <Refused error={stop.error} />
    </>
  );
}

function Outcome({ run, children }: { readonly run: DryRun } & Pick<Props, "children">) {
  const { t, format } = useWords();
  const { counts } = run;
  const filters = filtersOf(run);
  const [filter, setFilter] = useState<DryRunFilter | undefined>((counts["changed"] ?? 0) > 0 ? "changed" : undefined);
  const of = (name: string): string => format.count(counts[name] ?? 0);
  if (run.state === "failed")
    return (
      <Notice look="failed">
        <p>{t("dryRun.failed")}</p>
        {run.reason !== null && <p>{run.reason.message}</p>}
      </Notice>
    );
  const stopped = run.state === "stopped" && <p>{t("dryRun.stopped")}</p>;
  if ((counts["orders"] ?? 0) === 0) return stopped || <p className="quiet">{t("dryRun.none")}</p>;
  // Of one order its own line says everything.
  if (counts["orders"] === 1)
    return (
      <>
        {stopped}
        <Causes run={run} />
        {children}
        <DryRunOrders run={run} shown={{}} />
      </>
    );
  const isAnythingNew = ["new", "credits", "newBuyers", "mails"].some((name) => (counts[name] ?? 0) > 0);
  const isClean = counts["documented"] === counts["orders"];
  return (
    <>
      {stopped}
      <p>
        {isClean
          ? t("dryRun.clean", { count: counts["orders"] ?? 0, total: of("orders") })
          : t("dryRun.mixed", {
              total: of("orders"),
              done: of("documented"),
              skipped: of("skipped"),
              held: format.count((counts["held"] ?? 0) + (counts["failed"] ?? 0) + (counts["waiting"] ?? 0)),
            })}
      </p>
      <p>
        {isAnythingNew
          ? t("dryRun.would", {
              documents: format.count((counts["new"] ?? 0) + (counts["credits"] ?? 0)),
              customers: of("newBuyers"),
              mails: of("mails"),
            })
          : t("dryRun.nothingNew")}
      </p>
      {(counts["made"] ?? 0) > 0 && (
        <p>{t("dryRun.made", { count: counts["made"] ?? 0, made: of("made"), different: of("different") })}</p>
      )}
      {(counts["rounded"] ?? 0) > 0 && (
        <p>{t("dryRun.rounded", { count: counts["rounded"] ?? 0, rounded: of("rounded") })}</p>
      )}
      {run.settings !== null && <p>{t("dryRun.changed", { count: counts["changed"] ?? 0, changed: of("changed") })}</p>}
      <Causes run={run} />
      {children}
      <div className={filterClasses.tabs} role="group" aria-label={t("dryRun.show")}>
        <button
          type="button"
          className={classes.filter}
          aria-pressed={filter === undefined}
          onClick={() => setFilter(undefined)}
        >
          {t("dryRun.filter.all")} <span className={filterClasses.count}>{of("orders")}</span>
        </button>
        {filters.map(({ filter: one, count }) => (
          <button
            key={one}
            type="button"
            className={classes.filter}
            aria-pressed={filter === one}
            onClick={() => setFilter(one)}
          >
            {t(`dryRun.filter.${one}`)} <span className={filterClasses.count}>{format.count(count)}</span>
          </button>
        ))}
      </div>
      <DryRunOrders run={run} shown={shownBy(filter)} />
      {run.rowsLeftOut > 0 && (
        <p className="quiet">{t("dryRun.leftOut", { count: run.rowsLeftOut, left: format.count(run.rowsLeftOut) })}</p>
      )}
    </>
  );
}

/** What stands in the way, biggest first; a missing choice is made where it is asked. */
function Causes({ run }: { readonly run: DryRun }) {
  const { t, format } = useWords();
  const api = useApi();
  const open = run.causes.filter(({ outcome }) => outcome !== "skipped");
  const skipped = run.causes.filter(({ outcome }) => outcome === "skipped");
  const list = (causes: DryRun["causes"]) => (
    <ul className={classes.causes}>
      {causes.map(({ code, title, count, details }) => (
        <li key={`${code} ${title}`}>
          {format.count(count)} × {title}
          {code === "mapping.missing" && (
            <>
              {" "}
              <Link
                to="/a/$administration/couplings/$coupling/{-$tab}"
                params={{ administration: api.administrationId, coupling: run.couplingId, tab: "mapping" }}
              >
                {t("dryRun.choose", { value: details["fromValue"] === "*" ? "" : (details["fromValue"] ?? "") })}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {open.length > 0 && (
        <div>
          <h3>{t("dryRun.blockers", { count: open.length })}</h3>
          {list(open)}
        </div>
      )}
      {skipped.length > 0 && (
        <div>
          <h3>{t("dryRun.skipped")}</h3>
          {list(skipped)}
        </div>
      )}
    </>
  );
}
