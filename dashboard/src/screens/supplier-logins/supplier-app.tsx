import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Activate } from "#dashboard/screens/apps/activate.tsx";
import { appsQuery } from "#dashboard/screens/apps/apps-query.ts";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props<D> {
  readonly query: UseQueryResult<D>;
  readonly rows?: number;
  readonly children: (data: D) => ReactNode;
}

/** What is of suppliers, once their app is on; until then the way to switch it on, with the code where one is asked. */
export function OfSuppliers<D>({ query, rows = 6, children }: Props<D>) {
  if (refusalOf(query.error)?.code === "apps.off") return <SwitchOn />;
  return (
    <Loaded query={query} rows={rows}>
      {children}
    </Loaded>
  );
}

function SwitchOn() {
  const { t } = useWords();
  const may = useMay();
  const apps = useQuery({ ...appsQuery(useApi()), enabled: may("apps.read") });
  const app = apps.data?.items.find(({ module }) => module === "supplierWebshops");
  const roles = rolesWith("apps.manage").map((role) => t(`role.${role}`));
  return (
    <section className={panel.panel}>
      <h2>{app?.name ?? t("suppliers.title")}</h2>
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
