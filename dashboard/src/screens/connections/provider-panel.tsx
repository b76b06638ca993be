import { CopyField } from "#dashboard/parts/copy-field.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connection } from "./connection-state.ts";

/** How a payment service tells that somebody paid. */
export function ProviderPanel({ connection: { name: system, deliveryUrl } }: { readonly connection: Connection }) {
  const { t } = useWords();
  return (
    <section className={panel.panel}>
      <h2>{t("provider.title")}</h2>
      <p>{t(deliveryUrl === null ? "provider.noAddress" : "provider.body", { system })}</p>
      {deliveryUrl !== null && <CopyField label={t("provider.address")} value={deliveryUrl} />}
    </section>
  );
}
