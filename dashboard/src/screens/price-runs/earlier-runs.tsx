import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { priceRunsQuery } from "./price-run-queries.ts";
import { lookOf } from "./run-state.ts";
import classes from "./price-runs.module.css";

interface Props {
  readonly of: { readonly priceListId?: string; readonly documentId?: string };
}

/** What was asked before, with the way to what came of it; nothing when nothing was. */
export function EarlierRuns({ of }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const runs = useQuery(priceRunsQuery(api, of)).data?.items ?? [];
  if (runs.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("priceRun.earlier")}</h2>
      <ul className={classes.earlier}>
        {runs.map((run) => (
          <li key={run.id}>
            <StateChip look={lookOf(run)}>{t(`priceRun.state.${run.state}`)}</StateChip>
            <Link to="/a/$administration/purchasing/prices/$priceRun" params={{ administration, priceRun: run.id }}>
              {t("priceRun.at", { supplier: run.supplier.name, when: format.when(run.begunAt) })}
            </Link>
            <span className="quiet small">{[run.begunBy, run.alias].join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
