import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import type { PlainKey } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Activate } from "./activate.tsx";
import type { App } from "./app-state.ts";
import { appsQuery } from "./apps-query.ts";

interface SwitchProps {
  readonly module: App["module"];
  /** What it is called here, for who may not see the list of apps. */
  readonly title: PlainKey;
}

interface Props<D> extends SwitchProps {
  readonly query: UseQueryResult<D>;
  readonly rows?: number;
  readonly children: (data: D) => ReactNode;
}

/** What is of an app, once it is on; until then the way to switch it on, with the code where one is asked. */
export function NeedsApp<D>({ module, title, query, rows = 6, children }: Props<D>) {
  if (refusalOf(query.error)?.code === "apps.off") return <SwitchOn module={module} title={title} />;
  return (
    <Loaded query={query} rows={rows}>
      {children}
    </Loaded>
  );
}

/** In the place of what an app that is off would show. */
export function SwitchOn({ module, title }: SwitchProps) {
  const { t } = useWords();
  const may = useMay();
  const apps = useQuery({ ...appsQuery(useApi()), enabled: may("apps.read") });
  const app = apps.data?.items.find((one) => one.module === module);
  const roles = rolesWith("apps.manage").map((role) => t(`role.${role}`));
  return (
    <section className={panel.panel}>
      <h2>{app?.name ?? t(title)}</h2>
      <p>{app?.about ?? ""}</p>
      {app !== undefined && app.hindrance !== null && <p>{app.hindrance}</p>}
      {app !== undefined && may("apps.manage") ? (
        <Activate app={app} />
      ) : (
        <p className="quiet">{t("apps.who", { roles: roles.join(", ") })}</p>
      )}
    </section>
  );
}
