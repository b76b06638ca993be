import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AppRow } from "./app-row.tsx";
import { appsQuery } from "./apps-query.ts";
import classes from "./apps.module.css";

const groups = ["basic", "advanced"] as const;

/** What this company uses of Schakel, and what it could. */
export function AppsScreen() {
  const { t } = useWords();
  const may = useMay();
  const query = useQuery(appsQuery(useApi()));
  return (
    <div className={panel.page}>
      <PageTitle>{t("apps.title")}</PageTitle>
      <p className="quiet">
        {may("apps.manage")
          ? t("apps.intro")
          : t("apps.who", {
              roles: rolesWith("apps.manage")
                .map((role) => t(`role.${role}`))
                .join(", "),
            })}
      </p>
      <Loaded query={query} rows={10}>
        {({ items }) =>
          groups.map((group) => (
            <section key={group} className={panel.panel}>
              <h2>{t(`apps.${group}`)}</h2>
              <ul className={classes.apps}>
                {items
                  .filter((app) => app.group === group)
                  .map((app) => (
                    <AppRow key={app.module} app={app} />
                  ))}
              </ul>
            </section>
          ))
        }
      </Loaded>
    </div>
  );
}
