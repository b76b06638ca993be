import { Button } from "@mantine/core";
import { useState } from "react";
import { amount, text } from "#domain/amount.ts";
import { subtotalAt } from "#domain/draft.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage, Line } from "./document-query.ts";
import { isNotZero, usePrice } from "./document-words.ts";
import { Totals } from "./totals.tsx";
import classes from "./lines.module.css";

/** More lines than this are folded behind one button; the totals always show. */
const shownLines = 20;

/** What was sold, and what it comes to. Amounts are the document's own. */
export function LinesPanel({ document }: { readonly document: DocumentPage }) {
  const { t, format } = useWords();
  const [isAll, setAll] = useState(false);
  const { lines, language, currency } = document;
  const shown = isAll || lines.length <= shownLines + 1 ? lines : lines.slice(0, shownLines);
  const hasDiscount = lines.some(({ discountPercent }) => isNotZero(discountPercent));
  const amounts = lines.map(({ kind, lineNetAmount }) => ({ kind, lineNetAmount: amount(lineNetAmount) }));
  const columns = [
    t("line.description"),
    t("line.quantity"),
    t("line.price"),
    ...(hasDiscount ? [t("line.discount")] : []),
    t("line.vat"),
    t("line.netAmount", { currency }),
  ];
  return (
    <section className={panel.panel}>
      <h2>{t("document.lines")}</h2>
      {lines.length === 0 ? (
        <p className="quiet">{t("document.noLines")}</p>
      ) : (
        <div className={panel.scroll}>
          <table className={classes.lines}>
            <caption className="spoken-only">{t("document.lines")}</caption>
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
              {shown.map((line, index) => (
                <LineRow
                  key={line.position}
                  line={line}
                  subtotal={line.kind === "subtotal" ? text(subtotalAt(amounts, index)) : null}
                  hasDiscount={hasDiscount}
                  language={language}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < lines.length && (
        <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
          {t("home.showAll", { count: format.count(lines.length) })}
        </Button>
      )}
      <Totals
        currency={currency}
        vat={document.vat}
        totals={document.totals}
        allowances={document.allowanceCharges}
        isForeign={document.vat.some(({ vatCountry }) => vatCountry !== document.seller.address.countryCode)}
        isToRepay={document.paymentState === "toRepay"}
      />
    </section>
  );
}

interface RowProps {
  readonly line: Line;
  /** Of the lines above a subtotal; null on other lines. */
  readonly subtotal: string | null;
  readonly hasDiscount: boolean;
  readonly language: string;
}

function LineRow({ line, subtotal, hasDiscount, language }: RowProps) {
  const { t, format } = useWords();
  const price = usePrice();
  const units = useUnits();
  if (line.kind === "text" || line.kind === "subtotal")
    return (
      <tr data-kind={line.kind}>
        <td colSpan={(hasDiscount ? 6 : 5) - (subtotal === null ? 0 : 1)} lang={language}>
          {line.itemName || (line.kind === "subtotal" ? t("line.subtotal") : line.description)}
        </td>
        {subtotal !== null && <td data-label={t("line.total")}>{format.bareAmount(subtotal)}</td>}
      </tr>
    );
  const per =
    line.baseQuantity === "1" || line.baseQuantity === "1.00" ? "" : ` / ${format.decimal(line.baseQuantity)}`;
  return (
    <tr>
      <th scope="row" lang={language}>
        {line.itemName}
        {line.sellersItemIdentifier !== "" && <span className="code">{line.sellersItemIdentifier}</span>}
        {line.description !== "" && <span className="quiet">{line.description}</span>}
      </th>
      <td data-label={t("line.quantity")}>{units.of(line.quantity, line.unitCode)}</td>
      <td data-label={t("line.price")}>
        {price(line.price ?? line.netPrice)}
        {per}
      </td>
      {hasDiscount && (
        <td data-label={t("line.discount")}>
          {isNotZero(line.discountPercent) ? format.percent(line.discountPercent) : ""}
        </td>
      )}
      <td data-label={t("line.vat")}>
        {line.vatCategory === "S" ? format.percent(line.vatRate) : t(`vat.short.${line.vatCategory}`)}
      </td>
      <td data-label={t("line.total")}>{format.bareAmount(line.lineNetAmount)}</td>
    </tr>
  );
}
