import { useQuery } from "@tanstack/react-query";
import { defaultRangeExtractor, useWindowVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { text } from "#domain/amount.ts";
import { draftLineAmount, subtotalAt } from "#domain/draft.ts";
import { ratesOn } from "#domain/vat.ts";
import { useApi } from "#dashboard/api/api.ts";
import { newId } from "#dashboard/parts/new-id.ts";
import type { DecimalMark } from "#dashboard/parts/number-input.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { unitsQuery } from "#dashboard/screens/items/items-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Cell } from "./cell-faults.ts";
import { vatKey, type DraftForm, type LineKind } from "./draft-form.ts";
import { inputLine } from "./form-body.ts";
import type { Change } from "./form-changes.ts";
import type { LineAct } from "./line-keys.ts";
import { LineRow, type Choice } from "./line-row.tsx";
import classes from "./lines.module.css";

/** From this many lines on only those in view are drawn. */
const drawnWhole = 100;
const withoutVat = ["Z", "E", "AE", "K", "G", "O"] as const;

interface Props {
  readonly form: DraftForm;
  readonly mark: DecimalMark;
  readonly vatCountry: string;
  readonly usualVat: string;
  readonly isBought: boolean;
  readonly faults: ReadonlyMap<string, string>;
  readonly change: (change: Change) => void;
}

function useUnits(): readonly Choice[] {
  const { language } = useWords();
  const { data } = useQuery(unitsQuery(useApi(), language));
  return useMemo(() => data?.items.map(({ code, one }) => ({ value: code, label: one })) ?? [], [data]);
}

function useRates(country: string, day: string): readonly Choice[] {
  const { t, format } = useWords();
  return useMemo(() => {
    const rates = [...new Set(ratesOn(country, day).map(({ rate }) => text(rate)))].filter((rate) => rate !== "0");
    return [
      ...rates.map((rate) => ({ value: vatKey("S", rate), label: format.percent(rate) })),
      ...withoutVat.map((category) => ({ value: vatKey(category, "0"), label: t(`vat.short.${category}`) })),
    ];
  }, [country, day, t, format]);
}

/** The lines, walked through by keyboard: Enter a new one, Tab the cells, Alt and arrows move, Ctrl Shift Backspace removes. */
export function LineTable({ form, mark, vatCountry, usualVat, isBought, faults, change }: Props) {
  const { t } = useWords();
  const today = useToday();
  const { lines, pricesIncludeTax } = form;
  const units = useUnits();
  const rates = useRates(vatCountry, form.issueDate || today);
  const table = useRef<HTMLTableElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => setAbove((table.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const wanted = useRef<string | null>(null);

  const isVirtual = lines.length > drawnWhole;
  const virtual = useWindowVirtualizer({
    count: lines.length,
    enabled: isVirtual,
    estimateSize: () => 41,
    overscan: 12,
    scrollMargin: above,
    getItemKey: (index) => lines[index]?.key ?? index,
    // The line with focus stays drawn, wherever one scrolls.
    rangeExtractor: useCallback((range: Range) => {
      const shown = defaultRangeExtractor(range);
      const own = Number(document.activeElement?.closest<HTMLElement>("tr[data-index]")?.dataset["index"] ?? -1);
      return own < 0 || shown.includes(own) ? shown : [...shown, own].toSorted((a, b) => a - b);
    }, []),
  });

  /** A line that is not drawn yet is scrolled to first. */
  const focus = (key: string, cell: Cell): boolean => {
    const field = table.current?.querySelector<HTMLElement>(`[data-cell="${key} ${cell}"]`);
    field?.focus();
    return field !== null && field !== undefined;
  };
  useEffect(() => {
    const key = wanted.current;
    if (key === null) return;
    const index = lines.findIndex((line) => line.key === key);
    if (focus(key, "itemName")) wanted.current = null;
    else if (index >= 0 && isVirtual) virtual.scrollToIndex(index);
  });

  const latest = useRef(lines);
  latest.current = lines;
  const act = useCallback(
    (what: LineAct, key: string): void => {
      const at = latest.current.findIndex((line) => line.key === key);
      if (what === "add") {
        const next = newId();
        wanted.current = next;
        change({ do: "add", after: key, kind: "item", key: next, usualVat });
        return;
      }
      if (what === "remove") {
        wanted.current = (latest.current[at + 1] ?? latest.current[at - 1])?.key ?? null;
        change({ do: "remove", key, usualVat });
        return;
      }
      wanted.current = key;
      change({ do: "move", key, by: what === "up" ? -1 : 1 });
    },
    [change, usualVat],
  );
  const add = (kind: LineKind): void => {
    const key = newId();
    wanted.current = key;
    change({ do: "add", after: null, kind, key, usualVat });
  };

  const hasSubtotals = lines.some(({ kind }) => kind === "subtotal");
  const amounts = hasSubtotals
    ? lines.map((line) => ({
        kind: line.kind,
        lineNetAmount: draftLineAmount(inputLine(line, mark), pricesIncludeTax),
      }))
    : [];
  const drawn = isVirtual ? virtual.getVirtualItems().map(({ index }) => index) : lines.map((_, index) => index);
  const items = isVirtual ? virtual.getVirtualItems() : [];
  const gaps = new Map(
    items.map(({ index, start }, at) => [index, start - (at === 0 ? above : (items[at - 1]?.end ?? 0))]),
  );
  const after = isVirtual ? virtual.getTotalSize() + above - (items.at(-1)?.end ?? above) : 0;
  const columns = [
    "#",
    t("line.description"),
    t("line.quantity"),
    t("line.unit"),
    t(pricesIncludeTax ? "line.priceIncl" : "line.priceExcl"),
    t("line.discountPercent"),
    t("line.vat"),
    t("line.total"),
  ];
  return (
    <div className={classes.box}>
      <table ref={table} className={classes.table} aria-rowcount={lines.length + 1}>
        <caption className="spoken-only">{t("editor.lines")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col">
              <span className="spoken-only">{t("line.acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((index) => {
            const line = lines[index];
            if (line === undefined) return null;
            const gap = gaps.get(index) ?? 0;
            return [
              gap > 0 && <tr key={`${line.key}-gap`} aria-hidden="true" style={{ height: gap }} />,
              <LineRow
                key={line.key}
                {...{ line, index, mark, pricesIncludeTax, isBought, units, rates, faults, change, act }}
                subtotal={line.kind === "subtotal" ? text(subtotalAt(amounts, index)) : "0"}
                measure={isVirtual ? virtual.measureElement : undefined}
              />,
            ];
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
      <div className={classes.adds}>
        <button type="button" onClick={() => add("item")}>
          + {t("line.addItem")}
        </button>
        <button type="button" onClick={() => add("text")}>
          + {t("line.addText")}
        </button>
        <button type="button" onClick={() => add("subtotal")}>
          + {t("line.addSubtotal")}
        </button>
      </div>
    </div>
  );
}
