import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { useMe } from "#dashboard/session/session.ts";
import { PlaceContext, useWords } from "#dashboard/words/use-texts.ts";
import classes from "./system-frame.module.css";
import top from "./top-bar.module.css";
import { UserMenu } from "./user-menu.tsx";

/** The frame around what is of the hub and of no company: no menu of a company, and the way back to the last one. */
export function SystemFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const { administrations } = useMe();
  const last = localStorage.getItem("schakel.administration");
  const company = administrations.find(({ id }) => id === last) ?? administrations[0];
  // No company says where its days begin: those of whoever looks.
  const place = useMemo(
    () => ({
      country: company?.country ?? "BE",
      timeZone: company?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [company],
  );
  return (
    <PlaceContext value={place}>
      <div className={classes.frame}>
        <a className={classes.skip} href="#content">
          {t("skip.toContent")}
        </a>
        <header className={`${top.bar} not-printed`}>
          <Link to="/" className={top.brand} aria-label="Schakel">
            <img src="/favicon.svg" alt="" width={24} height={24} />
            <span>Schakel</span>
          </Link>
          {company !== undefined && (
            <Link
              to="/a/$administration"
              params={{ administration: company.id }}
              className={`${top.company} ${classes.back}`}
            >
              <span>‹ {company.name}</span>
            </Link>
          )}
          <UserMenu entries={[]} />
        </header>
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </PlaceContext>
  );
}
