import { RowTable } from "#dashboard/parts/row-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { AuditLine } from "./audit-query.ts";
import classes from "./audit.module.css";
import { remarkOf } from "./remark.ts";
import { SubjectLink } from "./subject-link.tsx";

export function AuditTable({ lines }: { readonly lines: readonly AuditLine[] }) {
  const { t } = useWords();
  return (
    <RowTable
      caption={t("auditLog.caption")}
      columns={[t("log.time"), t("auditLog.who"), t("auditLog.what"), t("log.subject")]}
      count={lines.length}
      keyOf={(index) => lines[index]?.sequence ?? ""}
      className={classes.table}
      row={(index) => {
        const line = lines[index];
        return line && <AuditRow line={line} index={index} />;
      }}
    />
  );
}

interface RowProps {
  readonly line: AuditLine;
  readonly index: number;
}

function AuditRow({ line, index }: RowProps) {
  const { t, format } = useWords();
  const { at, actor, who, text, subject } = line;
  const remark = remarkOf(line, format);
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.at}>
        <time dateTime={at}>{format.stamp(at)}</time>
      </td>
      <td className={classes.who} title={actor}>
        {who || t("auditLog.gone")}
      </td>
      <td className={classes.what} title={remark === "" ? text : `${text}: ${remark}`}>
        {text}
        {remark !== "" && <span className="quiet"> · {remark}</span>}
      </td>
      <td className={classes.subject}>
        <SubjectLink subject={subject} />
      </td>
    </tr>
  );
}
