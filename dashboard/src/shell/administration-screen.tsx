import { getRouteApi, Outlet, useMatches, useRouteContext } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { ApiContext } from "#dashboard/api/api.ts";
import { clientFor } from "#dashboard/api/client.ts";
import { Announcer } from "#dashboard/parts/announce.tsx";
import { mayAs, useMe, type Membership } from "#dashboard/session/session.ts";
import { AdministrationContext } from "#dashboard/session/use-administration.ts";
import { PlaceContext, useWords } from "#dashboard/words/use-texts.ts";
import classes from "./administration-screen.module.css";
import { AwayBar } from "./away-bar.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { Forbidden, NotMine } from "./closed-pages.tsx";
import { KeyStrokes } from "./key-strokes.tsx";
import { useLive } from "./live.ts";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";

const route = getRouteApi("/a/$administration");

/** The frame around every screen of one administration. */
export function AdministrationScreen() {
  const { administration: id } = route.useParams();
  const me = useMe();
  const membership = me.administrations.find((one) => one.id === id);
  if (membership === undefined) return <NotMine />;
  // A key: nothing of one company may stay on the screen after switching to another.
  return <Framed key={id} membership={membership} />;
}

function Framed({ membership }: { readonly membership: Membership }) {
  const { texts } = useRouteContext({ from: "__root__" });
  const { id, country, timeZone } = membership;
  const api = useMemo(
    () => ({
      client: clientFor(id, texts.language),
      administrationId: id,
      key: (...parts: readonly unknown[]) => ["a", id, ...parts],
    }),
    [id, texts],
  );
  const place = useMemo(() => ({ country, timeZone }), [country, timeZone]);
  useEffect(() => localStorage.setItem("schakel.administration", id), [id]);

  return (
    <AdministrationContext value={membership}>
      <ApiContext value={api}>
        <PlaceContext value={place}>
          <Announcer>
            <Frame membership={membership} />
          </Announcer>
        </PlaceContext>
      </ApiContext>
    </AdministrationContext>
  );
}

function Frame({ membership }: { readonly membership: Membership }) {
  const { t } = useWords();
  const permission = useMatches({ select: (matches) => matches.at(-1)?.staticData.permission });
  useLive();
  const isOpen = permission === undefined || mayAs(membership.role, permission);
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t("skip.toContent")}
      </a>
      <TopBar />
      <Rail />
      <main id="content" className={classes.content} tabIndex={-1}>
        <AwayBar />
        {isOpen ? <Outlet /> : <Forbidden permission={permission} />}
      </main>
      <BottomBar />
      <KeyStrokes />
    </div>
  );
}
