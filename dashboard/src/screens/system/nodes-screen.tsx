import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { isAway } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMe } from "#dashboard/session/session.ts";
import { SystemFrame } from "#dashboard/shell/system-frame.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { HealthPanel } from "./health-panel.tsx";
import { NodeTable } from "./node-table.tsx";
import { systemQuery, type System } from "./system-query.ts";
import { troublesOf, type Trouble } from "./troubles.ts";

/** Every process of this hub, and how the hub itself stands; for whoever runs it. */
export function NodesScreen() {
  const { user } = useMe();
  return <SystemFrame>{user.isOperator ? <Hub /> : <NotForYou />}</SystemFrame>;
}

function NotForYou() {
  const { t } = useWords();
  return (
    <div className={panel.page}>
      <PageTitle>{t("forbidden.title")}</PageTitle>
      <p>{t("system.forbidden")}</p>
    </div>
  );
}

function Hub() {
  const { t, format } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const query = useQuery(systemQuery(hub));
  const { data, error } = query;
  const isStale = data !== undefined && error !== null && isAway(error);
  return (
    <div className={panel.page} data-stale={isStale || undefined}>
      <div className={panel.head}>
        <PageTitle>{t("menu.system")}</PageTitle>
        {data !== undefined && (
          <span className={`${panel.end} quiet small`}>{t("asOf", { time: format.when(data.asOf) })}</span>
        )}
      </div>
      {isStale && <p role="status">{t("away.bar", { time: format.when(data.asOf) })}</p>}
      <Loaded query={query} rows={8}>
        {(system) => (
          <>
            <Troubles system={system} />
            <section className={panel.panel}>
              <h2>{t("system.nodes")}</h2>
              <NodeTable nodes={system.nodes} />
            </section>
            <HealthPanel system={system} />
          </>
        )}
      </Loaded>
    </div>
  );
}

const looks = {
  nobodyWorks: "act",
  gone: "act",
  diskFilling: "act",
  versionsDiffer: "unknown",
} as const satisfies Readonly<Record<Trouble, StateLook>>;

/** Only what is wrong, each with what became of the work and what to do. */
function Troubles({ system }: { readonly system: System }) {
  const { t, format } = useWords();
  const { freeBytes, totalBytes } = system.disk;
  const room = { free: format.bytes(freeBytes), total: format.bytes(totalBytes) };
  const troubles = troublesOf(system);
  const gone = system.nodes.filter(({ state }) => state === "silent");
  return troubles.map((trouble) =>
    trouble === "gone" ? (
      gone.map(({ id, host, pid, seenAt }) => (
        <Notice key={id} look={looks.gone}>
          <strong>{t("system.gone", { host, pid, time: format.when(seenAt) })}</strong>
          <p>{t(troubles.includes("nobodyWorks") ? "system.goneWaits" : "system.goneTaken")}</p>
        </Notice>
      ))
    ) : (
      <Notice key={trouble} look={looks[trouble]}>
        <strong>{t(`system.trouble.${trouble}`, room)}</strong>
        <p>{t(`system.help.${trouble}`)}</p>
      </Notice>
    ),
  );
}
