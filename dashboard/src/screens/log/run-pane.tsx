import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { copyText } from "#dashboard/parts/copy-text.ts";
import { Fact } from "#dashboard/parts/facts.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { runQuery } from "./log-queries.ts";
import { lookOf, subjectOf, type LogLine } from "./log-state.ts";
import classes from "./log.module.css";
import { RunCalls } from "./run-calls.tsx";
import { tookText } from "./took.ts";

/** One run: when and how long, what it said of each order, and what it asked of the other side. */
export function RunPane({ runId }: { readonly runId: string }) {
  const { t, format } = useWords();
  const query = useQuery(runQuery(useApi(), runId));
  if (refusalOf(query.error)?.status === 404) return <p className="quiet">{t("log.run.gone")}</p>;
  return (
    <Loaded query={query} rows={8}>
      {({ run, lines, exchanges }) => (
        <div className={classes.run}>
          <dl className={classes.facts}>
            <Fact name={t("log.run.started")}>{format.stamp(run.startedAt)}</Fact>
            <Fact name={t("log.run.took")}>
              {run.elapsedMs === null ? t("log.run.busy") : tookText(run.elapsedMs, t, format)}
            </Fact>
            <Fact name={t(run.couplingName === "" ? "log.run.connection" : "log.run.coupling")}>
              {run.couplingName || run.connectionName || "–"}
            </Fact>
          </dl>
          <Actions runId={runId} />
          {lines.length > 0 && (
            <>
              <h2>{t("log.run.lines")}</h2>
              <ol className={classes.lines}>
                {lines.map((line) => (
                  <RunLine key={line.id} line={line} />
                ))}
              </ol>
            </>
          )}
          <h2>{t("log.run.calls")}</h2>
          <RunCalls exchanges={exchanges} lines={lines} />
          <p className="code">{run.id}</p>
        </div>
      )}
    </Loaded>
  );
}

/** The address says which run it is, with the filters of the list around it left out. */
function Actions({ runId }: { readonly runId: string }) {
  const { t } = useWords();
  const { administrationId } = useApi();
  const announce = useAnnounce();
  const copy = async (): Promise<void> => {
    await copyText(`${location.origin}/a/${administrationId}/log/${runId}`);
    announce(t("button.copied"));
  };
  return (
    <div className={panel.buttons}>
      <Button variant="default" onClick={() => void copy()}>
        {t("log.run.link")}
      </Button>
    </div>
  );
}

function RunLine({ line }: { readonly line: LogLine }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { at, state, level, message, code, orderId, connectionId, runId } = line;
  const subject = subjectOf(line);
  const look = state !== null ? lookOf(state) : level === "info" ? "unknown" : "waiting";
  return (
    <li>
      <StateShape look={look} />
      <div>
        <p>
          {state !== null && <span className="spoken-only">{t(`state.${state}`)} – </span>}
          {message}
        </p>
        <p className="quiet small">
          <time dateTime={at}>{format.clock(at)}</time> ·{" "}
          <Link
            className="code"
            to="/a/$administration/log/{-$run}"
            params={{ administration, ...(runId !== null && { run: runId }) }}
            search={{ code }}
          >
            {code}
          </Link>
          {subject !== null && orderId !== null && connectionId !== null && (
            <>
              {" · "}
              <Link
                to="/a/$administration/orders/$connection/$order/{-$tab}"
                params={{ administration, connection: connectionId, order: orderId }}
              >
                {t("record.order", { number: subject })}
              </Link>
            </>
          )}
        </p>
      </div>
    </li>
  );
}
