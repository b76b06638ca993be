import { isAway, refusalOf } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { faultsBeside, faultsOf } from "./field-faults.ts";
import classes from "./loaded.module.css";
import { StateShape } from "./state-chip.tsx";

interface Props {
  readonly error: Error | null;
  /** Fields that say it themselves. */
  readonly shown: readonly string[];
}

/** Why a form was not accepted, as far as no field says it. */
export function FormRefused({ error, shown }: Props) {
  const { t } = useWords();
  if (error === null) return null;
  const problem = refusalOf(error);
  const others = faultsBeside(faultsOf(error), shown);
  return (
    <div className={classes.failed} role="alert">
      <StateShape look="failed" />
      <div>
        <p>{isAway(error) ? t("fail.hubAway") : (problem?.title ?? error.message)}</p>
        {others.map(([field, message]) => (
          <p key={field} className="small">
            {message}
          </p>
        ))}
        {problem !== null && <p className="code">{problem.code}</p>}
      </div>
    </div>
  );
}
