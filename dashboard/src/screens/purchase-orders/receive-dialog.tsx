import "#dashboard/parts/ticks.css";
import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { leftQuery, type DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useDocumentName } from "#dashboard/screens/document/document-words.ts";
import { chosenParts, type Typed } from "#dashboard/screens/document/line-parts.ts";
import { PartsTable } from "#dashboard/screens/document/parts-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly document: DocumentPage;
  readonly close: () => void;
}

/** What came in, and whether it is in stock from now on. */
export function ReceiveDialog({ document, close }: Props) {
  const { t, language } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const nameOf = useDocumentName();
  const [typed, setTyped] = useState<Typed>({});
  const [movesStock, setMovesStock] = useState(true);
  const query = useQuery(leftQuery(api, document.id, "purchaseReceipt"));
  const parts = chosenParts(query.data?.lines ?? [], typed, decimalMarkOf(language));
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/purchase-orders/{documentId}/receive", {
          params: { path: { documentId: document.id } },
          body: {
            version: document.version,
            movesStock,
            lines: parts.lines === null ? null : [...parts.lines],
          },
        }),
      ),
    (receipt) => {
      announce(t("purchase.received", { document: nameOf(receipt) }));
      close();
    },
  );
  const nothingLeft = query.data !== undefined && parts.lines === null && parts.isNothing;
  return (
    <ActDialog
      title={t("purchase.receiveTitle", { document: nameOf(document) })}
      close={close}
      button={t("purchase.bookButton")}
      isBusy={act.isBusy}
      isDisabled={query.data === undefined || parts.isNothing || parts.unread.length > 0}
      error={act.error}
      run={() => act.run(undefined)}
      isWide
      isDirty={Object.keys(typed).length > 0}
    >
      <Loaded query={query} rows={4}>
        {({ lines }) =>
          nothingLeft ? (
            <p>{t("purchase.nothingLeft")}</p>
          ) : (
            <PartsTable
              document={document}
              left={lines}
              typed={typed}
              unread={parts.unread}
              setTyped={setTyped}
              quantity={t("purchase.cameIn")}
            />
          )
        }
      </Loaded>
      <Checkbox
        label={t("purchase.movesStock")}
        description={t("purchase.movesStockHint")}
        checked={movesStock}
        onChange={({ currentTarget }) => setMovesStock(currentTarget.checked)}
      />
    </ActDialog>
  );
}
