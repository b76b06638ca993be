import { Button } from "@mantine/core";
import { useState } from "react";
import { mostDocumentBytes, type SupplierDocumentKind } from "#domain/supplier/supplier-document.ts";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf, type Schemas } from "#dashboard/api/client.ts";
import { FileDrop } from "#dashboard/parts/file-drop.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { sendFile } from "#dashboard/parts/send-file.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import type { SupplierEntry } from "#dashboard/screens/supplier-logins/supplier-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

export interface Uploaded {
  readonly document: Schemas["SupplierDocumentRow"];
  readonly isNew: boolean;
  readonly remarks: readonly string[];
}

interface Props {
  readonly entry: SupplierEntry;
  /** What is said of a file that does not say it itself. */
  readonly kind: SupplierDocumentKind;
  readonly number: string;
  readonly found: (uploaded: Uploaded) => void;
}

/** A file of the supplier: what is in it is found by its number from then on. */
export function FilePart({ entry, kind, number, found }: Props) {
  const { t, format, language } = useWords();
  const { administrationId } = useApi();
  const [last, setLast] = useState<File | null>(null);
  const [done, setDone] = useState<Uploaded | null>(null);
  const upload = useAct(
    ({ file, again }: { readonly file: File; readonly again: boolean }) => {
      const search = new URLSearchParams({ entryId: entry.id, fileName: file.name, kind, again: String(again) });
      if (number !== "") search.set("number", number);
      const path = `/api/supplier-documents/upload?${search.toString()}`;
      return sendFile<Uploaded>("POST", path, file, { administrationId, language });
    },
    (uploaded) => {
      setDone(uploaded);
      found(uploaded);
    },
  );
  const conflict = refusalOf(upload.error)?.errors?.find(({ field }) => field === "again")?.message;
  const part = (
    <>
      <FileDrop
        accept=".xml,.csv,.txt,application/xml,text/xml,text/csv"
        button={t("fromSupplier.fileButton")}
        help={t("fromSupplier.fileHelp")}
        isBusy={upload.isBusy}
        onFile={(file) => {
          setLast(file);
          setDone(null);
          upload.run({ file, again: false });
        }}
        refuse={({ size }) =>
          size > mostDocumentBytes ? t("import.tooBig", { size: format.count(Math.ceil(size / 1024 / 1024)) }) : null
        }
      />
      <div role="status">
        {done !== null && (
          <Notice look="done">
            {t(`fromSupplier.read.${done.document.kind}`, {
              number: done.document.number,
              count: done.document.lineCount,
            })}
            {done.remarks.length > 0 && (
              <ul>
                {done.remarks.map((remark) => (
                  <li key={remark}>{remark}</li>
                ))}
              </ul>
            )}
          </Notice>
        )}
      </div>
      {conflict === undefined ? (
        <Why error={upload.error} />
      ) : (
        <Notice
          look="act"
          actions={
            <Button
              variant="default"
              loading={upload.isBusy}
              onClick={() => last !== null && upload.run({ file: last, again: true })}
            >
              {t("fromSupplier.replaceButton")}
            </Button>
          }
        >
          {conflict}
        </Notice>
      )}
    </>
  );
  if (entry.isByUpload) return part;
  return (
    <details>
      <summary>{t("fromSupplier.haveFile")}</summary>
      {part}
    </details>
  );
}
