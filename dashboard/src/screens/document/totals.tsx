import type { ReactNode } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";
import { isNotZero } from "./document-words.ts";
import classes from "./lines.module.css";

type Vat = Pick<DocumentPage["vat"][number], "vatCategory" | "vatRate" | "vatCountry" | "taxableAmount" | "taxAmount">;
type Allowance = Pick<DocumentPage["allowanceCharges"][number], "kind" | "amount" | "reason" | "vatRate">;
type Sums = Pick<
  DocumentPage["totals"],
  | "lineExtensionAmount"
  | "taxExclusiveAmount"
  | "taxInclusiveAmount"
  | "prepaidAmount"
  | "payableRoundingAmount"
  | "payableAmount"
>;

interface Props {
  readonly currency: string;
  readonly vat: readonly Vat[];
  readonly totals: Sums;
  readonly allowances: readonly Allowance[];
  /** VAT of another country: then each rate says which. */
  readonly isForeign: boolean;
  /** Money has to go back: that there is nothing to pay would say the opposite of what stands below. */
  readonly isToRepay?: boolean;
}

const Row = ({
  name,
  children,
  strong,
}: {
  readonly name: string;
  readonly children: ReactNode;
  readonly strong?: true;
}) => (
  <div data-strong={strong}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What the lines come to: VAT per rate, and rounding by its name. */
export function Totals({ currency, vat, totals, allowances, isForeign, isToRepay = false }: Props) {
  const { t, format } = useWords();
  const amount = (value: string): string => format.amount(value, currency);
  // A discount on the whole is divided over the rates: then each part says which it is of.
  const allowanceName = (reason: string, rate: string): string =>
    vat.length > 1 ? `${reason} (${format.percent(rate)})` : reason;
  const rounding = format.signed(totals.payableRoundingAmount);
  return (
    <dl className={classes.totals}>
      {allowances.length > 0 && <Row name={t("totals.lines")}>{amount(totals.lineExtensionAmount)}</Row>}
      {allowances.map(({ kind, reason, amount: value, vatRate }, index) => (
        <Row
          key={`${index} ${reason}`}
          name={allowanceName(reason || t(kind === "charge" ? "totals.charge" : "totals.allowance"), vatRate)}
        >
          {amount(kind === "charge" ? value : `-${value}`)}
        </Row>
      ))}
      <Row name={t("totals.exclusive")}>{amount(totals.taxExclusiveAmount)}</Row>
      {vat.map(({ vatCategory, vatRate, vatCountry, taxableAmount, taxAmount }) => (
        <Row
          key={`${vatCountry} ${vatCategory} ${vatRate}`}
          name={
            vatCategory === "S"
              ? t(isForeign ? "totals.vatCountry" : "totals.vat", {
                  rate: format.percent(vatRate),
                  base: amount(taxableAmount),
                  country: vatCountry,
                })
              : `${t(`vat.long.${vatCategory}`)} (${amount(taxableAmount)})`
          }
        >
          {amount(taxAmount)}
        </Row>
      ))}
      <Row name={t("totals.inclusive")} strong>
        {amount(totals.taxInclusiveAmount)}
      </Row>
      {rounding !== null && <Row name={t("order.rounding")}>{rounding}</Row>}
      {isNotZero(totals.prepaidAmount) && <Row name={t("totals.prepaid")}>{amount(totals.prepaidAmount)}</Row>}
      {(rounding !== null || isNotZero(totals.prepaidAmount)) && !(isToRepay && !isNotZero(totals.payableAmount)) && (
        <Row name={t("totals.payable")} strong>
          {amount(totals.payableAmount)}
        </Row>
      )}
    </dl>
  );
}
