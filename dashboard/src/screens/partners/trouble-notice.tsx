import { Notice } from "#dashboard/parts/notice.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { causeOf, nameOf, needsPerson, type Relation } from "./partner-state.ts";

/** Why nothing goes at the moment, who can do something about it, and that nothing is lost. */
export function TroubleNotice({ relation }: { readonly relation: Relation }) {
  const { t } = useWords();
  const { trouble } = relation;
  if (trouble === null) return null;
  const cause = causeOf(trouble.code);
  const partner = nameOf(relation) ?? t("partners.thePartner");
  return (
    <Notice look={needsPerson(cause) ? "act" : "waiting"}>
      <p>{t(`partners.trouble.${cause}`, { partner })}</p>
      <p>{t(`partners.remedy.${cause}`)}</p>
      <p className="quiet small">
        {t("connection.raw", { answer: trouble.text })} <span className="code">{trouble.code}</span>
      </p>
    </Notice>
  );
}
