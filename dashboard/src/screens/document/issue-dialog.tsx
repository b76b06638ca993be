import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { isPurchaseKind } from "#dashboard/screens/documents/document-filters.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import { documentQuery, seriesQuery, type DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";
import { expectedNumber } from "./expected-number.ts";
import { issue } from "./issue.ts";
import classes from "./document.module.css";

interface Props {
  readonly document: DocumentPage;
  readonly thenSend: boolean;
  readonly close: () => void;
  /** It is final now, and somebody has to look at the mail before it leaves. */
  readonly onSendNeeded: (id: string) => void;
  /** It is final now. */
  readonly onIssued?: (id: string) => void;
  readonly onRefused?: (error: Error) => void;
}

const toldBy = {
  no: "document.issued",
  toBeSeen: "document.issued",
  yes: "document.issuedAndSent",
  unknown: "document.issuedUnsent",
} as const;

/** Before it is final: one line that says what comes to be, for whom, and how it leaves. */
export function IssueDialog({ document, thenSend, close, onSendNeeded, onIssued, onRefused }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const kindName = useKindName();
  const nameOf = useDocumentName();
  const { data } = useQuery(seriesQuery(api));
  const today = useToday();
  const day = document.issueDate ?? today;
  const number = data === undefined ? "" : expectedNumber(data.items, document.kind, day);
  const { buyer, totals, currency } = document;
  const isOrder = document.kind === "purchaseOrder";
  const values = {
    document: `${kindName(document.kind)} ${number}`.trim(),
    customer: buyer.name || t(isPurchaseKind(document.kind) ? "purchase.noSupplier" : "documents.noCustomer"),
    amount: format.amount(totals.taxInclusiveAmount, currency),
  };
  const act = useAct(
    () => issue(api, document, thenSend),
    ({ document: made, sent }) => {
      announce(t(isOrder ? "purchase.placed" : toldBy[sent], { document: nameOf(made) }));
      close();
      if (sent === "no" || sent === "yes") {
        onIssued?.(made.id);
        return;
      }
      // What is final is sent from its page: that may not show the draft again, also when the hub cannot be asked.
      queries.setQueryData(documentQuery(api, made.id).queryKey, made);
      onSendNeeded(made.id);
    },
    onRefused,
  );
  const button = t(
    isOrder ? "purchase.placeButton" : thenSend ? "document.issueAndSendButton" : "document.issueButton",
  );
  return (
    <ActDialog
      title={button}
      close={close}
      button={button}
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p className={classes.summary}>
        <strong>
          {thenSend && buyer.email !== "" ? t("document.summaryMail", values) : t("document.summary", values)}
        </strong>
      </p>
      {thenSend && buyer.email !== "" && <p>{t("document.summaryTo", { email: buyer.email })}</p>}
      {thenSend && buyer.email === "" && <p>{t("document.summaryNoMail")}</p>}
      <p className="quiet">{t(isOrder ? "purchase.placeBody" : "document.issueBody")}</p>
    </ActDialog>
  );
}
