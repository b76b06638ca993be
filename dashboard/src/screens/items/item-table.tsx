import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./items.module.css";
import { unitsQuery, type Item } from "./items-query.ts";

export function ItemTable({ rows }: { readonly rows: readonly Item[] }) {
  const { t, language } = useWords();
  const units = useQuery(unitsQuery(useApi(), language)).data?.items ?? [];
  const columns = [
    t("items.code"),
    t("items.name"),
    t("items.price"),
    t("items.vat"),
    t("items.onHand"),
    t("items.unit"),
  ];
  return (
    <RowTable
      className={classes.table}
      caption={t("items.caption")}
      columns={columns}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const row = rows[index];
        const unit = units.find(({ code }) => code === row?.unitCode)?.several ?? row?.unitCode ?? "";
        return row && <Row row={row} unit={unit} index={index} />;
      }}
    />
  );
}

interface RowProps {
  readonly row: Item;
  readonly unit: string;
  readonly index: number;
}

function Row({ row, unit, index }: RowProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, sellersItemIdentifier, name, salesPrice, vatRate, countsStock, onHand } = row;
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.code}>
        <Link to="/a/$administration/items/$item" params={{ administration, item: id }} data-row={index}>
          {sellersItemIdentifier}
        </Link>
      </td>
      <td className={classes.name} title={name}>
        {name}
      </td>
      <td className={classes.price}>
        {salesPrice === null ? <span className="quiet">{t("items.noPrice")}</span> : format.price(salesPrice)}
      </td>
      <td className={classes.vat}>{vatRate === null ? "" : format.percent(vatRate)}</td>
      <td className={classes.onHand} data-short={(countsStock && onHand.startsWith("-")) || undefined}>
        {countsStock ? format.decimal(onHand) : <span className="quiet">{t("items.notCounted")}</span>}
      </td>
      <td className={classes.unit}>{unit}</td>
    </tr>
  );
}
