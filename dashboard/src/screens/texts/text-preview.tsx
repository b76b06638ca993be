import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import { refusalOf, type Schemas } from "#dashboard/api/client.ts";
import { Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./texts.module.css";

/** What the texts say on a real order: on the document, and in the mail as the customer gets it. */
export function TextPreview({ query }: { readonly query: UseQueryResult<Schemas["TextPreview"]> }) {
  const { t } = useWords();
  const { error } = query;
  const [kept, setKept] = useState(query.data);
  // While a text has a mistake, what it said before stays.
  if (query.data !== undefined && query.data !== kept) setKept(query.data);
  const data = query.data ?? kept;
  const problem = refusalOf(error);
  // A mistake in a text stands beside that text.
  const isElsewhere = problem?.errors !== undefined;
  return (
    <section className={`${panel.panel} ${classes.preview}`} aria-busy={data === undefined && error === null}>
      <h2>
        {data === undefined
          ? t("texts.preview")
          : t("texts.previewOf", {
              document:
                data.documentId === null
                  ? t("texts.previewExample")
                  : data.number === null
                    ? t("texts.previewDraft")
                    : t("texts.previewDocument", { number: data.number }),
            })}
      </h2>
      {error !== null && !isElsewhere && <Refused error={error} />}
      {data === undefined && error === null && <Waiting rows={8} />}
      {data !== undefined && (
        <>
          <h3>{t("texts.previewCaption")}</h3>
          {data.caption === "" ? (
            <p className="quiet">{t("texts.previewEmpty")}</p>
          ) : (
            <p className={classes.caption} lang={data.language}>
              {data.caption}
            </p>
          )}
          <h3>{t("texts.previewMail")}</h3>
          <p lang={data.language}>
            <b>{data.subject}</b>
          </p>
          {/* Shut off: what stands in a mail can do nothing here. */}
          <iframe className={classes.mail} title={data.subject} sandbox="" srcDoc={data.html} />
        </>
      )}
    </section>
  );
}
