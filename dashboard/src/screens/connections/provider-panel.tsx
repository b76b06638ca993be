import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { CopyField } from "#dashboard/parts/copy-field.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CheckLines } from "./check-panel.tsx";
import { shopSetupQuery } from "./connection-queries.ts";
import type { Connection } from "./connection-state.ts";

/** How a payment service tells that somebody paid, and the last test of it. */
export function ProviderPanel({ connection }: { readonly connection: Connection }) {
  const { t } = useWords();
  const api = useApi();
  const { data: setup } = useQuery(shopSetupQuery(api, connection.id));
  const { name: system, deliveryUrl } = connection;
  return (
    <>
      <section className={panel.panel}>
        <h2>{t("provider.title")}</h2>
        <p>{t(deliveryUrl === null ? "provider.noAddress" : "provider.body", { system })}</p>
        {deliveryUrl !== null && <CopyField label={t("provider.address")} value={deliveryUrl} />}
      </section>
      {setup !== undefined && setup.test !== null && (
        <section className={panel.panel}>
          <h2>{t("check.lines")}</h2>
          <CheckLines test={setup.test} />
        </section>
      )}
    </>
  );
}
