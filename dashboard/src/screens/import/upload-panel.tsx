import { useApi } from "#dashboard/api/api.ts";
import { FileDrop } from "#dashboard/parts/file-drop.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { sendFile } from "#dashboard/parts/send-file.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./import.module.css";
import type { Import, What } from "./import-query.ts";

const mostBytes = 60 * 1024 * 1024;

interface Props {
  readonly what: What;
  readonly onDone: (id: string) => void;
}

/** The file, and how another program makes one. */
export function UploadPanel({ what, onDone }: Props) {
  const { t, format, language } = useWords();
  const { administrationId } = useApi();
  const upload = useAct(
    (file: File) =>
      sendFile<Import>("POST", `/api/imports/${what}?fileName=${encodeURIComponent(file.name)}`, file, {
        administrationId,
        language,
      }),
    ({ id }) => onDone(id),
  );
  return (
    <section className={panel.panel}>
      <h2>{t("import.file")}</h2>
      <div className={panel.form}>
        <FileDrop
          accept=".csv,.txt,text/csv,text/plain"
          button={t("import.fileButton")}
          help={t("import.fileHelp")}
          isBusy={upload.isBusy}
          onFile={upload.run}
          refuse={({ size, name }) =>
            size > mostBytes
              ? t("import.tooBig", { size: format.count(Math.ceil(size / 1024 / 1024)) })
              : /\.(xlsx?|ods|numbers)$/i.test(name)
                ? t("import.sheet")
                : null
          }
        />
        <Why error={upload.error} />
        <details className={classes.how}>
          <summary>{t("import.how")}</summary>
          <ol>
            <li>{t("import.how.open")}</li>
            <li>{t("import.how.header")}</li>
            <li>{t("import.how.save")}</li>
            <li>{t(`import.how.columns.${what}`)}</li>
          </ol>
        </details>
      </div>
    </section>
  );
}
