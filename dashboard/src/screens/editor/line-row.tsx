import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { memo, type ComponentProps, type KeyboardEvent } from "react";
import { text } from "#domain/amount.ts";
import { draftLineAmount } from "#domain/draft.ts";
import { readNumber, shownNumber, type DecimalMark } from "#dashboard/parts/number-input.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { cellKey, type Cell } from "./cell-faults.ts";
import { hasMoney, type FormLine } from "./draft-form.ts";
import { inputLine } from "./form-body.ts";
import type { Change } from "./form-changes.ts";
import { ItemCell } from "./item-cell.tsx";
import { actOf, type LineAct } from "./line-keys.ts";
import classes from "./lines.module.css";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly line: FormLine;
  readonly index: number;
  readonly mark: DecimalMark;
  readonly pricesIncludeTax: boolean;
  /** The code of the line is the supplier's, and is typed. */
  readonly isBought: boolean;
  readonly units: readonly Choice[];
  readonly rates: readonly Choice[];
  readonly faults: ReadonlyMap<string, string>;
  /** Of a subtotal: what stands above it. */
  readonly subtotal: string;
  readonly change: (change: Change) => void;
  readonly act: (act: LineAct, key: string) => void;
  readonly measure: ((row: HTMLTableRowElement | null) => void) | undefined;
}

