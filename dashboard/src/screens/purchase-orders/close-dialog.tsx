import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import type { DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useDocumentName } from "#dashboard/screens/document/document-words.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly document: DocumentPage;
  readonly close: () => void;
}

/** Nothing more is expected of an order. */
export function CloseDialog({ document, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const name = useDocumentName()(document);
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/purchase-orders/{documentId}/close", {
          params: { path: { documentId: document.id } },
          body: { version: document.version },
        }),
      ),
    () => {
      announce(t("purchase.closed", { document: name }));
      close();
    },
  );
  return (
    <ActDialog
      title={t("purchase.closeTitle", { document: name })}
      close={close}
      button={t("purchase.closeButton")}
      isBusy={act.isBusy}
      error={act.error}
      run={() => act.run(undefined)}
    >
      <p>{t("purchase.closeBody")}</p>
    </ActDialog>
  );
}
