import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import type { Schemas } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import connectionClasses from "#dashboard/screens/connections/connections.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { statementsQuery } from "./partner-queries.ts";
import { docTypeIn, type Relation } from "./partner-state.ts";
import classes from "./partners.module.css";
import { StatementDialog } from "./statement-dialog.tsx";

type Statement = Schemas["PartnerStatement"];

const looks = { drawnUp: "waiting", agreed: "done", differs: "act" } as const;

/** Per period what went between as both sides count it, signed: the answer to “did you get everything”. */
export function StatementsPanel({ relation }: { readonly relation: Relation }) {
  const { t } = useWords();
  const may = useMay();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery(statementsQuery(useApi(), relation.id));
  return (
    <section className={panel.panel}>
      <h2>{t("partners.statements")}</h2>
      <div className={classes.statements}>
        <Loaded query={query} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">{t("partners.noStatements")}</p>
            ) : (
              <StatementTable statements={items} />
            )
          }
        </Loaded>
        {relation.state === "active" && may("documents.edit") && (
          <div className={panel.buttons}>
            <Button variant="default" onClick={() => setAsking(true)}>
              {t("partners.statementButton")}
            </Button>
          </div>
        )}
      </div>
      {isAsking && <StatementDialog relation={relation} close={() => setAsking(false)} />}
    </section>
  );
}

function StatementTable({ statements }: { readonly statements: readonly Statement[] }) {
  const { t, format } = useWords();
  return (
    <div className={panel.scroll}>
      <table className={connectionClasses.table}>
        <caption className="spoken-only">{t("partners.statements")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("partners.statementPeriod")}</th>
            <th scope="col">{t("partners.keyState")}</th>
            <th scope="col">{t("partners.statementCounts")}</th>
            <th scope="col">{t("partners.statementDrawnUp")}</th>
          </tr>
        </thead>
        <tbody>
          {statements.map((statement) => (
            <tr key={statement.id}>
              <td>{t("partners.statementDays", { from: format.day(statement.from), to: format.day(statement.to) })}</td>
              <td data-label={t("partners.keyState")}>
                <StateChip look={looks[statement.state]}>{t(`partners.statementState.${statement.state}`)}</StateChip>
              </td>
              <td data-label={t("partners.statementCounts")}>
                <Counts statement={statement} />
              </td>
              <td data-label={t("partners.statementDrawnUp")}>{format.when(statement.drawnUpAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where both agree one number is enough; where they differ each side's stands beside the other's. */
function Counts({ statement: { own, differences } }: { readonly statement: Statement }) {
  const { t } = useWords();
  const named = (docType: string, way: "in" | "out"): string => {
    const known = docTypeIn(docType);
    return t(`partners.counted.${way}`, { what: known === null ? docType : t(`partners.docType.${known}`) });
  };
  if (differences.length > 0)
    return (
      <ul>
        {differences.map(({ docType, way, own: ours, partner }) => (
          <li key={`${docType} ${way}`}>
            {t("partners.statementDiffers", {
              what: named(docType, way),
              ours: String(ours),
              theirs: String(partner),
            })}
          </li>
        ))}
      </ul>
    );
  const counted = own.filter(({ messages }) => messages > 0);
  if (counted.length === 0) return <>{t("partners.statementNothing")}</>;
  return (
    <ul>
      {counted.map(({ docType, way, messages }) => (
        <li key={`${docType} ${way}`}>{`${named(docType, way)}: ${messages}`}</li>
      ))}
    </ul>
  );
}
