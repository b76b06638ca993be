import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./parties.module.css";
import type { PartyRow } from "./parties-query.ts";

export function PartyTable({ rows }: { readonly rows: readonly PartyRow[] }) {
  const { t } = useWords();
  const columns = [
    t("parties.name"),
    t("setup.city"),
    t("setup.email"),
    t("setup.vat"),
    t("parties.documents"),
    t("parties.open"),
  ];
  return (
    <RowTable
      className={classes.table}
      caption={t("parties.caption")}
      columns={columns}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row && <Row row={row} index={index} />;
      }}
    />
  );
}

function Row({ row, index }: { readonly row: PartyRow; readonly index: number }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, name, contactName, city, country, email, vatIdentifier, documentCount, openAmount } = row;
  const isOpen = openAmount !== null && !/^-?0*(\.0*)?$/.test(openAmount);
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.name}>
        <Link to="/a/$administration/parties/$party" params={{ administration, party: id }} data-row={index}>
          {name}
        </Link>
        {contactName !== "" && contactName !== name && <span className="quiet"> · {contactName}</span>}
      </td>
      <td className={classes.city}>{[city, country].filter(Boolean).join(", ")}</td>
      <td className={classes.email}>{email}</td>
      <td className={classes.vat}>{vatIdentifier}</td>
      <td className={classes.documents}>
        {documentCount > 0 && (
          <Link to="/a/$administration/documents" params={{ administration }} search={{ buyer: id }}>
            {format.count(documentCount)}
            <span className="spoken-only"> {t("parties.documentsOf", { name })}</span>
          </Link>
        )}
      </td>
      <td className={classes.open}>
        {openAmount === null ? (
          <span className="quiet">{t("parties.openUnknown")}</span>
        ) : (
          isOpen && format.amount(openAmount)
        )}
      </td>
    </tr>
  );
}
