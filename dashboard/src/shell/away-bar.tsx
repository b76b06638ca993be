import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { isAway } from "#dashboard/api/client.ts";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./away-bar.module.css";

/** Says that the hub does not answer and how old the page is; goes by itself. The data stays. */
export function AwayBar() {
  const { t, format } = useWords();
  const { error, dataUpdatedAt } = useQuery({
    ...overviewQuery(useApi()),
    refetchInterval: (query) => (query.state.error === null ? 60_000 : 3_000),
  });
  if (error === null || !isAway(error)) return null;
  return (
    <p className={classes.bar} role="status">
      {dataUpdatedAt === 0
        ? t("away.never")
        : t("away.bar", { time: format.when(new Date(dataUpdatedAt).toISOString()) })}
    </p>
  );
}
