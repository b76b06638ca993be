import type { KeptItem } from "./device-database.ts";
import { priceWords, statusWords } from "./item-words.ts";
import { addressOf, follow } from "./place-in-program.ts";
import { useProgram } from "./program-context.ts";
import { useProgramWords } from "./program-words.ts";
import classes from "./program.module.css";

interface Props {
  readonly item: KeptItem;
  /** Where somebody who scanned goes on. */
  readonly isScanned?: boolean;
}

/** An article among others: what it is, of whom, and what it costs. */
export function ItemRow({ item, isScanned = false }: Props) {
  const { now } = useProgram();
  const { t, format } = useProgramWords();
  const list = now.lists.find(({ number }) => number === item.list);
  const price = priceWords(t, format, item, list?.currency ?? "EUR");
  const status = statusWords(t, item);
  const query = { list: String(item.list), code: item.code, ...(isScanned && { scanned: "1" }) };
  return (
    <li className={classes.row}>
      <a className={classes.rowLink} href={addressOf("item", query)} onClick={follow}>
        <span className={classes.rowName}>{item.name === "" ? item.code : item.name}</span>
        <span className={classes.rowFacts}>
          {[item.code, item.brandName, list?.supplier ?? ""].filter((fact) => fact !== "").join(" · ")}
        </span>
        {price !== null && <span className="number">{price}</span>}
        {status !== null && <span className={classes.warning}>{status}</span>}
      </a>
    </li>
  );
}
