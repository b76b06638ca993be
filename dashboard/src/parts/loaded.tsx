import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { isAway, refusalOf } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { StateShape } from "./state-chip.tsx";
import classes from "./loaded.module.css";

const useAfter = (milliseconds: number): boolean => {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setPast(true), milliseconds);
    return () => window.clearTimeout(timer);
  }, [milliseconds]);
  return isPast;
};

/** Nothing for 150 ms, then grey lines in the final size, and words when it takes long. */
export function Waiting({ rows = 3 }: { readonly rows?: number }) {
  const { t } = useWords();
  const isShown = useAfter(150);
  const isSlow = useAfter(2_000);
  return (
    <div className={classes.waiting} aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={isShown ? classes.line : classes.blank} />
      ))}
      {isShown && (
        <p role="status" className={isSlow ? "quiet" : "spoken-only"}>
          {isSlow ? t("load.slow") : t("load.busy")}
        </p>
      )}
    </div>
  );
}

/** What went wrong in one panel; the others stay. The hub's own sentence, the code small beside it, one button that can help. */
export function Failed({ error, retry }: { readonly error: Error; readonly retry?: () => unknown }) {
  const { t } = useWords();
  const problem = refusalOf(error);
  const canHelp = problem === null || problem.status >= 500 || problem.status === 429;
  return (
    <div className={classes.failed} role="alert">
      <StateShape look="failed" />
      <div>
        <strong>{t("fail.title")}</strong>
        <p>
          {isAway(error)
            ? t("fail.hubAway")
            : problem?.status === 403
              ? t("fail.forbidden")
              : (problem?.title ?? error.message)}
        </p>
        {problem !== null && <p className="code">{problem.code}</p>}
        {canHelp && retry !== undefined && (
          <Button variant="default" mt={8} onClick={() => void retry()}>
            {t("fail.retry")}
          </Button>
        )}
      </div>
    </div>
  );
}

interface Props<D> {
  readonly query: UseQueryResult<D>;
  /** Lines of the skeleton: as many as the content usually has. */
  readonly rows?: number;
  readonly children: (data: D) => ReactNode;
}

/** A panel around a query. Data that was there stays when asking again fails: the bar on top says how old it is. */
export function Loaded<D>({ query, rows = 3, children }: Props<D>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failed error={query.error} retry={query.refetch} />;
  return <Waiting rows={rows} />;
}
