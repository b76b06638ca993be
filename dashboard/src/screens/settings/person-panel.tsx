import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { PersonReport } from "./person-report.tsx";
import classes from "./settings.module.css";

const isKnown = ({ deleted, kept, ordersElsewhere }: Schemas["PersonPreview"]): boolean =>
  deleted.length + kept.length + ordersElsewhere > 0;

/** Deletes a person, after a preview of exactly that; what is told afterwards names nobody and can be printed. */
export function PersonPanel({ hashes }: { readonly hashes: number }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [email, setEmail] = useState("");
  const [preview, setPreview] = useState<Schemas["PersonPreview"] | null>(null);
  const [report, setReport] = useState<Schemas["PersonReport"] | null>(null);
  const look = useAct(
    (address: string) => answered(api.client.POST("/api/people/preview", { body: { by: "email", email: address } })),
    (seen) => {
      setReport(null);
      setPreview(seen);
    },
  );
  const remove = useAct(
    (address: string) => answered(api.client.POST("/api/people/delete", { body: { by: "email", email: address } })),
    (done) => {
      setPreview(null);
      setEmail("");
      setReport(done);
      announce(t("retention.done"));
    },
  );
  return (
    <section className={panel.panel}>
      <h2>{t("retention.person")}</h2>
      <div className={classes.stack}>
        <p className="quiet">{t("retention.personIntro")}</p>
        <form
          className={panel.form}
          onSubmit={(event) => {
            event.preventDefault();
            look.run(email);
          }}
        >
          <TextInput
            label={t("retention.email")}
            type="email"
            required
            value={email}
            onChange={({ currentTarget }) => {
              setEmail(currentTarget.value);
              setPreview(null);
            }}
          />
          <Why error={look.error ?? remove.error} />
          <div className={panel.buttons}>
            <Button type="submit" variant="default" loading={look.isBusy}>
              {t("retention.previewButton")}
            </Button>
          </div>
        </form>
        {preview !== null && (
          <>
            {isKnown(preview) && (
              <p>{t("retention.found", { who: [...preview.names, ...preview.emails].join(", ") })}</p>
            )}
            <PersonReport report={preview} title={t("retention.goes")} />
            {(isKnown(preview) || preview.backups.length > 0) && (
              <div className={panel.buttons}>
                <Button color="danger" loading={remove.isBusy} onClick={() => remove.run(email)}>
                  {t("retention.deleteButton")}
                </Button>
              </div>
            )}
          </>
        )}
        {report !== null && <DoneReport report={report} />}
        <p className="quiet small">{t("retention.hashes", { count: hashes })}</p>
      </div>
    </section>
  );
}

function DoneReport({ report }: { readonly report: Schemas["PersonReport"] }) {
  const { t, format } = useWords();
  return (
    <>
      <PersonReport report={report} title={t("retention.gone", { time: format.stamp(report.at) })} />
      <div className={panel.buttons}>
        <Button variant="default" onClick={() => window.print()}>
          {t("retention.printButton")}
        </Button>
      </div>
    </>
  );
}
