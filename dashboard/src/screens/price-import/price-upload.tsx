import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { FileDrop } from "#dashboard/parts/file-drop.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import importClasses from "#dashboard/screens/import/import.module.css";
import type { PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { sendPriceFile } from "./send-price-file.ts";

const mostBytes = 1024 * 1024 * 1024;

interface Props {
  readonly list: PriceList;
  readonly onDone: (id: string) => void;
}

/** The file of the supplier, and where one gets it. */
export function PriceUpload({ list, onDone }: Props) {
  const { t, format, language } = useWords();
  const { administrationId } = useApi();
  const [sent, setSent] = useState(0);
  const upload = useAct(
    (file: File) =>
      sendPriceFile(file, { priceListId: list.id, administrationId, language, onPart: setSent }).finally(() =>
        setSent(0),
      ),
    ({ id }) => onDone(id),
  );
  return (
    <section className={panel.panel}>
      <h2>{t("priceImport.file", { supplier: list.supplierName })}</h2>
      <div className={panel.form}>
        <FileDrop
          accept=".csv,.txt,.001,.002,.003,.rab,.wrg,text/csv,text/plain"
          button={t("priceImport.fileButton")}
          help={t("priceImport.fileHelp")}
          isBusy={upload.isBusy}
          onFile={upload.run}
          refuse={({ size, name }) =>
            size === 0
              ? t("priceImport.empty")
              : size > mostBytes
                ? t("priceImport.tooBig", { size: format.bytes(size) })
                : /\.(xlsx?|ods|numbers)$/i.test(name)
                  ? t("import.sheet")
                  : /\.(pdf|docx?|zip|7z|rar)$/i.test(name)
                    ? t("priceImport.noText")
                    : null
          }
        />
        {sent > 0 && <p role="status">{t("priceImport.sending", { size: format.bytes(sent) })}</p>}
        <Why error={upload.error} />
        <details className={importClasses.how}>
          <summary>{t("priceImport.how")}</summary>
          <ol>
            <li>{t("priceImport.how.where")}</li>
            <li>{t("priceImport.how.kinds")}</li>
            <li>{t("priceImport.how.groups")}</li>
            <li>{t("priceImport.how.unit")}</li>
          </ol>
        </details>
      </div>
    </section>
  );
}
