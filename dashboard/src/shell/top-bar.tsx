import { IconChevronDown, IconSearch } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { useMe } from "#dashboard/session/session.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Search } from "./search.tsx";
import { openSearch } from "./search-opening.ts";
import classes from "./top-bar.module.css";
import { useMenu } from "./use-menu.ts";
import { UserMenu } from "./user-menu.tsx";

const isMac = navigator.userAgent.includes("Mac");

/** Where one is, finding and doing, and who one is. */
export function TopBar() {
  const { t } = useWords();
  const { id } = useAdministration();
  const navigate = useNavigate();
  const own = useMenu().filter(({ place }) => place === "user");
  return (
    <header className={`${classes.bar} not-printed`}>
      <Link to="/a/$administration" params={{ administration: id }} className={classes.brand} aria-label="Schakel">
        <img src="/favicon.svg" alt="" width={24} height={24} />
        <span>Schakel</span>
      </Link>
      <Switch />
      <button type="button" className={classes.search} onClick={openSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden />
        <span>{t("menu.search")}</span>
        <kbd>{isMac ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <Search />
      <UserMenu
        hasKeys
        entries={own.map(({ text, to, icon }) => ({
          label: t(text),
          icon,
          open: () => void navigate({ to, params: { administration: id } }),
        }))}
      />
    </header>
  );
}

/** Another company: only when there is one. */
function Switch() {
  const { t } = useWords();
  const { administrations } = useMe();
  const here = useAdministration();
  const navigate = useNavigate();
  if (administrations.length < 2) return <span className={classes.company}>{here.name}</span>;
  const button = (
    <>
      <span>{here.name}</span>
      <IconChevronDown size={16} aria-hidden />
    </>
  );
  return (
    <DropMenu side="start" label={`${here.name}: ${t("menu.company")}`} button={button} buttonClass={classes.company}>
      {administrations.map(({ id, name }) => (
        <MenuItem
          key={id}
          choice="radio"
          isOn={id === here.id}
          onSelect={() => void navigate({ to: "/a/$administration", params: { administration: id } })}
        >
          {name}
        </MenuItem>
      ))}
    </DropMenu>
  );
}
