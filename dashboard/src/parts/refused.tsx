import { isAway, refusalOf } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./loaded.module.css";
import { StateShape } from "./state-chip.tsx";

/** Why an act did not work, beside its button; what the person typed stays. */
export function Refused({ error, children }: { readonly error: Error | null; readonly children?: string | undefined }) {
  const { t } = useWords();
  if (error === null) return null;
  const problem = refusalOf(error);
  const reasons = new Set(problem?.errors?.map(({ message }) => message) ?? []);
  return (
    <div className={classes.failed} role="alert">
      <StateShape look="failed" />
      <div>
        <p>{children ?? (isAway(error) ? t("fail.hubAway") : (problem?.title ?? error.message))}</p>
        {[...reasons].map((reason) => (
          <p key={reason} className="small">
            {reason}
          </p>
        ))}
      </div>
    </div>
  );
}
