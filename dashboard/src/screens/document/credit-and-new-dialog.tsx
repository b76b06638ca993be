import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import type { DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";

interface Props {
  readonly document: DocumentPage;
  readonly close: () => void;
}

/** Takes an invoice back whole and puts a draft in its place, to be mended. */
export function CreditAndNewDialog({ document, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const name = useDocumentName()(document);
  const [reason, setReason] = useState("");
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/documents/{documentId}/credit-and-new", {
          params: { path: { documentId: document.id } },
          body: { version: document.version, reason },
        }),
      ),
    ({ creditNote, draft }) => {
      announce(t("credit.madeNew", { number: creditNote.number }));
      void navigate({
        to: "/a/$administration/documents/$document/edit",
        params: { administration: api.administrationId, document: draft.id },
      });
    },
  );
  return (
    <ActDialog
      title={t("credit.newTitle", { document: name })}
      close={close}
      button={t("document.creditAndNewButton")}
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
      isDirty={reason !== ""}
    >
      <p>
        {t("credit.newBody", {
          document: name,
          amount: format.amount(document.totals.taxInclusiveAmount, document.currency),
        })}
      </p>
      <TextInput
        label={t("credit.reason")}
        description={t("credit.reasonHint")}
        maxLength={500}
        lang={document.language}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        data-autofocus
      />
    </ActDialog>
  );
}
