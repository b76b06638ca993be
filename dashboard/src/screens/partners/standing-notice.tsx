import { Notice } from "#dashboard/parts/notice.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ComparisonCode } from "./comparison-code.tsx";
import { nameOf, nextOf, overAs, type Relation } from "./partner-state.ts";

/** Where it stands when nothing goes: what is waited for, or since when it is over. */
export function StandingNotice({ relation }: { readonly relation: Relation }) {
  const { t, format } = useWords();
  const { stateChangedAt, stateChangedBy, mode, expiresAt, comparisonCode } = relation;
  const partner = nameOf(relation) ?? t("partners.thePartner");
  const next = nextOf(relation);
  const moment = format.moment(stateChangedAt);
  const by = stateChangedBy === "" ? partner : stateChangedBy;
  const over = overAs(relation);
  if (over !== null)
    return (
      <Notice look="skipped">
        <p>{t(`partners.over.${over}`, { moment, by })}</p>
        <p>{t("partners.overHelp")}</p>
      </Notice>
    );
  return (
    <>
      {mode === "test" && (
        <Notice look="changed">
          <p>{t("partners.testNotice")}</p>
        </Notice>
      )}
      {next === "waitForInviter" && (
        <Notice look="waiting">
          <p>{t("partners.waits", { partner, moment: format.moment(expiresAt) })}</p>
          <ComparisonCode code={comparisonCode} />
        </Notice>
      )}
      {next === "resume" && (
        <Notice look="skipped">
          <p>{t("partners.pausedByUs", { by, moment })}</p>
        </Notice>
      )}
      {next === "waitForPartner" && (
        <Notice look="skipped">
          <p>{t("partners.pausedByPartner", { partner, moment })}</p>
        </Notice>
      )}
    </>
  );
}
