import { queryOptions, useQuery } from "@tanstack/react-query";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DeletedRows } from "./deleted-rows.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { RetentionForm } from "./retention-form.tsx";
import { SettingsFrame } from "./settings-frame.tsx";

export type Retention = Schemas["Retention"];

const retentionQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("retention"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/retention", { signal })),
  });

/** How long what is kept, what went last, and deleting a person. */
export function RetentionScreen() {
  const { t } = useWords();
  const may = useMay();
  const query = useQuery(retentionQuery(useApi()));
  return (
    <SettingsFrame title={t("settings.retention")}>
      <p className="quiet">{t("retention.intro")}</p>
      <Loaded query={query} rows={8}>
        {(retention) => (
          <>
            <RetentionForm retention={retention} />
            <LastDeleted passes={retention.passes} />
            {may("people.delete") && <PersonPanel hashes={retention.deletedHashes} />}
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}

function LastDeleted({ passes }: Pick<Retention, "passes">) {
  const { t, format } = useWords();
  return (
    <section className={panel.panel}>
      <h2>{t("retention.last")}</h2>
      {passes.length === 0 && <p className="quiet">{t("retention.lastNone")}</p>}
      {passes.map(({ at, deleted }) => (
        <div key={at}>
          <h3>{format.stamp(at)}</h3>
          <DeletedRows rows={deleted} />
        </div>
      ))}
    </section>
  );
}
