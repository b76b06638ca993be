import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { supplierFunctions, type SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useChosenInView } from "#dashboard/parts/chosen-tab.ts";
import { SettingsFrame } from "#dashboard/screens/settings/settings-frame.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { EntryForm } from "./entry-form.tsx";
import { EntryList } from "./entry-list.tsx";
import { OfSuppliers } from "./supplier-app.tsx";
import { SupplierMatrix } from "./supplier-matrix.tsx";
import { SupplierPick } from "./supplier-pick.tsx";
import { capabilitiesQuery, entriesQuery, type SupplierEntry } from "./supplier-queries.ts";
import classes from "./suppliers.module.css";

/** Which suppliers are asked for what, with which login: a tab per function. */
export function SupplierLoginsScreen() {
  const { t, language } = useWords();
  const api = useApi();
  const entries = useQuery(entriesQuery(api));
  const capabilities = useQuery(capabilitiesQuery(api, language));
  return (
    <SettingsFrame title={t("settings.suppliers")}>
      <OfSuppliers query={entries}>{({ items }) => <Logins entries={items} />}</OfSuppliers>
      <section className={panel.panel}>
        <h2>{t("suppliers.matrix")}</h2>
        <Loaded query={capabilities} rows={4}>
          {(all) => <SupplierMatrix {...all} />}
        </Loaded>
      </section>
    </SettingsFrame>
  );
}

function Logins({ entries }: { readonly entries: readonly SupplierEntry[] }) {
  const { t, language } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const search = useSearch({ from: "/a/$administration/settings/suppliers" });
  const capabilities = useQuery(capabilitiesQuery(api, language));
  const chosen: SupplierFunction = search.function ?? "basket";
  const tabs = useRef<HTMLElement>(null);
  useChosenInView(tabs, chosen);
  const own = entries.filter((entry) => entry.function === chosen);
  const current = own.find(({ id }) => id === search.entry) ?? null;
  const params = { administration: api.administrationId };
  const show = (entry: string | undefined): void =>
    void navigate({
      to: "/a/$administration/settings/suppliers",
      params,
      search: { function: chosen, ...(entry !== undefined && { entry }) },
      replace: true,
      resetScroll: false,
    });
  const add = useAct(
    (connector: string) =>
      // Whoever may not change the logins of everybody makes one of their own.
      answered(
        api.client.POST("/api/supplier-entries", {
          body: { function: chosen, connector, isMine: !may("connections.manage") },
        }),
      ),
    ({ id }) => show(id),
  );
  const offering = (capabilities.data?.items ?? []).map(({ connector, name, functions }) => ({
    connector,
    name,
    isOffered: functions.some((one) => one.function === chosen && one.isOffered),
  }));
  return (
    <section className={panel.panel}>
      <nav ref={tabs} className={filterClasses.tabs} aria-label={t("suppliers.functions")}>
        {supplierFunctions.map((one) => (
          <Link
            key={one}
            to="/a/$administration/settings/suppliers"
            params={params}
            search={{ function: one }}
            aria-current={one === chosen ? "page" : undefined}
          >
            {t(`suppliers.function.${one}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.columns}>
        {may("documents.edit") && <SupplierPick suppliers={offering} isBusy={add.isBusy} add={(one) => add.run(one)} />}
        <EntryList entries={own} chosen={current?.id ?? null} choose={show} />
      </div>
      <Refused error={add.error} />
      {current !== null && <EntryForm key={current.id} entry={current} show={show} />}
    </section>
  );
}
