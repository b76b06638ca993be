import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ActDialog } from "./act-dialog.tsx";
import { leftQuery, type DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";
import { chosenParts, type Typed } from "./line-parts.ts";
import { PartsTable } from "./parts-table.tsx";

interface Props {
  readonly document: DocumentPage;
  readonly to: DocumentPage["kind"];
  readonly close: () => void;
}

/** Makes a draft of the next kind, of all that is left or of a part. */
export function ConvertDialog({ document, to, close }: Props) {
  const { t, language } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const kindName = useKindName();
  const name = useDocumentName()(document);
  const [typed, setTyped] = useState<Typed>({});
  const query = useQuery(leftQuery(api, document.id, to));
  const parts = chosenParts(query.data?.lines ?? [], typed, decimalMarkOf(language));
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/documents/{documentId}/convert", {
          params: { path: { documentId: document.id } },
          body: { to, lines: parts.lines === null ? null : [...parts.lines] },
        }),
      ),
    (draft) => {
      announce(t("convert.made", { kind: kindName(draft.kind) }));
      void navigate({
        to: "/a/$administration/documents/$document/edit",
        params: { administration: api.administrationId, document: draft.id },
      });
    },
  );
  const nothingLeft = query.data !== undefined && parts.lines === null && parts.isNothing;
  return (
    <ActDialog
      title={t("convert.title", { document: name, kind: kindName(to).toLocaleLowerCase() })}
      close={close}
      button={t("convert.button")}
      isBusy={act.isBusy}
      isDisabled={query.data === undefined || parts.isNothing || parts.unread.length > 0}
      error={act.error}
      run={() => act.run(undefined)}
      isWide
    >
      <Loaded query={query} rows={4}>
        {({ lines }) =>
          nothingLeft ? (
            <p>{t("convert.nothingLeft")}</p>
          ) : (
            <PartsTable document={document} left={lines} typed={typed} unread={parts.unread} setTyped={setTyped} />
          )
        }
      </Loaded>
    </ActDialog>
  );
}
