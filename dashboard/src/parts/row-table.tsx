import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { Fragment, useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from "react";
import { rowOf, useCameFrom } from "./came-from.ts";
import { useRowKeys } from "./row-keys.ts";
import classes from "./row-table.module.css";

interface Props {
  /** For a screen reader: what the rows are, and in which order. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly count: number;
  /** As the address of its page goes on below that of the list, so that coming back from there leads to it. */
  readonly keyOf: (index: number) => string;
  /** A `tr` with `data-index`, its link with `data-row`. */
  readonly row: (index: number) => ReactNode;
  /** Widths, and the grid of a row on the phone. */
  readonly className: string | undefined;
}

/** A list of any length: only the rows in view are drawn, the rest is height. On the phone each row is a card. */
export function RowTable({ caption, columns, count, keyOf, row, className }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const [above, setAbove] = useState(0);
  const [rowHeight, setRowHeight] = useState(41);
  useLayoutEffect(() => {
    setAbove(table.current?.offsetTop ?? 0);
    setRowHeight(table.current?.querySelector("tbody tr[data-index]")?.getBoundingClientRect().height ?? 41);
  }, []);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: above,
    getItemKey: keyOf,
  });
  useEffect(() => {
    virtual.measure();
  }, [rowHeight, virtual]);
  useRowKeys(table, count, (index) => virtual.scrollToIndex(index));
  useReturn({ table, count, keyOf, reach: (index) => virtual.scrollToIndex(index, { align: "center" }) });

  const drawn = virtual.getVirtualItems();
  const before = (drawn[0]?.start ?? above) - above;
  const after = virtual.getTotalSize() - ((drawn.at(-1)?.end ?? above) - above);
  return (
    <div className={classes.box}>
      <table ref={table} className={`${classes.table} ${className ?? ""}`} aria-rowcount={count + 1}>
        <caption className="spoken-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {drawn.map(({ index }) => (
            <Fragment key={keyOf(index)}>{index < count && row(index)}</Fragment>
          ))}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}

interface Return {
  readonly table: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly keyOf: (index: number) => string;
  /** Brings a row that is not drawn into view. */
  readonly reach: (index: number) => void;
}

/** Focus and scroll go back to the row whose page was closed, once. */
function useReturn({ table, count, keyOf, reach }: Return): void {
  const below = useRef(useCameFrom());
  useEffect(() => {
    const row = rowOf(below.current, count, keyOf);
    if (row < 0) {
      below.current = "";
      return undefined;
    }
    let frame = 0;
    const focus = (triesLeft: number): void => {
      const link = table.current?.querySelector<HTMLElement>(`[data-row="${row}"]`) ?? null;
      if (link !== null) {
        below.current = "";
        link.focus({ preventScroll: true });
        link.scrollIntoView({ block: "nearest" });
      } else if (triesLeft > 0) {
        reach(row);
        frame = requestAnimationFrame(() => focus(triesLeft - 1));
      }
    };
    // After the router has put the page where it wants it.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => focus(10));
    });
    return () => cancelAnimationFrame(frame);
  });
}
