import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import type { DocumentPage } from "#dashboard/screens/document/document-query.ts";
import lineClasses from "#dashboard/screens/document/lines.module.css";
import { useIsAtPartner } from "#dashboard/screens/partner-orders/order-queries.ts";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { orderQuery, type PurchaseOrder, type Sending } from "./order-query.ts";
import { SettleDialog } from "./settle-dialog.tsx";
import classes from "./orders.module.css";

const states = {
  queued: { look: "waiting", text: "sendingState.queued" },
  sending: { look: "busy", text: "sendingState.sending" },
  sent: { look: "done", text: "sendingState.sent" },
  unknown: { look: "unknown", text: "sendingState.unknown" },
  refused: { look: "failed", text: "sendingState.refused" },
  notThere: { look: "skipped", text: "sendingState.notThere" },
} as const;

const answers = {
  accepted: { look: "done", text: "sendingState.accepted" },
  acceptedWithChanges: { look: "act", text: "sendingState.changed" },
  basketOnly: { look: "act", text: "sendingState.basketOnly" },
} as const;

/** What the supplier was told and what he said, the latest first; and how much of it came in. */
export function OrderPanel({ document }: { readonly document: DocumentPage }) {
  const { t } = useWords();
  const query = useQuery(orderQuery(useApi(), document.id));
  const isAtPartner = useIsAtPartner(document.id);
  // How it stands there has a panel of its own; here would be that it was not sent.
  if (isAtPartner && query.data !== undefined && query.data.sendings.length === 0 && hasNothingIn(query.data))
    return null;
  return (
    <section className={panel.panel}>
      <h2>{t("purchase.atSupplier")}</h2>
      <Loaded query={query} rows={3}>
        {(order) => (
          <>
            {order.isChangedSinceSent && (
              <Notice look="act">
                <p>{t("drift.purchase", { supplier: document.buyer.name })}</p>
              </Notice>
            )}
            {order.sendings.length === 0 && !isAtPartner && <p className="quiet">{t("purchase.notSent")}</p>}
            <ul className={classes.sendings}>
              {order.sendings.map((sending) => (
                <SendingItem key={sending.id} document={document} sending={sending} />
              ))}
            </ul>
            <Received document={document} order={order} />
          </>
        )}
      </Loaded>
    </section>
  );
}

interface ItemProps {
  readonly document: DocumentPage;
  readonly sending: Sending;
}

function SendingItem({ document, sending }: ItemProps) {
  const { t, format } = useWords();
  const may = useMay();
  const [settling, setSettling] = useState<"there" | "notThere" | null>(null);
  const { state, answer, supplier, supplierNumber, sentAt, requestedAt, reason, nextAt } = sending;
  const { look, text } = answer === null || state !== "sent" ? states[state] : answers[answer];
  const isMail = sending.channel === "mail";
  const isUncertain = state === "unknown" && !isMail;
  return (
    <li>
      <div className={classes.head}>
        <StateChip look={look}>{t(text)}</StateChip>
        <span>{isMail ? t("purchase.byMail", { email: sending.recipient ?? "" }) : supplier}</span>
        <time className="quiet" dateTime={sentAt ?? requestedAt}>
          {format.when(sentAt ?? requestedAt)}
        </time>
      </div>
      {state === "sent" && !isMail && (
        <p>
          {supplierNumber === ""
            ? t("purchase.sentUnnumbered", { supplier, moment: format.moment(sentAt ?? requestedAt) })
            : t("po.sent", { supplier, moment: format.moment(sentAt ?? requestedAt), ref: supplierNumber })}
        </p>
      )}
      {answer === "basketOnly" && <p>{t("po.inBasketOnly", { supplier })}</p>}
      {reason !== null && !isMail && state !== "sent" && (
        <>
          <p>{reason.message}</p>
          {reason.text !== "" && <p className="code">‘{reason.text}’</p>}
        </>
      )}
      {sending.answerText !== "" && <p className="code">‘{sending.answerText}’</p>}
      {nextAt !== null && reason !== null && (
        <p className="quiet">
          {t(state === "unknown" ? "purchase.looksAgain" : "order.nextAttempt", { time: format.when(nextAt) })}
        </p>
      )}
      {sending.settledBy !== null && <p className="quiet">{t("purchase.settledBy", { user: sending.settledBy })}</p>}
      <Answers document={document} sending={sending} />
      {isUncertain && may("documents.send") && (
        <>
          <p>{t("purchase.lookThere", { supplier, number: document.number ?? "" })}</p>
          <div className={panel.buttons}>
            <Button variant="default" onClick={() => setSettling("there")}>
              {t("purchase.isThereButton")}
            </Button>
            <Button variant="default" onClick={() => setSettling("notThere")}>
              {t("purchase.notThereButton")}
            </Button>
          </div>
        </>
      )}
      {settling !== null && (
        <SettleDialog
          documentId={document.id}
          sending={sending}
          isThere={settling === "there"}
          close={() => setSettling(null)}
        />
      )}
    </li>
  );
}

