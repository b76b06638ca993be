import { Button, NativeSelect } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { capabilitiesQuery, type SupplierEntry } from "#dashboard/screens/supplier-logins/supplier-queries.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AgainDialog } from "./again-dialog.tsx";
import type { BasketSearch } from "./routes.ts";
import classes from "./baskets.module.css";

interface Props {
  /** Everything that is set up; only what fetches or opens baskets is offered. */
  readonly entries: readonly SupplierEntry[];
  readonly search: BasketSearch;
}

interface Said {
  readonly outcome: string;
  readonly title: string;
  readonly body: string;
}

/** Supplier and login on top, and the two ways to a basket. What came of it is always said. */
export function BasketSource({ entries, search }: Props) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const { administrationId: administration } = api;
  const [said, setSaid] = useState<Said | null>(null);
  const usable = entries.filter((entry) => entry.function === "basket" && entry.connectionId !== null);
  const entry = usable.find(({ id }) => id === search.entry) ?? usable[0] ?? null;
  const suppliers = [...new Set(usable.map(supplierOf))];
  const ofSupplier = usable.filter((one) => entry !== null && supplierOf(one) === supplierOf(entry));

  const choose = (id: string): void => {
    setSaid(null);
    void navigate({
      to: "/a/$administration/purchasing/baskets",
      params: { administration },
      search: { ...search, entry: id },
      replace: true,
      resetScroll: false,
    });
  };
  const fetchIt = useAct(
    ({ id, again }: { readonly id: string; readonly again: boolean }) =>
      answered(
        api.client.POST("/api/supplier-baskets", {
          body: { entryId: id, again, ...(search.document !== undefined && { documentId: search.document }) },
        }),
      ),
    (answer) => {
      setSaid(answer);
      const { basket } = answer;
      if (basket === null) return;
      void navigate({
        to: "/a/$administration/purchasing/baskets/$basket",
        params: { administration, basket: basket.id },
        search,
      });
    },
  );
  const open = useAct(
    async (tab: Window | null) => {
      const answer = await answered(
        api.client.POST("/api/supplier-baskets/open", {
          body: { entryId: entry?.id ?? "", ...(search.document !== undefined && { documentId: search.document }) },
        }),
      ).catch((error: unknown) => {
        tab?.close();
        throw error;
      });
      if (answer.visit === null) tab?.close();
      else if (tab === null) location.assign(answer.visit.page);
      else tab.location.replace(answer.visit.page);
      return answer;
    },
    (answer) =>
      setSaid(
        answer.visit === null ? answer : { outcome: "opened", title: t("basket.opened"), body: t("basket.openedHelp") },
      ),
  );
  const isDouble = refusalOf(fetchIt.error)?.errors?.some(({ field }) => field === "again") === true;

  if (entry === null) return <NoneYet />;
  return (
    <section className={panel.panel}>
      <div className={classes.source}>
        <NativeSelect
          label={t("basket.supplier")}
          value={supplierOf(entry)}
          data={suppliers}
          onChange={({ currentTarget }) =>
            choose(usable.find((one) => supplierOf(one) === currentTarget.value)?.id ?? entry.id)
          }
        />
        <NativeSelect
          label={t("basket.login")}
          value={entry.id}
          data={ofSupplier.map((one) => ({
            value: one.id,
            label: one.isMine ? t("basket.ownLogin", { alias: one.alias }) : one.alias,
          }))}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
        {may("documents.edit") && entry.canFetch && (
          <Button loading={fetchIt.isBusy} onClick={() => fetchIt.run({ id: entry.id, again: false })}>
            {t("basket.fetchButton")}
          </Button>
        )}
        {may("documents.edit") && entry.canOpen && (
          <Button
            variant={entry.canFetch ? "default" : "filled"}
            loading={open.isBusy}
            rightSection={<IconExternalLink size={16} aria-hidden />}
            // The tab is opened by the press itself: later a browser takes it for a popup.
            onClick={() => open.run(emptyTab())}
          >
            {t("basket.openButton")}
          </Button>
        )}
      </div>
      <p className="small">
        <Link
          to="/a/$administration/settings/suppliers"
          params={{ administration }}
          search={{ function: "basket", entry: entry.id }}
        >
          {t("basket.settingsLink")}
        </Link>
      </p>
      {said !== null && (
        <div role="status">
          <Notice look={lookOf(said.outcome)}>
            <strong>{said.title}</strong>
            <p>{said.body}</p>
          </Notice>
        </div>
      )}
      {!isDouble && <Why error={fetchIt.error} />}
      <Why error={open.error} />
      {isDouble && (
        <AgainDialog
          error={fetchIt.error}
          isBusy={fetchIt.isBusy}
          close={fetchIt.reset}
          run={() => fetchIt.run({ id: entry.id, again: true })}
        />
      )}
    </section>
  );
}

/** A shop gets no hold on the page it was opened from. */
function emptyTab(): Window | null {
  const tab = window.open("about:blank", "_blank");
  if (tab !== null) tab.opener = null;
  return tab;
}

const supplierOf = ({ partyName, supplier }: SupplierEntry): string => partyName ?? supplier;

const lookOf = (outcome: string) =>
  outcome === "loaded" || outcome === "opened" ? "done" : outcome === "empty" ? "waiting" : "act";

/** Nobody to choose: which screen adds one, and who could be added. */
function NoneYet() {
  const { t, language } = useWords();
  const api = useApi();
  const { data } = useQuery(capabilitiesQuery(api, language));
  const offering = (data?.items ?? []).filter(({ functions }) =>
    functions.some((one) => one.function === "basket" && one.isOffered),
  );
  return (
    <section className={panel.panel}>
      <h2>{t("basket.none")}</h2>
      <p>{t("basket.noneHelp", { suppliers: offering.map(({ name }) => name).join(", ") })}</p>
      <p>
        <Link
          to="/a/$administration/settings/suppliers"
          params={{ administration: api.administrationId }}
          search={{ function: "basket" }}
        >
          {t("basket.noneLink")}
        </Link>
      </p>
    </section>
  );
}
