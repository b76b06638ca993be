import { Button } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import panel from "#dashboard/parts/panel.module.css";
import { numberOf } from "#dashboard/screens/orders/order-state.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Amounts, OrderPage } from "./order-query.ts";
import { isCompared } from "./compared.ts";
import { Verdict } from "./verdict.tsx";
import classes from "./order.module.css";

/** More lines than this are folded behind one button; the totals always show. */
const shownLines = 20;

interface Print {
  /** When the page was last sent to a printer. */
  readonly at: string;
  /** On paper there is no button behind which lines may hide. */
  readonly isPrinting: boolean;
}

function usePrint(): Print {
  const [print, setPrint] = useState<Print>(() => ({ at: new Date().toISOString(), isPrinting: false }));
  useEffect(() => {
    const set = (isPrinting: boolean): void =>
      flushSync(() => setPrint(({ at }) => ({ at: isPrinting ? new Date().toISOString() : at, isPrinting })));
    const before = (): void => set(true);
    const after = (): void => set(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return print;
}

/** Source beside document, to the cent. Printed, it is the certificate that the two agree. */
export function AmountsPanel({ page: { order, amounts } }: { readonly page: OrderPage }) {
  const { t, format } = useWords();
  const { name: company } = useAdministration();
  const { at: printedAt, isPrinting } = usePrint();
  return (
    <section className={`${panel.panel} ${classes.certificate}`}>
      <div className={classes.panelHead}>
        <h2>{t("order.amounts")}</h2>
        {amounts !== null && isCompared(amounts) && (
          <Button variant="default" size="xs" className="not-printed" onClick={() => window.print()}>
            {t("order.print")}
          </Button>
        )}
      </div>
      <div className={classes.printed}>
        <p>{company}</p>
        <p>
          <strong>{t("order.certificate", { number: numberOf(order) })}</strong>
        </p>
        <p>
          {t("order.certificateBody", {
            moment: format.moment(order.decidedAt ?? order.heardAt),
            printed: format.moment(printedAt),
          })}
        </p>
      </div>
      {amounts === null ? (
        <p className="quiet">{t(order.outcome === "skipped" ? "order.noAmounts" : "order.noTieOut")}</p>
      ) : (
        <AmountsTable amounts={amounts} source={order.connectionName} isPrinting={isPrinting} />
      )}
    </section>
  );
}

interface TableProps {
  readonly amounts: Amounts;
  readonly source: string;
  readonly isPrinting: boolean;
}

function AmountsTable({ amounts, source, isPrinting }: TableProps) {
  const { t, format } = useWords();
  const [isAll, setAll] = useState(false);
  const { currency, state, lines, vat, rounding, total } = amounts;
  const shown = isAll || isPrinting ? lines : lines.slice(0, shownLines);
  // A cent on a line or a rate is no fault while the totals agree.
  const isTied = state === "exact" || state === "rounded";
  const isForeign = vat.some(({ country }) => country !== vat[0]?.country);
  return (
    <>
      <Verdict amounts={amounts} source={source} />
      <table className={classes.amounts}>
        <caption className="spoken-only">{t("order.amountsCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("order.amountsOf", { currency })}</th>
            <th scope="col">{t("order.source")}</th>
            <th scope="col">{t("order.documentColumn")}</th>
            <th scope="col">{t("order.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line, at) => (
            <AmountRow key={`${at} ${line.name}`} row={line} isQuiet={isTied}>
              {line.quantity === null || line.quantity === "1" ? "" : `${format.decimal(line.quantity)} × `}
              {line.name}
            </AmountRow>
          ))}
          {lines.length > shown.length && (
            <tr className="not-printed">
              <td colSpan={4}>
                <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
                  {t("home.showAll", { count: format.count(lines.length) })}
                </Button>
              </td>
            </tr>
          )}
          {vat.map((row) => (
            <AmountRow key={`${row.country} ${row.rate}`} row={row} isQuiet={isTied}>
              {isForeign
                ? t("order.vatCountry", { rate: format.percent(row.rate), country: row.country })
                : t("order.vat", { rate: format.percent(row.rate) })}
            </AmountRow>
          ))}
          {total.document !== null && rounding !== null && format.difference(rounding) !== null && (
            <AmountRow row={{ source: null, document: rounding, difference: null }}>{t("order.rounding")}</AmountRow>
          )}
        </tbody>
        <tfoot>
          <AmountRow row={state === "held" ? { ...total, difference: total.difference ?? rounding } : total}>
            {t("order.total")}
          </AmountRow>
        </tfoot>
      </table>
    </>
  );
}

type Row = Amounts["total"];

interface RowProps {
  readonly row: Row;
  readonly isQuiet?: boolean;
  readonly children: ReactNode;
}

function AmountRow({ row: { source, document, difference }, isQuiet = false, children }: RowProps) {
  const { t, format } = useWords();
  const shown = (amount: string | null): string => (amount === null ? "–" : format.bareAmount(amount));
  const different = difference === null ? null : format.signed(difference);
  return (
    <tr data-differs={(different !== null && !isQuiet) || undefined}>
      <th scope="row">{children}</th>
      <td data-label={t("order.source")}>{shown(source)}</td>
      <td data-label={t("order.documentColumn")}>{shown(document)}</td>
      <td data-label={t("order.difference")}>{difference === null ? "–" : (different ?? t("order.matches"))}</td>
    </tr>
  );
}
