import { Link } from "@tanstack/react-router";
import { amount, subtract, text } from "#domain/amount.ts";
import { useApi } from "#dashboard/api/api.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { KnownStatement, Statement } from "./completeness-query.ts";
import { GapList } from "./gap-list.tsx";
import classes from "./completeness.module.css";

interface Props {
  readonly statement: Statement;
  readonly known: KnownStatement;
}

type Money = KnownStatement["inShop"];

/** What the shop had, what became of it, and what does not add up. */
export function StatementView({ statement, known }: Props) {
  const { t, format } = useWords();
  const { inShop, inBooks, groups, goneFromShop, refunds } = known;
  const difference = inShop.count - inBooks.count;
  return (
    <div className={classes.statement}>
      <div className={panel.scroll}>
        <table className={classes.figures}>
          <caption className="spoken-only">{t("completeness.caption", { shop: statement.shop })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("completeness.what")}</th>
              <th scope="col" data-end>
                {t("completeness.count")}
              </th>
              <th scope="col" data-end>
                {t("completeness.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            <Row name={t("completeness.inShop", { shop: statement.shop })} money={inShop} />
            <Row name={t("completeness.inBooks")} money={inBooks} />
            <tr data-sum>
              <th scope="row">{t("completeness.difference")}</th>
              <td data-end>{difference === 0 ? t("completeness.right") : format.count(difference)}</td>
              <td aria-hidden />
            </tr>
            {groups.map(({ group, kind, name, ...money }) => (
              <Row
                key={group}
                name={name}
                money={money}
                statementId={statement.id}
                // Some of these have no entry that a list could show: they stand below by name.
                {...(kind !== "unexplained" && { group })}
                isPart
              />
            ))}
            {goneFromShop > 0 && (
              <tr>
                <th scope="row" data-part>
                  {t("completeness.gone", { shop: statement.shop })}
                </th>
                <td data-end>{format.count(goneFromShop)}</td>
                <td aria-hidden />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <Vat known={known} />
      <ul className={classes.lines}>
        {known.series.map(({ kind, series, year, first, last, gaps }) => (
          <li key={`${kind} ${series} ${year}`}>
            {gaps.length === 0
              ? t("completeness.numbers", { first, last })
              : t("completeness.numbersMissing", { first, last, missing: gaps.join(", ") })}
          </li>
        ))}
        {refunds.inShop + refunds.creditNotes > 0 && <li>{t("completeness.refunds", refunds)}</li>}
      </ul>
      <GapList statement={statement} gaps={known.gaps} />
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly money: Money;
  readonly statementId?: string;
  readonly group?: string;
  readonly isPart?: true;
}

/** A number that leads to exactly its orders. */
function Row({ name, money, statementId, group, isPart }: RowProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const count = format.count(money.count);
  return (
    <tr>
      <th scope="row" {...(isPart && { "data-part": true })}>
        {name}
      </th>
      <td data-end>
        {statementId !== undefined && group !== undefined ? (
          <Link
            to="/a/$administration/orders"
            params={{ administration }}
            search={{ statement: statementId, group }}
            aria-label={`${name}: ${count}`}
          >
            {count}
          </Link>
        ) : (
          count
        )}
      </td>
      <td data-end>
        {money.totals.map(({ currency, amount }) => (
          <div key={currency}>{format.amount(amount, currency)}</div>
        ))}
        {money.unknown > 0 && <div className="quiet">{t("completeness.unknownTotal", { count: money.unknown })}</div>}
      </td>
    </tr>
  );
}

/** Of what was documented: the shop's own VAT beside that of the documents. */
function Vat({ known: { vat, withoutVat } }: { readonly known: KnownStatement }) {
  const { t, format } = useWords();
  if (vat.length === 0 && withoutVat === 0) return null;
  return (
    <div className={panel.scroll} role="region" aria-label={t("completeness.vatCaption")} tabIndex={0}>
      <table className={classes.figures}>
        <caption className="spoken-only">{t("completeness.vatCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("completeness.vat")}</th>
            <th scope="col" data-end>
              {t("completeness.vatShop")}
            </th>
            <th scope="col" data-end>
              {t("completeness.vatDocuments")}
            </th>
            <th scope="col" data-end>
              {t("order.difference")}
            </th>
          </tr>
        </thead>
        <tbody>
          {vat.map(({ currency, country, rate, source, document }) => (
            <tr key={`${currency} ${country} ${rate}`}>
              <th scope="row" data-rate>{`${country} ${format.percent(rate)}`}</th>
              <td data-end>{source === null ? t("completeness.unknown") : format.amount(source, currency)}</td>
              <td data-end>{format.amount(document, currency)}</td>
              <td data-end className={classes.difference}>
                {source !== null &&
                  (format.signed(text(subtract(amount(document), amount(source)))) ?? t("completeness.right"))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {withoutVat > 0 && <p className="quiet">{t("completeness.withoutVat", { count: withoutVat })}</p>}
    </div>
  );
}
