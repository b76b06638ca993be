import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { PriceRun } from "./price-run-queries.ts";
import classes from "./price-runs.module.css";

/** How far asking is, when it will be through, and what a person can do about it; nothing once everything was asked. */
export function ProgressPanel({ run }: { readonly run: PriceRun }) {
  const { t, format } = useWords();
  const { state, done, total, reason } = run;
  if (state !== "asking" && state !== "paused" && state !== "stopped") return null;
  const numbers = { done: format.count(done), total: format.count(total) };
  const words =
    state === "asking"
      ? t("priceRun.progress", numbers)
      : t(state === "paused" ? "priceRun.paused" : "priceRun.stopped", numbers);
  return (
    <section className={panel.panel}>
      <p>{words}</p>
      <progress className={classes.bar} value={done} max={Math.max(total, 1)} aria-label={words} />
      {state === "asking" && <Pace run={run} />}
      {reason !== null && (
        <Notice look={state === "asking" ? "waiting" : "act"}>
          <p>{reason.message}</p>
          {run.waitsUntil !== null && <p>{t("order.nextAttempt", { time: format.when(run.waitsUntil) })}</p>}
        </Notice>
      )}
      {state !== "asking" && run.endedBy !== "" && (
        <p className="quiet small">{t("priceRun.endedBy", { user: run.endedBy })}</p>
      )}
      <Buttons run={run} />
    </section>
  );
}

/** When it is through, and how much may still be asked of the supplier now. */
function Pace({ run }: { readonly run: PriceRun }) {
  const { t, format } = useWords();
  const may = useMay();
  const api = useApi();
  const { connectionId } = run;
  const { data: room } = useQuery({
    queryKey: api.key("connections", { room: connectionId }),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/connections/{connectionId}/room", { params: { path: { connectionId } }, signal })),
    refetchInterval: 15_000,
    enabled: may("connections.read"),
  });
  const lines = [
    ...(run.expectedAt === null || run.perMinute === null
      ? []
      : [t("priceRun.expected", { time: format.when(run.expectedAt), pace: format.count(run.perMinute) })]),
    ...(room === undefined
      ? []
      : room.pausedUntil !== null
        ? [t("room.paused", { system: run.alias, time: format.when(room.pausedUntil) })]
        : [room.left === null ? t("priceRun.roomUnknown") : t("priceRun.room", { count: room.left })]),
  ];
  return lines.map((line) => (
    <p key={line} className="quiet small">
      {line}
    </p>
  ));
}

function Buttons({ run }: { readonly run: PriceRun }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const params = { path: { runId: run.id } };
  const pause = useAct(() => answered(api.client.POST("/api/price-runs/{runId}/pause", { params })));
  const resume = useAct(() => answered(api.client.POST("/api/price-runs/{runId}/resume", { params })));
  const stop = useAct(() => answered(api.client.POST("/api/price-runs/{runId}/stop", { params })));
  if (!may("documents.edit")) return null;
  return (
    <>
      <Why error={pause.error ?? resume.error ?? stop.error} />
      <div className={`${panel.buttons} ${classes.below}`}>
        {run.state === "asking" && (
          <Button variant="default" loading={pause.isBusy} onClick={() => pause.run(undefined)}>
            {t("priceRun.pauseButton")}
          </Button>
        )}
        {run.state !== "asking" && (
          <Button loading={resume.isBusy} onClick={() => resume.run(undefined)}>
            {t("priceRun.resumeButton")}
          </Button>
        )}
        {run.state !== "stopped" && (
          <Button variant="default" loading={stop.isBusy} onClick={() => stop.run(undefined)}>
            {t("priceRun.stopButton")}
          </Button>
        )}
      </div>
    </>
  );
}
