import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { LogFilters } from "./log-filters.ts";
import { lookOf, subjectOf, type LogLine } from "./log-state.ts";
import classes from "./log.module.css";

interface Props {
  readonly lines: readonly LogLine[];
  readonly filters: LogFilters;
  /** The run that is open beside it. */
  readonly chosen: string | undefined;
}

export function LogTable({ lines, filters, chosen }: Props) {
  const { t } = useWords();
  return (
    <RowTable
      caption={t("log.caption")}
      columns={[t("log.time"), t("log.state"), t("log.subject"), t("log.result")]}
      count={lines.length}
      keyOf={(index) => lines[index]?.id ?? ""}
      className={classes.table}
      row={(index) => {
        const line = lines[index];
        return (
          line && (
            <LogRow
              line={line}
              index={index}
              filters={filters}
              isChosen={line.runId !== null && line.runId === chosen}
            />
          )
        );
      }}
    />
  );
}

interface RowProps {
  readonly line: LogLine;
  readonly index: number;
  readonly filters: LogFilters;
  readonly isChosen: boolean;
}

/** A row leads to its run; what a person did has none, and leads to the order. */
function LogRow({ line, index, filters, isChosen }: RowProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { at, state, level, message, runId, orderId, connectionId, connectionName } = line;
  const subject = subjectOf(line);
  const stamp = <time dateTime={at}>{format.stamp(at)}</time>;
  return (
    <tr data-index={index} aria-rowindex={index + 2} data-chosen={isChosen || undefined}>
      <td className={classes.at}>
        {runId === null ? (
          stamp
        ) : (
          <Link
            to="/a/$administration/log/{-$run}"
            params={{ administration, run: runId }}
            search={filters}
            data-row={index}
            aria-current={isChosen ? "true" : undefined}
            resetScroll={false}
          >
            {stamp}
          </Link>
        )}
      </td>
      <td>
        {state !== null && <StateChip look={lookOf(state)}>{t(`state.${state}`)}</StateChip>}
        {state === null && level !== "info" && <StateChip look="waiting">{t("log.remark")}</StateChip>}
      </td>
      <td className={classes.subject}>
        {subject !== null && orderId !== null && connectionId !== null ? (
          <Link
            to="/a/$administration/orders/$connection/$order/{-$tab}"
            params={{ administration, connection: connectionId, order: orderId }}
          >
            {t("record.order", { number: subject })}
          </Link>
        ) : (
          connectionName
        )}
      </td>
      <td className={classes.message} title={message}>
        {message}
      </td>
    </tr>
  );
}
