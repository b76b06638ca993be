import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import connectionClasses from "#dashboard/screens/connections/connections.module.css";
import { ComparisonCode } from "./comparison-code.tsx";
import { spaced, type Relation } from "./partner-state.ts";
import classes from "./partners.module.css";

/** With which keys each side signs, and until when the one before still counts. */
export function KeysPanel({ relation }: { readonly relation: Relation }) {
  const { t, format } = useWords();
  const { keys, comparisonCode } = relation;
  if (keys.length === 0) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("partners.keys")}</h2>
      <ComparisonCode code={comparisonCode} />
      <div className={panel.scroll}>
        <table className={`${connectionClasses.table} ${classes.keys}`}>
          <caption className="spoken-only">{t("partners.keys")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("partners.keyOf")}</th>
              <th scope="col">{t("partners.keyState")}</th>
              <th scope="col">{t("partners.fingerprint")}</th>
              <th scope="col">{t("partners.since")}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map(({ owner, kid, state, validFrom, validTo }) => (
              <tr key={`${owner} ${kid}`}>
                <td>{t(`partners.keyOwner.${owner}`)}</td>
                <td data-label={t("partners.keyState")}>
                  {state === "previous" && validTo !== null
                    ? t("partners.keyUntil", { moment: format.moment(validTo) })
                    : t(`partners.keyState.${state}`)}
                </td>
                <td data-label={t("partners.fingerprint")}>
                  <span className="code">{spaced(kid)}</span>
                </td>
                <td data-label={t("partners.since")}>{format.when(validFrom)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
