import { IconDots, IconSearch } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./bottom-bar.module.css";
import { openSearch } from "./search-opening.ts";
import { useMenu } from "./use-menu.ts";

/** The menu under the thumb, below 1100 px. */
export function BottomBar() {
  const { t, format } = useWords();
  const { id } = useAdministration();
  const navigate = useNavigate();
  const entries = useMenu();
  const more = entries.filter(({ onPhone, place }) => onPhone === "more" && place === undefined);
  return (
    <nav className={`${classes.bar} not-printed`} aria-label={t("menu.label")}>
      {entries
        .filter(({ onPhone }) => onPhone === "bar")
        .map(({ text, to, icon: Icon, isHere, count }) => (
          <Link
            key={text}
            to={to}
            params={{ administration: id }}
            activeOptions={{ exact: true }}
            aria-current={isHere ? "page" : undefined}
          >
            <span className={classes.icon}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {count > 0 && (
                <>
                  <span className={classes.count} aria-hidden>
                    {format.count(count)}
                  </span>
                  <span className="spoken-only">{t("menu.waits", { count })}</span>
                </>
              )}
            </span>
            <span>{t(text)}</span>
          </Link>
        ))}
      <button type="button" onClick={openSearch}>
        <IconSearch size={22} stroke={1.6} aria-hidden />
        <span>{t("menu.searchShort")}</span>
      </button>
      {more.length > 0 && (
        <DropMenu
          side="end"
          button={
            <>
              <IconDots size={22} stroke={1.6} aria-hidden />
              <span>{t("menu.more")}</span>
            </>
          }
        >
          {more.map(({ text, to, icon: Icon }) => (
            <MenuItem
              key={text}
              icon={<Icon size={16} stroke={1.6} aria-hidden />}
              onSelect={() => void navigate({ to, params: { administration: id } })}
            >
              {t(text)}
            </MenuItem>
          ))}
        </DropMenu>
      )}
    </nav>
  );
}
