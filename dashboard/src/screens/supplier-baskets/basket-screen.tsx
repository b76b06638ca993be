import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { newId } from "#dashboard/parts/new-id.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { DocumentActs } from "#dashboard/screens/supplier-documents/document-acts.tsx";
import { OfSuppliers } from "#dashboard/screens/supplier-logins/supplier-app.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AgainDialog } from "./again-dialog.tsx";
import { basketKey, basketQuery, targetsQuery, type Basket } from "./basket-queries.ts";
import { BasketTable } from "./basket-table.tsx";
import { EmptyDialog } from "./empty-dialog.tsx";
import { useChoices } from "./use-choices.ts";
import classes from "./baskets.module.css";

/** The staging screen: what came out of a basket, before anything of it is on a document. */
export function BasketScreen() {
  const { basket: id } = useParams({ from: "/a/$administration/purchasing/baskets/$basket" });
  const search = useSearch({ from: "/a/$administration/purchasing/baskets/$basket" });
  const query = useQuery(basketQuery(useApi(), id, search.document));
  const heading = useHeading(query.data);
  return (
    <div className={panel.page}>
      <PageTitle>{heading}</PageTitle>
      <OfSuppliers query={query} rows={10}>
        {(basket) => <Staged basket={basket} asked={search.document} />}
      </OfSuppliers>
    </div>
  );
}

function useHeading(basket: Basket | undefined): string {
  const { t } = useWords();
  const about = basket?.supplierDocument ?? null;
  if (about !== null) return t(`fromSupplier.of.${about.kind}`, { number: about.number });
  const target = basket?.target ?? null;
  return target === null ? t("basket.title") : t("basket.to", { document: target.name });
}

interface Said {
  readonly outcome: string;
  readonly title: string;
  readonly body: string;
}

function Staged({ basket, asked }: { readonly basket: Basket; readonly asked: string | undefined }) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const navigate = useNavigate();
  const [isEmptying, setEmptying] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const choices = useChoices(basket.id, asked);
  const { administrationId: administration } = api;
  const { ticked, currency, target, supplierDocument: about } = basket;
  const mayEdit = may("documents.edit");
  const toBasket = (id: string): void =>
    void navigate({
      to: "/a/$administration/purchasing/baskets/$basket",
      params: { administration, basket: id },
      search: asked === undefined ? {} : { document: asked },
    });
  return (
    <>
      <p className="quiet">
        {[
          basket.supplier,
          about?.source === "upload"
            ? t("fromSupplier.fromFile", { user: basket.fetchedBy })
            : t(about === null ? "basket.owner" : "basket.documentOwner", {
                user: basket.fetchedBy,
                login: basket.alias,
              }),
          t("basket.fetchedAt", { when: format.when(basket.fetchedAt) }),
        ].join(" · ")}
      </p>
      {basket.state === "parked" && <Notice look="waiting">{t("basket.parkedHelp")}</Notice>}
      {basket.emptied === "failed" && <Notice look="act">{t("basket.mayReturn")}</Notice>}
      {said !== null && (
        <div role="status">
          <Notice look={said.outcome === "emptied" ? "done" : "act"}>
            <strong>{said.title}</strong>
            <p>{said.body}</p>
          </Notice>
        </div>
      )}
      {basket.remarks.length > 0 && (
        <Notice look="act">
          <strong>{t("basket.remarks")}</strong>
          <ul>
            {basket.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </Notice>
      )}
      <section className={panel.panel}>
        <p>{t("basket.nothingYet", { count: basket.lineCount })}</p>
        <TargetChoice basket={basket} asked={asked} />
        {basket.lines.length === 0 ? (
          <p className="quiet">{t("basket.noLines")}</p>
        ) : (
          <BasketTable basket={basket} choices={choices} isReadOnly={!mayEdit} />
        )}
        <Why error={choices.error} />
        {mayEdit && about !== null && <DocumentActs basket={basket} asked={asked} isWaiting={choices.isBusy} />}
        <div className={`${panel.buttons} ${classes.foot}`}>
          <strong>{t("basket.ticked", { count: ticked.count, amount: format.amount(ticked.amount, currency) })}</strong>
          {mayEdit && (about === null || target !== null) && <TakeButton basket={basket} isWaiting={choices.isBusy} />}
          {mayEdit && basket.canEmpty && (
            <Button variant="default" onClick={() => setEmptying(true)}>
              {t("basket.emptyButton")}
            </Button>
          )}
          {(["csv", "ubl"] as const).map((file) => (
            <Button
              key={file}
              variant="subtle"
              component="a"
              href={`/api/supplier-baskets/${basket.id}/${file}?which=${ticked.count > 0 ? "ticked" : "all"}&administration=${administration}`}
              download
            >
              {t(`basket.save.${file}`)}
            </Button>
          ))}
        </div>
      </section>
      {isEmptying && (
        <EmptyDialog
          basket={basket}
          close={() => setEmptying(false)}
          done={(answer) => {
            setSaid(answer);
            if (answer.basket !== null && answer.basket.id !== basket.id) toBasket(answer.basket.id);
          }}
        />
      )}
    </>
  );
}

