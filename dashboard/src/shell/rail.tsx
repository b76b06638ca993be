import { Link } from "@tanstack/react-router";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./rail.module.css";
import { useMenu } from "./use-menu.ts";

/** The menu beside the page, from 1100 px. */
export function Rail() {
  const { t, format } = useWords();
  const { id } = useAdministration();
  const entries = useMenu().filter(({ place }) => place === undefined);
  return (
    <nav className={`${classes.rail} not-printed`} aria-label={t("menu.label")}>
      <ul>
        {entries.map(({ text, to, icon: Icon, isHere, count, startsGroup }) => (
          <li key={text} data-starts-group={startsGroup}>
            <Link
              to={to}
              params={{ administration: id }}
              activeOptions={{ exact: true }}
              aria-current={isHere ? "page" : undefined}
            >
              <Icon size={20} stroke={1.6} aria-hidden />
              <span>{t(text)}</span>
              {count > 0 && (
                <span className={classes.count}>
                  <span aria-hidden>{format.count(count)}</span>
                  <span className="spoken-only">{t("menu.waits", { count })}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