/** What the supplier said of single lines; nothing when he said nothing. */
function Answers({ document, sending: { lines } }: ItemProps) {
  const { t, format } = useWords();
  const units = useUnits();
  if (lines.length === 0) return null;
  const own = new Map(document.lines.map((line) => [line.position, line]));
  return (
    <div className={panel.scroll}>
      <table className={lineClasses.lines}>
        <caption className="spoken-only">{t("purchase.answers")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("line.description")}</th>
            <th scope="col">{t("purchase.ordered")}</th>
            <th scope="col">{t("purchase.backordered")}</th>
            <th scope="col">{t("line.price")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => {
            const ours = line.position === null ? undefined : own.get(line.position);
            const shown = (quantity: string | null): string =>
              quantity === null ? "" : units.of(quantity, ours?.unitCode ?? "");
            return (
              <tr key={`${line.position ?? ""} ${line.suppliersItemIdentifier} ${String(index)}`}>
                <th scope="row">
                  {ours?.itemName ?? line.suppliersItemIdentifier}
                  {line.text !== "" && <span className="quiet">{line.text}</span>}
                </th>
                <td data-label={t("purchase.ordered")}>{shown(line.ordered)}</td>
                <td data-label={t("purchase.backordered")}>
                  {line.backorderDate === null
                    ? shown(line.backordered)
                    : t("purchase.backorderedOn", {
                        quantity: shown(line.backordered),
                        day: format.day(line.backorderDate),
                      })}
                </td>
                <td data-label={t("line.price")}>{line.netPrice === null ? "" : format.price(line.netPrice)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const hasNothingIn = ({ lines }: PurchaseOrder): boolean =>
  lines.every(({ received, invoiced }) => !/[1-9]/.test(`${received}${invoiced}`));

/** How much of each line came in and was charged; nothing as long as nothing was. */
function Received({ document, order }: { readonly document: DocumentPage; readonly order: PurchaseOrder }) {
  const { t } = useWords();
  const units = useUnits();
  if (hasNothingIn(order)) return null;
  const own = new Map(document.lines.map((line) => [line.position, line]));
  const columns = [
    ["quantity", t("purchase.ordered")],
    ["received", t("purchase.cameIn")],
    ["leftToReceive", t("purchase.leftToReceive")],
    ["leftToInvoice", t("purchase.leftToInvoice")],
  ] as const;
  return (
    <div className={classes.received}>
      <h3 className={classes.head}>
        {t("purchase.cameInSoFar")}
        {order.received === "part" && <StateChip look="waiting">{t("sendingState.partReceived")}</StateChip>}
      </h3>
      <div className={panel.scroll}>
        <table className={lineClasses.lines}>
          <caption className="spoken-only">{t("purchase.cameInSoFar")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("line.description")}</th>
              {columns.map(([name, title]) => (
                <th key={name} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => {
              const ours = own.get(line.position);
              return (
                <tr key={line.position}>
                  <th scope="row">{ours?.itemName}</th>
                  {columns.map(([name, title]) => (
                    <td key={name} data-label={title}>
                      {units.of(line[name], ours?.unitCode ?? "")}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}
