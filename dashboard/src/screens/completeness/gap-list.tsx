import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { KnownStatement, Statement } from "./completeness-query.ts";
import classes from "./completeness.module.css";

interface Props {
  readonly statement: Statement;
  readonly gaps: KnownStatement["gaps"];
}

/** Each order that was not accounted for when the shop answered: what was missing, and whether it is mended. */
export function GapList({ statement, gaps }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  if (gaps.length === 0) return null;
  return (
    <div>
      <h3>{t("completeness.found")}</h3>
      <ul className={classes.gaps}>
        {gaps.map(({ orderId, number, text, isHealed, outcome }) => (
          <li key={orderId}>
            <StateChip look={isHealed ? "done" : "act"}>
              {t(isHealed ? "completeness.mended" : "completeness.notMended")}
            </StateChip>
            {outcome === null ? (
              <strong>{number}</strong>
            ) : (
              <Link
                to="/a/$administration/orders/$connection/$order/{-$tab}"
                params={{ administration, connection: statement.connectionId, order: orderId }}
              >
                {number}
              </Link>
            )}
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
