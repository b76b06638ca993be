import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ApplyPanel } from "./apply-panel.tsx";
import { priceRunQuery, type PriceRun } from "./price-run-queries.ts";
import { ProgressPanel } from "./progress-panel.tsx";
import { ReviewPanel } from "./review-panel.tsx";
import { lookOf } from "./run-state.ts";
import { WrittenPanel } from "./written-panel.tsx";

/** Prices of a supplier's webshop beside ours: how far asking is, what changed, and what is done with it. */
export function PriceRunScreen() {
  const { t } = useWords();
  const { priceRun: id } = useParams({ from: "/a/$administration/purchasing/prices/$priceRun" });
  const query = useQuery(priceRunQuery(useApi(), id));
  return (
    <div className={panel.page}>
      {query.data === undefined && <PageTitle>{t("priceRun.newTitle")}</PageTitle>}
      <Loaded query={query} rows={12}>
        {(run) => <Whole key={run.id} run={run} />}
      </Loaded>
    </div>
  );
}

function Whole({ run }: { readonly run: PriceRun }) {
  const { t, format } = useWords();
  const may = useMay();
  return (
    <>
      <div className={panel.head}>
        <PageTitle>{t("priceRun.title", { supplier: run.supplier.name })}</PageTitle>
        <StateChip look={lookOf(run)}>{t(`priceRun.state.${run.state}`)}</StateChip>
      </div>
      <p className="quiet">
        <Subject run={run} />
        {` · ${run.alias} · ${t("priceRun.begun", { user: run.begunBy, when: format.when(run.begunAt) })}`}
      </p>
      <ProgressPanel run={run} />
      <Summary run={run} />
      <ReviewPanel run={run} />
      {may("documents.edit") && <ApplyPanel run={run} />}
      <WrittenPanel run={run} />
    </>
  );
}

function Subject({ run }: { readonly run: PriceRun }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  if (run.priceListId !== null)
    return (
      <Link to="/a/$administration/price-lists/$list/{-$tab}" params={{ administration, list: run.priceListId }}>
        {t("priceRun.forList", { name: run.name })}
      </Link>
    );
  return (
    <Link to="/a/$administration/documents/$document" params={{ administration, document: run.documentId ?? "" }}>
      {run.name === "" ? t("priceRun.forDraft") : t("priceRun.forOrder", { document: run.name })}
    </Link>
  );
}

/** What was found, in numbers; a zero is not drawn. */
function Summary({ run }: { readonly run: PriceRun }) {
  const { t, format } = useWords();
  const count = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (run.counts[name] ?? 0), 0);
  if (run.done === 0 && count("noCode") === 0) return null;
  const more = [
    ["priceRun.firstPrices", count("first", "other")],
    ["priceRun.toReview", count("review")],
    ["priceRun.withoutPrice", count("noPrice", "onRequest", "error")],
    ["priceRun.skipped", count("recent")],
    ["priceRun.withoutCode", count("noCode")],
    ["priceRun.unsure", count("unsure")],
  ] as const;
  const found = [
    ["priceRun.found.up", count("up")],
    ["priceRun.found.down", count("down")],
    ["priceRun.found.same", count("same")],
    ["priceRun.found.unknown", count("unknown", "discontinued")],
  ] as const;
  const told = found.filter(([, some]) => some > 0).map(([key, some]) => t(key, { count: some }));
  const change = run.effect === null ? null : format.difference(run.effect.marginChange);
  return (
    <section className={panel.panel} aria-live="polite">
      {told.length > 0 && (
        <p>
          <strong>{told.join(", ")}</strong>
        </p>
      )}
      {more
        .filter(([, some]) => some > 0)
        .map(([key, some]) => (
          <p key={key} className="quiet">
            {t(key, { count: some })}
          </p>
        ))}
      {run.effect !== null && run.effect.quotes > 0 && (
        <Notice look="changed">
          <p>
            {change === null
              ? t("priceRun.noEffect", { count: run.effect.quotes })
              : t("priceRun.effect", { count: run.effect.quotes, amount: change })}
          </p>
        </Notice>
      )}
    </section>
  );
}
