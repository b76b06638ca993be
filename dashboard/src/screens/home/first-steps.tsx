import type { Overview } from "#dashboard/api/client.ts";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./first-steps.module.css";

/** A new administration: three steps before there is something to see, the first that is not done open. */
export function FirstSteps({ setUp }: { readonly setUp: NonNullable<Overview["setUp"]> }) {
  const { t } = useWords();
  const steps = [
    {
      isDone: setUp.company,
      title: t("home.start.company"),
      body: t(setUp.company ? "home.start.company.done" : "home.start.company.body"),
    },
    { isDone: setUp.shop, title: t("home.start.shop"), body: t("home.start.shop.body") },
    { isDone: setUp.firstOrder, title: t("home.start.order"), body: t("home.start.order.body") },
  ];
  const open = steps.findIndex(({ isDone }) => !isDone);
  return (
    <ol className={classes.steps}>
      {steps.map(({ isDone, title, body }, at) => (
        <li key={title} aria-current={at === open ? "step" : undefined}>
          {isDone ? <StateShape look="done" size={22} /> : <span className={classes.digit}>{at + 1}</span>}
          <div>
            <h2>{title}</h2>
            <p className="quiet">{body}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
