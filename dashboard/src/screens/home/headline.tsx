import { Link } from "@tanstack/react-router";
import type { Cause, Overview } from "#dashboard/api/client.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { CauseButton } from "#dashboard/screens/work/cause-button.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./home.module.css";

/** More causes than this stand on the page of held work. */
const shownCauses = 4;

const looks = {
  needsYou: ["act", "favicon-attention"],
  blind: ["unknown", "favicon-unknown"],
  well: ["done", "favicon"],
  new: ["done", "favicon"],
} as const;

/** The answer, in one heading; below it what needs a person and what goes on by itself. A healthy page has one line. */
export function Headline({ overview }: { readonly overview: Overview }) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  const { causes, toRepay, catalogues, waiting, headline, asOf } = overview;
  const isNew = headline.state === "new";
  const [look, icon] = looks[headline.state];
  // The same thing in two shops is two causes.
  const isAmbiguous = ({ title }: Cause): boolean => causes.filter((one) => one.title === title).length > 1;
  return (
    <section className={classes.headline} data-look={look} data-new={isNew || undefined}>
      <div className={classes.answer}>
        {/* Before the first order there is nothing to be well. */}
        {!isNew && <StateShape look={look} size={28} />}
        <PageTitle icon={icon}>{headline.title}</PageTitle>
        <span className={`${classes.asOf} quiet small`}>{t("asOf", { time: format.when(asOf) })}</span>
      </div>
      <div className={classes.below}>
        {headline.text !== "" && <p className="quiet">{headline.text}</p>}
        {causes.length + toRepay.count + catalogues.length > 0 && (
          <ul className={classes.causes}>
            {causes.slice(0, shownCauses).map((cause) => (
              <li key={cause.key}>
                <span className={classes.times}>
                  {cause.code === "drift" ? (
                    <StateShape look="changed" />
                  ) : (
                    cause.count > 0 && `${format.count(cause.count)} ×`
                  )}
                </span>
                <span>
                  <Link to="/a/$administration/work" params={{ administration }} search={{ cause: cause.key }}>
                    {cause.title}
                  </Link>
                  {isAmbiguous(cause) && <span className="quiet"> · {cause.connectionName}</span>}
                </span>
                <CauseButton cause={cause} />
              </li>
            ))}
            {causes.length > shownCauses && (
              <li>
                <span className={classes.times} />
                <Link to="/a/$administration/work" params={{ administration }}>
                  {t("home.showAll", { count: format.count(causes.length) })}
                </Link>
              </li>
            )}
            {toRepay.count > 0 && (
              <li>
                <span className={classes.times}>{format.count(toRepay.count)} ×</span>
                <span>
                  <Link to="/a/$administration/work" params={{ administration }}>
                    {toRepay.title}
                  </Link>
                </span>
              </li>
            )}
            {catalogues.map(({ couplingId, title, count }) => (
              <li key={couplingId}>
                <span className={classes.times} />
                <span>
                  <Link
                    to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
                    params={{ administration, catalogue: couplingId, tab: count === 0 ? undefined : "records" }}
                    search={count === 0 ? {} : { group: "act" }}
                  >
                    {title}
                  </Link>
                </span>
              </li>
            ))}
          </ul>
        )}
        {waiting.systems.map(({ connectionId, text, nextAt }) => (
          <p key={connectionId} className={classes.line}>
            <StateShape look="waiting" />
            <Link
              to="/a/$administration/orders"
              params={{ administration }}
              search={{ state: "waiting", connection: connectionId }}
            >
              {nextAt === null ? text : t("home.until", { text, time: format.when(nextAt) })}
            </Link>
          </p>
        ))}
      </div>
    </section>
  );
}
