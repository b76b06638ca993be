import "#dashboard/parts/ticks.css";
import { Button, Checkbox } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { startedWithDocument } from "#domain/supplier/supplier-document.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { newId } from "#dashboard/parts/new-id.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { AgainDialog } from "#dashboard/screens/supplier-baskets/again-dialog.tsx";
import { basketKey, type Basket } from "#dashboard/screens/supplier-baskets/basket-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

type Doing = (typeof startedWithDocument)[number] | "receive";

interface Props {
  readonly basket: Basket;
  readonly asked: string | undefined;
  readonly isWaiting: boolean;
}

/** What is done with the ticked lines of an order or a delivery note, besides taking them to a draft that is there. */
export function DocumentActs({ basket, asked, isWaiting }: Props) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [movesStock, setMovesStock] = useState(true);
  const key = useRef(newId());
  const { supplierDocument: about, ticked } = basket;
  const act = useAct(
    async ({ doing, again }: { readonly doing: Doing; readonly again: boolean }) => {
      if (about === null) throw new Error("It is a basket");
      const params = { path: { supplierDocumentId: about.id } };
      const press = { basketId: basket.id, version: basket.version, key: key.current, again };
      if (doing !== "receive")
        return answered(
          api.client.POST("/api/supplier-documents/{supplierDocumentId}/start", {
            params,
            body: { ...press, kind: doing },
          }),
        );
      const orderVersion = about.order?.version ?? 0;
      return answered(
        api.client.POST("/api/supplier-documents/{supplierDocumentId}/receive", {
          params,
          body: { ...press, orderVersion, movesStock },
        }),
      );
    },
    ({ documentId, lines }, { doing }) => {
      key.current = newId();
      const params = { administration: api.administrationId, document: documentId };
      announce(t(doing === "receive" ? "fromSupplier.received" : "fromSupplier.started", { count: lines }));
      void navigate(
        doing === "receive"
          ? { to: "/a/$administration/documents/$document", params }
          : { to: "/a/$administration/documents/$document/edit", params },
      );
    },
    () => void queries.invalidateQueries({ queryKey: basketKey(api, basket.id, asked) }),
  );
  const [doing, setDoing] = useState<Doing>("receive");
  if (about === null) return null;
  const run = (wanted: Doing): void => {
    setDoing(wanted);
    act.run({ doing: wanted, again: false });
  };
  const isDouble = refusalOf(act.error)?.errors?.some(({ field }) => field === "again") === true;
  const isIdle = ticked.count === 0 || isWaiting;
  const { order } = about;
  return (
    <>
      {order !== null && (
        <>
          <h3>
            <Link
              to="/a/$administration/documents/$document"
              params={{ administration: api.administrationId, document: order.id }}
            >
              {t("fromSupplier.ownOrder", { number: order.number })}
            </Link>
          </h3>
          {order.isOpen ? (
            <div className={panel.buttons}>
              <Button
                loading={act.isBusy && doing === "receive"}
                disabled={isIdle}
                onClick={() => run("receive")}
                data-receive
              >
                {t("fromSupplier.receiveButton", { number: order.number })}
              </Button>
              <Checkbox
                label={t("purchase.movesStock")}
                checked={movesStock}
                onChange={({ currentTarget }) => setMovesStock(currentTarget.checked)}
              />
            </div>
          ) : (
            <p className="quiet">{t("fromSupplier.orderClosed")}</p>
          )}
        </>
      )}
      <div className={panel.buttons}>
        {startedWithDocument.map((kind) => (
          <Button
            key={kind}
            variant="default"
            loading={act.isBusy && doing === kind}
            disabled={isIdle}
            onClick={() => run(kind)}
          >
            {t(`fromSupplier.start.${kind}`)}
          </Button>
        ))}
      </div>
      {!about.hasSupplier && <p className="quiet small">{t("fromSupplier.noParty")}</p>}
      {!isDouble && <Why error={act.error} />}
      {isDouble && (
        <AgainDialog
          error={act.error}
          isBusy={act.isBusy}
          close={act.reset}
          run={() => act.run({ doing, again: true })}
        />
      )}
    </>
  );
}
