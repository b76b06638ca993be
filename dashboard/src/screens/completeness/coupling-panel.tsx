import { Button } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { checkNow, type Statement } from "./completeness-query.ts";
import { StatementView } from "./statement-view.tsx";
import classes from "./completeness.module.css";

interface Props {
  readonly item: {
    readonly couplingId: string;
    readonly shop: string;
    readonly isLive: boolean;
    readonly statement: Statement | null;
  };
  readonly days: { readonly from: string; readonly to: string };
  /** A check of it goes on by itself. */
  readonly isAwaited: boolean;
  readonly await: () => void;
}

/** One shop: what was found last, and the button that looks again. */
export function CouplingPanel({ item, days, isAwaited, await: awaitIt }: Props) {
  const { t, format, language } = useWords();
  const api = useApi();
  const may = useMay();
  const { couplingId, shop, isLive, statement } = item;
  const check = useAct(
    () => checkNow(api, couplingId, days),
    (done) => {
      if (done.statement === null) awaitIt();
    },
  );
  const paper = new URLSearchParams({ administration: api.administrationId, language });
  return (
    <section className={panel.panel} aria-label={shop}>
      <div className={panel.head}>
        <h2>{shop}</h2>
        {statement !== null && (
          <p className="quiet small">{t("completeness.asOf", { time: format.moment(statement.at) })}</p>
        )}
        <div className={`${panel.end} ${panel.buttons}`}>
          {statement !== null && (
            <Button
              component="a"
              variant="default"
              href={`/api/completeness/statements/${statement.id}/pdf?${paper.toString()}`}
              target="_blank"
              rel="noreferrer"
            >
              {t("completeness.pdfButton")}
            </Button>
          )}
          {may("completeness.check") && isLive && (
            <Button
              variant={statement === null ? "filled" : "default"}
              loading={check.isBusy || isAwaited}
              onClick={() => check.run(undefined)}
            >
              {t("completeness.checkButton")}
            </Button>
          )}
        </div>
      </div>
      <div role="status">{isAwaited && <p className="quiet">{t("completeness.busy")}</p>}</div>
      <Refused error={check.error} />
      {statement === null ? (
        <p className={panel.empty}>{t(isLive ? "completeness.none" : "completeness.off")}</p>
      ) : (
        <div className={classes.checked}>
          <Notice look={statement.known === null ? "unknown" : statement.known.unexplained > 0 ? "act" : "done"}>
            <p>{statement.verdict}</p>
          </Notice>
          {statement.known !== null && <StatementView statement={statement} known={statement.known} />}
        </div>
      )}
    </section>
  );
}
