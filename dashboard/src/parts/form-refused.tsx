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
  const faults = faultsOf(error);
  const others = faultsBeside(faults, shown);
  // Everything that is wrong stands beside its field.
  const isMarked = problem?.code === "request.invalid" && Object.keys(faults).length > 0 && others.length === 0;
  return (
    <div className={classes.failed} role="alert">
      <StateShape look="failed" />
      <div>
        <p>{isAway(error) ? t("fail.hubAway") : isMarked ? t("form.marked") : (problem?.title ?? error.message)}</p>
        {others.map(([field, message]) => (
          <p key={field} className="small">
            {message}
          </p>
        ))}
        {problem !== null && !isMarked && <p className="code">{problem.code}</p>}
      </div>
    </div>
  );
}
