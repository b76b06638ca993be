import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { CopyField } from "#dashboard/parts/copy-field.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { MailDialog } from "./mail-dialog.tsx";
import { linkQuery } from "./partner-queries.ts";
import { spaced, type Relation } from "./partner-state.ts";

/** The link of an invitation nobody accepted yet: to copy or to mail, with what the partner will see of us. */
export function LinkPanel({ relation }: { readonly relation: Relation }) {
  const { t, format } = useWords();
  const { id, own, expiresAt, keys } = relation;
  const [isMailing, setMailing] = useState(false);
  const query = useQuery(linkQuery(useApi(), id));
  const key = keys.find(({ owner, state }) => owner === "own" && state === "current");
  return (
    <section className={panel.panel}>
      <h2>{t("partners.passOn")}</h2>
      <Loaded query={query} rows={2}>
        {({ link }) => (
          <div className={panel.form}>
            <p>{t("partners.passOnBody")}</p>
            <CopyField label={t("partners.link")} value={link} />
            <div className={panel.buttons}>
              <Button onClick={() => setMailing(true)}>{t("partners.mailButton")}</Button>
              <Button
                component="a"
                variant="default"
                href={mailOf(
                  t("partners.mailSubject", { company: own.name }),
                  t("partners.mailBody", { link, company: own.name }),
                )}
              >
                {t("partners.ownMailButton")}
              </Button>
            </div>
            <Facts>
              <Fact name={t("partners.expires")}>{format.moment(expiresAt)}</Fact>
              <Fact name={t("partners.theySee")}>
                {[own.name, own.vatNumber, own.gln && `GLN ${own.gln}`].filter(Boolean).join(" · ")}
              </Fact>
              <Fact name={t("partners.ownFingerprint")}>
                {key !== undefined && <span className="code">{spaced(key.kid)}</span>}
              </Fact>
            </Facts>
            <p className="quiet small">{t("partners.linkSecret")}</p>
          </div>
        )}
      </Loaded>
      {isMailing && <MailDialog relationId={id} close={() => setMailing(false)} />}
    </section>
  );
}

/** A mail in the person's own program, for who wants to write something with it. */
const mailOf = (subject: string, body: string): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
