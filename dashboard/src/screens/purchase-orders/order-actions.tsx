import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import type { DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { SendDialog } from "#dashboard/screens/document/send-dialog.tsx";
import classes from "#dashboard/screens/document/document.module.css";
import { useIsAtPartner } from "#dashboard/screens/partner-orders/order-queries.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { CloseDialog } from "./close-dialog.tsx";
import { countingSending, isUnderWay, orderQuery } from "./order-query.ts";
import { ReceiveDialog } from "./receive-dialog.tsx";
import { SendOrderDialog } from "./send-order-dialog.tsx";

interface Props {
  readonly document: DocumentPage;
  /** One came here to mail it. */
  readonly isMailing: boolean;
}

/** What can be done with a purchase order that has its number: sending it, taking in what came, ending it. */
export function OrderActions({ document, isMailing }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { data: order } = useQuery(orderQuery(api, document.id));
  const [open, setOpen] = useState<"service" | "mail" | "receive" | "close" | null>(isMailing ? "mail" : null);
  const close = (): void => {
    setOpen(null);
    const params = { administration: api.administrationId, document: document.id };
    // Its address no longer opens it.
    if (isMailing) void navigate({ to: "/a/$administration/documents/$document", params, search: {}, replace: true });
  };
  const confirm = useAct(
    () =>
      answered(
        api.client.POST("/api/purchase-orders/{documentId}/confirm", {
          params: { path: { documentId: document.id } },
          body: { version: document.version },
        }),
      ),
    () => announce(t("purchase.confirmed")),
  );
  const isAtPartner = useIsAtPartner(document.id);
  const { status } = document;
  const isOpen = status === "placed" || status === "confirmed";
  const sending = order === undefined ? null : countingSending(order);
  const maySend = isOpen && order !== undefined && !isUnderWay(sending) && may("documents.send");
  const isSent = sending !== null;
  // He has it as it is: what is next is that it comes.
  const isAwaited = isAtPartner || (sending?.state === "sent" && order?.isChangedSinceSent === false);
  const sentAt = sending === null ? "" : format.moment(sending.sentAt ?? sending.requestedAt);
  const edits = may("documents.edit");
  return (
    <>
      {maySend && !isAtPartner && (!isSent || order.isChangedSinceSent) && (
        <Button variant={isSent ? "default" : "filled"} onClick={() => setOpen("service")}>
          {t("purchase.sendButton")}
        </Button>
      )}
      {edits && isOpen && (
        <Button variant={isAwaited ? "filled" : "default"} onClick={() => setOpen("receive")}>
          {t("purchase.receiveButton")}
        </Button>
      )}
      {maySend && (
        <Button variant="default" onClick={() => setOpen("mail")}>
          {t("purchase.mailButton")}
        </Button>
      )}
      {edits && (isOpen || status === "received") && (
        <DropMenu
          side="start"
          buttonClass={classes.menuButton}
          button={
            <>
              <span>{t("purchase.moreButton")}</span>
              <IconChevronDown size={16} aria-hidden />
            </>
          }
        >
          {status === "placed" && (
            <MenuItem note={t("purchase.confirmWhen")} onSelect={() => confirm.run(undefined)}>
              {t("purchase.confirmButton")}
            </MenuItem>
          )}
          <MenuItem note={t("purchase.closeWhen")} onSelect={() => setOpen("close")}>
            {t("purchase.closeButton")}
          </MenuItem>
        </DropMenu>
      )}
      <Why error={confirm.error} />
      {open === "service" && order !== undefined && <SendOrderDialog document={document} order={order} close={close} />}
      {open === "mail" && order !== undefined && (
        <SendDialog document={document} close={close} warning={isSent ? t("po.again", { moment: sentAt }) : null} />
      )}
      {open === "receive" && <ReceiveDialog document={document} close={close} />}
      {open === "close" && <CloseDialog document={document} close={close} />}
    </>
  );
}
