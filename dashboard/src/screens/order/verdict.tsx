import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isCompared } from "./compared.ts";
import type { Amounts } from "./order-query.ts";
import classes from "./order.module.css";

interface Props {
  readonly amounts: Amounts;
  readonly source: string;
}

/** Whether source and document agree, in one sentence. */
export function Verdict({ amounts, source }: Props) {
  const { t, format } = useWords();
  const { state, rounding, total, currency } = amounts;
  if (!isCompared(amounts)) return null;
  if (state === "held") {
    const difference = format.difference(total.difference ?? rounding ?? "0", currency) ?? "";
    return (
      <p className={classes.verdict}>
        <StateShape look="act" />
        <span>
          <strong>{t("tieout.mismatch.title", { difference })}</strong> {t("tieout.mismatch.body")}
        </span>
      </p>
    );
  }
  const amount = format.amount(total.document ?? total.source ?? "0", currency);
  const rounded = format.difference(rounding ?? "0", currency);
  return (
    <p className={classes.verdict}>
      <StateShape look="done" />
      <span>
        <strong>{rounded === null ? t("tieout.ok.title") : t("tieout.rounding.title", { amount: rounded })}</strong>{" "}
        <span className="quiet">
          {rounded === null ? t("tieout.ok.body", { amount }) : t("tieout.rounding.body", { source })}
        </span>
      </span>
    </p>
  );
}
