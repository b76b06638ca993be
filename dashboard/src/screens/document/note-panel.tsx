import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";

/** The office's own note: on no document, also to be written when it is final. */
export function NotePanel({ document }: { readonly document: DocumentPage }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [typed, setTyped] = useState<string | null>(null);
  const note = typed ?? document.internalNote;
  const isDirty = note !== document.internalNote;
  useUnsaved(isDirty);
  const save = useAct(
    () =>
      answered(
        api.client.PUT("/api/documents/{documentId}/internal-note", {
          params: { path: { documentId: document.id } },
          body: { version: document.version, internalNote: note },
        }),
      ),
    () => {
      setTyped(null);
      announce(t("document.noteSaved"));
    },
  );
  if (!document.actions.includes("note")) {
    if (document.internalNote === "") return null;
    return (
      <section className={panel.panel}>
        <h2>{t("document.note")}</h2>
        <p>{document.internalNote}</p>
      </section>
    );
  }
  return (
    <section className={panel.panel}>
      <Textarea
        label={t("document.note")}
        description={t("document.noteHint")}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={note}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Why error={save.error} />
      {isDirty && (
        <div className={panel.buttons}>
          <Button mt={8} loading={save.isBusy} onClick={() => save.run(undefined)}>
            {t("button.save")}
          </Button>
        </div>
      )}
    </section>
  );
}
