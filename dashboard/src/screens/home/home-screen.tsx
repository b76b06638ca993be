import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded, Waiting } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Couplings } from "./couplings.tsx";
import { Headline } from "./headline.tsx";
import { overviewQuery } from "./overview.ts";
import { Today } from "./today.tsx";

/** Only a new administration has them. */
const FirstSteps = lazy(() => import("./first-steps.tsx").then((part) => ({ default: part.FirstSteps })));

/** Is everything through? */
export function HomeScreen() {
  const { t } = useWords();
  const query = useQuery(overviewQuery(useApi()));
  if (query.data === undefined) {
    return (
      <div className={panel.page}>
        <PageTitle>{t("home.title")}</PageTitle>
        <Loaded query={query} rows={6}>
          {() => null}
        </Loaded>
      </div>
    );
  }
  const { data } = query;
  return (
    <div className={panel.page} data-stale={query.isError || undefined}>
      {data.setUp === null ? (
        <Headline overview={data} />
      ) : (
        // No welcome above nothing: the heading comes with the steps.
        <Suspense
          fallback={
            <>
              <PageTitle>{t("home.title")}</PageTitle>
              <Waiting rows={6} />
            </>
          }
        >
          <Headline overview={data} />
          <FirstSteps setUp={data.setUp} />
        </Suspense>
      )}
      {data.couplings.length > 0 && <Couplings overview={data} />}
      <Today overview={data} />
    </div>
  );
}
