import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { CatalogueRow } from "./price-list-queries.ts";
import classes from "./price-lists.module.css";
import { useUnits } from "./use-units.ts";

/** Articles of a supplier, with what each costs per unit one uses. */
export function CatalogueTable({ rows }: { readonly rows: readonly CatalogueRow[] }) {
  const { t } = useWords();
  const { one } = useUnits();
  const columns = [
    t("supplierItem.code"),
    t("items.name"),
    t("supplierItem.brand"),
    t("supplierItem.cost"),
    t("orders.state"),
    t("supplierItem.pricedAt"),
  ];
  return (
    <RowTable
      className={classes.items}
      caption={t("priceLists.itemsCaption")}
      columns={columns}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const row = rows[index];
        return row && <Row row={row} unit={one(row.unitCode)} index={index} />;
      }}
    />
  );
}

interface RowProps {
  readonly row: CatalogueRow;
  readonly unit: string;
  readonly index: number;
}

function Row({ row, unit, index }: RowProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, code, name, brandName, manufacturersItemIdentifier, cost, currency, pricedAt } = row;
  const maker = [brandName, manufacturersItemIdentifier].filter(Boolean).join(" · ");
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.code}>
        <Link
          to="/a/$administration/supplier-items/$supplierItem"
          params={{ administration, supplierItem: id }}
          data-row={index}
        >
          {code}
        </Link>
      </td>
      <td className={classes.name} title={name}>
        {name}
      </td>
      <td className={classes.brand} title={maker}>
        {maker}
      </td>
      <td className={classes.price}>
        {/* That there is none, and why, is said once: by its state. */}
        {cost !== null && t("supplierItem.perUnit", { price: format.cost(cost, currency), unit })}
      </td>
      <td className={classes.state}>
        <RowState row={row} />
      </td>
      <td className={classes.at}>{pricedAt === null ? "" : format.day(format.dayOf(pricedAt))}</td>
    </tr>
  );
}

/** The one thing to know of an article: that it is gone, that its price is missing, or that it is ours already. */
function RowState({ row }: { readonly row: CatalogueRow }) {
  const { t } = useWords();
  if (!row.isInList) return <StateChip look="skipped">{t("supplierItem.gone")}</StateChip>;
  if (row.priceStatus !== "ok")
    return <StateChip look="unknown">{t(`supplierItem.status.${row.priceStatus}`)}</StateChip>;
  return row.itemId === null ? null : <StateChip look="done">{t("supplierItem.own")}</StateChip>;
}
