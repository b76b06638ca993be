import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { browserName } from "./browser-name.ts";
import classes from "./me.module.css";
import { useOwnAct } from "./use-own-act.ts";

/** Where one is signed in; another place is ended from here. */
export function SessionsPanel() {
  const { t, format } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const announce = useAnnounce();
  const query = useQuery({
    queryKey: useApi().key("sessions"),
    queryFn: ({ signal }) => answered(hub.GET("/api/me/sessions", { signal })),
  });
  const end = useOwnAct(
    (client, id: string) =>
      answered(client.DELETE("/api/me/sessions/{sessionId}", { params: { path: { sessionId: id } } })),
    () => announce(t("me.sessionEnded")),
  );
  return (
    <section className={panel.panel}>
      <h2>{t("me.sessions")}</h2>
      <Loaded query={query} rows={2}>
        {({ items }) => (
          <ul className={classes.sessions}>
            {items.map(({ id, browser, address, createdAt, seenAt, isCurrent }) => (
              <li key={id}>
                <div>
                  <p>
                    <strong>{browserName(browser) ?? t("me.browserOther")}</strong>
                    {isCurrent && <span> · {t("me.sessionHere")}</span>}
                  </p>
                  <p className="quiet small">
                    {t("me.session", {
                      address,
                      from: format.moment(createdAt),
                      seen: format.day(format.dayOf(seenAt)),
                    })}
                  </p>
                </div>
                {!isCurrent && (
                  <Button variant="default" disabled={end.isBusy} onClick={() => end.run(id)}>
                    {t("me.sessionEndButton")}
                    <span className="spoken-only">: {browserName(browser) ?? t("me.browserOther")}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Why error={end.error} />
    </section>
  );
}
