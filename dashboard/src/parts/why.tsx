import { isAway, refusalOf } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./loaded.module.css";
import { StateShape } from "./state-chip.tsx";

/** Why an act on a document did not work, in the hub's own sentences: each says what is wrong and the mend. */
export function Why({ error }: { readonly error: Error | null }) {
  const { t } = useWords();
  if (error === null) return null;
  const problem = refusalOf(error);
  const reasons = [...new Set(problem?.errors?.map(({ message }) => message) ?? [])].filter(Boolean);
  const sentences = isAway(error)
    ? [t("fail.hubAway")]
    : reasons.length > 0
      ? reasons
      : [problem?.title ?? error.message];
  return (
    <div className={classes.failed} role="alert">
      <StateShape look="failed" />
      <div>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
