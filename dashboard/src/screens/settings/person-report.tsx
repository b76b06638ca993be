import type { Schemas } from "#dashboard/api/client.ts";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DeletedRows } from "./deleted-rows.tsx";
import classes from "./settings.module.css";

interface Props {
  readonly report: Schemas["PersonReport"];
  readonly title: string;
}

/** What goes or went, and what stays, why and until when. Holds no word of the person. */
export function PersonReport({ report, title }: Props) {
  const { t, format } = useWords();
  const kindName = useKindName();
  const { deleted, kept, ordersElsewhere, backups } = report;
  return (
    <div className={classes.report}>
      <h3>{title}</h3>
      {deleted.length === 0 ? <p>{t("retention.nothing")}</p> : <DeletedRows rows={deleted} />}
      {kept.length > 0 && (
        <>
          <h3>{t("retention.stays")}</h3>
          <ul>
            {kept.map(({ id, kind, number, issueDate, until }) => (
              <li key={id}>
                {t("retention.keptUntil", {
                  document: `${kindName(kind)} ${number}`,
                  day: format.day(issueDate),
                  until: format.day(until),
                })}
              </li>
            ))}
          </ul>
          <p className="quiet">{t("retention.staysHelp")}</p>
        </>
      )}
      {ordersElsewhere > 0 && <p>{t("retention.elsewhere", { count: ordersElsewhere })}</p>}
      {backups.length > 0 && (
        <>
          <h3>{t("retention.backups")}</h3>
          <ul>
            {backups.map(({ folder, madeAt, expiresAt }) => (
              <li key={folder} style={{ overflowWrap: "anywhere" }}>
                {t("retention.backup", {
                  folder,
                  made: format.day(format.dayOf(madeAt)),
                  expires: expiresAt === null ? t("retention.never") : format.day(format.dayOf(expiresAt)),
                })}
              </li>
            ))}
          </ul>
          <p className="quiet">{t("retention.backupsHelp")}</p>
        </>
      )}
    </div>
  );
}
