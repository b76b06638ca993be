import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import type { StateLook } from "#dashboard/look/tokens.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Step } from "./order-query.ts";
import classes from "./order.module.css";

const looks: Readonly<Record<Exclude<Step["state"], "future">, StateLook>> = {
  done: "done",
  skipped: "skipped",
  held: "act",
  failed: "failed",
  waiting: "waiting",
  changed: "changed",
};

/** What happened, in steps people know, with the technical ones folded under them; what is still to come is hollow. */
export function StoryPanel({ story }: { readonly story: readonly Step[] }) {
  const { t } = useWords();
  return (
    <section className={`${panel.panel} not-printed`}>
      <h2>{t("order.story")}</h2>
      <ol className={classes.story}>
        {story.map((step, at) => (
          <StoryStep key={`${step.code} ${at}`} step={step} />
        ))}
      </ol>
    </section>
  );
}

function StoryStep({ step: { at, state, code, title, times, technical } }: { readonly step: Step }) {
  const { t, format } = useWords();
  return (
    <li data-future={state === "future" || undefined}>
      <span className={classes.at}>
        {at === null ? t("order.later") : <time dateTime={at}>{format.stamp(at)}</time>}
      </span>
      {state === "future" ? <span className={classes.hollow} aria-hidden /> : <StateShape look={looks[state]} />}
      <div className={classes.step}>
        <p>
          {title}
          {times > 1 && <span className="quiet"> · {times} ×</span>}
        </p>
        {technical.length > 0 && (
          <details>
            <summary className="quiet small">{t("order.technical", { count: technical.length })}</summary>
            <ul>
              {technical.map((line, index) => (
                <li key={`${index} ${line.text}`} className="code">
                  {format.clock(line.at)} {line.text}
                </li>
              ))}
            </ul>
            <p className="code">{code}</p>
          </details>
        )}
      </div>
    </li>
  );
}
