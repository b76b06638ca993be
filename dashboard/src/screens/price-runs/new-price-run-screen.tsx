import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { documentQuery } from "#dashboard/screens/document/document-query.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { priceListQuery } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { OfSuppliers } from "#dashboard/screens/supplier-logins/supplier-app.tsx";
import {
  capabilitiesQuery,
  entriesQuery,
  type SupplierEntry,
} from "#dashboard/screens/supplier-logins/supplier-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { EarlierRuns } from "./earlier-runs.tsx";
import "#dashboard/parts/ticks.css";

const from = "/a/$administration/purchasing/prices/new";

/** Asking a supplier's webshop what it asks now, for a price list or an order: nothing is changed by it. */
export function NewPriceRunScreen() {
  const { t } = useWords();
  const api = useApi();
  const search = useSearch({ from });
  const kindName = useKindName();
  const entries = useQuery(entriesQuery(api));
  const list = useQuery({ ...priceListQuery(api, search.priceList ?? ""), enabled: search.priceList !== undefined });
  const order = useQuery({ ...documentQuery(api, search.document ?? ""), enabled: search.document !== undefined });
  const partyId = list.data?.partyId ?? order.data?.buyerId ?? null;
  const supplier = list.data?.supplierName ?? order.data?.buyer.name ?? "";
  const subject =
    list.data !== undefined
      ? t("priceRun.forList", { name: list.data.name })
      : order.data === undefined
        ? ""
        : t("priceRun.forOrder", { document: order.data.number ?? kindName(order.data.kind) });
  const isReady = list.data !== undefined || order.data !== undefined;
  return (
    <div className={panel.page}>
      <PageTitle>{t("priceRun.newTitle")}</PageTitle>
      {subject !== "" && <p className="quiet">{[supplier, subject].filter(Boolean).join(" · ")}</p>}
      {search.priceList === undefined && search.document === undefined ? (
        <div className={panel.empty}>
          <p>{t("priceRun.nothingChosen")}</p>
          <div className={panel.buttons}>
            <ButtonLink
              variant="default"
              to="/a/$administration/price-lists"
              params={{ administration: api.administrationId }}
            >
              {t("menu.priceLists")}
            </ButtonLink>
            <ButtonLink
              variant="default"
              to="/a/$administration/purchasing"
              params={{ administration: api.administrationId }}
            >
              {t("menu.purchasing")}
            </ButtonLink>
          </div>
        </div>
      ) : (
        <OfSuppliers query={entries}>
          {({ items }) => (
            <>
              {isReady && <Form entries={items} partyId={partyId} supplier={supplier} />}
              {isReady && (
                <EarlierRuns
                  of={{
                    ...(search.priceList !== undefined && { priceListId: search.priceList }),
                    ...(search.document !== undefined && { documentId: search.document }),
                  }}
                />
              )}
            </>
          )}
        </OfSuppliers>
      )}
      <Why error={list.error ?? order.error} />
    </div>
  );
}

interface FormProps {
  readonly entries: readonly SupplierEntry[];
  /** Whose list or order it is; null: nobody's yet. */
  readonly partyId: string | null;
  readonly supplier: string;
}

function Form({ entries, partyId, supplier }: FormProps) {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const search = useSearch({ from });
  const [asksAgain, setAsksAgain] = useState(false);
  const { administrationId: administration } = api;
  const usable = entries.filter(
    (entry) =>
      entry.function === "price" && entry.connectionId !== null && (partyId === null || entry.partyId === partyId),
  );
  const entry = usable.find(({ id }) => id === search.entry) ?? usable[0] ?? null;
  const isOrder = search.document !== undefined;
  const start = useAct(
    () =>
      answered(
        api.client.POST("/api/price-runs", {
          body: {
            entryId: entry?.id ?? "",
            ...(search.priceList !== undefined && { priceListId: search.priceList, asksAgain }),
            ...(search.document !== undefined && { documentId: search.document }),
          },
        }),
      ),
    ({ id }) =>
      void navigate({ to: "/a/$administration/purchasing/prices/$priceRun", params: { administration, priceRun: id } }),
  );
  if (entry === null) return <NoneYet supplier={supplier} />;
  return (
    <section className={panel.panel}>
      <div className={panel.form}>
        <NativeSelect
          label={t("priceRun.login")}
          value={entry.id}
          data={usable.map((one) => ({
            value: one.id,
            label: t("priceRun.loginOf", { supplier: one.partyName ?? one.supplier, alias: one.alias }),
          }))}
          onChange={({ currentTarget }) =>
            void navigate({
              to: from,
              params: { administration },
              search: { ...search, entry: currentTarget.value },
              replace: true,
              resetScroll: false,
            })
          }
        />
        {!isOrder && (
          <Checkbox
            label={t("priceRun.asksAgain")}
            description={t("priceRun.asksAgainHelp")}
            checked={asksAgain}
            onChange={({ currentTarget }) => setAsksAgain(currentTarget.checked)}
          />
        )}
        <p>{t(isOrder ? "priceRun.orderHelp" : "priceRun.notImport")}</p>
        {!isOrder && (
          <Notice look="waiting">
            <p>{t("priceRun.takesLong")}</p>
          </Notice>
        )}
        <Why error={start.error} />
        <div className={panel.buttons}>
          <Button loading={start.isBusy} onClick={() => start.run(undefined)}>
            {t("priceRun.startButton")}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Nobody to ask: which screen adds one, and who offers prices. */
function NoneYet({ supplier }: { readonly supplier: string }) {
  const { t, language } = useWords();
  const api = useApi();
  const { data } = useQuery(capabilitiesQuery(api, language));
  const offering = (data?.items ?? []).filter(({ functions }) =>
    functions.some((one) => one.function === "price" && one.isOffered),
  );
  const suppliers = offering.map(({ name }) => name).join(", ");
  return (
    <section className={panel.panel}>
      <h2>{supplier === "" ? t("priceRun.none") : t("priceRun.noneOf", { supplier })}</h2>
      <p>{t("priceRun.noneHelp", { suppliers })}</p>
      <p>
        <Link
          to="/a/$administration/settings/suppliers"
          params={{ administration: api.administrationId }}
          search={{ function: "price" }}
        >
          {t("priceRun.noneLink")}
        </Link>
      </p>
    </section>
  );
}
