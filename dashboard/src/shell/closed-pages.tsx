import { Button } from "@mantine/core";
import { Link, useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useCallback, useEffect, type ReactNode } from "react";
import { isAway, refusalOf } from "#dashboard/api/client.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import { rolesWith, useMe, type Permission } from "#dashboard/session/session.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./closed-pages.module.css";

interface ClosedProps {
  readonly title: string;
  /** Inside the frame there is a `main` already. */
  readonly isFramed?: boolean;
  readonly children: ReactNode;
}

function Closed({ title, isFramed = false, children }: ClosedProps) {
  const Place = isFramed ? "div" : "main";
  return (
    <Place className={classes.closed}>
      <PageTitle>{title}</PageTitle>
      {children}
    </Place>
  );
}

export function NotFound() {
  const { t } = useWords();
  return (
    <Closed title={t("notFound.title")}>
      <p>{t("notFound.body")}</p>
      <p>
        <Link to="/">{t("notFound.home")}</Link>
      </p>
    </Closed>
  );
}

/** A link to a page somebody may not see says who may. */
export function Forbidden({ permission }: { readonly permission: Permission }) {
  const { t } = useWords();
  const { role } = useAdministration();
  const roles = rolesWith(permission).map((name) => t(`role.${name}`));
  return (
    <Closed title={t("forbidden.title")} isFramed>
      <p>{t("forbidden.body", { role: t(`role.${role}`), roles: roles.join(", ") })}</p>
    </Closed>
  );
}

export function NotMine() {
  const { t } = useWords();
  const { user } = useMe();
  return (
    <Closed title={t("notMine.title")}>
      <p>{t("notMine.body", { email: user.email })}</p>
      <p>
        <Link to="/">{t("notFound.home")}</Link>
      </p>
    </Closed>
  );
}

const againAfter = 3_000;

/** What is left when a screen could not even start; a hub that is away is tried again until it answers. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useWords();
  const router = useRouter();
  const isGone = isAway(error);
  const again = useCallback(async (): Promise<void> => {
    // The router does not ask once more for the code of a screen that did not come.
    const screens = router.state.matches.map(({ routeId }) => router.routesById[routeId].options.component);
    await Promise.all(screens.map(async (screen) => screen?.preload?.()));
    await router.invalidate();
    reset();
  }, [reset, router]);
  useEffect(() => {
    if (!isGone) return undefined;
    const timer = window.setInterval(() => void again(), againAfter);
    return () => window.clearInterval(timer);
  }, [again, isGone]);
  return (
    <Closed title={t(isGone ? "away.title" : "fail.title")}>
      <p>{isGone ? t("away.never") : (refusalOf(error)?.title ?? String(error))}</p>
      {!isGone && (
        <p>
          <Button variant="default" onClick={() => void again()}>
            {t("fail.retry")}
          </Button>
        </p>
      )}
    </Closed>
  );
}
