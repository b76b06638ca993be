import { useWords } from "#dashboard/words/use-texts.ts";
import type { DryRun } from "./dry-run-queries.ts";

/** Which orders a dry run looked at, in a few words. */
export function useScopeText(): (run: Pick<DryRun, "scope">) => string {
  const { t, format } = useWords();
  return ({ scope: { days, since, orders } }) => {
    if (days !== null) return t("dryRun.scope.days", { count: days });
    if (since !== null) return t("dryRun.scope.from", { day: format.day(format.dayOf(since)) });
    return t("dryRun.scope.orders", { count: orders ?? 0 });
  };
}
