import { Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { takesSupplierDocument } from "#domain/supplier/supplier-document.ts";
import { takesBasket } from "#domain/supplier/webshop-functions.ts";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { staysHere, type DocumentFilters } from "#dashboard/screens/documents/document-filters.ts";
import { wasSent } from "#dashboard/screens/documents/document-state.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { OrderActions } from "#dashboard/screens/purchase-orders/order-actions.tsx";
import { WebshopMenu } from "#dashboard/screens/supplier-baskets/webshop-menu.tsx";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ConvertDialog } from "./convert-dialog.tsx";
import { CreditAndNewDialog } from "./credit-and-new-dialog.tsx";
import { CreditDialog } from "./credit-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import type { DocumentPage } from "./document-query.ts";
import { IssueDialog } from "./issue-dialog.tsx";
import { SendDialog } from "./send-dialog.tsx";
import classes from "./document.module.css";

type Open =
  | "send"
  | "issue"
  | "issueAndSend"
  | "credit"
  | "creditAndNew"
  | "delete"
  | { readonly convertTo: DocumentPage["kind"] };

interface Props {
  readonly document: DocumentPage;
  /** One came here to send it. */
  readonly isSending: boolean;
  readonly filters: DocumentFilters;
}

/** Only what the hub says may be done now. */
export function DocumentActions({ document, isSending, filters }: Props) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { id: administration } = useAdministration();
  const has = (action: DocumentPage["actions"][number]): boolean => document.actions.includes(action);
  const [open, setOpen] = useState<Open | null>(isSending && has("send") ? "send" : null);
  const edit = {
    to: "/a/$administration/documents/$document/edit",
    params: { administration, document: document.id },
  } as const;
  const close = (): void => setOpen(null);
  // Its address no longer opens it.
  const closeSending = (): void => {
    close();
    const to = "/a/$administration/documents/$document";
    void navigate({ to, params: edit.params, search: filters, replace: true, resetScroll: false });
  };

  const isSent = wasSent(document.mailState);
  const isOrder = document.kind === "purchaseOrder";
  const stays = staysHere(document.kind);
  const maySend = has("issue") && !stays && may("documents.send");
  return (
    <div className={`${panel.buttons} ${classes.actions}`}>
      {maySend && <Button onClick={() => setOpen("issueAndSend")}>{t("document.issueAndSendButton")}</Button>}
      {has("issue") && (
        <Button variant={stays ? "filled" : "default"} onClick={() => setOpen("issue")}>
          {t(isOrder ? "purchase.placeButton" : "document.issueButton")}
        </Button>
      )}
      {isOrder && !has("issue") && <OrderActions document={document} isMailing={isSending} />}
      {has("edit") && (
        <ButtonLink variant="default" {...edit} aria-keyshortcuts="e">
          {t("button.edit")}
        </ButtonLink>
      )}
      {has("edit") && document.status === "draft" && takesSupplierDocument(document.kind) && (
        <WebshopMenu
          documentId={document.id}
          isOrder={isOrder}
          takesBasket={takesBasket(document.kind)}
          buttonClass={classes.menuButton}
        />
      )}
      {has("send") && !isOrder && (
        <Button variant={isSent || stays ? "default" : "filled"} onClick={() => setOpen("send")}>
          {t(isSent ? "send.againButton" : "document.sendButton")}
        </Button>
      )}
      {document.convertsTo.some((kind) => kind !== "purchaseReceipt" || !isOrder) && (
        <ConvertMenu document={document} choose={(to) => setOpen({ convertTo: to })} />
      )}
      {has("credit") && <CreditMenu hasNew={has("creditAndNew")} choose={setOpen} />}
      {has("ubl") && (
        <Button
          variant="default"
          component="a"
          href={`/api/documents/${document.id}/ubl?administration=${administration}`}
          download
        >
          {t("document.ublButton")}
        </Button>
      )}
      {has("delete") && (
        <Button variant="subtle" color="danger" onClick={() => setOpen("delete")}>
          {t("button.delete")}
        </Button>
      )}
      {(open === "issue" || open === "issueAndSend") && (
        <IssueDialog
          document={document}
          thenSend={open === "issueAndSend"}
          close={close}
          onSendNeeded={() => setOpen("send")}
        />
      )}
      {open === "send" && !isOrder && <SendDialog document={document} close={isSending ? closeSending : close} />}
      {open === "credit" && <CreditDialog document={document} close={close} />}
      {open === "creditAndNew" && <CreditAndNewDialog document={document} close={close} />}
      {open === "delete" && <DeleteDialog document={document} close={close} />}
      {open !== null && typeof open === "object" && (
        <ConvertDialog document={document} to={open.convertTo} close={close} />
      )}
    </div>
  );
}

interface CreditProps {
  readonly hasNew: boolean;
  readonly choose: (open: "credit" | "creditAndNew") => void;
}

/** The two ways to credit, each with when it is the one to take. */
function CreditMenu({ hasNew, choose }: CreditProps) {
  const { t } = useWords();
  if (!hasNew)
    return (
      <Button variant="default" onClick={() => choose("credit")}>
        {t("document.creditButton")}
      </Button>
    );
  return (
    <DropMenu
      side="start"
      buttonClass={classes.menuButton}
      button={
        <>
          <span>{t("document.creditButton")}</span>
          <IconChevronDown size={16} aria-hidden />
        </>
      }
    >
      <MenuItem note={t("document.creditWhen")} onSelect={() => choose("credit")}>
        {t("document.creditButton")}
      </MenuItem>
      <MenuItem note={t("document.creditAndNewWhen")} onSelect={() => choose("creditAndNew")}>
        {t("document.creditAndNewButton")}
      </MenuItem>
    </DropMenu>
  );
}

interface ConvertProps {
  readonly document: DocumentPage;
  readonly choose: (to: DocumentPage["kind"]) => void;
}

function ConvertMenu({ document, choose }: ConvertProps) {
  const { t } = useWords();
  const kindName = useKindName();
  // What came in of an order has a dialog of its own.
  const kinds = document.convertsTo.filter((kind) => kind !== "purchaseReceipt" || document.kind !== "purchaseOrder");
  return (
    <DropMenu
      side="start"
      buttonClass={classes.menuButton}
      button={
        <>
          <span>{t("document.convertButton")}</span>
          <IconChevronDown size={16} aria-hidden />
        </>
      }
    >
      {kinds.map((kind) => (
        <MenuItem key={kind} onSelect={() => choose(kind)}>
          {kindName(kind)}
        </MenuItem>
      ))}
    </DropMenu>
  );
}
