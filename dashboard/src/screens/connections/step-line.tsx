import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./step-line.module.css";
import type { Step } from "./webhook-dots.ts";

interface Props {
  readonly here: Step;
  readonly steps: readonly Step[];
  /** Left out while there is no connection yet: the later steps lead nowhere then. */
  readonly connectionId?: string;
  readonly done?: Readonly<Record<Step, boolean>>;
}

/** Access, webhooks where it has them, check: where one is in connecting a shop. */
export function StepLine({ here, steps, connectionId, done }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <nav aria-label={t("steps.label")}>
      <ol className={classes.steps}>
        {steps.map((step, at) => {
          const isDone = done?.[step] === true;
          const content = (
            <>
              {isDone ? <StateShape look="done" size={20} /> : <span className={classes.digit}>{at + 1}</span>}
              {t(`steps.${step}`)}
              {isDone && <span className="spoken-only"> ({t("steps.done")})</span>}
            </>
          );
          return (
            <li key={step} data-here={step === here || undefined}>
              {connectionId === undefined ? (
                <span aria-current={step === here ? "step" : undefined}>{content}</span>
              ) : (
                <Link
                  to="/a/$administration/connections/$connection/{-$step}"
                  params={{ administration, connection: connectionId, step }}
                  aria-current={step === here ? "step" : undefined}
                  resetScroll={false}
                >
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
