import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { bookOf, isPurchaseKind } from "#dashboard/screens/documents/document-filters.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import type { DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";

interface Props {
  readonly document: DocumentPage;
  readonly close: () => void;
}

/** Throws a draft away. */
export function DeleteDialog({ document, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const name = useDocumentName()(document);
  const act = useAct(
    () =>
      answered(
        api.client.DELETE("/api/documents/{documentId}", {
          params: { path: { documentId: document.id }, query: { version: document.version } },
        }),
      ),
    () => {
      announce(t("document.deleted", { document: name }));
      void navigate({
        to: bookOf(document.kind).to,
        params: { administration: api.administrationId },
        search: {},
      });
    },
  );
  return (
    <ActDialog
      title={t("document.deleteTitle")}
      close={close}
      button={t("document.deleteButton")}
      isDangerous
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p>
        {t("document.deleteBody", {
          document: name,
          customer:
            document.buyer.name || t(isPurchaseKind(document.kind) ? "purchase.noSupplier" : "documents.noCustomer"),
          amount: format.amount(document.totals.taxInclusiveAmount, document.currency),
        })}
      </p>
    </ActDialog>
  );
}
