import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useIsKindOn } from "#dashboard/screens/apps/kind-on.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { SeriesForm } from "./series-form.tsx";
import { expectedNumber } from "#dashboard/screens/document/expected-number.ts";
import { SettingsFrame } from "./settings-frame.tsx";
import classes from "./settings.module.css";

/** How documents are numbered, and with which number each kind goes on. */
export function NumberingScreen() {
  const { t, language } = useWords();
  const api = useApi();
  const may = useMay();
  const kindName = useKindName();
  const isKindOn = useIsKindOn();
  const [open, setOpen] = useState<string | null>(null);
  const query = useQuery({
    queryKey: api.key("series", language),
    queryFn: async ({ signal }) => {
      const [kinds, series] = await Promise.all([
        answered(api.client.GET("/api/document-kinds", { signal })),
        answered(api.client.GET("/api/number-series", { signal })),
      ]);
      return { kinds: kinds.items.filter(({ side }) => side === "sale"), series: series.items };
    },
  });
  const today = useToday();
  return (
    <SettingsFrame title={t("settings.numbering")}>
      <p className="quiet">{t("numbering.intro")}</p>
      <Loaded query={query} rows={10}>
        {({ kinds, series }) => (
          <div className={panel.panel}>
            <table className={classes.list}>
              <caption className="spoken-only">{t("settings.numbering")}</caption>
              <thead>
                <tr>
                  <th scope="col">{t("documents.kind")}</th>
                  <th scope="col">{t("numbering.next")}</th>
                  <th scope="col" className={classes.onlyWide}>
                    {t("numbering.lastDate")}
                  </th>
                  {may("documents.number") && (
                    <th scope="col">
                      <span className="spoken-only">{t("button.edit")}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {kinds.map(({ kind }) => {
                  const own = series.find((one) => one.kind === kind);
                  const next = expectedNumber(series, kind, today);
                  const year = Number(today.slice(0, 4));
                  return (
                    <SeriesForm
                      key={kind}
                      kind={kind}
                      name={kindName(kind)}
                      next={next}
                      format={own?.format ?? null}
                      nextSequence={own?.next.find((one) => one.year === year)?.next ?? 1}
                      lastDate={own?.lastIssueDate ?? null}
                      year={year}
                      isOn={isKindOn(kind)}
                      isOpen={open === kind}
                      setOpen={(isOpen) => setOpen(isOpen ? kind : null)}
                    />
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