/** One line of the table; it draws itself only when something of its own changes. */
export const LineRow = memo(function LineRow(props: Props) {
  const { line, index, mark, pricesIncludeTax, isBought, units, rates, faults, change, act, measure } = props;
  const { t, format } = useWords();
  const number = index + 1;
  const set = (values: Partial<FormLine>): void => change({ do: "line", key: line.key, values });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || (event.target as HTMLElement).tagName === "BUTTON") return;
    const wanted = actOf(event);
    if (wanted === null) return;
    event.preventDefault();
    act(wanted, line.key);
  };
  const cell = (name: Cell, label: string) => {
    const fault = faults.get(cellKey(line.key, name));
    return {
      "data-cell": `${line.key} ${name}`,
      "aria-label": t("line.cell", { cell: label, line: number }),
      "aria-invalid": fault === undefined ? undefined : (true as const),
      "aria-describedby": fault === undefined ? undefined : `${line.key}-${name}`,
    };
  };
  const fault = (name: Cell) => {
    const message = faults.get(cellKey(line.key, name));
    return message === undefined ? null : (
      <p id={`${line.key}-${name}`} className={classes.fault}>
        {message}
      </p>
    );
  };
  const numeric = (name: "quantity" | "price" | "discount", decimals: number): ComponentProps<"input"> => ({
    inputMode: "decimal",
    className: classes.numeric,
    value: line[name],
    onChange: ({ currentTarget }) => set({ [name]: currentTarget.value }),
    // What was understood is shown back at once: 1.234 becomes 1234,00.
    onBlur: () => {
      const read = readNumber(line[name], mark);
      const shown = read === null ? line[name] : shownNumber(read, mark, decimals);
      if (shown !== line[name]) set({ [name]: shown });
    },
  });
  const rateChoices = rates.some(({ value }) => value === line.vat)
    ? rates
    : [...rates, { value: line.vat, label: format.percent(line.vat.split(" ")[1] ?? "0") }];
  const unitChoices = units.some(({ value }) => value === line.unitCode)
    ? units
    : [...units, { value: line.unitCode, label: line.unitCode }];

  return (
    <tr ref={measure} data-index={index} data-kind={line.kind} onKeyDown={onKeyDown}>
      <th scope="row">{number}</th>
      {hasMoney(line) ? (
        <>
          <td className={classes.name} data-label={t("line.description")}>
            <ItemCell
              line={line}
              mark={mark}
              pricesIncludeTax={pricesIncludeTax}
              isBought={isBought}
              change={set}
              maxLength={1000}
              {...cell("itemName", t("line.description"))}
            />
            {isBought && (
              <input
                className={classes.code}
                maxLength={200}
                placeholder={t("purchase.code")}
                aria-label={t("line.cell", { cell: t("purchase.code"), line: number })}
                value={line.sellersItemIdentifier}
                onChange={({ currentTarget }) => set({ sellersItemIdentifier: currentTarget.value })}
              />
            )}
            {line.description !== "" && (
              <textarea
                rows={2}
                maxLength={10_000}
                aria-label={t("line.cell", { cell: t("line.more"), line: number })}
                value={line.description}
                onChange={({ currentTarget }) => set({ description: currentTarget.value })}
                // Enter is a new line of text here, not of the table.
                onKeyDown={(event) => event.stopPropagation()}
              />
            )}
            {fault("itemName")}
          </td>
          <td data-label={t("line.quantity")}>
            <input {...numeric("quantity", 0)} {...cell("quantity", t("line.quantity"))} />
            {fault("quantity")}
          </td>
          <td data-label={t("line.unit")}>
            <select
              {...cell("unitCode", t("line.unit"))}
              value={line.unitCode}
              onChange={({ currentTarget }) => set({ unitCode: currentTarget.value })}
            >
              {unitChoices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            {fault("unitCode")}
          </td>
          <td data-label={t("line.price")}>
            <input {...numeric("price", 2)} {...cell("price", t("line.price"))} />
            {line.baseQuantity !== "1" && (
              <p className={classes.per}>{t("line.per", { quantity: format.decimal(line.baseQuantity) })}</p>
            )}
            {fault("price")}
          </td>
          <td data-label={t("line.discount")}>
            <input {...numeric("discount", 0)} {...cell("discount", t("line.discountPercent"))} />
            {fault("discount")}
          </td>
          <td data-label={t("line.vat")}>
            <select
              {...cell("vat", t("line.vat"))}
              value={line.vat}
              onChange={({ currentTarget }) => set({ vat: currentTarget.value })}
            >
              {rateChoices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            {fault("vat")}
          </td>
          <td className={classes.total} data-label={t("line.total")}>
            {format.bareAmount(text(draftLineAmount(inputLine(line, mark), pricesIncludeTax)))}
          </td>
        </>
      ) : (
        <>
          <td colSpan={6} className={classes.name} data-label={t(line.kind === "text" ? "line.text" : "line.subtotal")}>
            <input
              {...cell("itemName", t(line.kind === "text" ? "line.text" : "line.subtotal"))}
              maxLength={1000}
              placeholder={line.kind === "subtotal" ? t("line.subtotal") : undefined}
              value={line.itemName}
              onChange={({ currentTarget }) => set({ itemName: currentTarget.value })}
            />
            {fault("itemName")}
          </td>
          <td className={classes.total}>{line.kind === "subtotal" ? format.bareAmount(props.subtotal) : ""}</td>
        </>
      )}
      <td className={classes.acts}>
        <RowButton text={t("line.up", { line: number })} keys="Alt+ArrowUp" run={() => act("up", line.key)}>
          <IconArrowUp size={16} aria-hidden />
        </RowButton>
        <RowButton text={t("line.down", { line: number })} keys="Alt+ArrowDown" run={() => act("down", line.key)}>
          <IconArrowDown size={16} aria-hidden />
        </RowButton>
        <RowButton
          text={t("line.remove", { line: number })}
          keys="Control+Shift+Backspace"
          run={() => act("remove", line.key)}
        >
          <IconTrash size={16} aria-hidden />
        </RowButton>
      </td>
    </tr>
  );
});

interface ButtonProps {
  readonly text: string;
  readonly keys: string;
  readonly run: () => void;
  readonly children: ComponentProps<"button">["children"];
}

const RowButton = ({ text: label, keys, run, children }: ButtonProps) => (
  <button type="button" aria-label={label} title={label} aria-keyshortcuts={keys} onClick={run}>
    {children}
  </button>
);
