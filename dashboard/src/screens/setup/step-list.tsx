import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./step-list.module.css";

const steps = ["account", "company", "shop"] as const;

/** Where one is in the three steps. */
export function StepList({ step }: { readonly step: (typeof steps)[number] }) {
  const { t } = useWords();
  const here = steps.indexOf(step);
  return (
    <ol className={classes.list}>
      {steps.map((one, at) => (
        <li key={one} aria-current={at === here ? "step" : undefined}>
          {at < here ? <StateShape look="done" size={20} /> : <span className={classes.digit}>{at + 1}</span>}
          {t(`setup.${one}`)}
        </li>
      ))}
    </ol>
  );
}
