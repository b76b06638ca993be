import { createHash } from "node:crypto";
import { amount, cents, subtract, text, zero } from "#domain/amount.ts";
import type { Money } from "#domain/completeness.ts";
import type { Statement } from "#domain/completeness-statement.ts";
import { documentKindCodes, nameOfKind } from "#domain/document-kinds.ts";
import { amountText, dayText, percentText } from "#domain/texts/format.ts";
import { gapText, groupName, statementVerdict } from "#domain/texts/ledger-text.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { Report, ReportTable } from "./report-page.ts";

export interface ReportPlace {
  readonly language: TextLanguage;
  readonly country: string;
  readonly timeZone: string;
  readonly company: string;
  readonly shop: string;
}

const totalsText = ({ totals, unknown }: Pick<Money, "totals" | "unknown">, place: ReportPlace): string =>
  [
    ...totals.map((one) => amountText(one.amount, one.currency, place)),
    ...(unknown === 0 ? [] : [`${unknown} × ${textOf("ledger.report.notSaid", place.language)}`]),
  ].join(", ");

/** What the shop has and our books have not, per currency. */
function differenceOf(shop: Money, books: Money): Pick<Money, "totals" | "unknown"> {
  const of = ({ totals }: Money, currency: string) =>
    amount(totals.find((one) => one.currency === currency)?.amount ?? text(zero));
  const currencies = new Set([...shop.totals, ...books.totals].map(({ currency }) => currency));
  const totals = [...currencies].map((currency) => ({
    currency,
    amount: text(cents(subtract(of(shop, currency), of(books, currency)))),
  }));
  return { totals, unknown: 0 };
}

function tablesOf({ figures, gaps }: NonNullable<Statement["known"]>, place: ReportPlace): ReportTable[] {
  const { language, country, shop } = place;
  const { inShop, inBooks, groups, goneFromShop, vat, series } = figures;
  const row = (name: string, money: Money) => [name, String(money.count), totalsText(money, place)];
  const kindOf = (kind: string) =>
    nameOfKind(documentKindCodes.find((known) => known === kind) ?? "invoice", language, country);
  return [
    {
      title: textOf("ledger.report.orders", language),
      header: ["", textOf("ledger.report.count", language), textOf("ledger.report.total", language)],
      figuresFrom: 1,
      rows: [
        row(textOf("ledger.report.inShop", language, { shop }), inShop),
        row(textOf("ledger.report.inBooks", language), inBooks),
        [
          textOf("ledger.report.difference", language),
          String(inShop.count - inBooks.count),
          totalsText(differenceOf(inShop, inBooks), place),
        ],
        ...groups.map((group) => row(groupName(group.group, language), group)),
        ...(goneFromShop === 0 ? [] : [[textOf("ledger.report.gone", language, { shop }), String(goneFromShop), ""]]),
      ],
    },
    {
      title: textOf("ledger.report.vat", language),
      header: [
        textOf("ledger.report.rate", language),
        textOf("ledger.report.source", language),
        textOf("ledger.report.document", language),
      ],
      figuresFrom: 1,
      rows: vat.map(({ currency, country: of, rate, source, document }) => [
        `${of} ${percentText(rate, place)}`,
        source === null ? textOf("ledger.report.notSaid", language) : amountText(source, currency, place),
        amountText(document, currency, place),
      ]),
    },
    {
      title: textOf("ledger.report.series", language),
      header: [
        textOf("ledger.report.kind", language),
        textOf("ledger.report.numbers", language),
        textOf("ledger.report.count", language),
        textOf("ledger.report.missing", language),
      ],
      figuresFrom: 2,
      rows: series.map(({ kind, first, last, count, gaps: missing }) => [
        kindOf(kind),
        `${first} – ${last}`,
        String(count),
        missing.length === 0 ? textOf("ledger.report.noGaps", language) : missing.join(", "),
      ]),
    },
    {
      title: textOf("ledger.report.gapsTitle", language),
      header: [
        textOf("ledger.report.order", language),
        textOf("ledger.report.found", language),
        textOf("ledger.report.now", language),
      ],
      figuresFrom: 3,
      rows: gaps.map(({ number, missing, isHealed, outcome, reasonCode }) => [
        number,
        gapText(missing, language),
        isHealed
          ? groupName(outcome === "skipped" ? `skipped~${reasonCode ?? ""}` : (outcome ?? "waiting"), language)
          : textOf("ledger.report.notMended", language),
      ]),
    },
  ];
}

/** A statement as it is printed. The check code is of the stored statement: whoever changes a figure cannot keep it. */
export function statementReport(statement: Statement, place: ReportPlace): Report {
  const { language, shop, company, timeZone } = place;
  const at = Temporal.Instant.from(statement.at).toZonedDateTimeISO(timeZone);
  const moment = `${dayText(at.toPlainDate().toString(), place)}, ${at.toPlainTime().toString({ smallestUnit: "minute" })}`;
  const hash = createHash("sha256").update(JSON.stringify(statement)).digest("hex").slice(0, 16);
  const { known } = statement;
  return {
    language,
    company,
    title: textOf("ledger.report.title", language, { shop }),
    subtitle: `${dayText(statement.from, place)} – ${dayText(statement.to, place)}`,
    verdict: statementVerdict(statement, place),
    tables: known === null ? [] : tablesOf(known, place),
    notes:
      known === null || known.figures.refunds.inShop + known.figures.refunds.creditNotes === 0
        ? []
        : [
            `${textOf("ledger.report.refunds", language)}: ${textOf("ledger.report.refundsText", language, known.figures.refunds)}`,
          ],
    footer: textOf("ledger.report.footer", language, { moment, hash }),
  };
}
