import { IconSearch, IconShoppingCart, IconTags } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { BasketView } from "./basket-view.tsx";
import type { NewerProgram } from "./install-worker.ts";
import { HelpView } from "./help-view.tsx";
import { ItemView } from "./item-view.tsx";
import { ListsView } from "./lists-view.tsx";
import { addressOf, follow, usePlace, type View } from "./place-in-program.ts";
import { SayContext, useProgram } from "./program-context.ts";
import { waitingCount } from "./program-state.ts";
import { CountryContext, useProgramWords } from "./program-words.ts";
import { ScanView } from "./scan-view.tsx";
import { SearchView } from "./search-view.tsx";
import { SignIn } from "./sign-in.tsx";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

const views: Readonly<Record<View, () => ReactNode>> = {
  search: () => <SearchView />,
  item: () => <ItemView />,
  scan: () => <ScanView />,
  basket: () => <BasketView />,
  lists: () => <ListsView />,
  help: () => <HelpView />,
};

const tabs = [
  { tab: "search", icon: IconSearch },
  { tab: "basket", icon: IconShoppingCart },
  { tab: "lists", icon: IconTags },
] as const;

/** What was just done stays in sight this long. */
const saidForMs = 6000;

/** The frame around every view: where one is, whether the hub answers, and what was just done. */
export function ProgramFrame({ newer: { waiting: newerNow, subscribe } }: { readonly newer: NewerProgram }) {
  const { now } = useProgram();
  const { t } = useProgramWords();
  const { view } = usePlace();
  const [said, setSaid] = useState("");
  const timer = useRef(0);
  const say = useCallback((sentence: string) => {
    window.clearTimeout(timer.current);
    setSaid(sentence);
    timer.current = window.setTimeout(() => setSaid(""), saidForMs);
  }, []);
  useEffect(() => {
    document.title = t("program.name");
  }, [t]);
  const waiting = waitingCount(now);
  // Before anybody signed in here there is one thing to do, and it fills the page.
  const isNobody = now.person === null;
  const newer = useSyncExternalStore(subscribe, newerNow);
  return (
    <CountryContext value={now.company?.country ?? "BE"}>
      <SayContext value={say}>
        <div className={classes.frame}>
          <header className={classes.head}>
            <span className={classes.brand}>{now.company?.name ?? t("program.name")}</span>
            <span className={classes.link} data-link={isNobody ? undefined : now.link} role="status">
              {!isNobody && t(`program.link.${now.link}`)}
            </span>
            <a href={addressOf("help")} onClick={follow}>
              {t("program.help")}
            </a>
          </header>
          {newer !== null && (
            <p className={classes.said}>
              {t("program.update")}{" "}
              <button type="button" className={classes.plain} onClick={newer}>
                {t("program.button.update")}
              </button>
            </p>
          )}
          {now.isFull && (
            <p role="alert" className={classes.fault}>
              {t("program.full")}
            </p>
          )}
          <main className={classes.main}>
            {isNobody && view !== "help" ? (
              <First />
            ) : now.company === null && view !== "help" ? (
              <NoCompany />
            ) : (
              views[view]()
            )}
          </main>
          <p role="status" className={said === "" ? "spoken-only" : classes.toast}>
            {said}
          </p>
          {(!isNobody || view === "help") && (
            <nav className={classes.tabs} aria-label={t("program.tabs")}>
              {tabs.map(({ tab, icon: Icon }) => (
                <a key={tab} href={addressOf(tab)} aria-current={view === tab ? "page" : undefined} onClick={follow}>
                  <Icon size={20} aria-hidden />
                  {t(`program.${tab}`)}
                  {tab === "basket" && waiting > 0 && <span className={classes.count}>{waiting}</span>}
                </a>
              ))}
            </nav>
          )}
        </div>
      </SayContext>
    </CountryContext>
  );
}

/** Nobody was ever signed in on this device. */
function First() {
  const { program, now } = useProgram();
  const { t } = useProgramWords();
  return (
    <>
      <ViewTitle>{t("program.name")}</ViewTitle>
      {now.link === "away" ? (
        <>
          <p>{t("program.firstAway")}</p>
          <button type="button" className={classes.button} onClick={() => void program.reach()}>
            {t("program.button.again")}
          </button>
        </>
      ) : now.link === "checking" ? (
        <p className="quiet">{t("program.opening")}</p>
      ) : (
        <>
          <p>{t("program.first")}</p>
          <SignIn />
        </>
      )}
    </>
  );
}

function NoCompany() {
  const { t } = useProgramWords();
  return (
    <>
      <ViewTitle>{t("program.name")}</ViewTitle>
      <p>{t("program.noCompany")}</p>
    </>
  );
}