/** For which draft; one that cannot take a basket says so beside it. */
function TargetChoice({ basket, asked }: { readonly basket: Basket; readonly asked: string | undefined }) {
  const { t, format } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const kindName = useKindName();
  const { data } = useQuery(targetsQuery(api, basket.supplierDocument !== null));
  const { target } = basket;
  const drafts = data?.items ?? [];
  const isListed = target === null || drafts.some(({ id }) => id === target.id);
  const options = [
    ...(target === null ? [{ value: "", label: t("basket.chooseDocument") }] : []),
    ...(isListed || target === null ? [] : [{ value: target.id, label: target.name }]),
    ...drafts.map(({ id, kind, buyerName, createdAt }) => ({
      value: id,
      label: [kindName(kind), buyerName, format.when(createdAt)].filter(Boolean).join(" · "),
    })),
  ];
  const reason =
    target === null
      ? undefined
      : !target.isDraft
        ? t("basket.notADraft")
        : !target.takesBasket
          ? t("basket.notThisKind")
          : target.currency !== basket.currency
            ? t("basket.otherCurrency", { currency: basket.currency, other: target.currency })
            : undefined;
  return (
    <NativeSelect
      label={t("basket.document")}
      className={classes.target}
      value={asked ?? target?.id ?? ""}
      data={options}
      error={reason}
      onChange={({ currentTarget }) =>
        void navigate({
          to: "/a/$administration/purchasing/baskets/$basket",
          params: { administration: api.administrationId, basket: basket.id },
          search: currentTarget.value === "" ? {} : { document: currentTarget.value },
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}

/** The one press that puts lines on the document; the same press twice takes nothing twice. */
function TakeButton({ basket, isWaiting }: { readonly basket: Basket; readonly isWaiting: boolean }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const { target, ticked } = basket;
  const key = useRef(newId());
  const take = useAct(
    async (again: boolean) => {
      if (target === null) throw new Error("There is no document to take lines to");
      return answered(
        api.client.POST("/api/supplier-baskets/{basketId}/to-document", {
          params: { path: { basketId: basket.id } },
          body: {
            version: basket.version,
            documentId: target.id,
            documentVersion: target.version,
            key: key.current,
            again,
          },
        }),
      );
    },
    ({ documentId, lines }) => {
      key.current = newId();
      announce(t("basket.takenOver", { count: lines, document: target?.name ?? "" }));
      void navigate({
        to: "/a/$administration/documents/$document/edit",
        params: { administration: api.administrationId, document: documentId },
      });
    },
    () => void queries.invalidateQueries({ queryKey: basketKey(api, basket.id, target?.id) }),
  );
  const isDouble = refusalOf(take.error)?.errors?.some(({ field }) => field === "again") === true;
  const isReady = target !== null && target.isDraft && target.takesBasket && target.currency === basket.currency;
  return (
    <>
      <Button
        data-take
        loading={take.isBusy}
        disabled={!isReady || ticked.count === 0 || isWaiting}
        onClick={() => take.run(false)}
      >
        {target === null
          ? t("basket.takeButton", { count: ticked.count })
          : t("basket.takeToButton", { count: ticked.count, document: target.name })}
      </Button>
      {ticked.count === 0 && basket.lines.length > 0 && <span className="quiet small">{t("basket.tickFirst")}</span>}
      {target === null && <span className="quiet small">{t("basket.chooseFirst")}</span>}
      {!isDouble && <Why error={take.error} />}
      {isDouble && (
        <AgainDialog error={take.error} isBusy={take.isBusy} close={take.reset} run={() => take.run(true)} />
      )}
    </>
  );
}
